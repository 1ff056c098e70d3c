//! Slips of the finger: unknown words corrected against known ones.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};
use strsim::osa_distance;

/// Corrects words against a vocabulary.
///
/// Candidates come from a deletion neighbourhood (a word and its slip share what is left after taking letters out of
/// both), and strsim's optimal string alignment distance only verifies them: comparing with the whole vocabulary would
/// cost some 460 us a word.
#[derive(Debug, Clone, Default)]
pub struct Speller {
    words: Vec<String>,
    /// What is left of a word after deletions, hashed, above the word it may have been, sorted: many times quicker to build
    /// than a map of texts, and a collision only costs a comparison.
    remains: Vec<u64>,
}

/// Shorter words are left alone: nearly every three letters are one edit from some word.
const SHORTEST: usize = 4;
/// Words longer than this may be two edits away, others one.
const LONGEST_OF_ONE_EDIT: usize = 6;
/// Longer words are not corrected: a name is not that long, and the neighbourhood grows with the square.
const LONGEST: usize = 24;

impl Speller {
    /// A speller for these folded words. The order matters: of equally near words the first wins.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut speller = Self::default();
        let mut seen = FxHashSet::default();
        for word in words {
            let length = word.chars().count();
            if !(SHORTEST..=LONGEST).contains(&length) || !seen.insert(word.clone()) {
                continue;
            }
            let index = u32::try_from(speller.words.len()).unwrap_or(u32::MAX);
            deletions(&word, edits(length), &mut |remain| speller.remains.push(hash(remain) | u64::from(index)));
            speller.words.push(word);
        }
        speller.remains.sort_unstable();
        speller.remains.dedup();
        speller
    }

    /// The nearest known word within the edits allowed to a word of its length, if there is one.
    ///
    /// ```
    /// use attache::text::Speller;
    /// let speller = Speller::new(["border".to_owned(), "ambassador".to_owned()]);
    /// assert_eq!(speller.correct("borderr"), Some("border"));
    /// assert_eq!(speller.correct("ambasador"), Some("ambassador"));
    /// assert_eq!(speller.correct("banana"), None);
    /// ```
    pub fn correct(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length) {
            return None;
        }
        let allowed = edits(length);
        let mut candidates: Vec<u32> = Vec::new();
        deletions(word, allowed, &mut |remain| {
            let hash = hash(remain);
            let from = self.remains.partition_point(|&other| other < hash);
            let same = self.remains[from..].iter().map(|other| other ^ hash);
            candidates.extend(same.map_while(|index| u32::try_from(index).ok()));
        });
        candidates.sort_unstable();
        candidates.dedup();
        let nearest = candidates.into_iter().filter_map(|index| {
            let known = &self.words[index as usize];
            let distance = osa_distance(word, known);
            (distance <= allowed && begin_alike(word, known)).then_some((distance, index))
        });
        nearest.min().map(|(_, index)| self.words[index as usize].as_str())
    }
}

/// Whether a word may be a known one with a slip in it, as [`Speller::correct`] would take it.
///
/// ```
/// use attache::text::is_slip;
/// assert!(is_slip("rico", "rica"));
/// assert!(!is_slip("rice", "ice"));
/// ```
pub fn is_slip(word: &str, known: &str) -> bool {
    let length = known.chars().count();
    (SHORTEST..=LONGEST).contains(&length) && begin_alike(word, known) && osa_distance(word, known) <= edits(length)
}

/// A slip hardly ever hits the first letter, and words that differ there are other words ("gist", "list"); the first two may have
/// changed places.
fn begin_alike(word: &str, known: &str) -> bool {
    let first_two = |text: &str| {
        let mut letters = text.chars();
        (letters.next(), letters.next())
    };
    let ((first, second), (known_first, known_second)) = (first_two(word), first_two(known));
    first == known_first || (first, second) == (known_second, known_first)
}

/// The upper half of a text's hash; a word's index has room below.
fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text) & !u64::from(u32::MAX)
}

fn edits(length: usize) -> usize {
    if length > LONGEST_OF_ONE_EDIT { 2 } else { 1 }
}

/// Calls back with the word itself and all that is left after taking out up to `edits` letters; some come more than once.
fn deletions(word: &str, edits: usize, found: &mut impl FnMut(&str)) {
    deletions_from(word, 0, edits, found);
}

/// The same, for letters at or after a place only: the order they are taken out in does not matter.
fn deletions_from(word: &str, place: usize, edits: usize, found: &mut impl FnMut(&str)) {
    found(word);
    if edits == 0 {
        return;
    }
    for (at, letter) in word[place..].char_indices().map(|(at, letter)| (place + at, letter)) {
        let shorter = [&word[..at], &word[at + letter.len_utf8()..]].concat();
        deletions_from(&shorter, at, edits - 1, found);
    }
}
