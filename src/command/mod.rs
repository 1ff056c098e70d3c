//! Commands, whatever the surface they come from: a [`Request`] goes to the engine and a [`Reply`] comes back.

mod action;
mod reply;
mod request;
mod table;

pub use action::{Action, ActionError, Verb};
pub use reply::{Missing, Reply};
pub use request::Request;
pub use table::{COMMANDS, Command, Completion, MAX_QUESTION, Opt, Subcommand};
