//! The bot itself: connects to Discord, answers what comes, and leaves in good order.
//!
//! No intents, no cache, no state but the plugin. Every answer is given at once, so nothing is deferred.

mod awake;
mod backoff;
mod callback;
mod error;
mod handler;
mod recent;
mod register;
mod rest;
mod shards;

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use reqwest::Url;
use serenity::all::{ClientBuilder, GatewayIntents, ShardManager, ShardRunnerMessage};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use self::backoff::Pauses;
pub use self::error::RunError;
use self::handler::Handler;
pub use self::register::register_now;
use self::rest::{Gateway, Rest};
pub use self::shards::{NoShards, Shards};
use super::connection::{Api, Connection};
use super::plugin::Plugin;
use super::reload::Reloader;
use super::signal;

/// How long answers in flight, and the farewell to Discord, may take once the bot is told to stop.
const DRAIN: Duration = Duration::from_secs(5);
/// In this time a shard has seen that it is to end: it looks every half second.
const FAREWELL: Duration = Duration::from_millis(700);
/// The code of a close that ends a session for good.
const GOODBYE: u16 = 1000;
/// How long a gateway may take to accept a connection.
const KNOCK: Duration = Duration::from_secs(10);

/// How the bot runs.
#[derive(Debug, Default)]
pub struct Options {
    /// Over how many connections the servers are spread.
    pub shards: Shards,
    /// What exchanges the briefings while it runs.
    pub reloader: Option<Reloader>,
}

/// Runs the bot until SIGTERM or Ctrl-C, after which answers in flight are still given.
///
/// Discord that cannot be reached is tried again, ever less often; a connection that breaks is resumed.
///
/// # Errors
/// Trying again cannot help: the token is refused, or what answers is not Discord.
pub async fn run(connection: Connection, plugin: Plugin, options: Options) -> Result<(), RunError> {
    let stop = CancellationToken::new();
    tokio::spawn(signal::cancel_on_signal(signal::listen().map_err(RunError::System)?, stop.clone()));
    if let Some(reloader) = options.reloader {
        tokio::spawn(reloader.run(plugin.clone()).map_err(RunError::System)?);
    }
    let rest = Arc::new(Rest::new(&connection)?);
    let found = tokio::select! {
        found = find_gateway(&rest, connection.api, options.shards) => found?,
        () = stop.cancelled() => return Ok(()),
    };
    connect(&connection, found, rest, plugin, stop).await
}

/// The same with a runtime of its own, for a program that has none.
///
/// # Errors
/// As [`run`].
pub fn run_blocking(connection: Connection, plugin: Plugin, options: Options) -> Result<(), RunError> {
    let workers = thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(workers).enable_all().build().map_err(RunError::System)?;
    let _awake = awake::keep(runtime.handle().clone()).map_err(RunError::System)?;
    let ended = runtime.block_on(run(connection, plugin, options));
    // A shard that turns in a circle would never let it end; see `awake`.
    runtime.shutdown_timeout(FAREWELL);
    ended
}

/// Asks where the gateway is, until there is an answer and somebody listens there: serenity itself would try a dead
/// address every five seconds for ever. A token that Discord refuses shows here first. Returns the address, and how many
/// connections are to be opened there.
async fn find_gateway(rest: &Rest, api: Api, shards: Shards) -> Result<(String, u32), RunError> {
    let mut pauses = Pauses::default();
    loop {
        let (problem, asked) = match rest.gateway().await {
            Ok(gateway) if !api.allows_gateway(&gateway.url) => return Err(RunError::ForeignGateway),
            Ok(Gateway { sessions, shards: recommended, reset, .. }) if sessions < shards.count(recommended) => {
                ("no new session may be begun today".to_owned(), Some(reset))
            }
            Ok(Gateway { url, shards: recommended, .. }) => match knock(&url).await {
                Ok(()) => {
                    let count = shards.count(recommended);
                    if count < recommended {
                        warn!("{count} shards, while Discord recommends {recommended}: it may refuse the connection");
                    }
                    return Ok((url, count));
                }
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
    (gateway, shards): (String, u32),
    rest: Arc<Rest>,
    plugin: Plugin,
    stop: CancellationToken,
) -> Result<(), RunError> {
    let tasks = TaskTracker::new();
    // Our own calls do not go through serenity's client; see `rest`.
    let http = connection.http_with(rest.client());
    let handler = Handler::new(plugin, rest, tasks.clone(), stop.clone());
    let sessions = handler.sessions();
    let mut client = ClientBuilder::new_with_http(http.build(), GatewayIntents::empty())
        .event_handler(handler)
        .await
        .map_err(|error| RunError::Refused(error.to_string()))?;
    // serenity asks for the address once more, and turns to the public gateway if that fails: it gets the one that was
    // checked, whatever it found, before any shard connects.
    *client.ws_url.lock().await = gateway;

    let manager = Arc::clone(&client.shard_manager);
    // It begins a session every five seconds, whatever more `max_concurrency` would allow. It never returns if the shards
    // are shut down before one is up: it is raced and dropped.
    tokio::select! {
        ended = client.start_shards(shards) => return Err(RunError::ended(ended)),
        () = stop.cancelled() => {}
    }
    drain(&manager, &tasks, sessions.load(Ordering::Relaxed) > shards).await;
    Ok(())
}

/// Says goodbye to the gateway, so that nothing new comes, and waits for the answers in flight.
async fn drain(manager: &ShardManager, tasks: &TaskTracker, begun_anew: bool) {
    info!("stopping; answers in flight: {}", tasks.len());
    tasks.close();
    let finished = timeout(DRAIN, async {
        tokio::join!(say_goodbye(manager, begun_anew), tasks.wait());
        tasks.wait().await; // what came in during the farewell
    });
    // Many shards say goodbye one after the other; that alone is nothing to warn of.
    if finished.await.is_err() && !tasks.is_empty() {
        warn!("stopped after {} s with answers not given: {}", DRAIN.as_secs(), tasks.len());
    }
}

async fn say_goodbye(manager: &ShardManager, begun_anew: bool) {
    if !begun_anew {
        return manager.shutdown_all().await;
    }
    // Once a session was begun anew, serenity takes the notice of that one's end for that of this one: it would not wait, and
    // might forget the shard before it is told.
    for (&id, shard) in manager.runners.lock().await.iter() {
        shard.runner_tx.send_to_shard(ShardRunnerMessage::Shutdown(id, GOODBYE));
    }
    sleep(FAREWELL).await;
}
