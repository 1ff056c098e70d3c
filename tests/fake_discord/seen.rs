//! What came in, and how tests wait for it.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use super::FakeDiscord;

/// Longer than anything takes on a slow machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came in, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// A REST call, and the status it got.
    Rest { call: Call, status: u16, body: Value },
    /// A response to an interaction, and the status it got. One that is held is seen when it is let go.
    Callback { interaction: u64, status: u16, body: Value },
    /// A response to an interaction that is held.
    Held { interaction: u64 },
    /// A socket to the gateway was opened.
    Connected,
    /// IDENTIFY, without the token.
    Identify(Value),
    /// RESUME of a shard's session, from this event on.
    Resume { shard: u64, after: u64 },
    /// A socket that was to be opened while the gateway is away.
    TurnedAway,
    /// A heartbeat.
    Heartbeat,
    /// The bot closed its socket, with this code if it said goodbye.
    Closed(Option<u16>),
}

/// A REST call that bots make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Gateway,
    GatewayBot,
    Me,
    GetCommands,
    SetCommands,
    SetGuildCommands,
    Callback,
    /// None of these: an error of the bot's, or a gap of the fake.
    Unknown,
}

impl FakeDiscord {
    /// Sends an interaction and waits for a response that is taken.
    pub async fn interact(&self, interaction: Value) -> Value {
        let id = self.send(interaction);
        self.response_to(id).await
    }

    /// Waits for a response that is taken.
    pub async fn response_to(&self, id: u64) -> Value {
        self.wait(&format!("a response to {id}"), |seen| {
            seen.iter().find_map(|seen| match seen {
                Seen::Callback { interaction, status: 204, body } if *interaction == id => Some(body.clone()),
                _ => None,
            })
        })
        .await
    }

    /// The statuses that attempts to answer an interaction got.
    pub fn statuses(&self, id: u64) -> Vec<u16> {
        let of = |seen: Seen| match seen {
            Seen::Callback { interaction, status, .. } if interaction == id => Some(status),
            _ => None,
        };
        self.seen().into_iter().filter_map(of).collect()
    }

    /// Waits until an answer was attempted so often, whatever became of it.
    pub async fn attempted(&self, id: u64, times: usize) {
        let of = |seen: &Seen| matches!(seen, Seen::Callback { interaction, .. } if *interaction == id);
        self.times("attempts to answer", times, of).await;
    }

    /// Waits until the bot has identified and the commands are settled.
    pub async fn ready(&self) {
        self.wait("READY and the commands", |seen| {
            let settled = |seen: &Seen| {
                matches!(seen, Seen::Rest { call: Call::GetCommands | Call::SetCommands, status: 200, .. })
            };
            (seen.iter().any(|seen| matches!(seen, Seen::Identify(_))) && seen.iter().any(settled)).then_some(())
        })
        .await;
    }

    /// Waits for something to have come in.
    pub async fn wait<T>(&self, what: &str, found: impl Fn(&[Seen]) -> Option<T>) -> T {
        let mut seen = self.shared.seen.subscribe();
        let waited = timeout(PATIENCE, async {
            loop {
                if let Some(value) = found(&seen.borrow_and_update()) {
                    return value;
                }
                seen.changed().await.unwrap();
            }
        });
        match waited.await {
            Ok(value) => value,
            Err(_) => panic!("{what} did not come; seen: {:#?}", self.seen()),
        }
    }

    /// Everything that came in so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.borrow().clone()
    }

    /// How many of what came in so far are like this.
    pub fn count(&self, like: impl Fn(&Seen) -> bool) -> usize {
        self.seen().iter().filter(|seen| like(seen)).count()
    }

    /// Waits until this many of a kind have come in.
    pub async fn times(&self, what: &str, count: usize, like: impl Fn(&Seen) -> bool) {
        self.wait(what, |seen| (seen.iter().filter(|seen| like(seen)).count() >= count).then_some(())).await;
    }

    /// Waits for a shard to resume its session.
    pub async fn resumed(&self, which: u64) {
        self.times("a RESUME", 1, |seen| matches!(seen, Seen::Resume { shard, .. } if *shard == which)).await;
    }

    /// Waits until sessions were begun this many times.
    pub async fn identified(&self, count: usize) {
        self.times("an IDENTIFY", count, |seen| matches!(seen, Seen::Identify(_))).await;
    }
}
