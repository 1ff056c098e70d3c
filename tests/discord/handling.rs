//! `Plugin::handle`, as a host calls it: what is not Attaché's comes back, and what goes wrong comes as an error.

use std::path::Path;
use std::sync::{Arc, Mutex};

use attache::answer::Answer;
use attache::discord::connection::Connection;
use attache::discord::settings::Settings;
use attache::discord::{Asked, Attache, Error, Feedback, Handled, Hooks, Kept, Plugin};
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files};
use attache::render::Layout;
use serde_json::{Value, json};
use serenity::all::{
    ClientBuilder, Context, CreateCommand, CreateInteractionResponse, EventHandler, GatewayIntents, Http, Interaction,
    Ready,
};
use serenity::async_trait;
use tokio::sync::mpsc;

use crate::answering::button;
use crate::fake_discord::interactions::{ask, briefing, choose, command, elsewhere, press, submit, typing_question};
use crate::fake_discord::{Call, Failure, FakeDiscord, Seen, TOKEN};

const QUESTION: &str = "When was the tower built?";

/// Connected to a Discord of our own.
pub fn connection(discord: &FakeDiscord) -> Connection {
    let base = format!("http://{}", discord.address);
    Connection::read(|name| Some(if name == "DISCORD_TOKEN" { TOKEN.to_owned() } else { base.clone() })).unwrap()
}

fn http(discord: &FakeDiscord) -> Http {
    connection(discord).http().unwrap().build()
}

fn lighthouse() -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lighthouse-repair");
    Engine::from_files(&Files::read(&folder).unwrap()).unwrap()
}

fn plugin() -> Plugin {
    Plugin::builder().briefing("lighthouse", lighthouse()).build().unwrap()
}

#[tokio::test]
async fn what_is_the_hosts_comes_back_untouched() {
    let discord = FakeDiscord::start().await;
    let plugin = Plugin::builder().briefing("lighthouse", lighthouse()).rename("ask", "brief").without("briefing");
    let plugin = plugin.build().unwrap();
    for foreign in [
        command("ping", json!([])),
        ask(QUESTION), // renamed
        typing_question("when"),
        briefing("about", None), // left out
        press("host:button"),
        choose("host:menu", "a1:c:00000000:s1"), // only the menu's own id tells whose it is
        submit("host:form", "input", "text"),
        json!({ "type": 1, "application_id": "1", "version": 1 }), // an endpoint's PING
    ] {
        let interaction = discord.interaction(foreign);
        assert_eq!(plugin.handle(&http(&discord), &interaction).await, Ok(Handled::NotMine), "{interaction:?}");
    }
    assert_eq!(discord.seen(), [], "nothing was done");
}

#[tokio::test]
async fn a_failure_on_discords_side_is_tried_once_more() {
    let discord = FakeDiscord::start().await;
    let (plugin, http) = (plugin(), http(&discord));
    let broken = || discord.fail_next(Call::Callback, Failure { status: 500, retry_after: None });
    let interaction = discord.interaction(ask(QUESTION));
    broken();
    assert_eq!(plugin.handle(&http, &interaction).await, Ok(Handled::Done));
    assert_eq!(discord.statuses(interaction.id().get()), [500, 204]);

    let interaction = discord.interaction(ask(QUESTION));
    broken();
    broken();
    let result = plugin.handle(&http, &interaction).await;
    assert!(matches!(result, Err(Error::Refused { status: 500, .. })), "{result:?}");
    assert_eq!(discord.statuses(interaction.id().get()), [500, 500]);
}

#[tokio::test]
async fn what_cannot_be_delivered_is_an_error_that_says_why() {
    let discord = FakeDiscord::start().await;
    let (plugin, http) = (plugin(), http(&discord));
    let interaction = discord.interaction(ask(QUESTION));
    assert_eq!(plugin.handle(&http, &interaction).await, Ok(Handled::Done));
    assert_eq!(plugin.handle(&http, &interaction).await, Err(Error::AlreadyAnswered));

    let mut unknown = json!({ "id": "1", "token": "of-long-ago" });
    unknown.as_object_mut().unwrap().extend(ask(QUESTION).as_object().unwrap().clone());
    let unknown: Interaction = serde_json::from_value(unknown).unwrap();
    assert_eq!(plugin.handle(&http, &unknown).await, Err(Error::TooLate));

    let interaction = discord.interaction(ask(QUESTION));
    discord.fail_next(Call::Callback, Failure { status: 404, retry_after: None });
    let result = plugin.handle(&http, &interaction).await;
    assert!(matches!(result, Err(Error::Refused { status: 404, code: 0, .. })), "{result:?}");
    assert_eq!(discord.statuses(interaction.id().get()), [404], "not tried again");

    // It takes no longer than Discord waits.
    discord.hold();
    let interaction = discord.interaction(ask(QUESTION));
    assert_eq!(plugin.handle(&http, &interaction).await, Err(Error::TooLate));
}

#[tokio::test]
async fn an_unreachable_discord_is_told_without_the_interactions_token() {
    let discord = FakeDiscord::start().await;
    let interaction = discord.interaction(ask(QUESTION));
    let nobody = FakeDiscord::reserve();
    let base = format!("http://{}", nobody.local_addr().unwrap());
    let connection = Connection::read(|name| Some(if name == "DISCORD_TOKEN" { "t".into() } else { base.clone() }));
    let http = connection.unwrap().http().unwrap().build();
    let error = plugin().handle(&http, &interaction).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable(_)), "{error}");
    assert!(!error.to_string().contains("token"), "{error}");
}

/// A host that adds Attaché in one line, beside a handler of its own.
struct Own(mpsc::UnboundedSender<Option<Interaction>>);

#[async_trait]
impl EventHandler for Own {
    async fn ready(&self, _: Context, _: Ready) {
        let _ = self.0.send(None);
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let _ = self.0.send(Some(interaction));
    }
}

/// Writes down which hook was called where.
#[derive(Default)]
struct Called(Mutex<Vec<(&'static str, u64)>>);

impl Called {
    fn note(&self, what: &'static str, asked: &Asked) {
        self.0.lock().unwrap().push((what, asked.channel));
    }
}

impl Hooks for Called {
    fn before_reply(&self, asked: &Asked, layout: &mut Layout) {
        self.note("reply", asked);
        layout.footer.get_or_insert_default().push_str(" by a host");
    }
    fn on_answered(&self, asked: &Asked, _: &Answer) {
        self.note("answered", asked);
    }
    fn on_unanswered(&self, asked: &Asked, _: &Answer) {
        self.note("unanswered", asked);
    }
    fn on_feedback(&self, asked: &Asked, feedback: &Feedback) -> Kept {
        assert_eq!((feedback.text.as_str(), feedback.intents.len()), ("it was 1869", 1));
        self.note("feedback", asked);
        Kept::Words
    }
}

#[tokio::test]
async fn added_in_one_line_it_answers_by_channel_registers_nothing_and_calls_its_hooks() {
    let discord = FakeDiscord::start().await;
    let called = Arc::new(Called::default());
    let plugin = Plugin::builder()
        .briefing("lighthouse", lighthouse())
        .briefing("talks", Engine::from_files(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap())
        .settings(Settings::parse("[channels.50]\nbriefing = 'talks'").unwrap())
        .hooks(Arc::clone(&called))
        .build()
        .unwrap();
    let (sender, mut own) = mpsc::unbounded_channel();
    let http = connection(&discord).http().unwrap().build();
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::empty())
        .event_handler(Own(sender))
        .attache(plugin)
        .await
        .unwrap();
    tokio::spawn(async move { client.start().await });
    assert!(own.recv().await.unwrap().is_none(), "connected");

    let footer = |response: &Value| response["data"]["embeds"][0]["footer"]["text"].as_str().unwrap().to_owned();
    let here = discord.interact(ask(QUESTION)).await;
    assert!(footer(&here).ends_with(" by a host"), "{here:#}");
    let there = discord.interact(elsewhere(ask(QUESTION), 4, 50)).await;
    assert_ne!(footer(&there), footer(&here), "from the other briefing, which does not know");
    let form = discord.interact(press(&button(&here, "Wrong answer?"))).await;
    let input = form["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap().to_owned();
    discord.interact(submit(form["data"]["custom_id"].as_str().unwrap(), &input, "it was 1869")).await;
    let expected = [("answered", 5), ("reply", 5), ("unanswered", 50), ("reply", 50), ("feedback", 5)];
    assert_eq!(*called.0.lock().unwrap(), expected);

    let foreign = discord.send(command("ping", json!([])));
    while own.recv().await.unwrap().unwrap().id().get() != foreign {}
    assert_eq!(discord.statuses(foreign), [0; 0]);
    assert_eq!(discord.count(|seen| matches!(seen, Seen::Rest { call: Call::SetCommands, .. })), 0);
}

/// All clones are one.
#[tokio::test]
async fn a_briefing_is_exchanged_while_the_host_runs() {
    let plugin = plugin();
    let about = |plugin: &Plugin| {
        let mut about = json!({ "id": "1", "token": "t" });
        about.as_object_mut().unwrap().extend(briefing("about", None).as_object().unwrap().clone());
        let response = plugin.respond(&serde_json::from_value(about).unwrap()).unwrap();
        let CreateInteractionResponse::Message(message) = response.body else { panic!("a message") };
        serde_json::to_value(message).unwrap()["embeds"][0]["title"].clone()
    };
    let before = about(&plugin);
    let shipped = Engine::from_files(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap();
    let briefings = vec![attache::discord::Briefing { name: "talks".into(), engine: shipped }];
    plugin.clone().replace(briefings).unwrap();
    assert_ne!(about(&plugin), before);
    assert!(plugin.replace(Vec::new()).is_err(), "the old ones stay");
    let definitions: Vec<CreateCommand> = plugin.definitions();
    assert_eq!(definitions.len(), attache::command::COMMANDS.len());
}
