//! A Discord of our own on 127.0.0.1: REST and gateway on one port. It refuses what Discord refuses ([`rules`]), keeps a
//! session for every shard that can be resumed, lets an interaction expire after three seconds, and fails on demand.
//!
//! Tests wait for what it has [`Seen`], never for time to pass.

mod gateway;
pub mod interactions;
mod rest;
pub mod rules;
mod seen;
mod settings;

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::Router;
use serde_json::Value;
use serenity::all::Interaction;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;

use self::gateway::{Order, Session};
pub use self::seen::{Call, Seen};
pub use self::settings::Settings;

/// The token that this Discord knows.
pub const TOKEN: &str = "fake.token.of-a-test-bot";

/// The application that the token stands for.
pub const APPLICATION: u64 = 900_000_000_000_000_001;

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
    /// By shard.
    sessions: HashMap<u64, Session>,
    /// When the last IDENTIFY came.
    identified: Option<Instant>,
    settings: Settings,
}

/// An interaction that was sent.
struct Pending {
    token: String,
    kind: u64,
    sent: Instant,
    /// How long after it was sent, if it was.
    answered: Option<Duration>,
    interaction: Value,
    shard: u64,
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
        self.send_to(0, interaction)
    }

    /// Sends an interaction to a shard.
    pub fn send_to(&self, shard: u64, interaction: Value) -> u64 {
        self.shared.send_interaction(shard, interaction)
    }

    /// An interaction as it would be sent; it comes by no gateway.
    pub fn interaction(&self, interaction: Value) -> Interaction {
        serde_json::from_value(self.shared.await_response(0, interaction).1).unwrap()
    }

    /// Sends an interaction that was sent before, as it was.
    pub fn send_again(&self, id: u64) {
        self.shared.send_again(id);
    }

    /// How long after it was sent an interaction was answered.
    pub fn took(&self, id: u64) -> Duration {
        self.shared.state().interactions[&id].answered.expect("it is answered")
    }

    /// Sends the bot a payload of the gateway as it stands.
    pub fn gateway(&self, payload: Value) {
        self.gateway_of(0, payload);
    }

    /// Sends a shard a payload of the gateway as it stands.
    pub fn gateway_of(&self, shard: u64, payload: Value) {
        self.shared.state().order(shard, Order::Send(payload));
    }

    /// Sends the bot a text that need not be a payload.
    pub fn gateway_text(&self, text: &str) {
        self.shared.state().order(0, Order::Text(text.to_owned()));
    }

    /// Forgets every session, so that they cannot be resumed.
    pub fn forget_session(&self) {
        self.shared.state().sessions.values_mut().for_each(Session::forget);
    }

    /// Closes the bot's socket with a code.
    pub fn close(&self, code: u16) {
        self.shared.state().order(0, Order::Close(code));
    }

    /// Closes a shard's socket without a code.
    pub fn close_bare(&self, shard: u64) {
        self.shared.state().order(shard, Order::CloseBare);
    }

    /// Drops the bot's socket without a word.
    pub fn drop_socket(&self) {
        self.shared.state().order(0, Order::Drop);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn saw(&self, seen: Seen) {
        self.seen.send_modify(|all| all.push(seen));
    }
}
