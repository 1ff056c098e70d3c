//! Discord's REST API: the four calls that are needed.
//!
//! They do not go through serenity's client, because it drops `Retry-After` and, in a test, falls back to the real host;
//! and because answers to interactions must not wait behind a rate limit that does not apply to them. One client, with
//! time-outs, serves both.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use serenity::all::{ApplicationId, GuildId};

use super::RunError;
use crate::discord::connection::Connection;
use crate::discord::handle::reason;

/// Discord's REST API, for one bot.
pub(super) struct Rest {
    client: Client,
    base: String,
    authorization: HeaderValue,
}

/// What Discord says of its gateway.
#[derive(Debug)]
pub(super) struct Gateway {
    /// Where it is.
    pub(super) url: String,
    /// How many connections it recommends.
    pub(super) shards: u32,
    /// How many sessions may still be begun: a bot that begins too many in a day loses its token.
    pub(super) sessions: u32,
    /// When more may be begun.
    pub(super) reset: Duration,
}

/// A call that failed. Says nothing of the address, in which an interaction's token may stand.
#[derive(Debug, thiserror::Error)]
pub(super) enum RestError {
    /// No answer, or not a whole one.
    #[error("{0}")]
    Unreachable(String),
    /// An answer that is not success.
    #[error("status {status}, code {code}: {message}")]
    Status {
        /// HTTP's code.
        status: StatusCode,
        /// Discord's own code, 0 if it gave none.
        code: i64,
        /// Discord's words.
        message: String,
        /// How long to wait.
        retry_after: Option<Duration>,
    },
    /// Success, but not what was asked for.
    #[error("the answer makes no sense")]
    Nonsense,
}

impl Rest {
    pub(super) fn new(connection: &Connection) -> Result<Self, RunError> {
        let client = connection.client().map_err(|error| RunError::System(std::io::Error::other(error)))?;
        let mut authorization = HeaderValue::from_str(&format!("Bot {}", connection.token.expose()))
            .map_err(|error| RunError::System(std::io::Error::other(error)))?;
        authorization.set_sensitive(true);
        Ok(Self { client, base: format!("{}/api/v10", connection.api.origin()), authorization })
    }

    /// The client itself, for serenity.
    pub(super) fn client(&self) -> Client {
        self.client.clone()
    }

    /// Where the gateway is, and whether a session may be begun there. Needs a good token.
    pub(super) async fn gateway(&self) -> Result<Gateway, RestError> {
        let answer = self.call(Method::GET, "/gateway/bot", None).await?;
        let url = answer["url"].as_str().ok_or(RestError::Nonsense)?.to_owned();
        let limit = &answer["session_start_limit"];
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        Ok(Gateway {
            url,
            shards: number(&answer["shards"]).unwrap_or(1),
            sessions: number(&limit["remaining"]).unwrap_or(u32::MAX),
            reset: Duration::from_millis(limit["reset_after"].as_u64().unwrap_or_default()),
        })
    }

    /// The application that the token stands for.
    pub(super) async fn application(&self) -> Result<ApplicationId, RestError> {
        let answer = match self.call(Method::GET, "/applications/@me", None).await {
            // A bot's user has the id of its application.
            Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => {
                self.call(Method::GET, "/users/@me", None).await?
            }
            answer => answer?,
        };
        let id = answer["id"].as_str().and_then(|id| id.parse().ok());
        id.ok_or(RestError::Nonsense)
    }

    /// The commands that are registered for every server, with what they are called in other languages.
    pub(super) async fn commands(&self, application: ApplicationId) -> Result<Value, RestError> {
        self.call(Method::GET, &format!("/applications/{application}/commands?with_localizations=true"), None).await
    }

    /// Registers these commands in place of all others: for every server, or for one.
    pub(super) async fn set_commands(
        &self,
        application: ApplicationId,
        guild: Option<GuildId>,
        commands: &Value,
    ) -> Result<(), RestError> {
        let place = guild.map_or(String::new(), |guild| format!("/guilds/{guild}"));
        let path = format!("/applications/{application}{place}/commands");
        self.call(Method::PUT, &path, Some(commands.to_string())).await.map(drop)
    }

    /// Gives an interaction its response. The interaction's own token is all the authorisation there is.
    pub(super) async fn respond(&self, interaction: u64, token: &str, response: String) -> Result<(), RestError> {
        let url = format!("{}/interactions/{interaction}/{token}/callback", self.base);
        send(self.client.post(url).header(CONTENT_TYPE, "application/json").body(response)).await.map(drop)
    }

    async fn call(&self, method: Method, path: &str, body: Option<String>) -> Result<Value, RestError> {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.base))
            .header(AUTHORIZATION, self.authorization.clone());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let answer = send(request).await?.bytes().await.map_err(unreachable)?;
        serde_json::from_slice(&answer).map_err(|_| RestError::Nonsense)
    }
}

impl RestError {
    /// Whether Discord does not know the token.
    pub(super) fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// Whether the same call may succeed later.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Status { status, .. } => status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS,
            Self::Nonsense => false,
        }
    }

    /// How long Discord asks to wait.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// HTTP's code, if there was an answer.
    pub(super) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Discord's own code, if it gave one.
    pub(super) fn code(&self) -> Option<i64> {
        match self {
            Self::Status { code, .. } => Some(*code),
            _ => None,
        }
    }
}

async fn send(request: RequestBuilder) -> Result<Response, RestError> {
    let response = request.send().await.map_err(unreachable)?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let header = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let body: Value =
        response.bytes().await.ok().and_then(|body| serde_json::from_slice(&body).ok()).unwrap_or_default();
    // The body has it to the millisecond, the header in whole seconds; a proxy on the way sends the header alone.
    let seconds: Option<f64> = body["retry_after"].as_f64().or(header);
    let mut message = body["message"].as_str().unwrap_or("no reason given").to_owned();
    if let Some(errors) = body.get("errors") {
        message = format!("{message} {errors}");
    }
    Err(RestError::Status {
        status,
        code: body["code"].as_i64().unwrap_or_default(),
        message,
        retry_after: seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
    })
}

fn unreachable(error: reqwest::Error) -> RestError {
    RestError::Unreachable(reason(&error.without_url()))
}
