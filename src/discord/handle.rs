//! A plugin on the connection of a host built with serenity.

use std::time::Duration;

use serenity::all::{ClientBuilder, Context, EventHandler, Http, HttpError, Interaction};
use serenity::async_trait;
use tokio::time::sleep;
use tracing::warn;

use super::plugin::Plugin;

/// Between a failure on Discord's side and the one attempt that follows it.
const PAUSE: Duration = Duration::from_millis(100);

/// What became of an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// It was Attaché's, and has its response.
    Done,
    /// It is the host's: nothing was done.
    NotMine,
}

impl Plugin {
    /// Responds to an interaction if it is Attaché's. A failure on Discord's side is tried once more.
    ///
    /// # Errors
    /// Discord did not take the response: it could not be reached, was slower than three seconds, or somebody has responded
    /// already. Nothing needs to be undone.
    pub async fn handle(&self, http: &Http, interaction: &Interaction) -> Result<Handled, serenity::Error> {
        let Some(response) = self.respond(interaction) else { return Ok(Handled::NotMine) };
        let send =
            || http.create_interaction_response(interaction.id(), interaction.token(), &response.body, Vec::new());
        match send().await {
            Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)))
                if answer.status_code.is_server_error() =>
            {
                sleep(PAUSE).await;
                send().await?;
            }
            done => done?,
        }
        Ok(Handled::Done)
    }
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
    /// Lets Attaché handle what is its own, beside the host's own handlers.
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
