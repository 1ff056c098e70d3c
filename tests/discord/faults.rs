//! What goes wrong with the gateway, and that answers come all the same.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::bot::Bot;
use crate::fake_discord::interactions::ask;
use crate::fake_discord::{Call, FakeDiscord, Seen, Settings};

const QUESTION: &str = "When was the tower built?";

async fn discord_and_bot() -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let bot = Bot::connected(&discord).await;
    (discord, bot)
}

/// Waits for an answer and prints how long after the fault it came, for docs/faults.md.
async fn answers_again(discord: &FakeDiscord, fault: &str, begun: Instant, id: u64) {
    discord.response_to(id).await;
    println!("{fault}: answered {:.1} s after", begun.elapsed().as_secs_f32());
}

#[tokio::test]
async fn told_to_reconnect_it_resumes_and_answers() {
    let (discord, bot) = discord_and_bot().await;
    let begun = Instant::now();
    discord.gateway(json!({ "op": 7, "d": null }));
    discord.resumed(0).await;
    answers_again(&discord, "op 7", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_session_that_may_be_resumed_is_resumed() {
    let (discord, bot) = discord_and_bot().await;
    let begun = Instant::now();
    discord.gateway(json!({ "op": 9, "d": true }));
    discord.resumed(0).await;
    answers_again(&discord, "op 9, may be resumed", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_session_that_is_lost_is_begun_anew() {
    let (discord, bot) = discord_and_bot().await;
    let begun = Instant::now();
    discord.forget_session();
    discord.gateway(json!({ "op": 9, "d": false }));
    discord.identified(2).await;
    answers_again(&discord, "op 9, lost", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
    assert_eq!(discord.count(|seen| *seen == Seen::Closed(Some(1000))), 1, "it says goodbye all the same");
}

#[tokio::test]
async fn a_question_asked_while_the_socket_is_down_is_answered_after_the_resume() {
    let (discord, bot) = discord_and_bot().await;
    let begun = Instant::now();
    discord.drop_socket();
    answers_again(&discord, "dropped socket", begun, discord.send(ask(QUESTION))).await;
    discord.resumed(0).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_socket_closed_for_an_unknown_error_is_resumed() {
    let (discord, bot) = discord_and_bot().await;
    let begun = Instant::now();
    discord.close(4000);
    discord.resumed(0).await;
    answers_again(&discord, "close 4000", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_session_that_has_timed_out_is_begun_anew() {
    let (discord, bot) = discord_and_bot().await;
    let begun = Instant::now();
    discord.forget_session();
    discord.close(4009);
    discord.identified(2).await;
    answers_again(&discord, "close 4009", begun, discord.send(ask(QUESTION))).await;
    assert_eq!(discord.count(|seen| matches!(seen, Seen::Rest { call: Call::SetCommands, .. })), 1);
    bot.stop().await;
}

/// What the bot logs last when the gateway closes its socket for good with this code.
async fn ends(code: u16) -> String {
    let (discord, bot) = discord_and_bot().await;
    discord.close(code);
    let (exit, log) = bot.exit().await;
    assert_eq!(exit, Some(1), "{log}");
    log.lines().last().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_token_that_is_reset_while_it_runs_ends_it() {
    let told = ends(4004).await;
    assert!(told.starts_with("attache: Discord refused the token"), "{told}");
}

#[tokio::test]
async fn intents_that_are_disallowed_end_it() {
    let told = ends(4014).await;
    assert!(told.starts_with("attache: Discord refused what the bot listens to"), "{told}");
}

#[tokio::test]
async fn a_socket_closed_without_a_code_is_left_when_the_heart_fails() {
    let discord = FakeDiscord::start_with(Settings { heartbeat: Duration::from_secs(2), ..Settings::default() }).await;
    let bot = Bot::connected(&discord).await;
    let begun = Instant::now();
    discord.close_bare(0);
    discord.identified(2).await;
    answers_again(&discord, "close without a code", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
}

/// serenity turns in a circle then, for as long as the heartbeat's interval.
#[tokio::test]
async fn and_can_be_stopped_meanwhile() {
    let (discord, bot) = discord_and_bot().await;
    discord.close_bare(0);
    discord.times("the close", 1, |seen| matches!(seen, Seen::Closed(_))).await;
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_in_flight_survives_the_socket() {
    let (discord, bot) = discord_and_bot().await;
    discord.hold();
    let id = discord.send(ask(QUESTION));
    discord.times("an answer in flight", 1, |seen| *seen == Seen::Held { interaction: id }).await;
    discord.drop_socket();
    discord.resumed(0).await;
    discord.release();
    discord.response_to(id).await;
    assert_eq!(discord.statuses(id), [204]);
    bot.stop().await;
}

#[tokio::test]
async fn a_gateway_that_goes_away_for_a_while_is_found_again() {
    let (discord, bot) = discord_and_bot().await;
    discord.change(|settings| settings.away = true);
    discord.drop_socket();
    discord.times("attempts to connect", 3, |seen| *seen == Seen::TurnedAway).await;
    let begun = Instant::now();
    discord.change(|settings| settings.away = false);
    discord.identified(2).await;
    answers_again(&discord, "gateway back after an outage", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
}

#[tokio::test]
async fn its_heart_beats() {
    let settings = Settings { heartbeat: Duration::from_millis(200), ..Settings::default() };
    let discord = FakeDiscord::start_with(settings).await;
    let bot = Bot::connected(&discord).await;
    discord.times("two heartbeats", 2, |seen| *seen == Seen::Heartbeat).await;
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
    let begun = Instant::now();
    discord.identified(2).await;
    answers_again(&discord, "heartbeat without an answer", begun, discord.send(ask(QUESTION))).await;
    bot.stop().await;
}

#[tokio::test]
async fn what_makes_no_sense_is_passed_over() {
    let (discord, bot) = discord_and_bot().await;
    for data in [json!({}), json!(null), json!({ "type": 99 }), json!({ "type": 2, "data": { "name": "ask" } })] {
        discord.gateway(json!({ "op": 0, "s": 2, "t": "INTERACTION_CREATE", "d": data }));
    }
    discord.gateway(json!({ "op": 0, "s": 2, "t": "SOMETHING_NEW", "d": { "a": 1 } }));
    discord.gateway(json!({ "op": 99, "d": {} }));
    for text in ["{", "[]", "null", "\u{0}", r#"{"op":"0"}"#] {
        discord.gateway_text(text);
    }
    discord.interact(ask(QUESTION)).await;
    bot.stop().await;
}
