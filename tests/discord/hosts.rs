//! The hosts in `examples/`, each with a command and a button of its own.

use std::future::Future;

use attache::discord::Plugin;
use attache::discord::commands::{differs, registration};
use attache::discord::connection::Connection;
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files};
use serde_json::{Value, json};

use crate::answering::{button, is_private, menu};
use crate::fake_discord::interactions::{choose, command, of_message, press, submit, typing};
use crate::fake_discord::{Call, Failure, FakeDiscord, Seen};
use crate::handling::connection;

const QUESTION: &str = "How long is the border segment, and where exactly does it run?";

/// A host that has connected and registered. It ends with the test.
async fn hosted<F>(run: impl FnOnce(Connection) -> F) -> FakeDiscord
where
    F: Future<Output = Result<(), Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
{
    let discord = FakeDiscord::start().await;
    tokio::spawn(run(connection(&discord)));
    let registered = registered(&discord).await;
    let (own, ours) = registered.as_array().unwrap().split_first().unwrap();
    assert_eq!(own["name"], "ping");
    assert!(!differs(&ours.into(), &registration(&plugin().definitions())), "{ours:#?}");
    discord
}

/// As the examples make it.
fn plugin() -> Plugin {
    let engine = Engine::from_files(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap();
    Plugin::builder().briefing("talks", engine).rename("ask", "brief").build().unwrap()
}

async fn registered(discord: &FakeDiscord) -> Value {
    discord
        .wait("a registration", |seen| {
            seen.iter().find_map(|seen| match seen {
                Seen::Rest { call: Call::SetCommands, status: 200, body } => Some(body.clone()),
                _ => None,
            })
        })
        .await
}

fn brief(question: &str) -> Value {
    command("brief", json!([{ "type": 3, "name": "question", "value": question }]))
}

/// Everything of Attaché's is answered by it, and everything of the host's by the host.
async fn both_are_answered(discord: &FakeDiscord) {
    let pong = discord.interact(command("ping", json!([]))).await;
    assert_eq!(pong["data"]["content"], "Pong.", "{pong:#}");

    let answer = discord.interact(brief(QUESTION)).await;
    assert!(answer["data"]["embeds"][0]["description"].as_str().unwrap().contains("> "), "{answer:#}");
    let context = discord.interact(press(&button(&answer, "Full context"))).await;
    assert!(is_private(&context) && context["data"]["embeds"].is_array(), "{context:#}");
    let (id, options) = menu(&answer);
    let related = discord.interact(choose(&id, options[0]["value"].as_str().unwrap())).await;
    assert!(is_private(&related) && related["data"]["embeds"].is_array(), "{related:#}");
    let form = discord.interact(press(&button(&answer, "Wrong answer?"))).await;
    let input = form["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap().to_owned();
    let thanks = discord.interact(submit(form["data"]["custom_id"].as_str().unwrap(), &input, "wrong")).await;
    assert!(is_private(&thanks), "{thanks:#}");

    let typed = json!([{ "type": 3, "name": "question", "value": "border", "focused": true }]);
    let choices = discord.interact(typing("brief", typed)).await;
    assert!(!choices["data"]["choices"].as_array().unwrap().is_empty(), "{choices:#}");
    let sentence = json!({ "type": 3, "name": "sentence", "value": "s2", "focused": true });
    let typed = json!([{ "type": 1, "name": "source", "options": [sentence] }]);
    let choices = discord.interact(typing("briefing", typed)).await;
    assert_eq!(choices["data"]["choices"][0]["value"], "S2", "{choices:#}");
    let source =
        json!([{ "type": 1, "name": "source", "options": [{ "type": 3, "name": "sentence", "value": "S2" }] }]);
    let source = discord.interact(command("briefing", source)).await;
    assert!(source["data"]["embeds"].is_array(), "{source:#}");
    let of_message = discord.interact(of_message("Ask the briefing", QUESTION)).await;
    assert_eq!(of_message["data"]["embeds"], answer["data"]["embeds"]);
    let unanswered = discord.interact(brief("Who won the football match?")).await;
    assert!(is_private(&unanswered), "{unanswered:#}");

    let somebody_elses = discord.send(press("elsewhere:button"));
    discord.fail_next(Call::Callback, Failure { status: 500, retry_after: None });
    let tried_again = discord.send(brief(QUESTION));
    discord.response_to(tried_again).await;
    assert_eq!(discord.statuses(tried_again), [500, 204]);
    assert_eq!(discord.statuses(somebody_elses), [0; 0], "neither's");
    assert_eq!(discord.count(|seen| matches!(seen, Seen::Rest { call: Call::SetCommands, .. })), 1);
    assert_eq!(discord.count(|seen| matches!(seen, Seen::Rest { call: Call::Unknown, .. })), 0, "calls nobody expects");
}

#[tokio::test]
async fn a_host_built_with_serenity_has_both() {
    let discord = hosted(crate::serenity_host::run).await;
    both_are_answered(&discord).await;
    let counts = discord.interact(press("host:counts")).await;
    assert_eq!(counts["data"]["content"], "Answered: 4, not answered: 1, said to be wrong: 1.");
}

#[cfg(feature = "poise")]
mod with_poise {
    use attache::discord::Plugin;
    use attache::discord::poise::{commands, definitions};
    use serenity::all::Permissions;

    use super::*;

    #[tokio::test]
    async fn a_host_built_with_poise_has_both() {
        let discord = hosted(crate::poise_host::run).await;
        both_are_answered(&discord).await;
        let again = discord.interact(press("host:again")).await;
        assert_eq!(again["data"]["content"], "Pong again.");

        // poise's own way to tell a reader what went wrong.
        discord.fail_next(Call::Callback, Failure { status: 404, retry_after: None });
        let told = discord.interact(brief(QUESTION)).await;
        assert!(told["data"]["content"].as_str().unwrap().contains("Discord refused the response"), "{told:#}");
    }

    fn list(plugin: &Plugin) -> Vec<poise::Command<Plugin, attache::discord::Error>> {
        commands(plugin)
    }

    #[test]
    fn the_list_registers_what_the_plugin_defines() {
        let plugin = plugin();
        assert_eq!(registration(&definitions(&list(&plugin))), registration(&plugin.definitions()));

        // poise's own way loses what the message's menu is called in other languages, and nothing else.
        let mut wanted = registration(&plugin.definitions());
        for command in wanted.as_array_mut().unwrap().iter_mut().filter(|command| command["type"] == 3) {
            command.as_object_mut().unwrap().remove("name_localizations");
        }
        let by_poise = registration(&poise::builtins::create_application_commands(&list(&plugin)));
        assert!(!differs(&by_poise, &wanted), "{by_poise:#}\n{wanted:#}");
    }

    #[test]
    fn what_the_plugin_leaves_out_or_restricts_is_so_in_the_list() {
        let engine = Engine::from_files(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap();
        let plugin = Plugin::builder().briefing("talks", engine).without("briefing");
        let plugin = plugin.permissions("ask", Permissions::MANAGE_MESSAGES).build().unwrap();
        let commands = registration(&poise::builtins::create_application_commands(&list(&plugin)));
        let names: Vec<_> = commands.as_array().unwrap().iter().map(|command| &command["name"]).collect();
        assert_eq!(names, ["ask", "Ask the briefing", "Check against the briefing"]);
        assert_eq!(commands[0]["default_member_permissions"], Permissions::MANAGE_MESSAGES.bits().to_string());
    }
}
