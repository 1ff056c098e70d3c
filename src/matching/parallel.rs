//! Work shared between two threads while the knowledge loads. Answering never needs it.

use std::{panic, thread};

/// Does two things at a time.
pub(super) fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|panic| panic::resume_unwind(panic)), second)
    })
}

/// Applies a function to every item, in two halves at a time; the results are in the items' order.
pub(super) fn map<T: Sync, R: Send>(items: &[T], apply: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (first, second) = items.split_at(items.len() / 2);
    let all = |items: &[T]| items.iter().map(&apply).collect::<Vec<_>>();
    let (mut results, rest) = both(|| all(first), || all(second));
    results.extend(rest);
    results
}
