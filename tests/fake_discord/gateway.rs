//! The gateway: <https://discord.com/developers/docs/events/gateway>.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::State as Extracted;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{APPLICATION, Pending, Seen, Shared, TOKEN};

/// A session: everything that was sent in it, so that it can be resumed. An event's number is its place, from 1.
pub struct Session {
    id: String,
    events: Vec<Value>,
}

/// What a socket is to do.
pub enum Order {
    Send(Value),
    Close(u16),
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
                Some(Order::Close(code)) => close(&mut socket, code).await,
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
        let token = is_token(&data["token"]);
        let mut shown = data.clone();
        shown["token"] = json!("hidden");
        self.saw(Seen::Identify(shown));
        let mut state = self.state();
        if let Some(code) = state.settings.refuse_identify {
            return Err(code);
        }
        if !token {
            return Err(AUTHENTICATION_FAILED);
        }
        state.last_id += 1;
        let id = format!("session-{}", state.last_id);
        let ready = event(1, "READY", ready(&id, &data["shard"]));
        state.session = Some(Session { id, events: vec![ready.clone()] });
        state.connection = Some(orders.clone());
        Ok(vec![ready])
    }

    fn resume(&self, data: &Value, orders: &mpsc::UnboundedSender<Order>) -> Result<Vec<Value>, u16> {
        if !is_token(&data["token"]) {
            return Err(AUTHENTICATION_FAILED);
        }
        let after = data["seq"].as_u64().unwrap_or_default();
        self.saw(Seen::Resume { after });
        let mut state = self.state();
        let Some(session) = state.session.as_mut().filter(|session| data["session_id"] == *session.id) else {
            return Ok(vec![json!({ "op": INVALID_SESSION, "d": false })]);
        };
        let missed = usize::try_from(after).unwrap_or(usize::MAX).min(session.events.len());
        let mut answers = session.events[missed..].to_vec();
        answers.push(session.push("RESUMED", json!({})));
        state.connection = Some(orders.clone());
        Ok(answers)
    }

    /// Gives an interaction an id and a token of its own, to wait for its response.
    pub(super) fn await_response(&self, mut interaction: Value) -> (u64, Value) {
        let mut state = self.state();
        state.last_id += 1;
        let id = 1_100_000_000_000_000_000 + state.last_id;
        let token = format!("interaction-token-{id}");
        interaction["id"] = json!(id.to_string());
        interaction["token"] = json!(token);
        let kind = interaction["type"].as_u64().expect("an interaction has a type");
        state.interactions.insert(id, Pending { token, kind, sent: Instant::now(), answered: false });
        (id, interaction)
    }

    /// Sends an interaction.
    pub(super) fn send_interaction(&self, interaction: Value) -> u64 {
        let (id, interaction) = self.await_response(interaction);
        let mut state = self.state();
        let event = state.session.as_mut().expect("there is a session").push("INTERACTION_CREATE", interaction);
        if let Some(connection) = &state.connection {
            // Where the socket is gone, the event comes with the next resume.
            let _ = connection.send(Order::Send(event));
        }
        id
    }
}

impl Session {
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
