//! What training makes of a briefing, as bytes to be kept beside its files.

use serde::{Deserialize, Serialize};

use crate::knowledge::KnowledgeBase;
use crate::matching::{Gate, Learned, Matcher, Rows, Signals};

/// [`Learned`], in the order it is written in.
#[derive(Serialize, Deserialize)]
struct Kept {
    words: Vec<String>,
    heard: Vec<Vec<u32>>,
    scales: Vec<f32>,
    cells: Vec<i8>,
    gate: [Signals; 3],
    bar: f32,
}

/// Trains on a knowledge base that has its paraphrases, and gives back the bytes for
/// [`Files::put_trained`](crate::knowledge::Files::put_trained).
pub fn train(knowledge: &KnowledgeBase) -> Vec<u8> {
    let Learned { heard, words, rows: Rows { scales, cells }, gate } = Matcher::learn(knowledge).1;
    let Gate { mean, scale, weights, bar } = gate;
    let kept = Kept { words, heard, scales, cells, gate: [mean, scale, weights], bar };
    // Only a writer that can fail, or a list of unknown length, could make it fail: there is neither.
    postcard::to_allocvec(&kept).unwrap_or_default()
}

/// The matcher that was kept; `None` if it cannot be of this knowledge.
pub(super) fn read(knowledge: &KnowledgeBase, trained: &[u8]) -> Option<Matcher> {
    let Kept { words, heard, scales, cells, gate: [mean, scale, weights], bar } = postcard::from_bytes(trained).ok()?;
    let gate = Gate { mean, scale, weights, bar };
    Matcher::of(knowledge, &Learned { heard, words, rows: Rows { scales, cells }, gate })
}
