//! Another briefing without a restart: SIGHUP. A briefing that does not load changes nothing.

use std::io;
use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};
use tracing::{error, info};

use super::router::Office;
use crate::engine::Engine;

/// Loads the briefing, or says all that is wrong with it.
pub type Load = Arc<dyn Fn() -> Result<Engine, String> + Send + Sync>;

#[cfg(unix)]
pub(super) fn on_hangup(office: Arc<Office>, load: Load) -> io::Result<JoinHandle<()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    Ok(tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            reload(&office, &load).await;
        }
    }))
}

#[cfg(not(unix))]
pub(super) fn on_hangup(_: Arc<Office>, _: Load) -> io::Result<JoinHandle<()>> {
    Ok(tokio::spawn(std::future::pending()))
}

#[cfg(unix)]
async fn reload(office: &Office, load: &Load) {
    let load = Arc::clone(load);
    // A panic in there is a failure like another: the briefing that is answered from stays.
    let loaded = spawn_blocking(move || load()).await.unwrap_or_else(|error| Err(error.to_string()));
    office.metrics.reloaded(loaded.is_ok());
    match loaded {
        Ok(engine) => {
            info!("answering from briefing {}", engine.knowledge().fingerprint.short());
            office.desk.replace(engine);
        }
        Err(problems) => error!("not reloaded, the briefing of before stays:\n{problems}"),
    }
}
