//! A plugin on the connection of a host built with serenity.

use std::time::Duration;

use serenity::all::{
    ClientBuilder, Context, CreateInteractionResponse, EventHandler, Http, HttpError, Interaction, InteractionId,
};
use serenity::async_trait;
use tokio::time::{sleep, timeout};
use tracing::warn;

use super::limits::RESPONSE_WINDOW;
use super::plugin::Plugin;

/// Between a failure that asks for no pause, and the one attempt that follows it.
pub(super) const PAUSE: Duration = Duration::from_millis(100);

/// "Interaction has already been acknowledged".
pub(super) const ALREADY_ACKNOWLEDGED: i64 = 40060;

/// "Unknown interaction": Discord has forgotten it.
const UNKNOWN_INTERACTION: i64 = 10062;

/// What became of an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "what is not Attaché's is still to be handled"]
pub enum Handled {
    /// It was Attaché's, and has its response.
    Done,
    /// It is the host's: nothing was done.
    NotMine,
}

/// Why an interaction of Attaché's has no response of Attaché's. Nothing needs to be undone, and another attempt would not
/// help: a log line is all it needs. Shows neither an interaction's token nor what was typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Discord no longer waits: more than three seconds have passed since it sent the interaction.
    #[error("Discord no longer waits for this response: it may take three seconds")]
    TooLate,
    /// Another handler has responded: the host's own, or this one called twice.
    #[error("somebody has responded to this interaction already")]
    AlreadyAnswered,
    /// Discord did not take it.
    #[error("Discord refused the response: status {status}, code {code}: {message}")]
    Refused {
        /// HTTP's code.
        status: u16,
        /// Discord's own code, 0 if it gave none.
        code: i64,
        /// Discord's words.
        message: String,
    },
    /// Discord could not be reached.
    #[error("Discord could not be reached: {0}")]
    Unreachable(String),
}

impl Error {
    /// Whether the same response may be taken a moment later.
    fn may_pass(&self) -> bool {
        match self {
            Self::Refused { status, .. } => *status >= 500,
            Self::Unreachable(_) => true,
            Self::TooLate | Self::AlreadyAnswered => false,
        }
    }
}

impl From<serenity::Error> for Error {
    fn from(error: serenity::Error) -> Self {
        match error {
            serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) => {
                let code = i64::try_from(answer.error.code).unwrap_or_default();
                match code {
                    UNKNOWN_INTERACTION => Self::TooLate,
                    ALREADY_ACKNOWLEDGED => Self::AlreadyAnswered,
                    _ => Self::Refused { status: answer.status_code.as_u16(), code, message: answer.error.message },
                }
            }
            // In the address stands the interaction's token.
            serenity::Error::Http(HttpError::Request(error)) => Self::Unreachable(reason(&error.without_url())),
            other => Self::Unreachable(reason(&other)),
        }
    }
}

/// The innermost reason, which is the one that says something.
pub(super) fn reason(error: &dyn std::error::Error) -> String {
    let mut reason = error;
    while let Some(inner) = reason.source() {
        reason = inner;
    }
    reason.to_string()
}

impl Plugin {
    /// Responds to an interaction if it is Attaché's. A failure on Discord's side is tried once more, and it never takes
    /// longer than the three seconds that Discord waits.
    ///
    /// ```no_run
    /// # use attache::discord::{Handled, Plugin};
    /// # use serenity::all::{Context, Interaction};
    /// # async fn example(plugin: Plugin, context: Context, interaction: Interaction) {
    /// match plugin.handle(&context.http, &interaction).await {
    ///     Ok(Handled::Done) => {}
    ///     Ok(Handled::NotMine) => { /* the host's own commands and buttons */ }
    ///     Err(error) => eprintln!("not delivered: {error}"),
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// It is Attaché's, and Discord did not take the response.
    pub async fn handle(&self, http: &Http, interaction: &Interaction) -> Result<Handled, Error> {
        let Some(response) = self.respond(interaction) else { return Ok(Handled::NotMine) };
        deliver(http, interaction.id(), interaction.token(), &response.body).await?;
        Ok(Handled::Done)
    }
}

/// Gives an interaction its response.
pub(super) async fn deliver(
    http: &Http,
    id: InteractionId,
    token: &str,
    response: &CreateInteractionResponse,
) -> Result<(), Error> {
    let attempt =
        || async { http.create_interaction_response(id, token, response, Vec::new()).await.map_err(Error::from) };
    let twice = async {
        match attempt().await {
            Err(error) if error.may_pass() => sleep(PAUSE).await,
            done => return done,
        }
        match attempt().await {
            // The first attempt arrived after all.
            Err(Error::AlreadyAnswered) => Ok(()),
            done => done,
        }
    };
    timeout(RESPONSE_WINDOW, twice).await.unwrap_or(Err(Error::TooLate))
}

/// Adds Attaché to a host's client in one line.
///
/// ```no_run
/// # async fn example(plugin: attache::discord::Plugin) -> Result<(), serenity::Error> {
/// use attache::discord::Attache;
/// use serenity::all::{Client, GatewayIntents};
/// let client = Client::builder("token", GatewayIntents::empty()).attache(plugin).await?;
/// # Ok(())
/// # }
/// ```
pub trait Attache {
    /// Lets Attaché handle what is its own, beside the host's own handlers. What cannot be delivered is logged.
    #[must_use]
    fn attache(self, plugin: Plugin) -> Self;
}

impl Attache for ClientBuilder {
    fn attache(self, plugin: Plugin) -> Self {
        self.event_handler(Handler(plugin))
    }
}

struct Handler(Plugin);

#[async_trait]
impl EventHandler for Handler {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Err(error) = self.0.handle(&context.http, &interaction).await {
            warn!(id = interaction.id().get(), %error, "an answer was not delivered");
        }
    }
}
