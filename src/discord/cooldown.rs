//! How often one reader may ask in one channel. Best effort: each process counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many readers are remembered; then those whose time is over are forgotten.
const MOST: usize = 10_000;

/// When readers last asked, by user and channel.
#[derive(Debug, Default)]
pub(super) struct Cooldown {
    asked: Mutex<HashMap<(u64, u64), Instant>>,
}

impl Cooldown {
    /// How long a reader still has to wait; `None`, and the question counts, if that is over.
    pub(super) fn wait(&self, user: u64, channel: u64, every: Duration, now: Instant) -> Option<Duration> {
        if every.is_zero() {
            return None;
        }
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.len() >= MOST {
            asked.retain(|_, last| now.duration_since(*last) < every);
        }
        match asked.get(&(user, channel)).and_then(|last| every.checked_sub(now.duration_since(*last))) {
            Some(left) if !left.is_zero() => Some(left),
            _ => {
                asked.insert((user, channel), now);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_waits_in_a_channel_and_nobody_else_does() {
        let cooldown = Cooldown::default();
        let (every, start) = (Duration::from_secs(5), Instant::now());
        let wait = |user, channel, after| cooldown.wait(user, channel, every, start + Duration::from_secs(after));
        assert_eq!(wait(1, 1, 0), None);
        assert_eq!(wait(1, 1, 2), Some(Duration::from_secs(3)));
        assert_eq!(wait(2, 1, 2), None);
        assert_eq!(wait(1, 2, 2), None);
        assert_eq!(wait(1, 1, 5), None);
        assert_eq!(wait(1, 1, 6), Some(Duration::from_secs(4)), "counted from the last question that was answered");
        assert_eq!(cooldown.wait(1, 1, Duration::ZERO, start), None);
    }
}
