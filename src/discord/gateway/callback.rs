//! An answer on its way to Discord.

use std::time::Duration;

use serenity::all::{CreateInteractionResponse, Interaction};
use tokio::time::{Instant, sleep, timeout_at};
use tracing::{debug, error, info, warn};

use super::rest::{Rest, RestError};
use crate::discord::convert::notice;
use crate::discord::handle::{ALREADY_ACKNOWLEDGED, PAUSE};
use crate::discord::incoming;
use crate::discord::limits::RESPONSE_WINDOW;
use crate::words::Words;

/// "Unknown interaction": three seconds are over on Discord's clock.
const UNKNOWN_INTERACTION: i64 = 10062;

/// Gives an interaction its response, within three seconds of when it came. What can pass is tried once more. Returns whether
/// the interaction has a response now. Which interaction it is, is said by the span around.
pub(super) async fn deliver(
    rest: &Rest,
    interaction: &Interaction,
    response: &CreateInteractionResponse,
    received: Instant,
) -> bool {
    let (id, token) = (interaction.id().get(), interaction.token());
    let Ok(body) = serde_json::to_string(response) else {
        error!("an answer cannot be written as JSON");
        return false;
    };
    let until = received + RESPONSE_WINDOW;
    match timeout_at(until, attempt_twice(rest, id, token, &body, until)).await {
        Ok(Ok(())) => {
            let elapsed_ms = milliseconds(received.elapsed());
            if let Interaction::Autocomplete(_) = interaction {
                debug!(elapsed_ms, "answered"); // one comes with every letter that is typed
            } else {
                info!(elapsed_ms, "answered");
            }
            return true;
        }
        Ok(Err(error)) if error.code() == Some(ALREADY_ACKNOWLEDGED) => {
            debug!("answered before");
            return true;
        }
        Ok(Err(error)) if error.status().is_some_and(|status| status == 400) => {
            error!(%error, "Discord refuses an answer as malformed");
            return apologize(rest, interaction, until).await;
        }
        Ok(Err(error)) if error.code() == Some(UNKNOWN_INTERACTION) => {
            warn!(
                "an answer was not delivered: Discord knows the interaction no longer, for it took over three seconds"
            );
        }
        Ok(Err(error)) => warn!(%error, "an answer was not delivered"),
        Err(_) => warn!("an answer was not delivered within {} s", RESPONSE_WINDOW.as_secs()),
    }
    false
}

/// To a tenth.
fn milliseconds(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 10_000.0).round() / 10.0
}

async fn attempt_twice(rest: &Rest, id: u64, token: &str, body: &str, until: Instant) -> Result<(), RestError> {
    let error = match rest.respond(id, token, body.to_owned()).await {
        Err(error) if error.may_pass() => error,
        done => return done,
    };
    let pause = error.retry_after().unwrap_or(PAUSE);
    if Instant::now() + pause >= until {
        return Err(error);
    }
    debug!(%error, "trying once more");
    sleep(pause).await;
    rest.respond(id, token, body.to_owned()).await
}

/// Nobody should wait for an answer that does not come. A list of choices may stay empty.
async fn apologize(rest: &Rest, interaction: &Interaction, until: Instant) -> bool {
    if let Interaction::Autocomplete(_) = interaction {
        return false;
    }
    let words = Words::of(incoming::locale(interaction));
    let response = CreateInteractionResponse::Message(notice(&words.notices.unshowable));
    let Ok(body) = serde_json::to_string(&response) else { return false };
    let sent = timeout_at(until, rest.respond(interaction.id().get(), interaction.token(), body)).await;
    let arrived = matches!(sent, Ok(Ok(())));
    if !arrived {
        warn!("an apology was not delivered either");
    }
    arrived
}
