//! What a button carries: everything needed to answer its press, so that buttons outlive a restart.

use std::fmt;
use std::str::FromStr;

/// A button's meaning, tied to the knowledge it was made from.
///
/// Written as `a1:<verb>:<fingerprint>:<places>`, at most 100 characters (Discord's limit for a `custom_id`):
/// intents and sentences stand in it by place, which only means something together with the fingerprint.
///
/// ```
/// use attache::command::{Action, Verb};
/// let action = Action { verb: Verb::Context, knowledge: "9f2c01ab".into(), places: vec![6, 7] };
/// assert_eq!(action.to_string(), "a1:c:9f2c01ab:6.7");
/// assert_eq!("a1:c:9f2c01ab:6.7".parse(), Ok(action));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What to do.
    pub verb: Verb,
    /// The short fingerprint of the knowledge the button was made from.
    pub knowledge: String,
    /// Places of sentences (for [`Verb::Context`]) or intents (otherwise), at most [`Action::MAX_PLACES`].
    pub places: Vec<usize>,
}

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Show the paragraphs of the cited sentences.
    Context,
    /// Offer the related questions of these intents.
    Related,
    /// Answer with this intent.
    Answer,
}

impl Action {
    /// More places than this are left out: the button then covers the first ones.
    pub const MAX_PLACES: usize = 12;
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.verb {
            Verb::Context => 'c',
            Verb::Related => 'r',
            Verb::Answer => 'a',
        };
        let places: Vec<_> = self.places.iter().take(Self::MAX_PLACES).map(usize::to_string).collect();
        write!(f, "a1:{verb}:{}:{}", self.knowledge, places.join("."))
    }
}

/// A `custom_id` that is not one of ours, or of a version that is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a button of this version of Attaché")]
pub struct ActionError;

impl FromStr for Action {
    type Err = ActionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut fields = text.split(':');
        let (Some("a1"), Some(verb), Some(knowledge), Some(places), None) =
            (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(ActionError);
        };
        let verb = match verb {
            "c" => Verb::Context,
            "r" => Verb::Related,
            "a" => Verb::Answer,
            _ => return Err(ActionError),
        };
        let places: Result<Vec<_>, _> = places.split('.').map(|place| place.parse().map_err(|_| ActionError)).collect();
        let places = places?;
        if places.len() > Self::MAX_PLACES {
            return Err(ActionError);
        }
        Ok(Self { verb, knowledge: knowledge.to_owned(), places })
    }
}
