//! Other briefings without a restart: SIGHUP. One that does not load changes nothing.

use std::io;
use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};
use tracing::{error, info};

use super::router::Office;
use crate::discord::Briefing;

/// Loads the briefings, the default first, or says all that is wrong with them.
pub type Load = Arc<dyn Fn() -> Result<Vec<Briefing>, String> + Send + Sync>;

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
    // A panic in there is a failure like another: the briefings that are answered from stay.
    let loaded = spawn_blocking(move || load()).await.unwrap_or_else(|error| Err(error.to_string()));
    let replaced = loaded.and_then(|briefings| office.plugin.replace(briefings).map_err(|error| error.to_string()));
    office.metrics.reloaded(replaced.is_ok());
    match replaced {
        Ok(()) => info!("reloaded"),
        Err(problems) => error!("not reloaded, the briefings of before stay:\n{problems}"),
    }
}
