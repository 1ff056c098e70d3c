//! Commands, whatever the surface they come from: a [`Request`] goes to the engine and a [`Reply`] comes back.

mod action;
mod parse;
mod reply;
mod request;
mod table;
mod usage;

pub use action::{Action, ActionError, List, Target, Verb};
pub use parse::{HARNESS, ParseError, Typed, parse};
pub use reply::{Missing, Reply};
pub use request::Request;
pub use table::{
    ASK_MESSAGE, CHECK_MESSAGE, COMMANDS, Command, Completion, Kind, MAX_NAME, MAX_QUESTION, Opt, Subcommand, Value,
};
pub use usage::usages;
