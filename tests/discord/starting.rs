//! How a start goes, and how it fails: a plain sentence and an exit code.

use crate::bot::{Bot, Builder};
use crate::fake_discord::interactions::ask;
use crate::fake_discord::{Call, Failure, FakeDiscord, Seen, Settings, TOKEN};

/// Starts a bot that must give up, and returns its last words.
async fn fails(builder: Builder) -> String {
    let (code, log) = builder.start().exit().await;
    assert_eq!(code, Some(1), "{log}");
    let last = log.lines().last().unwrap_or_default().to_owned();
    assert!(last.starts_with("attache: ") && last.ends_with('.'), "a sentence: {log}");
    last
}

#[tokio::test]
async fn without_a_token_it_says_so() {
    assert!(fails(Builder::new()).await.contains("set DISCORD_TOKEN"));
    assert!(fails(Builder::new().env("DISCORD_TOKEN", "")).await.contains("set DISCORD_TOKEN"));
}

#[tokio::test]
async fn a_base_that_is_not_on_this_machine_is_refused() {
    for base in ["https://discord.com", "http://192.0.2.1:80", "http://127.0.0.1.example:80"] {
        let builder = Builder::new().env("DISCORD_TOKEN", TOKEN).env("DISCORD_API_BASE", base);
        assert!(fails(builder).await.contains("must be a loopback origin"));
    }
}

#[tokio::test]
async fn a_token_that_rest_refuses_ends_it() {
    let discord = FakeDiscord::start().await;
    let told = fails(Builder::to(discord.address).env("DISCORD_TOKEN", "another.token")).await;
    assert!(told.contains("Discord refused the token"), "{told}");
    assert_eq!(discord.count(|seen| *seen == Seen::Connected), 0);
}

#[tokio::test]
async fn a_token_that_the_gateway_refuses_ends_it() {
    let discord = FakeDiscord::start_with(Settings { refuse_identify: Some(4004), ..Settings::default() }).await;
    let told = fails(Builder::to(discord.address)).await;
    assert!(told.contains("Discord refused the token"), "{told}");
}

#[tokio::test]
async fn a_server_that_is_not_discord_ends_it() {
    let discord = FakeDiscord::start().await;
    discord.fail_next(Call::GatewayBot, Failure { status: 404, retry_after: None });
    let told = fails(Builder::to(discord.address)).await;
    assert!(told.contains("trying again would not help"), "{told}");
}

#[tokio::test]
async fn a_test_server_cannot_send_it_to_the_public_gateway() {
    let settings = Settings { gateway: Some("wss://gateway.invalid".to_owned()), ..Settings::default() };
    let discord = FakeDiscord::start_with(settings).await;
    let told = fails(Builder::to(discord.address)).await;
    assert!(told.contains("not one that may be connected to"), "{told}");
}

/// serenity asks for the gateway's address once more and would turn to the public one.
#[tokio::test]
async fn not_even_when_serenity_cannot_learn_the_gateway() {
    let discord = FakeDiscord::start().await;
    discord.fail_next(Call::Gateway, Failure { status: 500, retry_after: None });
    let bot = Bot::connected(&discord).await;
    let asked = discord.count(|seen| matches!(seen, Seen::Rest { call: Call::Gateway, status: 500, .. }));
    assert_eq!(asked, 1);
    bot.stop().await;
}

#[tokio::test]
async fn a_discord_that_comes_up_later_is_found() {
    let socket = FakeDiscord::reserve();
    let mut bot = Builder::to(socket.local_addr().unwrap()).start();
    bot.logged("cannot reach Discord").await;
    bot.logged("trying again in").await;
    let discord = FakeDiscord::listen(socket, Settings::default()).await;
    discord.fail_next(Call::GatewayBot, Failure { status: 503, retry_after: None });
    discord.ready().await;
    discord.interact(ask("When was the tower built?")).await;
    bot.stop().await;
}

/// REST answers, the gateway it names does not: pauses grow, and nothing is connected to meanwhile.
#[tokio::test]
async fn a_gateway_that_does_not_answer_is_tried_ever_less_often() {
    let dead = FakeDiscord::reserve();
    let gateway = format!("ws://{}", dead.local_addr().unwrap());
    let discord = FakeDiscord::start_with(Settings { gateway: Some(gateway), ..Settings::default() }).await;
    let mut bot = Builder::to(discord.address).start();
    bot.logged_times("its gateway does not answer", 3).await;
    let log = bot.log();
    let pauses: Vec<f32> = log
        .lines()
        .filter_map(|line| line.split_once("trying again in ")?.1.trim_end_matches(" s").parse().ok())
        .collect();
    assert!(pauses.len() >= 3 && pauses.is_sorted(), "they grow: {log}");
    discord.change(|settings| settings.gateway = None);
    discord.ready().await;
    discord.interact(ask("When was the tower built?")).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_day_whose_sessions_are_used_up_is_waited_out() {
    let discord = FakeDiscord::start_with(Settings { used_up: 1, ..Settings::default() }).await;
    let mut bot = Builder::to(discord.address).start();
    bot.logged("no new session may be begun today").await;
    discord.ready().await;
    bot.stop().await;
}

#[tokio::test]
async fn a_token_may_stand_in_a_file_and_the_environment_goes_first() {
    let discord = FakeDiscord::start().await;
    let base = format!("DISCORD_API_BASE=http://{}\n", discord.address);
    let bot = Builder::new().file(".env", &format!("{base}DISCORD_TOKEN={TOKEN}\n")).start();
    discord.ready().await;
    bot.stop().await;

    let wrong = format!("{base}DISCORD_TOKEN=wrong\n");
    let bot = Builder::new().env("DISCORD_TOKEN", TOKEN).file(".env", &wrong).start();
    discord
        .wait("a second start", |seen| {
            (seen.iter().filter(|seen| matches!(seen, Seen::Identify(_))).count() == 2).then_some(())
        })
        .await;
    bot.stop().await;
}

#[tokio::test]
async fn a_broken_file_is_named_and_not_shown() {
    let told = fails(Builder::new().file(".env", &format!("DISCORD_TOKEN {TOKEN}\n"))).await;
    assert!(told.contains(".env cannot be read"), "{told}");
}

#[tokio::test]
async fn what_it_takes_when_idle() {
    let discord = FakeDiscord::start().await;
    let base = format!("http://{}", discord.address);
    let bot = Builder::shipped().env("DISCORD_TOKEN", TOKEN).env("DISCORD_API_BASE", &base).start();
    discord.ready().await;
    discord.interact(ask("What is this about?")).await;
    let megabytes = bot.resident() as f64 * 1024.0 / 1e6;
    println!("idle, resident: {megabytes:.1} MB");
    // A release build takes some 34 MB (docs/performance.md), this one a little more.
    assert!(megabytes < 50.0, "{megabytes} MB");
    bot.stop().await;
}
