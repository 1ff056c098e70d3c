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
pub(crate) fn train(knowledge: &KnowledgeBase) -> Vec<u8> {
    bytes(Matcher::learn(knowledge).1)
}

fn bytes(learned: Learned) -> Vec<u8> {
    let Learned { heard, words, rows: Rows { scales, cells }, gate } = learned;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{DEFAULT_BRIEFING, Files, compile};

    fn shipped() -> (KnowledgeBase, Kept) {
        let files = Files::shipped(DEFAULT_BRIEFING).unwrap();
        let trained = compile(&files).unwrap().knowledge.trained;
        let kept = trained.expect("`attache train` was run on the shipped briefing as it is");
        (compile(&files.untrained()).unwrap().knowledge, postcard::from_bytes(&kept).unwrap())
    }

    /// Another processor may add in another order, and then a cell is off by one. If this fails after a change of the matcher,
    /// raise `REVISION` and run `attache train`.
    #[test]
    fn what_is_kept_is_what_training_makes() {
        let (knowledge, kept) = shipped();
        let made: Kept = postcard::from_bytes(&train(&knowledge)).unwrap();
        assert_eq!((&kept.words, &kept.heard), (&made.words, &made.heard));
        let near = |kept: &f32, made: &f32| (kept - made).abs() <= 0.02 * made.abs().max(0.01);
        assert_eq!((kept.scales.len(), kept.cells.len()), (made.scales.len(), made.cells.len()));
        assert!(kept.scales.iter().zip(&made.scales).all(|(kept, made)| near(kept, made)));
        assert!(kept.cells.iter().zip(&made.cells).all(|(kept, made)| kept.abs_diff(*made) <= 1));
        assert!(kept.gate.as_flattened().iter().zip(made.gate.as_flattened()).all(|(kept, made)| near(kept, made)));
        assert!(near(&kept.bar, &made.bar), "{} {}", kept.bar, made.bar);
    }

    #[test]
    fn a_matcher_that_is_read_understands_as_the_one_that_was_trained() {
        let (knowledge, _) = shipped();
        let (matcher, learned) = Matcher::learn(&knowledge);
        let again = Matcher::of(&knowledge, &learned).unwrap();
        let read = read(&knowledge, &bytes(learned)).unwrap();
        for intent in &knowledge.intents {
            for text in intent.utterances.iter().chain(&intent.paraphrases).step_by(7) {
                let understood = matcher.understand(&knowledge, text);
                assert_eq!(understood, again.understand(&knowledge, text), "{text}");
                assert_eq!(understood, read.understand(&knowledge, text), "{text}");
            }
        }
    }

    #[test]
    fn what_was_learned_of_other_knowledge_is_not_taken() {
        let (mut knowledge, _) = shipped();
        let learned = Matcher::learn(&knowledge).1;
        knowledge.intents.pop();
        assert!(Matcher::of(&knowledge, &learned).is_none());
        assert!(super::read(&knowledge, b"no numbers").is_none());
    }
}
