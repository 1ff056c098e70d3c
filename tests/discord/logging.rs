//! What stands in the log, for people and for programs, and what does not.

use serde_json::{Value, json};

use crate::answering::button;
use crate::bot::{Bot, Builder};
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::interactions::{ask, press, submit, typing_question};

const QUESTION: &str = "When was the tower built?";

async fn started(variables: &[(&str, &str)]) -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let mut builder = Builder::to(discord.address);
    for (name, value) in variables {
        builder = builder.env(name, value);
    }
    let bot = builder.start();
    discord.ready().await;
    (discord, bot)
}

/// Every line of a log as the object it must be.
fn objects(log: &str) -> Vec<Value> {
    log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[tokio::test]
async fn not_even_the_wordiest_log_holds_the_token() {
    for format in ["text", "json"] {
        let (discord, bot) = started(&[("RUST_LOG", "trace"), ("ATTACHE_LOG_FORMAT", format)]).await;
        discord.interact(ask("Is a secret word like xylophone logged?")).await;
        for data in [json!({ "name": { "a": "xylophone" } }), json!("xylophone"), json!({ "type": "xylophone" })] {
            let mut malformed = ask("xylophone");
            (malformed["id"], malformed["token"]) = (json!("1"), json!("interaction-token-1"));
            malformed["data"] = data;
            discord.gateway(json!({ "op": 0, "s": 2, "t": "INTERACTION_CREATE", "d": malformed }));
        }
        // A gap in the numbers, which serenity warns of with the whole event beside it.
        let mut gap = ask("xylophone");
        (gap["id"], gap["token"]) = (json!("2"), json!("interaction-token-2"));
        discord.gateway(json!({ "op": 0, "s": 999, "t": "INTERACTION_CREATE", "d": gap }));
        discord.gateway(json!({ "op": 7, "d": null }));
        discord.resumed(0).await;
        discord.interact(typing_question("xylophone")).await;
        let log = bot.stop().await; // looks for the token
        assert!(log.contains("answered"), "{log}");
        for secret in ["xylophone", "interaction-token"] {
            let line = log.lines().find(|line| line.contains(secret));
            assert_eq!(line, None);
        }
    }
}

#[tokio::test]
async fn every_answer_is_an_object_with_its_interaction_and_outcome() {
    let (discord, bot) = started(&[("ATTACHE_LOG_FORMAT", "json"), ("ATTACHE_LOG", "attache=debug")]).await;
    let sent = [
        (discord.send(ask(QUESTION)), "command", "answer"),
        (discord.send(ask("Who won the football match?")), "command", "abstain"),
        (discord.send(typing_question("when")), "autocomplete", "choices"),
        (discord.send(press("another-bot:button")), "component", "note"),
    ];
    for (id, ..) in sent {
        discord.response_to(id).await;
    }
    let log = objects(&bot.stop().await);
    for (id, kind, outcome) in sent {
        let number = id.to_string();
        let of = |line: &&Value| line["message"] == "answered" && line["span"]["id"] == number;
        let line = log.iter().find(of).unwrap_or_else(|| panic!("{id} is not in the log: {log:#?}"));
        assert_eq!(line["span"]["kind"], kind);
        assert_eq!(line["span"]["outcome"], outcome);
        assert!(line["elapsed_ms"].as_f64().is_some_and(|elapsed| elapsed > 0.0), "{line:#}");
    }
}

#[tokio::test]
async fn the_reason_for_the_end_is_an_object_too() {
    let discord = FakeDiscord::start().await;
    let builder = Builder::to(discord.address).env("DISCORD_TOKEN", "another").env("ATTACHE_LOG_FORMAT", "json");
    let (code, log) = builder.start().exit().await;
    assert_eq!(code, Some(1));
    let last = objects(&log).pop().unwrap();
    assert_eq!(last["level"], "ERROR");
    assert!(last["message"].as_str().unwrap().starts_with("attache: Discord refused the token"), "{last:#}");
}

#[tokio::test]
async fn what_readers_write_is_logged_only_where_that_is_said() {
    for said in [false, true] {
        let (discord, bot) = started(&[("ATTACHE_LOG_QUESTIONS", if said { "1" } else { "0" })]).await;
        let answer = discord.interact(ask(QUESTION)).await;
        let form = discord.interact(press(&button(&answer, "Wrong answer?"))).await;
        let (id, input) = (&form["data"]["custom_id"], &form["data"]["components"][0]["components"][0]["custom_id"]);
        let (id, input) = (id.as_str().unwrap(), input.as_str().unwrap());
        let thanks = discord.interact(submit(id, input, "xylophone\n\u{1b}[31m")).await;
        let told = thanks["data"]["content"].as_str().unwrap();
        assert_eq!(told.contains("will be told"), said, "{told}");
        assert_eq!(told.contains("words are not kept"), !said, "{told}");
        let log = bot.stop().await;
        assert!(log.contains("a reader calls an answer wrong intents=\"lighthouse-"), "{log}");
        assert_eq!(log.contains(QUESTION), said, "{log}");
        assert_eq!(log.contains("xylophone"), said, "{log}");
        assert!(!log.contains('\u{1b}'), "nothing that a terminal obeys: {log}");
    }
}

#[tokio::test]
async fn a_format_that_there_is_not_ends_it_with_a_sentence() {
    let discord = FakeDiscord::start().await;
    let (code, log) = Builder::to(discord.address).env("ATTACHE_LOG_FORMAT", "xml").start().exit().await;
    assert_eq!((code, log.as_str()), (Some(1), "attache: ATTACHE_LOG_FORMAT must be `text` or `json`.\n"));
}
