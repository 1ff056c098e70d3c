//! Discord's interactions over HTTP: an endpoint that keeps nothing, so that any number of replicas may stand behind one
//! address.
//!
//! | module | job |
//! |---|---|
//! | `listening` | the public key from the environment, where to listen |
//! | `connections` | accepting, time limits, an end in good order |
//! | `router` | the routes, and one request followed through |
//! | `verify` | whether a request is Discord's, and of now |
//! | `reject` | why a request is not answered |
//! | `metrics` | what is counted |
//! | `health` | asking a running endpoint whether it is up |

mod connections;
pub mod health;
mod listening;
mod metrics;
mod reading;
mod reject;
mod router;
mod verify;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::net::TcpListener;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tracing::info;

pub use self::listening::{KeyError, Listening};
use self::metrics::Metrics;
use self::router::{Office, router};
pub use self::verify::PublicKey;
use super::plugin::Plugin;
use super::reload::{Outcome, Reloader};
use super::signal;

/// Why the endpoint stops by itself, each in a sentence for whoever runs it.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, not of this machine, or none at all.
    #[error(
        "Cannot listen on `{address}`: {error}. Name another address and port with --listen, such as 127.0.0.1:8080."
    )]
    Listen {
        /// As it was given.
        address: String,
        /// Why not.
        error: io::Error,
    },
    /// The operating system refused a thread, a signal handler or the like.
    #[error("The system does not let the endpoint start: {0}.")]
    System(#[source] io::Error),
}

/// Serves until SIGTERM or Ctrl-C, after which requests in flight are still answered.
///
/// # Errors
/// It cannot listen there.
pub async fn run(listening: Listening, plugin: Plugin, reloader: Reloader) -> Result<(), ServeError> {
    let stop = CancellationToken::new();
    tokio::spawn(signal::cancel_on_signal(signal::listen().map_err(ServeError::System)?, stop.clone()));
    let listener = TcpListener::bind(&listening.listen)
        .await
        .map_err(|error| ServeError::Listen { address: listening.listen.clone(), error })?;
    let address = listener.local_addr().map_err(ServeError::System)?;
    let office =
        Arc::new(Office { key: listening.key, plugin, metrics: Metrics::new(), draining: AtomicBool::new(false) });
    let counted = Arc::clone(&office);
    let reloader = reloader.on_reload(move |outcome| counted.metrics.reloaded(outcome == Outcome::Replaced));
    let reloads = tokio::spawn(reloader.run(office.plugin.clone()).map_err(ServeError::System)?);
    info!("listening on http://{address}/interactions");

    let told = async {
        stop.cancelled().await;
        office.draining.store(true, Ordering::Relaxed);
        info!("stopping; accepting connections for another {} s", listening.grace.as_secs_f32());
        sleep(listening.grace).await;
    };
    connections::serve(listener, router(Arc::clone(&office)), told).await;
    reloads.abort();
    info!("stopped");
    Ok(())
}

/// The same with a runtime of its own, for a program that has none.
///
/// # Errors
/// As [`run`].
pub fn run_blocking(listening: Listening, plugin: Plugin, reloader: Reloader) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::System)?;
    let done = runtime.block_on(run(listening, plugin, reloader));
    // A reload that has begun is not waited for.
    runtime.shutdown_background();
    done
}
