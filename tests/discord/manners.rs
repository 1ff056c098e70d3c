//! Who sees what, in which language, and what the buttons lead to.

use serde_json::{Value, json};

use crate::answering::{button, is_private, menu};
use crate::bot::{Bot, Builder};
use crate::fake_discord::interactions::{
    ask, briefing, choose, command, elsewhere, in_locale, of_message, press, submit, typing,
};
use crate::fake_discord::{FakeDiscord, TOKEN};

const QUESTION: &str = "When was the tower built?";

async fn with_settings(settings: &str) -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let bot = Builder::to(discord.address).file("attache.toml", settings).start();
    discord.ready().await;
    (discord, bot)
}

fn ask_with(options: &[(u64, &str, Value)]) -> Value {
    let question = json!({ "type": 3, "name": "question", "value": QUESTION });
    let others = options.iter().map(|(kind, name, value)| json!({ "type": kind, "name": name, "value": value }));
    command("ask", std::iter::once(question).chain(others).collect())
}

#[tokio::test]
async fn the_option_goes_before_the_channel_and_that_before_the_rest() {
    let settings = "visibility = 'private'\n[guilds.4]\nvisibility = 'public'\n[channels.50]\nvisibility = 'private'";
    let (discord, bot) = with_settings(settings).await;
    let private = |value: bool| ask_with(&[(5, "private", json!(value))]);
    for (interaction, expected) in [
        (ask(QUESTION), false),
        (private(true), true),
        (elsewhere(ask(QUESTION), 4, 50), true),
        (elsewhere(private(false), 4, 50), false),
        (elsewhere(ask(QUESTION), 99, 98), true),
        (elsewhere(private(false), 99, 98), false),
        (briefing("timeline", None), false),
        // Misses and topics are for the one who asked, whatever is set.
        (ask("Who won the football match?"), true),
        (briefing("topics", None), true),
        (briefing("topics", Some(("topic", "xyzzy"))), true),
    ] {
        let shown = interaction.to_string();
        assert_eq!(is_private(&discord.interact(interaction).await), expected, "{shown}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_private_answer_can_be_shared_and_a_public_one_need_not() {
    let (discord, bot) = with_settings("").await;
    let public = discord.interact(ask(QUESTION)).await;
    assert!(!public.to_string().contains("Share"), "{public:#}");
    let private = discord.interact(ask_with(&[(5, "private", json!(true))])).await;
    // Discord may send the message without its embeds: then it is told again.
    let shared = discord.interact(press(&button(&private, "Share"))).await;
    assert!(!is_private(&shared));
    assert_eq!(shared["data"]["embeds"][0]["description"], private["data"]["embeds"][0]["description"]);
    bot.stop().await;
}

#[tokio::test]
async fn several_briefings_are_chosen_by_name_by_channel_and_by_button() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/armenia-azerbaijan-talks");
    let settings = format!("[briefings]\ntalks = '{folder}'\n[channels.50]\nbriefing = 'talks'");
    let (discord, bot) = with_settings(&settings).await;
    let title = |response: &Value| response["data"]["embeds"][0]["title"].as_str().unwrap_or_default().to_owned();
    let about = |briefing: Value| title(&briefing);
    let here = about(discord.interact(briefing("about", None)).await);
    let there = about(discord.interact(elsewhere(briefing("about", None), 4, 50)).await);
    assert_ne!(here, there);

    let answer = discord.interact(elsewhere(ask("What is this about?"), 4, 50)).await;
    let context = button(&answer, "Full context");
    let from_here = discord.interact(press(&context)).await;
    assert!(!from_here.to_string().contains("has changed"), "a button knows its briefing: {from_here:#}");

    let unknown = discord.interact(ask_with(&[(3, "briefing", json!("xyzzy"))])).await;
    assert!(is_private(&unknown) && unknown["data"]["content"].as_str().unwrap().contains("talks"), "{unknown:#}");
    let typed = json!([
        { "type": 3, "name": "question", "value": "" },
        { "type": 3, "name": "briefing", "value": "tal", "focused": true },
    ]);
    let offered = discord.interact(typing("ask", typed)).await;
    assert_eq!(offered["data"]["choices"][0]["value"], "talks", "{offered:#}");
    bot.stop().await;
}

#[tokio::test]
async fn a_reader_waits_between_questions_and_is_told_how_long() {
    let (discord, bot) = with_settings("cooldown = 600").await;
    assert!(discord.interact(ask(QUESTION)).await["data"]["embeds"].is_array());
    let second = discord.interact(ask(QUESTION)).await;
    assert!(is_private(&second));
    assert!(second["data"]["content"].as_str().unwrap().contains("you can ask again in"), "{second:#}");
    assert!(discord.interact(elsewhere(ask(QUESTION), 4, 51)).await["data"]["embeds"].is_array());
    assert!(discord.interact(briefing("about", None)).await["data"]["embeds"].is_array());
    bot.stop().await;
}

#[tokio::test]
async fn labels_are_in_the_readers_language_and_quotes_are_not() {
    let (discord, bot) = with_settings("").await;
    let english = discord.interact(ask(QUESTION)).await;
    for (locale, context, related) in [
        ("fr", "Contexte complet", "Questions voisines"),
        ("ru", "Полный контекст", "Похожие вопросы"),
        ("tr", "Tüm bağlam", "Yakın sorular"),
        ("ja", "Full context", "Related questions"),
    ] {
        let response = discord.interact(in_locale(ask(QUESTION), locale)).await;
        button(&response, context);
        assert!(response["data"]["components"].to_string().contains(related), "{response:#}");
        assert_eq!(response["data"]["embeds"][0]["description"], english["data"]["embeds"][0]["description"]);
        let unknown = discord.interact(in_locale(command("banish", json!([])), locale)).await;
        assert!(is_private(&unknown));
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_messages_text_can_be_asked() {
    let (discord, bot) = with_settings("").await;
    let answer = discord.interact(of_message("Ask the briefing", QUESTION)).await;
    assert!(answer["data"]["embeds"][0]["description"].as_str().unwrap().contains("1868"), "{answer:#}");
    let empty = discord.interact(of_message("Ask the briefing", "  ")).await;
    assert!(is_private(&empty) && empty["data"]["content"].as_str().unwrap().contains("no text"), "{empty:#}");
    bot.stop().await;
}

#[tokio::test]
async fn a_messages_statements_are_held_against_the_briefing() {
    let (discord, bot) = with_settings("").await;
    let message = "The tower was built in 1886. Is it tall? Photosynthesis turns light into sugar.";
    let checked = discord.interact(of_message("Check against the briefing", message)).await;
    assert!(is_private(&checked), "it repeats somebody's message: {checked:#}");
    let embeds = checked["data"]["embeds"].as_array().unwrap();
    let text = |at: usize| embeds[at]["description"].as_str().unwrap();
    assert!(text(0).contains("The numbers differ") && text(0).contains("\n> "), "{checked:#}");
    assert!(text(1).contains("A question, not a statement") && text(2).contains("nothing on this"), "{checked:#}");
    bot.stop().await;
}

#[tokio::test]
async fn a_wrong_answer_can_be_told() {
    let (discord, bot) = with_settings("").await;
    let answer = discord.interact(ask(QUESTION)).await;
    let form = discord.interact(press(&button(&answer, "Wrong answer?"))).await;
    assert_eq!(form["type"], 9, "{form:#}");
    let input = form["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap();
    let thanks = discord.interact(submit(form["data"]["custom_id"].as_str().unwrap(), input, "xylophone")).await;
    assert!(is_private(&thanks) && thanks["data"]["content"].as_str().unwrap().contains("Thank you"), "{thanks:#}");
    let id = form["data"]["custom_id"].as_str().unwrap();
    let nothing = discord.interact(submit(id, input, " \n")).await;
    assert_eq!(nothing["data"]["content"], "Nothing was written, so nothing was passed on.");
    let forged = discord.interact(submit(&id.replace("a1:w", "a1:s"), input, "xylophone")).await;
    assert!(forged["data"]["content"].as_str().unwrap().contains("from an earlier version"), "{forged:#}");
    let log = bot.stop().await;
    assert!(!log.contains("xylophone"), "what a reader writes is not logged: {log}");
    assert_eq!(log.matches("calls an answer wrong").count(), 1, "{log}");
}

#[tokio::test]
async fn topics_lead_to_their_questions() {
    let (discord, bot) = with_settings("").await;
    let topics = discord.interact(briefing("topics", None)).await;
    let (id, options) = menu(&topics);
    let topic = discord.interact(choose(&id, options[0]["value"].as_str().unwrap())).await;
    assert!(is_private(&topic));
    let question = topic["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap();
    let answer = discord.interact(press(question)).await;
    assert!(answer["data"]["embeds"][0]["description"].as_str().unwrap().contains("> "), "{answer:#}");
    bot.stop().await;
}

#[tokio::test]
async fn a_button_of_an_edited_briefing_offers_the_question_again() {
    let (discord, bot) = with_settings("").await;
    let answer = discord.interact(ask(QUESTION)).await;
    let fresh = button(&answer, "Full context");
    let mut fields: Vec<&str> = fresh.split(':').collect();
    fields[2] = "00000000";
    let stale = discord.interact(press(&fields.join(":"))).await;
    assert!(is_private(&stale) && stale.to_string().contains("has changed"), "{stale:#}");
    let again = stale["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap();
    let told = discord.interact(press(again)).await;
    assert_eq!(told["data"]["embeds"][0]["description"], answer["data"]["embeds"][0]["description"]);
    bot.stop().await;
}

#[tokio::test]
async fn settings_that_make_no_sense_end_it_with_a_sentence() {
    let builder = Builder::new().env("DISCORD_TOKEN", TOKEN).file("attache.toml", "visibility = 'loud'");
    let (code, log) = builder.start().exit().await;
    assert_eq!(code, Some(1));
    assert!(log.starts_with("attache: The settings make no sense") && log.contains("loud"), "{log}");
}
