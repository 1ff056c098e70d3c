//! An answer on its way to Discord.

use serenity::all::{CreateInteractionResponse, Interaction};
use tokio::time::{Instant, sleep, timeout_at};
use tracing::{debug, error, warn};

use super::rest::{Rest, RestError};
use crate::discord::convert::notice;
use crate::discord::handle::{ALREADY_ACKNOWLEDGED, PAUSE};
use crate::discord::incoming;
use crate::discord::limits::RESPONSE_WINDOW;
use crate::words::Words;

/// Gives an interaction its response, within three seconds of when it came. What can pass is tried once more.
pub(super) async fn deliver(
    rest: &Rest,
    interaction: &Interaction,
    response: &CreateInteractionResponse,
    received: Instant,
) {
    let (id, token) = (interaction.id().get(), interaction.token());
    let Ok(body) = serde_json::to_string(response) else { return error!(id, "an answer cannot be written as JSON") };
    let until = received + RESPONSE_WINDOW;
    match timeout_at(until, attempt_twice(rest, id, token, &body, until)).await {
        Ok(Ok(())) => debug!(id, elapsed = ?received.elapsed(), "answered"),
        Ok(Err(error)) if error.code() == Some(ALREADY_ACKNOWLEDGED) => debug!(id, "answered by an earlier attempt"),
        Ok(Err(error)) if error.status().is_some_and(|status| status == 400) => {
            error!(id, %error, "Discord refuses an answer as malformed");
            apologize(rest, interaction, until).await;
        }
        Ok(Err(error)) => warn!(id, %error, "an answer was not delivered"),
        Err(_) => warn!(id, "an answer was not delivered within {} s", RESPONSE_WINDOW.as_secs()),
    }
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
    debug!(id, %error, "trying once more");
    sleep(pause).await;
    rest.respond(id, token, body.to_owned()).await
}

/// Nobody should wait for an answer that does not come. A list of choices may stay empty.
async fn apologize(rest: &Rest, interaction: &Interaction, until: Instant) {
    if let Interaction::Autocomplete(_) = interaction {
        return;
    }
    let words = Words::of(incoming::locale(interaction));
    let response = CreateInteractionResponse::Message(notice(&words.notices.unshowable));
    let Ok(body) = serde_json::to_string(&response) else { return };
    if !matches!(timeout_at(until, rest.respond(interaction.id().get(), interaction.token(), body)).await, Ok(Ok(()))) {
        warn!(id = interaction.id().get(), "an apology was not delivered either");
    }
}
