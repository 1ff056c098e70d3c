//! What readers get. That no payload breaks a rule of Discord's is the fake's business: it would not take it.

use serde_json::{Value, json};

use crate::bot::Bot;
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::interactions::{ask, briefing, choose, command, press, press_under, typing, typing_question};

const EPHEMERAL: u64 = 64;

async fn discord_and_bot() -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let bot = Bot::connected(&discord).await;
    (discord, bot)
}

pub fn is_private(response: &Value) -> bool {
    response["data"]["flags"] == EPHEMERAL
}

/// The `custom_id` of the button with this label.
pub fn button(response: &Value, label: &str) -> String {
    let rows = response["data"]["components"].as_array().unwrap();
    let mut buttons = rows.iter().flat_map(|row| row["components"].as_array().unwrap());
    let button = buttons.find(|button| button["label"] == label);
    button.unwrap_or_else(|| panic!("no button `{label}`: {response:#}"))["custom_id"].as_str().unwrap().to_owned()
}

/// The menu: its `custom_id` and options.
pub fn menu(response: &Value) -> (String, Vec<Value>) {
    let rows = response["data"]["components"].as_array().unwrap();
    let mut components = rows.iter().flat_map(|row| row["components"].as_array().unwrap());
    let menu = components.find(|component| component["type"] == 3).unwrap_or_else(|| panic!("no menu: {response:#}"));
    (menu["custom_id"].as_str().unwrap().to_owned(), menu["options"].as_array().unwrap().clone())
}

#[tokio::test]
async fn a_question_gets_an_embed_with_the_sentence_quoted_whole() {
    let (discord, bot) = discord_and_bot().await;
    let response = discord.interact(ask("When was the tower built?")).await;
    let embed = &response["data"]["embeds"][0];
    let text = embed["description"].as_str().unwrap();
    assert_eq!(response["type"], 4);
    assert!(!is_private(&response), "an answer is for everybody: {response:#}");
    assert!(embed["title"].is_string(), "{embed:#}");
    let plain = text.replace("**", "").replace('\\', "");
    assert!(
        plain.contains(
            "\n> The tower, built in 1868, has been closed to visitors since November, when a storm cracked the gallery \
             below the lantern room and let sea water into the stairwell.\n> — S2 ¶1"
        ),
        "{text}"
    );
    assert!(embed["footer"]["text"].as_str().unwrap().contains("briefing "), "{embed:#}");
    bot.stop().await;
}

#[tokio::test]
async fn buttons_lead_on_and_what_they_show_is_for_the_one_who_pressed() {
    let (discord, bot) = discord_and_bot().await;
    let answer = discord.interact(ask("When was the tower built?")).await;

    let context = discord.interact(press(&button(&answer, "Full context"))).await;
    assert!(is_private(&context), "{context:#}");
    assert!(context["data"]["embeds"].to_string().contains("Repairs to the lighthouse"), "{context:#}");

    let (menu, options) = menu(&answer);
    let related = discord.interact(choose(&menu, options[0]["value"].as_str().unwrap())).await;
    assert!(is_private(&related), "{related:#}");
    assert!(related["data"]["embeds"][0]["description"].as_str().unwrap().contains("> "), "{related:#}");

    let shared = discord.interact(press_under(&button(&related, "Share"), related["data"]["embeds"].clone())).await;
    assert!(!is_private(&shared), "{shared:#}");
    assert_eq!(shared["data"]["embeds"][0]["description"], related["data"]["embeds"][0]["description"]);
    assert!(shared["data"]["components"].as_array().is_none_or(Vec::is_empty), "{shared:#}");
    bot.stop().await;
}

#[tokio::test]
async fn every_command_of_the_table_is_answered() {
    let (discord, bot) = discord_and_bot().await;
    for (subcommand, option) in [
        ("topics", None),
        ("source", None),
        ("source", Some(("sentence", "S2"))),
        ("source", Some(("sentence", "S99"))),
        ("source", Some(("sentence", "@everyone"))),
        ("timeline", None),
        ("who", None),
        ("who", Some(("person", "vane"))),
        ("who", Some(("person", "<@1> **nobody**"))),
        ("about", None),
    ] {
        let response = discord.interact(briefing(subcommand, option)).await;
        assert!(response["data"]["embeds"][0].is_object(), "{subcommand} {option:?}: {response:#}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn whatever_is_typed_a_reply_comes_and_nothing_of_it_comes_to_life() {
    let (discord, bot) = discord_and_bot().await;
    let long = "who ".repeat(1500);
    for question in ["@everyone <@1> <@&2> [x](https://x.example)", "?", "   ", "\u{202e}\u{0}abc", "🗼🗼🗼", &long]
    {
        let response = discord.interact(ask(question)).await;
        let shown = response["data"].to_string();
        for live in ["@everyone", "<@", "](http", "](https"] {
            assert!(!shown.contains(live), "{live}: {shown}");
        }
    }
    bot.stop().await;
}

#[tokio::test]
async fn typing_is_completed() {
    let (discord, bot) = discord_and_bot().await;
    for typed in ["", "when bilt", "@everyone", "x"] {
        let response = discord.interact(typing_question(typed)).await;
        assert_eq!(response["type"], 8);
    }
    let all = discord.interact(typing_question("")).await;
    assert!(!all["data"]["choices"].as_array().unwrap().is_empty());

    let sub = |name: &str, option: &str, typed: &str| {
        let option = json!({ "type": 3, "name": option, "value": typed, "focused": true });
        typing("briefing", json!([{ "type": 1, "name": name, "options": [option] }]))
    };
    let sentences = discord.interact(sub("source", "sentence", "s2")).await;
    assert_eq!(sentences["data"]["choices"][0]["value"], "S2");
    let people = discord.interact(sub("who", "person", "vane")).await;
    assert!(people["data"]["choices"][0]["name"].as_str().unwrap().contains("Vane"), "{people:#}");
    let nothing = discord.interact(sub("who", "shoe-size", "4")).await;
    assert_eq!(nothing["data"]["choices"], json!([]));
    bot.stop().await;
}

#[tokio::test]
async fn what_is_not_known_gets_a_kind_word_that_others_do_not_see() {
    let (discord, bot) = discord_and_bot().await;
    let old = "a1:c:00000000:s1";
    let cases = [
        (command("banish", json!([])), "I do not know this command"),
        (briefing("weather", None), "I do not know this command"),
        (press("another-bot:button"), "earlier version, or not mine"),
        (press("a0:c:9f2c01ab:s1"), "earlier version, or not mine"),
        (press("a1:a:9f2c01ab:k99999999999999999999999"), "earlier version, or not mine"),
        (press(old), "changed"),
    ];
    for (interaction, words) in cases {
        let response = discord.interact(interaction).await;
        assert!(is_private(&response), "{response:#}");
        assert!(response["data"].to_string().contains(words), "{words}: {response:#}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn many_at_once_are_all_answered_in_time() {
    let (discord, bot) = discord_and_bot().await;
    let sent: Vec<_> = (0..50).map(|n| discord.send(ask(&format!("When was the tower built? {n}")))).collect();
    for id in sent {
        discord.response_to(id).await;
    }
    bot.stop().await;
}
