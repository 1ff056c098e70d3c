//! What the endpoint must know before it listens.

use std::time::Duration;

use super::PublicKey;
use crate::discord::secret::{UnreadableSecret, secret};

/// Where the endpoint listens, to whom, and for how long once told to stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listening {
    /// Whose signatures count.
    pub key: PublicKey,
    /// Where to listen, such as `127.0.0.1:8080`.
    pub listen: String,
    /// How long it still accepts connections once told to stop, with `/readyz` saying so: a balancer needs a moment to
    /// notice.
    pub grace: Duration,
}

/// A key that cannot be used, in a sentence for whoever starts the endpoint. Never holds a value that was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No key.
    #[error(
        "No public key: set DISCORD_PUBLIC_KEY, or DISCORD_PUBLIC_KEY_FILE, in the environment or in .env \
         (.env.example says how)."
    )]
    NoKey,
    /// The key's file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableSecret),
    /// A key that cannot be one.
    #[error(
        "DISCORD_PUBLIC_KEY is not a public key: copy the 64 digits and letters under General Information in Discord's \
         developer portal."
    )]
    MalformedKey,
}

impl PublicKey {
    /// Reads the environment.
    ///
    /// # Errors
    /// The key is missing or cannot be one.
    pub fn from_env() -> Result<Self, KeyError> {
        Self::read(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    /// Reads variables wherever they are kept. An empty one counts as not set.
    ///
    /// # Errors
    /// The key is missing or cannot be one.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, KeyError> {
        let text = secret("DISCORD_PUBLIC_KEY", variable)?.ok_or(KeyError::NoKey)?;
        Self::parse(&text).ok_or(KeyError::MalformedKey)
    }
}
