//! Pauses between attempts.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// Pauses that double from one second to a minute. Each is drawn from its upper half, so that many bots that lost Discord
/// at the same moment do not come back at the same moment.
#[derive(Debug)]
pub(super) struct Pauses {
    next: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self { next: FIRST }
    }
}

impl Pauses {
    /// The next pause: at least as long as was asked for.
    pub(super) fn after(&mut self, asked: Option<Duration>) -> Duration {
        let pause = self.next.mul_f64(0.5 + jitter() / 2.0);
        self.next = (self.next * 2).min(LONGEST);
        pause.max(asked.unwrap_or_default())
    }
}

/// From 0 to 1. The standard library's seed of a hash map is random enough to spread bots, and costs no dependency.
fn jitter() -> f64 {
    let random = RandomState::new().hash_one(0);
    f64::from(u32::try_from(random >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute() {
        let mut pauses = Pauses::default();
        let mut most = FIRST;
        for _ in 0..12 {
            let pause = pauses.after(None);
            assert!(pause <= most && pause >= most / 2, "{pause:?} of {most:?}");
            most = (most * 2).min(LONGEST);
        }
        assert_eq!(most, LONGEST);
    }

    #[test]
    fn a_pause_that_is_asked_for_is_kept() {
        assert_eq!(Pauses::default().after(Some(Duration::from_secs(9))), Duration::from_secs(9));
    }
}
