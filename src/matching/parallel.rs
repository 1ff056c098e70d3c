//! Work shared between two threads while the knowledge loads. Answering never needs it.

use std::thread;

/// Applies a function to every item, in two halves at a time; the results are in the items' order.
pub(super) fn map<T: Sync, R: Send>(items: &[T], apply: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (first, second) = items.split_at(items.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().map(&apply).collect::<Vec<_>>());
        let mut results: Vec<_> = first.iter().map(&apply).collect();
        match other.join() {
            Ok(rest) => results.extend(rest),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        results
    })
}
