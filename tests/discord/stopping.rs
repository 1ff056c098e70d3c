//! How it stops: in good order, and with the answers in flight given.

use crate::bot::{Bot, Builder};
use crate::fake_discord::interactions::ask;
use crate::fake_discord::{FakeDiscord, Seen, Settings};

/// The code of a close frame that ends a session for good.
const GOODBYE: Option<u16> = Some(1000);

#[tokio::test]
async fn it_says_goodbye_and_exits_with_zero() {
    for signal in ["TERM", "INT"] {
        let discord = FakeDiscord::start().await;
        let bot = Bot::connected(&discord).await;
        bot.signal(signal);
        let (code, log) = bot.exit().await;
        assert_eq!(code, Some(0), "{signal}: {log}");
        assert_eq!(discord.count(|seen| *seen == Seen::Closed(GOODBYE)), 1, "{signal}: {:?}", discord.seen());
    }
}

#[tokio::test]
async fn an_answer_in_flight_is_given_before_it_exits() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::connected(&discord).await;
    discord.hold();
    let id = discord.send(ask("When was the tower built?"));
    discord.wait("an answer in flight", |seen| seen.contains(&Seen::Held { interaction: id }).then_some(())).await;
    bot.signal("TERM");
    discord.wait("the goodbye", |seen| seen.contains(&Seen::Closed(GOODBYE)).then_some(())).await;
    discord.release();
    discord.response_to(id).await;
    let (code, log) = bot.exit().await;
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("answers in flight: 1"), "{log}");
}

#[tokio::test]
async fn it_can_be_stopped_before_any_shard_is_up() {
    let discord = FakeDiscord::start_with(Settings { silent: true, ..Settings::default() }).await;
    let bot = Builder::to(discord.address).start();
    discord.wait("a socket", |seen| seen.contains(&Seen::Connected).then_some(())).await;
    bot.stop().await;
}

#[tokio::test]
async fn it_can_be_stopped_while_discord_cannot_be_reached() {
    let socket = FakeDiscord::reserve();
    let mut bot = Builder::to(socket.local_addr().unwrap()).start();
    bot.logged("trying again in").await;
    bot.stop().await;
}
