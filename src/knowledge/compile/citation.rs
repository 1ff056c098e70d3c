//! From the words of a claim's anchor to the sentence it cites.

use super::load::Folder;
use crate::knowledge::diagnostic::{At, Code, Diagnostic, Report};
use crate::knowledge::nearest::{first_difference, nearest_passage};
use crate::knowledge::raw::{RawClaim, Text};
use crate::source::{Sentence, SentenceNumber, Source, Span};

/// Where a claim's anchor stands.
pub(super) enum Citation {
    /// Once, inside this sentence.
    Found { sentence: SentenceNumber, anchor: Span },
    /// Not found. These sentences were probably meant: they are not reported as cited by nobody, too.
    Guessed(Vec<SentenceNumber>),
}

impl Citation {
    /// The sentences cited, or probably meant.
    pub(super) fn sentences(&self) -> &[SentenceNumber] {
        match self {
            Self::Found { sentence, .. } => std::slice::from_ref(sentence),
            Self::Guessed(sentences) => sentences,
        }
    }
}

/// Finds the anchor of a claim, and reports where it cannot be.
pub(super) fn cite(folder: &Folder<'_>, claim: &RawClaim<'_>, report: &mut Report) -> Citation {
    let (Some(source), Some(anchor)) = (&folder.source, &claim.anchor) else { return Citation::Guessed(Vec::new()) };
    let places: Vec<Span> = occurrences(source.text(), anchor);
    let sentences: Vec<_> = places.iter().filter_map(|place| source.sentence_at(place)).collect();
    if let Some(number) = &claim.sentence {
        return match number.parse::<SentenceNumber>().ok().and_then(|number| source.sentence(number)) {
            Some(wanted) => cite_in(source, wanted, anchor, &sentences, report),
            None => {
                report.push(no_such_sentence(source, number));
                Citation::Guessed(sentences.iter().map(|sentence| sentence.number).collect())
            }
        };
    }
    match (places.as_slice(), sentences.as_slice()) {
        ([place], [sentence]) => Citation::Found { sentence: sentence.number, anchor: place.clone() },
        ([], _) => not_found(source, anchor, report),
        (_, []) => {
            let touched = touched(source, &places[0]);
            report.push(
                Diagnostic::new(Code::AnchorNotFound, &anchor.at, "the anchor runs over the end of a sentence")
                    .related(&in_source(&places[0]), format!("these words are of {}", listed(&touched)))
                    .help("anchor the claim in one sentence; a second one can be another claim, or be leant on"),
            );
            Citation::Guessed(touched)
        }
        _ => ambiguous(anchor, &places, &sentences, report),
    }
}

/// The anchor must be in the sentence that the claim names.
fn cite_in(
    source: &Source,
    wanted: &Sentence,
    anchor: &Text<'_>,
    elsewhere: &[&Sentence],
    report: &mut Report,
) -> Citation {
    let number = wanted.number;
    let mut places = occurrences(&source.text()[wanted.span.clone()], anchor);
    for place in &mut places {
        *place = wanted.span.start + place.start..wanted.span.start + place.end;
    }
    match places.as_slice() {
        [place] => Citation::Found { sentence: number, anchor: place.clone() },
        [] if elsewhere.is_empty() => not_found(source, anchor, report),
        [] => {
            let mut found: Vec<_> = elsewhere.iter().map(|sentence| sentence.number).collect();
            found.dedup();
            let help = match found.as_slice() {
                [only] => format!("the words are in {only}: write `sentence = \"{only}\"`"),
                _ => format!("the words are in {}: name one of these", listed(&found)),
            };
            report.push(
                Diagnostic::new(Code::AnchorNotFound, &anchor.at, format!("the anchor is not in sentence {number}"))
                    .help(help)
                    .help(format!("{number} reads: {}", &source.text()[wanted.span.clone()])),
            );
            Citation::Guessed(found)
        }
        _ => ambiguous(anchor, &places, &vec![wanted; places.len()], report),
    }
}

fn not_found(source: &Source, anchor: &Text<'_>, report: &mut Report) -> Citation {
    let diagnostic = Diagnostic::new(Code::AnchorNotFound, &anchor.at, "the anchor is not in the document");
    let Some(passage) = nearest_passage(source, source.sentences(), anchor) else {
        report.push(
            diagnostic
                .label("nothing in `source.txt` is like this")
                .help("copy the words of one sentence from `source.txt`, letter for letter"),
        );
        return Citation::Guessed(source.sentences().iter().map(|sentence| sentence.number).collect());
    };
    let near = &source.text()[passage.span.clone()];
    report.push(
        diagnostic
            .label("these words are not there")
            .related(&in_source(&passage.span), format!("{} is nearest", passage.sentence))
            .help(parting(near, anchor))
            .help(format!("the document has: {near}")),
    );
    Citation::Guessed(vec![passage.sentence])
}

fn ambiguous(anchor: &Text<'_>, places: &[Span], sentences: &[&Sentence], report: &mut Report) -> Citation {
    let mut numbers: Vec<_> = sentences.iter().map(|sentence| sentence.number).collect();
    numbers.dedup();
    let message = format!("the anchor stands in the document {} times", places.len());
    let mut diagnostic = Diagnostic::new(Code::AnchorAmbiguous, &anchor.at, message);
    for place in places {
        diagnostic = diagnostic.related(&in_source(place), "here");
    }
    diagnostic = match numbers.as_slice() {
        [first, _, ..] => diagnostic.help(format!("take more words, or say which with `sentence = \"{first}\"`")),
        _ => diagnostic.help("take more words, so that it stands there only once"),
    };
    report.push(diagnostic);
    Citation::Guessed(numbers)
}

/// What is wrong with a sentence number that a curator wrote.
fn no_such_sentence(source: &Source, number: &Text<'_>) -> Diagnostic {
    let message = format!("the document has no sentence `{}`", number.value);
    Diagnostic::new(Code::NoSuchSentence, &number.at, message).help(sentence_range(source))
}

/// "the document has the sentences S1 to S11"
pub(super) fn sentence_range(source: &Source) -> String {
    match source.sentences() {
        [] => "the document has no sentences".to_owned(),
        [only] => format!("the document has one sentence, {}", only.number),
        [first, .., last] => format!("the document has the sentences {} to {}", first.number, last.number),
    }
}

/// How the words differ from the document's, by the first character that does.
pub(super) fn parting(document: &str, words: &str) -> String {
    let (shared, theirs, ours) = first_difference(document, words);
    let character = |character: Option<char>| match character {
        Some(character) => format!("`{character}` (U+{:04X})", u32::from(character)),
        None => "nothing more".to_owned(),
    };
    let (theirs, ours) = (character(theirs), character(ours));
    if shared.is_empty() {
        return format!("they differ from the first character on: the document has {theirs}, this {ours}");
    }
    let tail: String = shared.chars().skip(shared.chars().count().saturating_sub(24)).collect();
    format!("they differ after `{}`: the document has {theirs}, this {ours}", tail.trim_start())
}

/// The places where words stand in a text, overlapping ones too.
fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        places.push(from + at..from + at + words.len());
        from += at + step;
    }
    places
}

fn touched(source: &Source, place: &Span) -> Vec<SentenceNumber> {
    let touches = |sentence: &&Sentence| sentence.span.start < place.end && place.start < sentence.span.end;
    source.sentences().iter().filter(touches).map(|sentence| sentence.number).collect()
}

fn listed(numbers: &[SentenceNumber]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

pub(super) fn in_source(span: &Span) -> At<'static> {
    At { file: "source.txt", span: span.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        assert_eq!(occurrences("aXa a’a’a", "a’a"), [4..9, 8..13].map(|span: Span| span));
        assert_eq!(occurrences("ab", "c"), Vec::<Span>::new());
    }

    #[test]
    fn the_first_difference_is_told_with_its_code_point() {
        assert_eq!(
            parting("from the island’s quarry", "from the island's quarry"),
            "they differ after `from the island`: the document has `’` (U+2019), this `'` (U+0027)"
        );
    }
}
