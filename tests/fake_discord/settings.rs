//! How it behaves.

use std::time::Duration;

/// How this Discord behaves.
#[derive(Clone)]
pub struct Settings {
    pub heartbeat: Duration,
    /// Closes the socket with this code when the bot identifies.
    pub refuse_identify: Option<u16>,
    /// Sends no HELLO, so that no shard comes up.
    pub silent: bool,
    /// Names this gateway in place of its own.
    pub gateway: Option<String>,
    /// Says so often that no session may be begun.
    pub used_up: usize,
    /// Leaves so many sockets' heartbeats without an answer, the first ones.
    pub deaf_sockets: usize,
    /// Opens no sockets, while REST goes on.
    pub away: bool,
    /// How many shards it recommends.
    pub shards: u32,
    /// A session that is begun sooner after the last one is invalid.
    pub identify_pause: Duration,
    /// Says of every rate limit that it is that of the whole bot.
    pub global_limit: bool,
    /// Takes an answer but then says that it failed, so often.
    pub lose_receipts: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heartbeat: Duration::from_secs(40),
            refuse_identify: None,
            silent: false,
            gateway: None,
            used_up: 0,
            deaf_sockets: 0,
            away: false,
            shards: 1,
            identify_pause: Duration::ZERO,
            global_limit: false,
            lose_receipts: 0,
        }
    }
}
