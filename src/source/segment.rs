//! Where paragraphs and sentences end.

use super::Span;

/// Words whose full stop does not end a sentence, in lower case and without it. Titles and honorifics come before
/// a name; the rest before a number or a name. General English, nothing of a briefing.
const ABBREVIATIONS: &[&str] = &[
    "adm", "amb", "approx", "art", "capt", "cf", "co", "col", "corp", "dept", "dr", "e.g", "est", "fig", "gen", "gov",
    "hon", "i.e", "inc", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "p", "pp", "pres",
    "prof", "rep", "rev", "sen", "sgt", "sr", "st", "vol", "vs",
];

/// Closing marks that belong to the sentence before them.
const CLOSERS: &[char] = &['"', '\'', '”', '’', ')', ']', '»'];

/// The spans of the lines that are not blank, without the white space around them.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut spans = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let indent = line.len() - line.trim_start().len();
            spans.push(start + indent..start + indent + trimmed.len());
        }
        start += line.len();
    }
    spans
}

/// The spans of the sentences of one paragraph: a terminator, its closing marks, white space, and then something
/// that can open a sentence.
pub(super) fn sentences(paragraph: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut marks = paragraph.char_indices().peekable();
    while let Some((at, mark)) = marks.next() {
        if !matches!(mark, '.' | '!' | '?' | '…') {
            continue;
        }
        while let Some(&(_, next)) = marks.peek() {
            if !CLOSERS.contains(&next) && !matches!(next, '.' | '!' | '?' | '…') {
                break;
            }
            marks.next();
        }
        let end = marks.peek().map_or(paragraph.len(), |&(next, _)| next);
        let rest = paragraph[end..].trim_start();
        let spaced = rest.len() < paragraph.len() - end;
        if rest.is_empty()
            || (spaced && opens_sentence(rest) && !(mark == '.' && is_abbreviation(&paragraph[start..at])))
        {
            spans.push(start..end);
            start = paragraph.len() - rest.len();
        }
    }
    let tail = paragraph[start..].trim_end();
    if !tail.is_empty() {
        spans.push(start..start + tail.len());
    }
    spans
}

fn opens_sentence(rest: &str) -> bool {
    rest.chars().find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '«')).is_some_and(|c| !c.is_lowercase())
}

/// Whether the full stop after `before` belongs to an abbreviation: a listed one, a single letter (an initial), or
/// letters with full stops between them ("U.S").
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next().unwrap_or_default();
    let mut letters = word.split('.');
    let dotted =
        !word.is_empty() && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    dotted || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraph: &str, expect: &[&str]) {
        let found: Vec<_> = sentences(paragraph).into_iter().map(|span| &paragraph[span]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_sentence_ends_at_a_terminator_before_a_capital() {
        check("One. Two! Three?", &["One.", "Two!", "Three?"]);
        check("It cost 3.5 million. More later.", &["It cost 3.5 million.", "More later."]);
        check("No terminator", &["No terminator"]);
        check("He left... then came back.", &["He left... then came back."]);
        check("Really?! Yes.", &["Really?!", "Yes."]);
    }

    #[test]
    fn an_abbreviation_does_not_end_one() {
        check(
            "U.S. Secretary Smith met Dr. Vane at St. Olave. It rained.",
            &["U.S. Secretary Smith met Dr. Vane at St. Olave.", "It rained."],
        );
        check("J. R. Hale spoke.", &["J. R. Hale spoke."]);
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        check("She said, “We will go.” Then she left.", &["She said, “We will go.”", "Then she left."]);
    }

    #[test]
    fn paragraphs_are_lines_that_are_not_blank() {
        assert_eq!(paragraphs("a b\n\n  c \r\n"), [0..3, 7..8]);
        assert!(paragraphs(" \n").is_empty());
    }
}
