//! What Discord takes at most, as its documentation says. The lengths of embeds and labels are held by
//! [`render::fit`](crate::render::fit), for every surface alike; here is what only Discord knows of.

use std::time::Duration;

/// An interaction that has no response by then is forgotten.
///
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction>
pub const RESPONSE_WINDOW: Duration = Duration::from_secs(3);

/// Rows of components in a message.
///
/// <https://discord.com/developers/docs/components/reference#legacy-message-component-behavior>
pub const MAX_ROWS: usize = 5;

/// Buttons in a row.
///
/// <https://discord.com/developers/docs/components/reference#action-row>
pub const MAX_BUTTONS_IN_ROW: usize = 5;

/// Longest `custom_id`, in characters; each must be unique in its message.
///
/// <https://discord.com/developers/docs/components/reference#anatomy-of-a-component>
pub const MAX_CUSTOM_ID: usize = 100;

/// Most choices of an autocompletion.
///
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete>
pub const MAX_CHOICES: usize = 25;

/// Longest name and longest value of a choice, in characters; neither may be empty.
///
/// <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure>
pub const MAX_CHOICE: usize = 100;

/// Longest plain text of a message.
///
/// <https://discord.com/developers/docs/resources/message#create-message>
pub const MAX_CONTENT: usize = 2000;

/// What a reader may write about a wrong answer: ours, well under Discord's 4,000.
pub const MAX_FEEDBACK: u16 = 1000;
