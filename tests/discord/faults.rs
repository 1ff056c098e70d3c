//! What goes wrong between the bot and Discord, and that answers come all the same.

use std::time::Duration;

use serde_json::json;

use crate::bot::Bot;
use crate::fake_discord::interactions::ask;
use crate::fake_discord::{Call, Failure, FakeDiscord, Seen, Settings};

const QUESTION: &str = "When was the tower built?";

async fn discord_and_bot() -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let bot = Bot::connected(&discord).await;
    (discord, bot)
}

/// Waits until this many of a kind have come in.
async fn times(discord: &FakeDiscord, what: &str, count: usize, like: fn(&Seen) -> bool) {
    discord.wait(what, |seen| (seen.iter().filter(|seen| like(seen)).count() >= count).then_some(())).await;
}

async fn resumed(discord: &FakeDiscord) {
    times(discord, "a RESUME", 1, |seen| matches!(seen, Seen::Resume { .. })).await;
}

#[tokio::test]
async fn told_to_reconnect_it_resumes_and_answers() {
    let (discord, bot) = discord_and_bot().await;
    discord.gateway(json!({ "op": 7, "d": null }));
    resumed(&discord).await;
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_session_that_may_be_resumed_is_resumed() {
    let (discord, bot) = discord_and_bot().await;
    discord.gateway(json!({ "op": 9, "d": true }));
    resumed(&discord).await;
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_session_that_is_lost_is_begun_anew() {
    let (discord, bot) = discord_and_bot().await;
    discord.forget_session();
    discord.gateway(json!({ "op": 9, "d": false }));
    times(&discord, "a second IDENTIFY", 2, |seen| matches!(seen, Seen::Identify(_))).await;
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_question_asked_while_the_socket_is_down_is_answered_after_the_resume() {
    let (discord, bot) = discord_and_bot().await;
    discord.drop_socket();
    let id = discord.send(ask(QUESTION));
    resumed(&discord).await;
    discord.response_to(id).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_socket_closed_for_an_unknown_error_is_resumed() {
    let (discord, bot) = discord_and_bot().await;
    discord.close(4000);
    resumed(&discord).await;
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn its_heart_beats() {
    let settings = Settings { heartbeat: Duration::from_millis(200), ..Settings::default() };
    let discord = FakeDiscord::start_with(settings).await;
    let bot = Bot::connected(&discord).await;
    times(&discord, "two heartbeats", 2, |seen| *seen == Seen::Heartbeat).await;
    let identify = discord.seen().into_iter().find_map(|seen| match seen {
        Seen::Identify(identify) => Some(identify),
        _ => None,
    });
    assert_eq!(identify.unwrap()["intents"], 0, "it listens to nothing but interactions");
    bot.stop().await;
}

#[tokio::test]
async fn a_gateway_that_acknowledges_no_heartbeat_is_left_for_a_new_connection() {
    let settings = Settings { heartbeat: Duration::from_millis(300), deaf_sockets: 1, ..Settings::default() };
    let discord = FakeDiscord::start_with(settings).await;
    let bot = Bot::connected(&discord).await;
    times(&discord, "a second IDENTIFY", 2, |seen| matches!(seen, Seen::Identify(_))).await;
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_that_meets_an_error_is_sent_once_more() {
    let (discord, bot) = discord_and_bot().await;
    discord.fail_next(Call::Callback, Failure { status: 500, retry_after: None });
    let id = discord.send(ask(QUESTION));
    discord.response_to(id).await;
    assert_eq!(discord.statuses(id), [500, 204]);
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_that_is_rate_limited_waits_as_long_as_it_is_told() {
    let (discord, bot) = discord_and_bot().await;
    discord.fail_next(Call::Callback, Failure { status: 429, retry_after: Some(0.4) });
    let begun = std::time::Instant::now();
    let id = discord.send(ask(QUESTION));
    discord.response_to(id).await;
    assert!(begun.elapsed() >= Duration::from_millis(400));
    assert_eq!(discord.statuses(id), [429, 204]);
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_that_would_come_too_late_is_not_sent_again() {
    let (discord, mut bot) = discord_and_bot().await;
    discord.fail_next(Call::Callback, Failure { status: 429, retry_after: Some(60.0) });
    let id = discord.send(ask(QUESTION));
    bot.logged("an answer was not delivered").await;
    assert_eq!(discord.statuses(id), [429]);
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_that_discord_will_not_show_is_followed_by_an_apology() {
    let (discord, bot) = discord_and_bot().await;
    discord.fail_next(Call::Callback, Failure { status: 400, retry_after: None });
    let response = discord.interact(ask(QUESTION)).await;
    assert!(response["data"]["content"].as_str().unwrap().starts_with("Sorry"), "{response:#}");
    bot.stop().await;
}

#[tokio::test]
async fn what_makes_no_sense_is_passed_over() {
    let (discord, bot) = discord_and_bot().await;
    for data in [json!({}), json!(null), json!({ "type": 99 }), json!({ "type": 2, "data": { "name": "ask" } })] {
        discord.gateway(json!({ "op": 0, "s": 2, "t": "INTERACTION_CREATE", "d": data }));
    }
    discord.gateway(json!({ "op": 0, "s": 2, "t": "SOMETHING_NEW", "d": { "a": 1 } }));
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}
