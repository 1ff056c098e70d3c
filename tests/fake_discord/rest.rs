//! REST: the calls that a bot without state makes. <https://discord.com/developers/docs/reference>.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State as Extracted};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use serde_json::{Value, json};

use super::rules::{self, responses};
use super::{APPLICATION, Call, Failure, Seen, Shared, State, TOKEN};

/// An interaction without a response is forgotten after this long.
const WINDOW: Duration = Duration::from_secs(3);

type Answer = Result<Value, (StatusCode, Value)>;

pub fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v10/gateway", get(gateway))
        .route("/api/v10/gateway/bot", get(gateway_bot))
        .route("/api/v10/users/@me", get(me))
        .route("/api/v10/applications/@me", get(me))
        .route("/api/v10/applications/{id}/commands", get(get_commands).put(set_commands))
        .route("/api/v10/applications/{id}/guilds/{guild}/commands", put(set_guild_commands))
        .route("/api/v10/interactions/{id}/{token}/callback", post(callback))
        .fallback(unknown)
}

async fn gateway(Extracted(shared): Extracted<Arc<Shared>>) -> Response {
    shared.answer(Call::Gateway, None, |state| Ok(json!({ "url": gateway_url(&shared, state) })))
}

async fn gateway_bot(Extracted(shared): Extracted<Arc<Shared>>, headers: HeaderMap) -> Response {
    shared.answer(Call::GatewayBot, Some(&headers), |state| {
        let used_up = state.settings.used_up > 0;
        state.settings.used_up = state.settings.used_up.saturating_sub(1);
        let (remaining, reset_after) = if used_up { (0, 1500) } else { (999, 0) };
        Ok(json!({
            "url": gateway_url(&shared, state),
            "shards": state.settings.shards,
            "session_start_limit":
                { "total": 1000, "remaining": remaining, "reset_after": reset_after, "max_concurrency": 1 },
        }))
    })
}

fn gateway_url(shared: &Shared, state: &State) -> String {
    state.settings.gateway.clone().unwrap_or_else(|| format!("ws://{}", shared.address))
}

async fn me(Extracted(shared): Extracted<Arc<Shared>>, headers: HeaderMap) -> Response {
    let me = json!({ "id": APPLICATION.to_string(), "username": "attache-test", "discriminator": "0001", "bot": true });
    shared.answer(Call::Me, Some(&headers), |_| Ok(me))
}

async fn get_commands(Extracted(shared): Extracted<Arc<Shared>>, Path(id): Path<u64>, headers: HeaderMap) -> Response {
    shared.answer(Call::GetCommands, Some(&headers), |state| {
        ours(id)?;
        Ok(Value::Array(state.commands.clone()))
    })
}

async fn set_commands(
    Extracted(shared): Extracted<Arc<Shared>>,
    Path(id): Path<u64>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    shared.answer(Call::SetCommands, Some(&headers), |state| overwrite(state, id, &body))
}

async fn set_guild_commands(
    Extracted(shared): Extracted<Arc<Shared>>,
    Path((id, _)): Path<(u64, u64)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    shared.answer(Call::SetGuildCommands, Some(&headers), |state| overwrite(state, id, &body))
}

fn overwrite(state: &mut State, id: u64, body: &[u8]) -> Answer {
    ours(id)?;
    let commands: Value = parse(body)?;
    let broken = rules::broken(rules::commands::RULES, &commands);
    if !broken.is_empty() {
        return Err((StatusCode::BAD_REQUEST, rules::form_error(rules::commands::RULES, &broken)));
    }
    state.commands = commands.as_array().cloned().unwrap_or_default();
    for command in &mut state.commands {
        registered(command, &mut state.last_id);
    }
    Ok(Value::Array(state.commands.clone()))
}

/// Adds what Discord adds, and leaves out what it leaves out.
fn registered(command: &mut Value, last_id: &mut u64) {
    *last_id += 1;
    command["id"] = json!(last_id.to_string());
    command["application_id"] = json!(APPLICATION.to_string());
    command["version"] = json!("1");
    for (field, value) in [
        ("type", json!(1)),
        ("description", json!("")),
        ("default_member_permissions", Value::Null),
        ("dm_permission", json!(true)),
        ("contexts", Value::Null),
        ("integration_types", json!([0])),
        ("nsfw", json!(false)),
        ("name_localizations", Value::Null),
        ("description_localizations", Value::Null),
    ] {
        if command[field].is_null() {
            command[field] = value;
        }
    }
}

async fn callback(
    Extracted(shared): Extracted<Arc<Shared>>,
    Path((id, token)): Path<(u64, String)>,
    body: Bytes,
) -> Response {
    if *shared.hold.borrow() {
        shared.saw(Seen::Held { interaction: id });
        let _ = shared.hold.subscribe().wait_for(|held| !held).await;
    }
    let (answer, failed) = {
        let mut state = shared.state();
        match state.failure(Call::Callback) {
            Some(failure) => (Err(failed(failure, state.settings.global_limit)), Some(failure)),
            None => (respond(&mut state, id, &token, &body), None),
        }
    };
    let status = match &answer {
        Ok(_) => StatusCode::NO_CONTENT,
        Err((status, _)) => *status,
    };
    let body = serde_json::from_slice(&body).unwrap_or_default();
    shared.saw(Seen::Callback { interaction: id, status: status.as_u16(), body });
    response(status, &answer.unwrap_or_else(|(_, error)| error), failed)
}

/// Takes a response to an interaction, once and in time.
fn respond(state: &mut State, id: u64, token: &str, body: &[u8]) -> Answer {
    let known =
        state.interactions.get_mut(&id).filter(|pending| pending.token == token && pending.sent.elapsed() < WINDOW);
    let Some(pending) = known else { return Err(error(StatusCode::NOT_FOUND, 10062, "Unknown interaction")) };
    if pending.answered.is_some() {
        return Err(error(StatusCode::BAD_REQUEST, 40060, "Interaction has already been acknowledged."));
    }
    let response = parse(body)?;
    let broken = responses::broken_by(&response);
    if !broken.is_empty() {
        return Err((StatusCode::BAD_REQUEST, rules::form_error(responses::rules_for(&response), &broken)));
    }
    if !responses::kind_fits(pending.kind, response["type"].as_u64().unwrap_or_default()) {
        return Err(error(StatusCode::BAD_REQUEST, 50035, "Invalid Form Body"));
    }
    pending.answered = Some(pending.sent.elapsed());
    if state.settings.lose_receipts > 0 {
        state.settings.lose_receipts -= 1;
        return Err(error(StatusCode::BAD_GATEWAY, 0, "502: Bad Gateway"));
    }
    Ok(Value::Null)
}

async fn unknown(Extracted(shared): Extracted<Arc<Shared>>) -> Response {
    shared.answer(Call::Unknown, None, |_| Err(error(StatusCode::NOT_FOUND, 0, "404: Not Found")))
}

impl Shared {
    /// Answers a call, unless it is to fail or comes without the token.
    fn answer(&self, call: Call, headers: Option<&HeaderMap>, answer: impl FnOnce(&mut State) -> Answer) -> Response {
        let mut state = self.state();
        let failure = state.failure(call);
        let authorized = headers.is_none_or(|headers| {
            headers
                .get(header::AUTHORIZATION)
                .is_some_and(|value| value.as_bytes() == format!("Bot {TOKEN}").as_bytes())
        });
        let answer = match failure {
            Some(failure) => Err(failed(failure, state.settings.global_limit)),
            None if authorized => answer(&mut state),
            None => Err(error(StatusCode::UNAUTHORIZED, 0, "401: Unauthorized")),
        };
        drop(state);
        let (status, body) = match answer {
            Ok(body) => (StatusCode::OK, body),
            Err(error) => error,
        };
        self.saw(Seen::Rest { call, status: status.as_u16(), body: body.clone() });
        response(status, &body, failure)
    }
}

impl State {
    fn failure(&mut self, call: Call) -> Option<Failure> {
        let place = self.failures.iter().position(|(of, _)| *of == call)?;
        Some(self.failures.remove(place).1)
    }
}

fn response(status: StatusCode, body: &Value, failure: Option<Failure>) -> Response {
    let text = if status == StatusCode::NO_CONTENT { String::new() } else { body.to_string() };
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], text).into_response();
    if let Some(seconds) = failure.and_then(|failure| failure.retry_after) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_str(&seconds.ceil().to_string()).unwrap());
    }
    response
}

fn failed(failure: Failure, global: bool) -> (StatusCode, Value) {
    let status = StatusCode::from_u16(failure.status).unwrap();
    let body = match failure.retry_after {
        Some(seconds) => json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global }),
        None => json!({ "message": status.to_string(), "code": 0 }),
    };
    (status, body)
}

fn error(status: StatusCode, code: u64, message: &str) -> (StatusCode, Value) {
    (status, json!({ "code": code, "message": message }))
}

fn ours(id: u64) -> Result<(), (StatusCode, Value)> {
    if id == APPLICATION { Ok(()) } else { Err(error(StatusCode::NOT_FOUND, 10002, "Unknown Application")) }
}

fn parse(body: &[u8]) -> Answer {
    serde_json::from_slice(body)
        .map_err(|_| error(StatusCode::BAD_REQUEST, 50109, "The request body contains invalid JSON."))
}
