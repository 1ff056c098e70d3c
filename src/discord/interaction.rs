//! What Discord sends, and what it gets back. Pure: no network, no clock, no state; any interaction gets a response.

use serenity::all::{
    AutocompleteChoice, CommandData, CommandDataOption, CommandDataOptionValue, CommandType,
    CreateAutocompleteResponse, CreateInteractionResponse, CreateInteractionResponseMessage, Interaction,
};

use super::convert::{message, notice};
use super::limits::{MAX_CHOICE, MAX_CHOICES};
use crate::command::{Action, COMMANDS, Completion, Request, Verb};
use crate::engine::Engine;
use crate::render::{fit, layout};

/// Said to a command that is not in the table: Discord may still offer one that an earlier version registered.
const UNKNOWN_COMMAND: &str =
    "I do not know this command, or no longer do. Try `/ask` with a question, or `/briefing topics`.";

/// Said to a button, menu or form that is not of this version.
const UNKNOWN_COMPONENT: &str =
    "This is from an earlier version, or not mine, so I cannot tell what it means. Please ask again with `/ask`.";

/// Responds to an interaction, at once and whole.
pub fn respond(interaction: &Interaction, engine: &Engine) -> CreateInteractionResponse {
    match interaction {
        Interaction::Command(command) => CreateInteractionResponse::Message(run(&command.data, engine)),
        Interaction::Autocomplete(command) => CreateInteractionResponse::Autocomplete(complete(&command.data, engine)),
        Interaction::Component(press) => {
            CreateInteractionResponse::Message(press_button(&press.data.custom_id, engine))
        }
        Interaction::Modal(_) => CreateInteractionResponse::Message(notice(UNKNOWN_COMPONENT)),
        // A PING; serenity decodes no other kind.
        _ => CreateInteractionResponse::Pong,
    }
}

fn run(data: &CommandData, engine: &Engine) -> CreateInteractionResponseMessage {
    match request(data) {
        Some(request) => message(&layout(&engine.reply(&request), engine.knowledge())),
        None => notice(UNKNOWN_COMMAND),
    }
}

fn press_button(custom_id: &str, engine: &Engine) -> CreateInteractionResponseMessage {
    let Ok(action) = custom_id.parse::<Action>() else { return notice(UNKNOWN_COMPONENT) };
    let verb = action.verb;
    let mut layout = layout(&engine.reply(&Request::Press(action)), engine.knowledge());
    // A channel should see an answer once: who looks further does so without the others reading along.
    layout.private |= matches!(verb, Verb::Context | Verb::Related);
    message(&layout)
}

fn complete(data: &CommandData, engine: &Engine) -> CreateAutocompleteResponse {
    let choices = match focused(data) {
        Some((completion, typed)) => engine.complete(completion, typed, MAX_CHOICES),
        None => Vec::new(),
    };
    let offered = choices.into_iter().filter(|choice| {
        !choice.label.trim().is_empty() && !choice.value.trim().is_empty() && fit::length(&choice.value) <= MAX_CHOICE
    });
    let offered = offered.take(MAX_CHOICES);
    CreateAutocompleteResponse::new().set_choices(
        offered.map(|choice| AutocompleteChoice::new(fit::clip(&choice.label, MAX_CHOICE), choice.value)).collect(),
    )
}

/// `None` for a command that is not in the table.
fn request(data: &CommandData) -> Option<Request> {
    if data.kind != CommandType::ChatInput {
        return None;
    }
    let (subcommand, options) = split(data);
    Request::of(&data.name, subcommand, |name| {
        options.iter().find(|option| option.name == name)?.value.as_str().map(str::to_owned)
    })
}

/// What is being typed, and what completes it.
fn focused(data: &CommandData) -> Option<(Completion, &str)> {
    let (subcommand, options) = split(data);
    let command = COMMANDS.iter().find(|command| command.name == data.name)?;
    let known = match subcommand {
        None => command.options,
        Some(name) => command.subcommands.iter().find(|sub| sub.name == name)?.options,
    };
    let (name, typed) = options.iter().find_map(|option| match &option.value {
        CommandDataOptionValue::Autocomplete { value, .. } => Some((&option.name, value)),
        _ => None,
    })?;
    let option = known.iter().find(|option| option.name == name)?;
    Some((option.completion, typed))
}

/// The subcommand, if one was given, and the options' values.
fn split(data: &CommandData) -> (Option<&str>, &[CommandDataOption]) {
    match data.options.as_slice() {
        [only] => match &only.value {
            CommandDataOptionValue::SubCommand(options) => (Some(&only.name), options),
            _ => (None, &data.options),
        },
        options => (None, options),
    }
}
