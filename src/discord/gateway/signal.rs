//! Being told to stop.

use tokio_util::sync::CancellationToken;

use super::RunError;

#[cfg(unix)]
type Signals = [tokio::signal::unix::Signal; 2];
#[cfg(not(unix))]
type Signals = ();

/// Listens from now on, so that no signal ends the process the rough way.
#[cfg(unix)]
pub(super) fn listen() -> Result<Signals, RunError> {
    use tokio::signal::unix::{SignalKind, signal};
    let on = |kind| signal(kind).map_err(RunError::System);
    Ok([on(SignalKind::terminate())?, on(SignalKind::interrupt())?])
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
pub(super) fn listen() -> Result<Signals, RunError> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) async fn cancel_on_signal(_: Signals, stop: CancellationToken) {
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.cancel();
    }
}
