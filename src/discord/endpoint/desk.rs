//! Who answers: the one place of the endpoint that knows how.

use std::sync::{PoisonError, RwLock};

use serenity::all::{CreateInteractionResponse, Interaction};

use crate::discord::interaction;
use crate::engine::Engine;

/// What came of an interaction, as metrics name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Outcome {
    /// A PING: Discord asks whether somebody is there.
    Ping,
    /// A command was answered.
    Command,
    /// A command being typed was completed.
    Autocomplete,
    /// The press of a button was answered.
    Button,
    /// Something that is not Attaché's own: it says so.
    Unknown,
}

impl Outcome {
    pub(super) const ALL: [Self; 5] = [Self::Ping, Self::Command, Self::Autocomplete, Self::Button, Self::Unknown];

    /// As metrics and log name it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Command => "command",
            Self::Autocomplete => "autocomplete",
            Self::Button => "button",
            Self::Unknown => "unknown",
        }
    }
}

/// Answers from the briefing as it was last loaded.
pub(super) struct Desk {
    engine: RwLock<Engine>,
}

impl Desk {
    pub(super) fn new(engine: Engine) -> Self {
        Self { engine: RwLock::new(engine) }
    }

    /// Answers an interaction, at once and whole.
    pub(super) fn respond(&self, interaction: &Interaction) -> (CreateInteractionResponse, Outcome) {
        let outcome = match interaction {
            Interaction::Ping(_) => Outcome::Ping,
            Interaction::Command(_) => Outcome::Command,
            Interaction::Autocomplete(_) => Outcome::Autocomplete,
            Interaction::Component(_) => Outcome::Button,
            _ => Outcome::Unknown,
        };
        (interaction::respond(interaction, &self.engine()), outcome)
    }

    /// Answers from another briefing from now on. Answers begun before are finished from the old one.
    pub(super) fn replace(&self, engine: Engine) {
        *self.engine.write().unwrap_or_else(PoisonError::into_inner) = engine;
    }

    fn engine(&self) -> Engine {
        self.engine.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
