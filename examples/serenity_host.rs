//! A bot of its own, built with serenity, that answers about a briefing too:
//! `DISCORD_TOKEN=... cargo run --example serenity_host`.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use attache::answer::Answer;
use attache::discord::connection::Connection;
use attache::discord::{Asked, Feedback, Handled, Hooks, Kept, Plugin};
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files};
use serenity::all::{
    ClientBuilder, Command, Context, CreateAllowedMentions, CreateButton, CreateCommand, CreateInteractionResponse,
    CreateInteractionResponseMessage, EventHandler, GatewayIntents, Interaction, Ready,
};
use serenity::async_trait;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    run(Connection::from_env()?).await
}

/// The bot, until its connection is over.
pub(crate) async fn run(connection: Connection) -> Result<(), Box<dyn Error + Send + Sync>> {
    let counts = Arc::new(Counts::default());
    let files = Files::shipped(DEFAULT_BRIEFING).ok_or("it is in every build")?;
    let plugin = Plugin::builder()
        .briefing("talks", Engine::from_files(&files)?)
        .rename("ask", "brief")
        .hooks(Arc::clone(&counts))
        .build()?;

    // `Client::builder(token, intents)` does as well; this one can be pointed at a test server.
    let http = connection.http()?.build();
    let host = Host { plugin, counts };
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::empty()).event_handler(host).await?;
    Ok(client.start().await?)
}

struct Host {
    plugin: Plugin,
    counts: Arc<Counts>,
}

#[async_trait]
impl EventHandler for Host {
    /// Registration is the host's: Attaché only says which commands it has.
    async fn ready(&self, context: Context, _: Ready) {
        let mut commands = vec![CreateCommand::new("ping").description("Whether I am there")];
        commands.extend(self.plugin.definitions());
        if let Err(error) = Command::set_global_commands(&context.http, commands).await {
            eprintln!("commands not registered: {error}");
        }
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        match self.plugin.handle(&context.http, &interaction).await {
            Ok(Handled::Done) => {}
            Ok(Handled::NotMine) => self.handle_own(&context, &interaction).await,
            Err(error) => eprintln!("an answer was not delivered: {error}"),
        }
    }
}

impl Host {
    /// The host's own command, and the button under its reply.
    async fn handle_own(&self, context: &Context, interaction: &Interaction) {
        let message = CreateInteractionResponseMessage::new().allowed_mentions(CreateAllowedMentions::new());
        let sent = match interaction {
            Interaction::Command(command) if command.data.name == "ping" => {
                let button = CreateButton::new("host:counts").label("How many questions?");
                let response = CreateInteractionResponse::Message(message.content("Pong.").button(button));
                command.create_response(&context.http, response).await
            }
            Interaction::Component(press) if press.data.custom_id == "host:counts" => {
                let response = CreateInteractionResponse::Message(message.content(self.counts.told()));
                press.create_response(&context.http, response).await
            }
            _ => return,
        };
        if let Err(error) = sent {
            eprintln!("no response of the host's own: {error}");
        }
    }
}

/// What Attaché's hooks have counted.
#[derive(Default)]
struct Counts {
    answered: AtomicUsize,
    unanswered: AtomicUsize,
    wrong: AtomicUsize,
}

impl Hooks for Counts {
    fn on_answered(&self, _: &Asked, _: &Answer) {
        self.answered.fetch_add(1, Ordering::Relaxed);
    }

    fn on_unanswered(&self, _: &Asked, _: &Answer) {
        self.unanswered.fetch_add(1, Ordering::Relaxed);
    }

    fn on_feedback(&self, _: &Asked, _: &Feedback) -> Kept {
        self.wrong.fetch_add(1, Ordering::Relaxed);
        Kept::Report // counted, without the words
    }
}

impl Counts {
    fn told(&self) -> String {
        let [answered, unanswered, wrong] =
            [&self.answered, &self.unanswered, &self.wrong].map(|count| count.load(Ordering::Relaxed));
        format!("Answered: {answered}, not answered: {unanswered}, said to be wrong: {wrong}.")
    }
}
