//! Commands are registered when they differ, and only then.

use attache::discord::commands::{definitions, registration};
use serde_json::json;

use crate::bot::{Bot, Builder};
use crate::fake_discord::{Call, Failure, FakeDiscord, Seen};

fn registrations(discord: &FakeDiscord) -> usize {
    discord.count(|seen| matches!(seen, Seen::Rest { call: Call::SetCommands, .. }))
}

async fn registered(discord: &FakeDiscord) {
    discord
        .wait("a registration", |seen| {
            seen.iter()
                .any(|seen| matches!(seen, Seen::Rest { call: Call::SetCommands, status: 200, .. }))
                .then_some(())
        })
        .await;
}

#[tokio::test]
async fn the_first_start_registers_and_the_next_does_not() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::connected(&discord).await;
    bot.logged("commands registered").await;
    bot.stop().await;
    assert_eq!(registrations(&discord), 1);

    let mut bot = Bot::connected(&discord).await;
    bot.logged("commands are registered as they should be").await;
    bot.stop().await;
    assert_eq!(registrations(&discord), 1);
    assert_eq!(discord.count(|seen| matches!(seen, Seen::Rest { call: Call::Unknown, .. })), 0, "calls nobody expects");
}

/// What an endpoint needs done, which never connects by itself.
#[tokio::test]
async fn commands_can_be_registered_without_running() {
    let discord = FakeDiscord::start().await;
    for (arguments, call) in [
        (&["commands", "--register"][..], Call::SetCommands),
        (&["commands", "--register", "--guild", "4"], Call::SetGuildCommands),
    ] {
        let (code, log) = Builder::to(discord.address).instead(arguments).start().exit().await;
        assert_eq!(code, Some(0), "{log}");
        assert_eq!(
            discord.count(|seen| matches!(seen, Seen::Rest { call: made, status: 200, .. } if *made == call)),
            1
        );
    }
    let refused = Builder::to(discord.address).env("DISCORD_TOKEN", "another.token");
    let (code, log) = refused.instead(&["commands", "--register"]).start().exit().await;
    assert!(code == Some(1) && log.contains("Discord refused the token"), "{log}");
    assert_eq!(discord.count(|seen| *seen == Seen::Connected), 0, "no gateway is needed");
}

#[tokio::test]
async fn other_commands_than_ours_are_replaced() {
    let discord = FakeDiscord::start().await;
    let mut old = registration(&definitions());
    old[0]["description"] = json!("What it was called before");
    discord.set_registered(&old);
    let bot = Bot::connected(&discord).await;
    registered(&discord).await;
    bot.stop().await;
    assert_eq!(registrations(&discord), 1);
}

#[tokio::test]
async fn a_registration_that_fails_is_tried_again_and_answers_do_not_wait_for_it() {
    let discord = FakeDiscord::start().await;
    discord.fail_next(Call::SetCommands, Failure { status: 503, retry_after: None });
    let mut bot = Bot::connected(&discord).await;
    bot.logged("commands not registered").await;
    discord.interact(crate::fake_discord::interactions::briefing("about", None)).await;
    registered(&discord).await;
    bot.stop().await;
    assert_eq!(registrations(&discord), 2);
}

#[tokio::test]
async fn identifying_again_does_not_register_again() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::connected(&discord).await;
    registered(&discord).await;
    discord.forget_session();
    discord.gateway(json!({ "op": 7, "d": null }));
    discord
        .wait("a second IDENTIFY", |seen| {
            (seen.iter().filter(|seen| matches!(seen, Seen::Identify(_))).count() == 2).then_some(())
        })
        .await;
    discord.interact(crate::fake_discord::interactions::briefing("about", None)).await;
    bot.stop().await;
    assert_eq!(registrations(&discord), 1);
}
