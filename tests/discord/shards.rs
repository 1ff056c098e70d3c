//! Several connections: each has its part of the servers, and its own troubles.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bot::Builder;
use crate::fake_discord::interactions::ask;
use crate::fake_discord::{Call, FakeDiscord, Seen, Settings};

const QUESTION: &str = "When was the tower built?";

/// Sessions are begun five seconds apart, whoever counts; a little less here, for clocks differ.
const PAUSE: Duration = Duration::from_millis(4800);

fn identified(discord: &FakeDiscord) -> Vec<Value> {
    let shard = |seen: Seen| match seen {
        Seen::Identify(identify) => Some(identify["shard"].clone()),
        _ => None,
    };
    discord.seen().into_iter().filter_map(shard).collect()
}

#[tokio::test]
async fn each_answers_and_what_befalls_one_leaves_the_other_alone() {
    let discord = FakeDiscord::start_with(Settings { identify_pause: PAUSE, ..Settings::default() }).await;
    let mut bot = Builder::to(discord.address).arguments(&["--shards", "2"]).start();
    bot.logged("shard=0 shards=2").await;
    discord.interact(ask(QUESTION)).await; // before the other is up
    bot.logged("shard=1 shards=2").await;
    for shard in [0, 1] {
        let id = discord.send_to(shard, ask(QUESTION));
        discord.response_to(id).await;
    }

    discord.gateway_of(1, json!({ "op": 7, "d": null }));
    let meanwhile = discord.send_to(0, ask(QUESTION));
    discord.response_to(meanwhile).await;
    discord.resumed(1).await;
    let afterwards = discord.send_to(1, ask(QUESTION));
    discord.response_to(afterwards).await;

    assert_eq!(discord.count(|seen| matches!(seen, Seen::Resume { shard: 0, .. })), 0);
    assert_eq!(identified(&discord), [json!([0, 2]), json!([1, 2])], "none came too soon after the other");
    assert_eq!(discord.count(|seen| matches!(seen, Seen::Rest { call: Call::SetCommands, .. })), 1);
    bot.stop().await;
    assert_eq!(discord.count(|seen| *seen == Seen::Closed(Some(1000))), 2);
}

#[tokio::test]
async fn one_that_turns_in_a_circle_leaves_the_other_alone() {
    let discord = FakeDiscord::start().await;
    let mut bot = Builder::to(discord.address).arguments(&["--shards", "2"]).start();
    bot.logged("shard=1 shards=2").await;
    discord.close_bare(1);
    discord.times("the close", 1, |seen| matches!(seen, Seen::Closed(_))).await;
    for _ in 0..20 {
        discord.interact(ask(QUESTION)).await;
    }
    bot.stop().await;
}

#[tokio::test]
async fn there_are_as_many_as_discord_recommends() {
    let discord = FakeDiscord::start_with(Settings { shards: 2, ..Settings::default() }).await;
    let mut bot = Builder::to(discord.address).start();
    bot.logged("shard=1 shards=2").await;
    assert_eq!(identified(&discord), [json!([0, 2]), json!([1, 2])]);
    bot.stop().await;
}

#[tokio::test]
async fn fewer_than_recommended_are_warned_of() {
    let discord = FakeDiscord::start_with(Settings { shards: 3, ..Settings::default() }).await;
    let mut bot = Builder::to(discord.address).arguments(&["--shards", "1"]).start();
    bot.logged("1 shards, while Discord recommends 3").await;
    discord.ready().await;
    assert_eq!(identified(&discord), [json!([0, 1])]);
    bot.stop().await;
}

#[tokio::test]
async fn no_number_of_shards_is_refused() {
    let discord = FakeDiscord::start().await;
    for number in ["0", "-1", "many"] {
        let (code, log) = Builder::to(discord.address).arguments(&["--shards", number]).start().exit().await;
        assert_eq!(code, Some(2), "{log}");
    }
}
