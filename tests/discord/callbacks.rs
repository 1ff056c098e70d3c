//! What goes wrong with single answers, and what becomes of them.

use std::time::Duration;

use serde_json::json;

use crate::bot::Bot;
use crate::fake_discord::interactions::ask;
use crate::fake_discord::{Call, Failure, FakeDiscord, Seen};

const QUESTION: &str = "When was the tower built?";

async fn discord_and_bot() -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let bot = Bot::connected(&discord).await;
    (discord, bot)
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
async fn a_rate_limit_of_the_whole_bot_is_waited_out_too() {
    let (discord, bot) = discord_and_bot().await;
    discord.change(|settings| settings.global_limit = true);
    discord.fail_next(Call::Callback, Failure { status: 429, retry_after: Some(0.4) });
    let id = discord.send(ask(QUESTION));
    discord.response_to(id).await;
    assert_eq!(discord.statuses(id), [429, 204]);
    assert!(discord.took(id) >= Duration::from_millis(400));
    bot.stop().await;
}

#[tokio::test]
async fn an_error_that_stays_is_met_by_no_third_attempt() {
    let (discord, mut bot) = discord_and_bot().await;
    for _ in 0..2 {
        discord.fail_next(Call::Callback, Failure { status: 500, retry_after: None });
    }
    let id = discord.send(ask(QUESTION));
    bot.logged("an answer was not delivered").await;
    discord.interact(ask(QUESTION)).await;
    assert_eq!(discord.statuses(id), [500, 500]);
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_whose_receipt_is_lost_is_not_told_twice() {
    let (discord, bot) = discord_and_bot().await;
    discord.change(|settings| settings.lose_receipts = 1);
    let id = discord.send(ask(QUESTION));
    discord.attempted(id, 2).await;
    discord.interact(ask(QUESTION)).await;
    assert_eq!(discord.statuses(id), [502, 400], "the second attempt meets 40060, and nothing follows");
    let log = bot.stop().await;
    assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
}

#[tokio::test]
async fn an_interaction_that_discord_knows_no_longer_is_let_go() {
    let (discord, mut bot) = discord_and_bot().await;
    let mut old = ask(QUESTION);
    (old["id"], old["token"]) = (json!("1000000000000000000"), json!("interaction-token-of-yesterday"));
    discord.gateway(json!({ "op": 0, "s": 2, "t": "INTERACTION_CREATE", "d": old }));
    bot.logged("Discord knows the interaction no longer").await;
    assert_eq!(discord.statuses(1_000_000_000_000_000_000), [404]);
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_slow_discord_is_waited_for_as_long_as_readers_wait() {
    let (discord, mut bot) = discord_and_bot().await;
    discord.hold();
    let slow = discord.send(ask(QUESTION));
    discord.times("a held answer", 1, |seen| *seen == Seen::Held { interaction: slow }).await;
    discord.release();
    discord.response_to(slow).await;

    discord.hold();
    discord.send(ask(QUESTION));
    bot.logged("not delivered within 3 s").await;
    discord.release();
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}

#[tokio::test]
async fn an_interaction_that_comes_twice_is_answered_once() {
    let (discord, bot) = discord_and_bot().await;
    let id = discord.send(ask(QUESTION));
    discord.send_again(id);
    discord.response_to(id).await;
    discord.gateway(json!({ "op": 7, "d": null }));
    discord.resumed(0).await;
    discord.send_again(id);
    discord.interact(ask(QUESTION)).await;
    assert_eq!(discord.statuses(id), [204]);
    let log = bot.stop().await;
    assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
}

#[tokio::test]
async fn an_interaction_that_comes_again_without_an_answer_is_answered() {
    let (discord, mut bot) = discord_and_bot().await;
    discord.fail_next(Call::Callback, Failure { status: 429, retry_after: Some(60.0) });
    let id = discord.send(ask(QUESTION));
    bot.logged("an answer was not delivered").await;
    discord.send_again(id);
    discord.response_to(id).await;
    bot.stop().await;
}

#[tokio::test]
async fn two_hundred_at_once_are_answered_in_time() {
    let (discord, bot) = discord_and_bot().await;
    let sent: Vec<_> = (0..200).map(|n| discord.send(ask(&format!("When was the tower built? {n}")))).collect();
    for &id in &sent {
        discord.response_to(id).await; // the fake takes none after three seconds
    }
    let longest = sent.iter().map(|&id| discord.took(id)).max().unwrap_or_default();
    println!("200 at once: the last answered after {} ms", longest.as_millis());
    bot.stop().await;
}
