//! Words of a text as the compiler's checks compare them. To be replaced by `crate::text` once that has landed.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// The words in lower case, apostrophes straightened and a possessive `'s` left off.
pub(super) fn words(text: &str) -> Vec<String> {
    text.unicode_words()
        .map(|word| {
            let word = word.to_lowercase().replace('’', "'");
            word.strip_suffix("'s").map_or(word.clone(), str::to_owned)
        })
        .collect()
}

/// What two texts have in common if they differ only in case, marks and spaces.
pub(super) fn key(text: &str) -> String {
    words(text).join(" ")
}

/// The stems of the words.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    words(text).iter().map(|word| stemmer.stem(word).into_owned()).collect()
}

/// Whether the words of a phrase stand one after another among the words of a text.
pub(super) fn holds(text: &[String], phrase: &str) -> bool {
    let phrase = words(phrase);
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_no_case_marks_or_possessive() {
        assert_eq!(words("The council’s “Plan”, U.S. style"), ["the", "council", "plan", "u.s", "style"]);
        assert_eq!(key("Who's there?!"), key("who’s THERE"));
    }

    #[test]
    fn a_phrase_is_held_only_in_one_piece() {
        let text = words("Pellow and Sons says that imported granite would be cheaper");
        assert!(holds(&text, "imported granite"));
        assert!(!holds(&text, "granite imported"));
        assert!(!holds(&text, "…"));
    }
}
