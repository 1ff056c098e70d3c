//! Connections: accepted until told to stop, each under time limits, and ended in good order.

use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tracing::{debug, warn};

/// How long a connection may take to send a request's head, and lie idle between two. Longer than nginx keeps an idle
/// connection to an upstream (60 s), so that it is never we who close one that it is about to use.
const HEAD: Duration = Duration::from_secs(75);

/// How long requests in flight may take once no new connection is accepted.
const DRAIN: Duration = Duration::from_secs(5);

/// After a connection could not be accepted, for want of a file descriptor most likely.
const BREATH: Duration = Duration::from_millis(100);

/// Serves connections until `stopped`; then waits for the requests in flight.
pub(super) async fn serve(listener: TcpListener, router: Router, stopped: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    tokio::select! {
        never = accept(&listener, &router, &connections) => match never {},
        () = stopped => drop(listener),
    }
    // Those that lie idle are closed at once.
    if timeout(DRAIN, connections.shutdown()).await.is_err() {
        warn!("stopped after {} s with requests not answered", DRAIN.as_secs());
    }
}

async fn accept(listener: &TcpListener, router: &Router, connections: &GracefulShutdown) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, router.clone(), connections.watcher()))),
            Err(error) => {
                warn!("a connection could not be accepted: {error}");
                sleep(BREATH).await;
            }
        }
    }
}

async fn connection(stream: TcpStream, router: Router, watcher: Watcher) {
    // An answer is written at once: there is nothing to wait for and send along.
    let _ = stream.set_nodelay(true);
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connection = server.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if let Err(error) = watcher.watch(connection).await {
        debug!("a connection ended early: {error}");
    }
}
