//! Being told to stop.

use std::io;

use tokio_util::sync::CancellationToken;

#[cfg(unix)]
type Signals = [tokio::signal::unix::Signal; 2];
#[cfg(not(unix))]
type Signals = ();

/// Listens from now on, so that no signal ends the process the rough way.
#[cfg(unix)]
pub(super) fn listen() -> io::Result<Signals> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok([signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?])
}

#[cfg(unix)]
pub(super) async fn cancel_on_signal([mut terminate, mut interrupt]: Signals, stop: CancellationToken) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    stop.cancel();
}

#[cfg(not(unix))]
pub(super) fn listen() -> io::Result<Signals> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) async fn cancel_on_signal(_: Signals, stop: CancellationToken) {
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.cancel();
    }
}
