//! Whether a question is in another language than the one the knowledge is asked in.

use whatlang::{Lang, detect};

use super::query::Query;
use super::topic::Model;
use crate::text::{Lexicon, Vectors, tokenize};

/// Fewer letters than this say too little for trigrams.
const ENOUGH_LETTERS: usize = 16;
/// As many of the words must be strange to the knowledge and the word table before the trigrams are asked.
const STRANGE: f32 = 0.5;

/// Another script, a question word of another language and none of English, or mostly words that English lacks and trigrams that another language has.
pub(super) fn is_foreign(question: &str, query: &Query, model: &Model, lexicon: &Lexicon) -> bool {
    let letters = question.chars().filter(|c| c.is_alphabetic()).count();
    let latin = question.chars().filter(|c| c.is_alphabetic() && u32::from(*c) < 0x250).count();
    if letters >= 3 && latin * 2 < letters {
        return true;
    }
    // Too little for trigrams: "qui est ...?", "quien es ...?"
    let words = || tokenize(question).into_iter();
    if words().any(|word| lexicon.is_foreign(&word.text)) && !words().any(|word| lexicon.is_stop_word(&word.text)) {
        return true;
    }
    if letters < ENOUGH_LETTERS || query.words.is_empty() {
        return false;
    }
    let known = |word: &&super::query::Word| {
        !word.corrected
            && (model.weights.knows(&word.stem) || Vectors::shared().rank(&word.text).is_some_and(|rank| rank < 12_000))
    };
    let strange = 1.0 - query.words.iter().filter(known).count() as f32 / query.words.len() as f32;
    strange > STRANGE && detect(question).is_some_and(|info| info.lang() != Lang::Eng)
}
