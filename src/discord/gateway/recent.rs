//! Interactions that came before: Discord may send one twice, for example after a connection that broke.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// So many are remembered. Nobody waits for a response after three seconds, in which fewer come.
const MOST: usize = 1000;

/// The ids of the last interactions, of all shards.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<VecDeque<u64>>);

impl Recent {
    /// Whether this one comes for the first time.
    pub(super) fn is_new(&self, id: u64) -> bool {
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The latest first: a repetition follows soon, and a thousand numbers are compared within a microsecond.
        if ids.contains(&id) {
            return false;
        }
        ids.truncate(MOST - 1);
        ids.push_front(id);
        true
    }

    /// Takes it as new if it comes once more: its response did not arrive.
    pub(super) fn forget(&self, id: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|known| *known != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_unless_it_is_forgotten() {
        let recent = Recent::default();
        assert!(recent.is_new(1));
        assert!(!recent.is_new(1));
        recent.forget(1);
        assert!(recent.is_new(1));
    }

    #[test]
    fn the_oldest_are_given_up() {
        let recent = Recent::default();
        let most = u64::try_from(MOST).unwrap();
        (0..=most).for_each(|id| assert!(recent.is_new(id)));
        assert!(!recent.is_new(most));
        assert!(recent.is_new(0));
    }
}
