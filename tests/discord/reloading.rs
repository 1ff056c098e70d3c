//! New briefings while the bot runs.

use serde_json::Value;

use crate::answering::button;
use crate::bot::{Bot, Builder};
use crate::fake_discord::interactions::{ask, press};
use crate::fake_discord::{FakeDiscord, Seen};

const QUESTION: &str = "What are the repairs expected to cost?";
const FILE: &str = "topics/cost.toml";
const OLD: &str = "repairs are estimated to cost 2.4 million crowns.";
const NEW: &str = "mending and all else is estimated to cost 2.4 million crowns.";

async fn started(arguments: &[&str]) -> (FakeDiscord, Bot) {
    let discord = FakeDiscord::start().await;
    let bot = Builder::to(discord.address).own_briefing().arguments(arguments).start();
    discord.ready().await;
    (discord, bot)
}

fn says(response: &Value, words: &str) -> bool {
    response["data"]["embeds"][0]["description"].as_str().unwrap().contains(words)
}

#[tokio::test]
async fn a_good_edit_is_answered_from_and_older_buttons_say_so() {
    let (discord, mut bot) = started(&["--watch"]).await;
    bot.logged("watching lighthouse-repair").await;
    let before = discord.interact(ask(QUESTION)).await;
    assert!(says(&before, OLD), "{before:#}");

    bot.edit(FILE, OLD, NEW);
    bot.logged("briefings reloaded").await;
    let after = discord.interact(ask(QUESTION)).await;
    assert!(says(&after, NEW), "{after:#}");
    let stale = discord.interact(press(&button(&before, "Full context"))).await;
    assert!(stale.to_string().contains("has changed"), "{stale:#}");
    bot.stop().await;
}

#[tokio::test]
async fn a_bad_edit_is_reported_and_changes_nothing_until_it_is_mended() {
    let (discord, mut bot) = started(&["--watch"]).await;
    bot.logged("watching").await;
    bot.edit(FILE, "anchor = \"estimates", "anchor = \"guesses");
    bot.edit(FILE, OLD, NEW);
    bot.logged("briefings not reloaded, those of before stay").await;
    bot.logged("topics/cost.toml:").await;
    bot.logged("error[K").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, OLD));

    bot.edit(FILE, "anchor = \"guesses", "anchor = \"estimates");
    bot.logged("briefings reloaded").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, NEW));
    bot.stop().await;
}

#[tokio::test]
async fn a_folder_that_is_moved_away_is_missed_and_found_again() {
    let (discord, mut bot) = started(&["--watch"]).await;
    bot.logged("watching").await;
    bot.move_briefing(true);
    bot.logged("folder lighthouse-repair cannot be read").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, OLD));
    bot.move_briefing(false);
    bot.logged("briefings reloaded").await;
    bot.stop().await;
}

#[tokio::test]
async fn files_saved_in_one_go_are_one_reload() {
    let (discord, mut bot) = started(&["--watch"]).await;
    bot.logged("watching").await;
    bot.edit(FILE, OLD, NEW);
    for file in ["topics/road.toml", "topics/stone.toml", "entities.toml", "briefing.toml"] {
        bot.edit(file, "\n", " \n");
    }
    bot.logged("briefings reloaded").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, NEW));
    // Whatever else is to come, comes before what follows it.
    bot.edit(FILE, NEW, OLD);
    bot.logged_times("briefings reloaded", 2).await;
    let log = bot.stop().await;
    assert_eq!(log.matches("briefings reloaded").count(), 2, "{log}");
}

#[tokio::test]
async fn sighup_reloads_and_does_not_end_it() {
    let (discord, mut bot) = started(&[]).await;
    bot.edit(FILE, OLD, NEW);
    bot.signal("HUP");
    bot.logged("briefings reloaded").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, NEW));
    bot.edit(FILE, "[topic]", "[topic");
    bot.signal("HUP");
    bot.logged("briefings not reloaded").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, NEW));
    bot.stop().await;
}

#[tokio::test]
async fn the_briefings_of_the_settings_are_reloaded_too_and_all_or_none() {
    let discord = FakeDiscord::start().await;
    let talks = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/armenia-azerbaijan-talks");
    let settings = format!("[briefings]\ntalks = '{talks}'\nother = 'other'");
    // The folder's name is not the id in it: a briefing that does not compile, once it is there.
    let (code, log) = Builder::to(discord.address).own_briefing().file("attache.toml", &settings).start().exit().await;
    assert_eq!(code, Some(1), "{log}");

    let settings = format!("[briefings]\ntalks = '{talks}'");
    let mut bot = Builder::to(discord.address).own_briefing().file("attache.toml", &settings).start();
    discord.ready().await;
    bot.edit(FILE, OLD, NEW);
    bot.signal("HUP");
    bot.logged(", talks ").await;
    assert!(says(&discord.interact(ask(QUESTION)).await, NEW));
    bot.stop().await;
}

#[tokio::test]
async fn answers_in_flight_are_finished_from_what_they_began_with() {
    let (discord, mut bot) = started(&[]).await;
    bot.edit(FILE, OLD, NEW);
    discord.hold();
    let sent: Vec<_> = (0..50).map(|_| discord.send(ask(QUESTION))).collect();
    discord.times("answers in flight", 50, |seen| matches!(seen, Seen::Held { .. })).await;
    bot.signal("HUP");
    bot.logged("briefings reloaded").await;
    discord.release();
    for id in sent {
        assert!(says(&discord.response_to(id).await, OLD));
    }

    bot.edit(FILE, NEW, OLD);
    bot.signal("HUP");
    let sent: Vec<_> = (0..50).map(|_| discord.send(ask(QUESTION))).collect();
    for id in sent {
        let response = discord.response_to(id).await;
        assert!(says(&response, NEW) || says(&response, OLD), "{response:#}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn the_briefing_inside_the_program_cannot_change() {
    let discord = FakeDiscord::start().await;
    let mut bot = Builder::to(discord.address).env("ATTACHE_KNOWLEDGE", "").arguments(&["--watch"]).start();
    bot.logged("nothing to watch").await;
    discord.ready().await;
    bot.signal("HUP");
    bot.logged("nothing to reload").await;
    bot.stop().await;
}
