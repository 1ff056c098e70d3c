//! What somebody probably meant: the nearest id or key, and the passage of the document nearest to some words.

use strsim::damerau_levenshtein;

use super::distance::Sought;
use crate::source::{Sentence, SentenceNumber, Source, Span};

/// The candidate that is nearest to a word, if it is near enough to have been meant: one slip in three characters, as
/// rustc has it.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = word.chars().count().max(3) / 3;
    candidates
        .into_iter()
        .map(|candidate| (damerau_levenshtein(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// "`a`, `b`, `c`"
pub(super) fn quoted_list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The passage of a document that is nearest to some words that are not in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) sentence: SentenceNumber,
    /// Whole words.
    pub(super) span: Span,
    /// Characters to change, of each hundred that were sought.
    pub(super) percent: usize,
}

/// Longest text that is looked for, in characters.
const LONGEST_SOUGHT: usize = 400;

/// Finds the passage inside one of the sentences with the smallest edit distance to the text, the first where several are
/// as near; `None` if half of the characters would have to change even there.
pub(super) fn nearest_passage<'s>(
    source: &Source,
    sentences: impl IntoIterator<Item = &'s Sentence>,
    text: &str,
) -> Option<Passage> {
    let sought: Vec<char> = text.chars().take(LONGEST_SOUGHT).collect();
    let quote = |sentence: &Sentence| &source.text()[sentence.span.clone()];
    let distances = Sought::new(&sought);
    let nearest = sentences.into_iter().map(|sentence| (distances.distance(quote(sentence)), sentence));
    let (distance, sentence) = nearest.min_by_key(|(distance, _)| *distance)?;
    if distance * 2 >= sought.len() {
        return None;
    }
    // The passage itself takes far longer to find, so it is sought only where it is.
    let within = whole_words(quote(sentence), &approximate_find(quote(sentence), &sought));
    let span = sentence.span.start + within.start..sentence.span.start + within.end;
    Some(Passage { sentence: sentence.number, span, percent: distance * 100 / sought.len().max(1) })
}

/// The span, widened to where its first word begins and its last one ends.
fn whole_words(text: &str, span: &Span) -> Span {
    let in_word = |c: &char| c.is_alphanumeric();
    let (mut start, mut end) = (span.start, span.end);
    if text[start..].starts_with(char::is_alphanumeric) {
        start -= text[..start].chars().rev().take_while(in_word).map(char::len_utf8).sum::<usize>();
    }
    if text[..end].ends_with(char::is_alphanumeric) {
        end += text[end..].chars().take_while(in_word).map(char::len_utf8).sum::<usize>();
    }
    start..end
}

/// Sellers' algorithm: the substring with the smallest edit distance to `sought`, the first where several are as near.
fn approximate_find(text: &str, sought: &[char]) -> Span {
    // A cell: the distance of the first so many characters of `sought` to a substring that ends here, and its start.
    let mut column: Vec<(usize, usize)> = (0..=sought.len()).map(|distance| (distance, 0)).collect();
    let mut best = (sought.len(), 0..0);
    for (at, mark) in text.char_indices() {
        let mut diagonal = column[0];
        column[0] = (0, at + mark.len_utf8());
        // An empty substring begins after this character; one that takes it in begins at it.
        diagonal.1 = at;
        for row in 1..=sought.len() {
            let replaced = (diagonal.0 + usize::from(sought[row - 1] != mark), diagonal.1);
            let skipped = (column[row].0 + 1, column[row].1);
            let missing = (column[row - 1].0 + 1, column[row - 1].1);
            diagonal = column[row];
            column[row] = [replaced, skipped, missing].into_iter().min_by_key(|cell| cell.0).unwrap_or(replaced);
        }
        let (distance, start) = column[sought.len()];
        if distance < best.0 {
            best = (distance, start..at + mark.len_utf8());
        }
    }
    best.1
}

/// Where two texts part: what they share, and then the character of each, if it goes on.
pub(super) fn first_difference<'t>(text: &'t str, other: &str) -> (&'t str, Option<char>, Option<char>) {
    let shared: usize = text.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (&text[..shared], text[shared..].chars().next(), other[shared..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_three_characters_is_near() {
        assert_eq!(nearest("speker", ["role", "speaker", "spear"]), Some("speaker"));
        assert_eq!(nearest("x", ["role"]), None);
        assert_eq!(nearest("works-whne", ["works-who", "works-when"]), Some("works-when"));
    }

    #[test]
    fn the_nearest_passage_is_found_inside_its_sentence() {
        let source = Source::new("The keeper left. The island’s old quarry is shut.");
        let find = |text| nearest_passage(&source, source.sentences(), text);
        let passage = find("sland's old quary").unwrap();
        assert_eq!(passage.sentence.to_string(), "S2");
        assert_eq!(&source.text()[passage.span], "island’s old quarry");
        assert_eq!(find("wholly other words in here"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn the_first_difference_is_a_character_of_each() {
        assert_eq!(first_difference("island’s", "island's"), ("island", Some('’'), Some('\'')));
        assert_eq!(first_difference("ab", "abc"), ("ab", None, Some('c')));
    }
}
