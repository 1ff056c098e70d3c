//! The routes, and one request followed through.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::time::timeout;
use tracing::{debug, error};

use super::PublicKey;
use super::metrics::{self, Metrics};
use super::reading::{Read, read};
use super::reject::Reject;
use super::verify::Claim;
use crate::discord::Plugin;

/// The largest body: an option of 6,000 characters that are all written as two `\uXXXX` is 72,000 bytes, and a button
/// brings its whole message along, with as much again in its embeds. Twice that, and some for the rest.
const MAX_BODY: usize = 256 * 1024;

/// How long a body may take. Discord has given up by then.
const PATIENCE: Duration = Duration::from_secs(3);

/// Room for an answer as it is written, without growing: to the shipped briefing's own questions half take 1.2 kB, the longest 3.5.
const ANSWER: usize = 4 * 1024;

/// The answer to a PING.
const PONG: &str = r#"{"type":1}"#;

/// What every request shares.
pub(super) struct Office {
    pub(super) key: PublicKey,
    pub(super) plugin: Plugin,
    pub(super) metrics: Metrics,
    pub(super) draining: AtomicBool,
}

pub(super) fn router(office: Arc<Office>) -> Router {
    Router::new()
        .route("/interactions", post(interactions))
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route(
            "/metrics",
            get(async |State(office): State<Arc<Office>>| {
                ([(CONTENT_TYPE, metrics::CONTENT_TYPE)], office.metrics.text())
            }),
        )
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(office)
}

/// It listens only once the briefing is loaded: what can still be wrong is that it is about to stop.
async fn ready(State(office): State<Arc<Office>>) -> (StatusCode, &'static str) {
    if office.draining.load(Ordering::Relaxed) {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else {
        (StatusCode::OK, "ready\n")
    }
}

async fn interactions(State(office): State<Arc<Office>>, request: Request) -> Response {
    let started = Instant::now();
    match answer(&office, request).await {
        Ok((body, outcome)) => {
            let took = started.elapsed();
            office.metrics.answered(outcome, took);
            debug!(outcome, ?took, "answered");
            ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response()
        }
        Err(reject) => {
            office.metrics.rejected(reject);
            debug!(reason = reject.label(), "refused");
            reject.into_response()
        }
    }
}

/// From a request to the body of its answer, and what that is counted as. Nothing is parsed before the signature has been found good.
async fn answer(office: &Office, request: Request) -> Result<(Bytes, &'static str), Reject> {
    let claim = Claim::of(request.headers())?;
    if length(request.headers()).is_some_and(|length| length > MAX_BODY) {
        return Err(Reject::TooLarge);
    }
    let body = timeout(PATIENCE, Bytes::from_request(request, &())).await.map_err(|_| Reject::TooSlow)?;
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Reject::TooLarge,
        _ => Reject::Broken,
    })?;
    claim.verify(&office.key, &body)?;
    respond(office, &body)
}

/// What the head says of the body's length.
fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn respond(office: &Office, body: &[u8]) -> Result<(Bytes, &'static str), Reject> {
    let interaction = match read(body)? {
        Read::Ping => return Ok((Bytes::from_static(PONG.as_bytes()), metrics::PING)),
        Read::Interaction(interaction) => interaction,
    };
    let response = office.plugin.respond_alone(&interaction);
    let mut written = Vec::with_capacity(ANSWER);
    serde_json::to_writer(&mut written, &response.body).map_err(|_| {
        error!("an answer cannot be written as JSON");
        Reject::Internal
    })?;
    Ok((written.into(), response.kind.name()))
}
