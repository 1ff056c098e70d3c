//! Slips of the finger: unknown words corrected against known ones.

use std::collections::{HashMap, HashSet};

use strsim::osa_distance;

/// Corrects words against a vocabulary.
///
/// Candidates come from a deletion neighbourhood (a word and its slip share what is left after taking letters out of
/// both), and strsim's optimal string alignment distance only verifies them: comparing with the whole vocabulary would
/// cost some 460 us a word.
#[derive(Debug, Clone, Default)]
pub struct Speller {
    words: Vec<String>,
    /// What is left of a word after deletions, to the words it may have been.
    remains: HashMap<String, Vec<u32>>,
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
        let mut seen = HashSet::new();
        for word in words {
            let length = word.chars().count();
            if !(SHORTEST..=LONGEST).contains(&length) || !seen.insert(word.clone()) {
                continue;
            }
            let index = u32::try_from(speller.words.len()).unwrap_or(u32::MAX);
            for remain in deletions(&word, edits(length)) {
                speller.remains.entry(remain).or_default().push(index);
            }
            speller.words.push(word);
        }
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
        let mut best: Option<(usize, u32)> = None;
        for remain in deletions(word, allowed) {
            for &index in self.remains.get(&remain).into_iter().flatten() {
                let known = &self.words[index as usize];
                let distance = osa_distance(word, known);
                // A slip rarely hits the first letter: such a candidate counts as half an edit further away.
                let far = distance * 2 + usize::from(known.chars().next() != word.chars().next());
                if distance <= allowed && best.is_none_or(|best| (far, index) < best) {
                    best = Some((far, index));
                }
            }
        }
        best.map(|(_, index)| self.words[index as usize].as_str())
    }
}

fn edits(length: usize) -> usize {
    if length > LONGEST_OF_ONE_EDIT { 2 } else { 1 }
}

/// The word itself and all that is left after taking out up to `edits` letters.
fn deletions(word: &str, edits: usize) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let mut last = 0..1;
    for _ in 0..edits {
        for index in last.clone() {
            let longer = all[index].clone();
            for (at, letter) in longer.char_indices() {
                let mut shorter = longer.clone();
                shorter.replace_range(at..at + letter.len_utf8(), "");
                all.push(shorter);
            }
        }
        last = last.end..all.len();
    }
    all.sort_unstable();
    all.dedup();
    all
}
