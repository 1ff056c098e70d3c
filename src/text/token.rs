//! Words with their byte spans.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A word as typed, folded, with its place in what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Folded: see [`fold`].
    pub text: String,
    /// Bytes in the text that was cut.
    pub span: Range<usize>,
}

/// Lower case, compatibility forms resolved, accents taken off, typographic apostrophes made plain, so that `Kızıltaş`
/// and `kiziltas` are the same word.
///
/// ```
/// assert_eq!(attache::text::fold("Zürich’s ﬁrst"), "zurich's first");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for mark in text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match mark {
            '’' | '‘' | 'ʼ' | '`' | '´' => folded.push('\''),
            '“' | '”' | '„' | '«' | '»' => folded.push('"'),
            '‐' | '‑' | '–' | '—' | '−' => folded.push('-'),
            'ı' => folded.push('i'),
            'ə' => folded.push('a'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            other if is_combining_mark(other) => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The pieces between Unicode's word boundaries. Most of what is typed, and of every briefing, is ASCII: for that the rules
/// are few, and following them here takes a fifth of the time.
fn words(text: &str) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    if text.is_ascii() { Box::new(ascii_words(text)) } else { Box::new(text.split_word_bound_indices()) }
}

/// Words of ASCII text by the rules of UAX #29: letters, digits and underscores, with `'`, `.` or `:` between letters and
/// with `'`, `.`, `,` or `;` between digits; other characters one by one.
fn ascii_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let in_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut start = 0;
    std::iter::from_fn(move || {
        let from = start;
        bytes.get(from)?;
        start += 1;
        if in_word(from) {
            while in_word(start) || joins(bytes, start) {
                start += 1;
            }
        }
        Some((from, &text[from..start]))
    })
}

/// Whether the mark at a place joins what is before and behind it.
fn joins(bytes: &[u8], at: usize) -> bool {
    let Some(&[before, mark, behind]) = bytes.get(at - 1..at + 2).and_then(|three| three.first_chunk()) else {
        return false;
    };
    match mark {
        b'\'' | b'.' => {
            before.is_ascii_alphabetic() && behind.is_ascii_alphabetic()
                || before.is_ascii_digit() && behind.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && behind.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && behind.is_ascii_digit(),
        _ => false,
    }
}

/// Letters of a word beyond this many are not looked at: no word is longer, and what is done with a word may take time by the
/// square of its length.
const LONGEST: usize = 48;

/// Cuts text into words: letters and digits with inner apostrophes; a possessive `'s` is taken off; `%` and `$` are
/// words of their own, since `80%` asks for a share and `$5` for money. Everything else separates.
///
/// ```
/// use attache::text::tokenize;
/// let words: Vec<_> = tokenize("Oslo’s 80% of U.S. aid").into_iter().map(|t| t.text).collect();
/// assert_eq!(words, ["oslo", "80", "%", "of", "us", "aid"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (start, word) in words(text) {
        let first = word.chars().next().unwrap_or(' ');
        if !first.is_alphanumeric() && !matches!(first, '%' | '$' | '€' | '£') {
            continue;
        }
        let mut folded = fold(word);
        if let Some((end, _)) = folded.char_indices().nth(LONGEST) {
            folded.truncate(end);
        }
        if folded.ends_with("'s") {
            folded.truncate(folded.len() - 2);
        }
        if folded.contains('.') && !folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
            folded.retain(|c| c != '.'); // "U.S" is "us" here: what it means is for the aliases to say
        }
        if matches!(folded.as_str(), "€" | "£") {
            "$".clone_into(&mut folded);
        }
        if !folded.is_empty() {
            tokens.push(Token { text: folded, span: start..start + word.len() });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let words: Vec<_> = tokenize(text).into_iter().map(|token| token.text).collect();
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn words_are_folded_and_separated() {
        check("Baden-Baden", &["baden", "baden"]);
        check("can't  CAN’T", &["can't", "can't"]);
        check("12-kilometer, 3.5 million", &["12", "kilometer", "3.5", "million"]);
        check("who?!\u{0}\u{202e}where", &["who", "where"]);
        check("😡🇦🇲", &[]);
    }

    #[test]
    fn spans_point_into_the_text() {
        let text = "ﬁx Zürich";
        let spans: Vec<_> = tokenize(text).into_iter().map(|token| &text[token.span]).collect();
        assert_eq!(spans, ["ﬁx", "Zürich"]);
    }

    #[test]
    fn a_word_of_thousands_of_letters_is_cut() {
        for letter in ["a", "7", "é", "क"] {
            let tokens = tokenize(&letter.repeat(6000));
            assert!(tokens.iter().all(|token| token.text.chars().count() <= LONGEST), "{letter}");
        }
    }

    /// What of the words of ASCII text is kept is what the crate's own cutting would keep.
    #[test]
    fn ascii_is_cut_as_unicode_says() {
        use proptest::prelude::*;
        let config = ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() };
        proptest!(config, |(text in "[a-c0-2_'.,:; \\-?!/\n]{0,24}|[\\x00-\\x7f]{0,40}")| {
            let kept = |words: &mut dyn Iterator<Item = (usize, &str)>| {
                let kept = words.filter(|(_, word)| word.starts_with(char::is_alphanumeric));
                kept.map(|(at, word)| (at, word.to_owned())).collect::<Vec<_>>()
            };
            prop_assert_eq!(kept(&mut ascii_words(&text)), kept(&mut text.split_word_bound_indices()));
        });
    }
}
