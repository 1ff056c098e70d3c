//! The gateway: <https://discord.com/developers/docs/events/gateway>.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::State as Extracted;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{APPLICATION, Pending, Seen, Shared, State, TOKEN};

/// A session: everything that was sent in it, so that it can be resumed. An event's number is its place, from 1.
pub struct Session {
    id: String,
    events: Vec<Value>,
    /// The socket it was last taken up on.
    connection: mpsc::UnboundedSender<Order>,
}

/// What a socket is to do.
pub enum Order {
    Send(Value),
    Text(String),
    Close(u16),
    /// Without a code.
    CloseBare,
    Drop,
}

const DISPATCH: u64 = 0;
const HEARTBEAT: u64 = 1;
const IDENTIFY: u64 = 2;
const RESUME: u64 = 6;
const INVALID_SESSION: u64 = 9;
const HELLO: u64 = 10;
const HEARTBEAT_ACK: u64 = 11;

const AUTHENTICATION_FAILED: u16 = 4004;
const NOT_AUTHENTICATED: u16 = 4003;
const UNKNOWN_OPCODE: u16 = 4001;

pub fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/", get(upgrade))
}

async fn upgrade(Extracted(shared): Extracted<Arc<Shared>>, socket: WebSocketUpgrade) -> Response {
    if shared.state().settings.away {
        shared.saw(Seen::TurnedAway);
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    socket.on_upgrade(move |socket| connection(socket, shared))
}

async fn connection(mut socket: WebSocket, shared: Arc<Shared>) {
    shared.saw(Seen::Connected);
    let settings = shared.state().settings.clone();
    if !settings.silent {
        let interval = u64::try_from(settings.heartbeat.as_millis()).unwrap();
        send(&mut socket, &json!({ "op": HELLO, "d": { "heartbeat_interval": interval } })).await;
    }
    let deaf =
        std::mem::replace(&mut shared.state().settings.deaf_sockets, settings.deaf_sockets.saturating_sub(1)) > 0;
    let (orders, mut ordered) = mpsc::unbounded_channel();
    let mut identified = false;
    loop {
        tokio::select! {
            order = ordered.recv() => match order {
                Some(Order::Send(payload)) => send(&mut socket, &payload).await,
                Some(Order::Text(text)) => _ = socket.send(Message::text(text)).await,
                Some(Order::Close(code)) => close(&mut socket, code).await,
                Some(Order::CloseBare) => _ = socket.send(Message::Close(None)).await,
                Some(Order::Drop) | None => return,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    let payload: Value = serde_json::from_str(&text).expect("the bot sends JSON");
                    match shared.take(&payload, &orders, identified) {
                        Ok(_) if deaf && payload["op"] == HEARTBEAT => {}
                        Ok(answers) => {
                            identified |= matches!(payload["op"].as_u64(), Some(IDENTIFY | RESUME));
                            for answer in answers {
                                send(&mut socket, &answer).await;
                            }
                        }
                        Err(code) => close(&mut socket, code).await,
                    }
                }
                Some(Ok(Message::Close(frame))) => {
                    shared.saw(Seen::Closed(frame.map(|frame| frame.code)));
                    // The answer to the bot's goodbye goes out with the next read.
                    while let Some(Ok(_)) = socket.recv().await {}
                    return;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => {
                    shared.saw(Seen::Closed(None));
                    return;
                }
            },
        }
    }
}

/// The bot may be gone by now, which the next read tells.
async fn send(socket: &mut WebSocket, payload: &Value) {
    let _ = socket.send(Message::text(payload.to_string())).await;
}

async fn close(socket: &mut WebSocket, code: u16) {
    let frame = CloseFrame { code, reason: "".into() };
    let _ = socket.send(Message::Close(Some(frame))).await;
}

impl Shared {
    /// Takes what the bot sends: what it gets back, or the code its socket is closed with.
    fn take(
        &self,
        payload: &Value,
        orders: &mpsc::UnboundedSender<Order>,
        identified: bool,
    ) -> Result<Vec<Value>, u16> {
        match payload["op"].as_u64() {
            Some(HEARTBEAT) => {
                self.saw(Seen::Heartbeat);
                Ok(vec![json!({ "op": HEARTBEAT_ACK })])
            }
            Some(IDENTIFY) => self.identify(&payload["d"], orders),
            Some(RESUME) => self.resume(&payload["d"], orders),
            Some(3 | 4 | 8) if identified => Ok(Vec::new()),
            Some(3 | 4 | 8) => Err(NOT_AUTHENTICATED),
            _ => Err(UNKNOWN_OPCODE),
        }
    }

    fn identify(&self, data: &Value, orders: &mpsc::UnboundedSender<Order>) -> Result<Vec<Value>, u16> {
        let begun = self.begin(data, orders);
        let mut shown = data.clone();
        shown["token"] = json!("hidden");
        // Only now: whoever has waited for it finds the session.
        self.saw(Seen::Identify(shown));
        begun
    }

    fn begin(&self, data: &Value, orders: &mpsc::UnboundedSender<Order>) -> Result<Vec<Value>, u16> {
        let mut state = self.state();
        if let Some(code) = state.settings.refuse_identify {
            return Err(code);
        }
        if !is_token(&data["token"]) {
            return Err(AUTHENTICATION_FAILED);
        }
        let pause = state.settings.identify_pause;
        if state.identified.replace(Instant::now()).is_some_and(|last| last.elapsed() < pause) {
            return Ok(vec![json!({ "op": INVALID_SESSION, "d": false })]);
        }
        state.last_id += 1;
        let id = format!("session-{}", state.last_id);
        let ready = event(1, "READY", ready(&id, &data["shard"]));
        let shard = data["shard"][0].as_u64().unwrap_or_default();
        state.sessions.insert(shard, Session { id, events: vec![ready.clone()], connection: orders.clone() });
        Ok(vec![ready])
    }

    fn resume(&self, data: &Value, orders: &mpsc::UnboundedSender<Order>) -> Result<Vec<Value>, u16> {
        if !is_token(&data["token"]) {
            return Err(AUTHENTICATION_FAILED);
        }
        let after = data["seq"].as_u64().unwrap_or_default();
        let mut state = self.state();
        let Some((&shard, session)) = state.sessions.iter_mut().find(|(_, session)| data["session_id"] == *session.id)
        else {
            return Ok(vec![json!({ "op": INVALID_SESSION, "d": false })]);
        };
        let missed = usize::try_from(after).unwrap_or(usize::MAX).min(session.events.len());
        let mut answers = session.events[missed..].to_vec();
        answers.push(session.push("RESUMED", json!({})));
        session.connection = orders.clone();
        drop(state);
        self.saw(Seen::Resume { shard, after });
        Ok(answers)
    }

    /// Gives an interaction an id and a token of its own, to wait for its response.
    pub(super) fn await_response(&self, shard: u64, mut interaction: Value) -> (u64, Value) {
        let mut state = self.state();
        state.last_id += 1;
        let id = 1_100_000_000_000_000_000 + state.last_id;
        let token = format!("interaction-token-{id}");
        interaction["id"] = json!(id.to_string());
        interaction["token"] = json!(token);
        let kind = interaction["type"].as_u64().expect("an interaction has a type");
        let pending =
            Pending { token, kind, sent: Instant::now(), answered: None, interaction: interaction.clone(), shard };
        state.interactions.insert(id, pending);
        (id, interaction)
    }

    /// Sends an interaction.
    pub(super) fn send_interaction(&self, shard: u64, interaction: Value) -> u64 {
        let (id, interaction) = self.await_response(shard, interaction);
        self.state().dispatch(shard, interaction);
        id
    }

    /// Sends an interaction that was sent before, as it was.
    pub(super) fn send_again(&self, id: u64) {
        let mut state = self.state();
        let pending = &state.interactions[&id];
        let (shard, interaction) = (pending.shard, pending.interaction.clone());
        state.dispatch(shard, interaction);
    }
}

impl State {
    fn dispatch(&mut self, shard: u64, interaction: Value) {
        let session = self.sessions.get_mut(&shard).expect("the shard has a session");
        let event = session.push("INTERACTION_CREATE", interaction);
        // Where the socket is gone, the event comes with the next resume.
        let _ = session.connection.send(Order::Send(event));
    }

    pub(super) fn order(&self, shard: u64, order: Order) {
        self.sessions[&shard].connection.send(order).expect("the bot is connected");
    }
}

impl Session {
    /// Its socket stays, its id is nobody's.
    pub(super) fn forget(&mut self) {
        self.id = String::new();
    }

    fn push(&mut self, name: &str, data: Value) -> Value {
        let event = event(self.events.len() + 1, name, data);
        self.events.push(event.clone());
        event
    }
}

fn event(number: usize, name: &str, data: Value) -> Value {
    json!({ "op": DISPATCH, "s": number, "t": name, "d": data })
}

/// The bot's token as serenity sends it: the `Bot ` of the header stands before it here too, and Discord takes it.
fn is_token(token: &Value) -> bool {
    token.as_str().is_some_and(|token| token.trim_start_matches("Bot ") == TOKEN)
}

fn ready(session: &str, shard: &Value) -> Value {
    json!({
        "v": 10,
        "user": {
            "id": APPLICATION.to_string(), "username": "attache-test", "discriminator": "0001", "global_name": null,
            "avatar": null, "bot": true, "verified": true, "mfa_enabled": false, "email": null, "flags": 0,
        },
        "guilds": [],
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": "wss://resume.invalid",
        "shard": shard,
        "application": { "id": APPLICATION.to_string(), "flags": 0 },
    })
}
