//! Keeps the runtime awake beside a shard that never pauses.
//!
//! When the gateway closes a socket without a code, or with 4010 or 4011, serenity 0.12 reads from the closed socket in a circle,
//! without ever giving its thread away, until the next heartbeat fails. If that thread was the one that waited for the network,
//! no other does: no question comes in, and no signal. A task from outside makes another thread look.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;

/// How long the bot may be deaf.
const INTERVAL: Duration = Duration::from_millis(250);

/// Keeps a runtime awake until what is returned is dropped.
pub(super) fn keep(runtime: Handle) -> io::Result<Sender<()>> {
    let (awake, dropped) = mpsc::channel();
    thread::Builder::new().name("awake".to_owned()).spawn(move || {
        while dropped.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
            runtime.spawn(async {});
        }
    })?;
    Ok(awake)
}
