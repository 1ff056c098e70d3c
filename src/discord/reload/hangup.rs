//! SIGHUP, by which servers are told to read their files anew.

use std::io;

#[cfg(unix)]
pub(super) struct Hangup(tokio::signal::unix::Signal);
#[cfg(not(unix))]
pub(super) struct Hangup;

#[cfg(unix)]
impl Hangup {
    /// Listens from now on: without a listener the signal would end the process.
    pub(super) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::hangup()).map(Self)
    }

    /// Several that came meanwhile are one.
    pub(super) async fn received(&mut self) {
        if self.0.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
impl Hangup {
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) async fn received(&mut self) {
        std::future::pending().await
    }
}
