//! A Discord of our own on 127.0.0.1: REST and gateway on one port. It refuses what Discord refuses ([`rules`]), keeps a
//! session that can be resumed, lets an interaction expire after three seconds, and fails on demand.
//!
//! Tests wait for what it has [`Seen`], never for time to pass.

mod gateway;
pub mod interactions;
mod rest;
pub mod rules;

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::Router;
use serde_json::Value;
use serenity::all::Interaction;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use self::gateway::{Order, Session};

/// The token that this Discord knows.
pub const TOKEN: &str = "fake.token.of-a-test-bot";

/// The application that the token stands for.
pub const APPLICATION: u64 = 900_000_000_000_000_001;

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
    /// RESUME from this event on.
    Resume { after: u64 },
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
    Callback,
    /// None of these: an error of the bot's, or a gap of the fake.
    Unknown,
}

/// How a REST call is to fail.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    pub status: u16,
    pub retry_after: Option<f64>,
}

pub struct FakeDiscord {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    address: SocketAddr,
    seen: watch::Sender<Vec<Seen>>,
    /// Whether responses to interactions wait before they are looked at.
    hold: watch::Sender<bool>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    commands: Vec<Value>,
    failures: Vec<(Call, Failure)>,
    interactions: HashMap<u64, Pending>,
    last_id: u64,
    session: Option<Session>,
    connection: Option<mpsc::UnboundedSender<Order>>,
    settings: Settings,
}

/// How this Discord behaves.
#[derive(Clone)]
pub struct Settings {
    pub heartbeat: Duration,
    /// Closes the socket with this code when the bot identifies.
    pub refuse_identify: Option<u16>,
    /// Sends no HELLO, so that no shard comes up.
    pub silent: bool,
    /// Names this gateway in place of its own.
    pub gateway: Option<String>,
    /// Says so often that no session may be begun.
    pub used_up: usize,
    /// Leaves so many sockets' heartbeats without an answer, the first ones.
    pub deaf_sockets: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heartbeat: Duration::from_secs(40),
            refuse_identify: None,
            silent: false,
            gateway: None,
            used_up: 0,
            deaf_sockets: 0,
        }
    }
}

/// An interaction that was sent.
struct Pending {
    token: String,
    kind: u64,
    sent: Instant,
    answered: bool,
}

impl FakeDiscord {
    pub async fn start() -> Self {
        Self::start_with(Settings::default()).await
    }

    pub async fn start_with(settings: Settings) -> Self {
        Self::listen(Self::reserve(), settings).await
    }

    /// A port that refuses connections and that nobody else gets.
    pub fn reserve() -> TcpSocket {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
        socket
    }

    /// Starts on a port that was reserved.
    pub async fn listen(socket: TcpSocket, settings: Settings) -> Self {
        let listener: TcpListener = socket.listen(128).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            address,
            seen: watch::Sender::new(Vec::new()),
            hold: watch::Sender::new(false),
            state: Mutex::new(State { settings, ..State::default() }),
        });
        let app: Router = rest::routes().merge(gateway::routes()).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, shared }
    }

    /// Has these commands registered already.
    pub fn set_registered(&self, commands: &Value) {
        self.shared.state().commands = commands.as_array().unwrap().clone();
    }

    /// Behaves otherwise from now on.
    pub fn change(&self, settings: impl FnOnce(&mut Settings)) {
        settings(&mut self.shared.state().settings);
    }

    /// The next call of this sort fails so. Several pile up.
    pub fn fail_next(&self, call: Call, failure: Failure) {
        self.shared.state().failures.push((call, failure));
    }

    /// Lets responses to interactions wait until [`release`](Self::release).
    pub fn hold(&self) {
        self.shared.hold.send_replace(true);
    }

    pub fn release(&self) {
        self.shared.hold.send_replace(false);
    }

    /// Sends an interaction; returns its id. With no bot connected, it comes with the next resume.
    pub fn send(&self, interaction: Value) -> u64 {
        self.shared.send_interaction(interaction)
    }

    /// An interaction as it would be sent; it comes by no gateway.
    pub fn interaction(&self, interaction: Value) -> Interaction {
        serde_json::from_value(self.shared.await_response(interaction).1).unwrap()
    }

    /// The statuses that attempts to answer an interaction got.
    pub fn statuses(&self, id: u64) -> Vec<u16> {
        let of = |seen: Seen| match seen {
            Seen::Callback { interaction, status, .. } if interaction == id => Some(status),
            _ => None,
        };
        self.seen().into_iter().filter_map(of).collect()
    }

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

    /// Sends the bot a payload of the gateway as it stands.
    pub fn gateway(&self, payload: Value) {
        self.shared.order(Order::Send(payload));
    }

    /// Forgets the session, so that it cannot be resumed.
    pub fn forget_session(&self) {
        self.shared.state().session = None;
    }

    /// Closes the bot's socket with a code.
    pub fn close(&self, code: u16) {
        self.shared.order(Order::Close(code));
    }

    /// Drops the bot's socket without a word.
    pub fn drop_socket(&self) {
        self.shared.order(Order::Drop);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn saw(&self, seen: Seen) {
        self.seen.send_modify(|all| all.push(seen));
    }

    fn order(&self, order: Order) {
        self.state().connection.as_ref().expect("the bot is connected").send(order).expect("the bot is connected");
    }
}
