//! A bot of its own, built with poise, that answers about a briefing too:
//! `DISCORD_TOKEN=... cargo run --features poise --example poise_host`.

use attache::discord::Plugin;
use attache::discord::connection::Connection;
use attache::discord::poise::{HasAttache, commands, definitions, forward};
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files};
use poise::serenity_prelude::{
    ClientBuilder, Command, CreateActionRow, CreateAllowedMentions, CreateButton, CreateInteractionResponse,
    CreateInteractionResponseMessage, FullEvent, GatewayIntents, Interaction,
};

struct Data {
    plugin: Plugin,
}

type Error = Box<dyn std::error::Error + Send + Sync>;

impl HasAttache for Data {
    fn attache(&self) -> &Plugin {
        &self.plugin
    }
}

/// Whether I am there
#[poise::command(slash_command)]
async fn ping(context: poise::Context<'_, Data, Error>) -> Result<(), Error> {
    let button = CreateButton::new("host:again").label("Again");
    let reply = poise::CreateReply::default().content("Pong.").components(vec![CreateActionRow::Buttons(vec![button])]);
    context.send(reply).await?;
    Ok(())
}

/// Attaché's buttons first, in one line; then the host's own.
async fn on_event(framework: poise::FrameworkContext<'_, Data, Error>, event: &FullEvent) -> Result<(), Error> {
    forward(framework, event).await?;
    if let FullEvent::InteractionCreate { interaction: Interaction::Component(press) } = event
        && press.data.custom_id == "host:again"
    {
        let nobody = CreateAllowedMentions::new();
        let message = CreateInteractionResponseMessage::new().content("Pong again.").allowed_mentions(nobody);
        press.create_response(framework.serenity_context, CreateInteractionResponse::Message(message)).await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    run(Connection::from_env()?).await
}

/// The bot, until its connection is over.
pub(crate) async fn run(connection: Connection) -> Result<(), Error> {
    let files = Files::shipped(DEFAULT_BRIEFING).ok_or("it is in every build")?;
    let plugin = Plugin::builder().briefing("talks", Engine::from_files(&files)?).rename("ask", "brief").build()?;

    let mut all = vec![ping()];
    all.extend(commands(&plugin));
    let framework = poise::Framework::builder()
        .options(poise::FrameworkOptions {
            commands: all,
            event_handler: |framework, event| Box::pin(on_event(framework, event)),
            allowed_mentions: Some(CreateAllowedMentions::new()),
            ..Default::default()
        })
        .initialize_owners(false) // no command here is for owners alone
        .setup(|context, _, framework| {
            Box::pin(async move {
                Command::set_global_commands(context, definitions(&framework.options().commands)).await?;
                Ok(Data { plugin })
            })
        })
        .build();

    // `ClientBuilder::new(token, intents)` does as well; this one can be pointed at a test server.
    let http = connection.http()?.build();
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::empty()).framework(framework).await?;
    Ok(client.start().await?)
}
