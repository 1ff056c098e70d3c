//! The bot itself: connects to Discord, answers what comes, and leaves in good order.
//!
//! No intents, no cache, no state but the plugin. Every answer is given at once, so nothing is deferred.

mod backoff;
mod callback;
mod error;
mod handler;
mod register;
mod rest;
mod signal;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use serenity::all::{ClientBuilder, GatewayIntents, ShardManager};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use self::backoff::Pauses;
pub use self::error::RunError;
use self::handler::Handler;
use self::rest::{Gateway, Rest};
use super::connection::{Api, Connection};
use super::plugin::Plugin;

/// How long answers in flight, and the farewell to Discord, may take once the bot is told to stop.
const DRAIN: Duration = Duration::from_secs(5);
/// How long a gateway may take to accept a connection.
const KNOCK: Duration = Duration::from_secs(10);

/// Runs the bot until SIGTERM or Ctrl-C, after which answers in flight are still given.
///
/// Discord that cannot be reached is tried again, ever less often; a connection that breaks is resumed.
///
/// # Errors
/// Trying again cannot help: the token is refused, or what answers is not Discord.
pub async fn run(connection: Connection, plugin: Plugin) -> Result<(), RunError> {
    let stop = CancellationToken::new();
    tokio::spawn(signal::cancel_on_signal(signal::listen()?, stop.clone()));
    let rest = Arc::new(Rest::new(&connection)?);
    let gateway = tokio::select! {
        gateway = find_gateway(&rest, connection.api) => gateway?,
        () = stop.cancelled() => return Ok(()),
    };
    connect(&connection, gateway, rest, plugin, stop).await
}

/// The same with a runtime of its own, for a program that has none.
///
/// # Errors
/// As [`run`].
pub fn run_blocking(connection: Connection, plugin: Plugin) -> Result<(), RunError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(RunError::System)?;
    runtime.block_on(run(connection, plugin))
}

/// Asks where the gateway is, until there is an answer and somebody listens there: serenity itself would try a dead
/// address every five seconds for ever. A token that Discord refuses shows here first.
async fn find_gateway(rest: &Rest, api: Api) -> Result<String, RunError> {
    let mut pauses = Pauses::default();
    loop {
        let (problem, asked) = match rest.gateway().await {
            Ok(gateway) if !api.allows_gateway(&gateway.url) => return Err(RunError::ForeignGateway),
            Ok(Gateway { wait: Some(wait), .. }) => ("no new session may be begun today".to_owned(), Some(wait)),
            Ok(Gateway { url, .. }) => match knock(&url).await {
                Ok(()) => return Ok(url),
                Err(error) => (format!("its gateway does not answer: {error}"), None),
            },
            Err(error) if error.is_unauthorized() => return Err(RunError::BadToken),
            Err(error) if !error.may_pass() => return Err(RunError::Refused(error.to_string())),
            Err(error) => (error.to_string(), error.retry_after()),
        };
        let pause = pauses.after(asked);
        warn!("cannot reach Discord: {problem}; trying again in {:.1} s", pause.as_secs_f32());
        sleep(pause).await;
    }
}

/// Whether somebody listens at the gateway's address.
async fn knock(url: &str) -> io::Result<()> {
    let url = Url::parse(url).map_err(io::Error::other)?;
    let host = url.host_str().unwrap_or_default();
    let port = url.port().unwrap_or(if url.scheme() == "ws" { 80 } else { 443 });
    timeout(KNOCK, TcpStream::connect((host, port))).await.map_err(io::Error::from)?.map(drop)
}

async fn connect(
    connection: &Connection,
    gateway: String,
    rest: Arc<Rest>,
    plugin: Plugin,
    stop: CancellationToken,
) -> Result<(), RunError> {
    let tasks = TaskTracker::new();
    // Our own calls do not go through serenity's client; see `rest`.
    let http = connection.http_with(rest.client());
    let handler = Handler::new(plugin, rest, tasks.clone(), stop.clone());
    let mut client = ClientBuilder::new_with_http(http.build(), GatewayIntents::empty())
        .event_handler(handler)
        .await
        .map_err(|error| RunError::Refused(error.to_string()))?;
    // serenity asks for the address once more, and turns to the public gateway if that fails: it gets the one that was
    // checked, whatever it found, before any shard connects.
    *client.ws_url.lock().await = gateway;

    let manager = Arc::clone(&client.shard_manager);
    // `start_shard` never returns if the shards are shut down before one is up: it is raced and dropped.
    tokio::select! {
        ended = client.start_shard(0, 1) => return Err(RunError::ended(ended)),
        () = stop.cancelled() => {}
    }
    drain(&manager, &tasks).await;
    Ok(())
}

/// Says goodbye to the gateway, so that nothing new comes, and waits for the answers in flight.
async fn drain(manager: &ShardManager, tasks: &TaskTracker) {
    info!("stopping; answers in flight: {}", tasks.len());
    tasks.close();
    let finished = timeout(DRAIN, async {
        tokio::join!(manager.shutdown_all(), tasks.wait());
        tasks.wait().await; // what came in during the farewell
    });
    if finished.await.is_err() {
        warn!("stopped after {} s with answers not given: {}", DRAIN.as_secs(), tasks.len());
    }
}
