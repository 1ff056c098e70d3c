//! Why the bot stops by itself.

use serenity::gateway::GatewayError;

/// Why the bot stops by itself, each in a sentence for whoever runs it.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Neither REST nor the gateway takes the token.
    #[error("Discord refused the token: copy the bot's current token from the developer portal into DISCORD_TOKEN.")]
    BadToken,
    /// The test server named a gateway elsewhere, or Discord one without TLS.
    #[error("The gateway's address is not one that may be connected to; the bot stops rather than going there.")]
    ForeignGateway,
    /// Something answered that is not Discord, or wants nothing of this bot.
    #[error("Discord refused the connection, and trying again would not help: {0}.")]
    Refused(String),
    /// The commands were not taken.
    #[error("The commands are not registered, those of before stay: {0}.")]
    NotRegistered(String),
    /// The gateway says that the bot wants what it may not have.
    #[error(
        "Discord refused what the bot listens to, though it listens to nothing but interactions: see that DISCORD_TOKEN is \
         the token of the right application, and that this is the newest version."
    )]
    Intents,
    /// The connection is over for good.
    #[error("The connection to Discord ended and could not be taken up again: {0}.")]
    Ended(String),
    /// The operating system refused a thread, a signal handler or the like.
    #[error("The system does not let the bot start: {0}.")]
    System(#[source] std::io::Error),
}

impl RunError {
    /// Why the shards ended, though nobody told them to.
    pub(super) fn ended(result: Result<(), serenity::Error>) -> Self {
        match result {
            Err(serenity::Error::Gateway(GatewayError::InvalidAuthentication)) => Self::BadToken,
            Err(serenity::Error::Gateway(
                GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
            )) => Self::Intents,
            Err(error) => Self::Ended(error.to_string()),
            Ok(()) => Self::Ended("every shard has stopped".to_owned()),
        }
    }
}
