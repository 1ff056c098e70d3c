//! Texts compared by their words.

use std::collections::BTreeSet;

use crate::text::{stem, tokenize};

/// The folded words.
pub(super) fn words(text: &str) -> Vec<String> {
    tokenize(text).into_iter().map(|token| token.text).collect()
}

/// What two texts have in common if they differ only in case, marks and spaces.
pub(super) fn key(text: &str) -> String {
    words(text).join(" ")
}

/// The stems of the words.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    words(text).iter().map(|word| stem(word)).collect()
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
    fn a_key_has_no_case_or_marks() {
        assert_eq!(key("Who's there?!"), key("who’s THERE"));
        assert_ne!(key("who is there"), key("who was there"));
    }

    #[test]
    fn a_phrase_is_held_only_in_one_piece() {
        let text = words("The builders say that imported granite would be cheaper");
        assert!(holds(&text, "imported granite"));
        assert!(!holds(&text, "granite imported"));
        assert!(!holds(&text, "…"));
    }
}
