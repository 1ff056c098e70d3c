//! A message cut into the questions it asks; background and pleasantries set aside.

mod sentences;

use std::ops::Range;

pub use self::sentences::sentences;
use self::sentences::trimmed;
use crate::text::{Lexicon, Token, tokenize};

/// A question in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes in the message.
    pub span: Range<usize>,
    /// What it leans on ("... and who met him?"): bytes of the message before it.
    pub context: Option<Range<usize>>,
}

/// More questions than this in one message are not looked at.
const MOST: usize = 8;
/// A question with fewer content words leans on what stands before it.
const STANDS_ALONE: usize = 2;
/// A preamble of up to this many words belongs to its question ("On the border, what ...").
const SHORT_PREAMBLE: usize = 7;

/// Question words, those with "is" as a phone types them too.
const OPENERS: &[&str] = &[
    "who", "whom", "whose", "what", "when", "where", "why", "how", "which", "whos", "whats", "whens", "wheres", "whys",
    "hows",
];
/// Those that also open a relative clause.
const RELATIVES: &[&str] = &["which", "who", "whose", "whom", "when", "where"];
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should",
    "may",
];
/// Words that may stand before an opener ("on whose authority", "so what").
const LEADS: &[&str] = &[
    "on", "in", "at", "by", "for", "from", "to", "with", "under", "since", "until", "of", "about", "so", "ok", "okay",
    "and", "but", "or", "then", "also", "please", "pls", "hey", "well", "now", "lol", "hi", "hello", "thanks", "just",
    "exactly",
];
/// Words by which readers speak of themselves.
const ASKER: &[&str] = &["i", "my", "im", "ive", "i'm", "i've", "i'd", "myself"];
/// Verbs that open a request.
const REQUESTS: &[&str] = &[
    "list",
    "tell",
    "give",
    "summarise",
    "summarize",
    "explain",
    "describe",
    "name",
    "show",
    "quote",
    "compare",
    "contrast",
    "outline",
    "find",
    "remind",
    "define",
    "identify",
    "state",
    "sum",
    "write",
    "recommend",
    "say",
    "translate",
    "fill",
    "repeat",
];

/// Cuts a message. A message that asks nothing outright is one question whole: readers type fragments.
pub(super) fn segment(message: &str, lexicon: &Lexicon) -> Vec<Segment> {
    let sentences = sentences(message);
    let asking: Vec<_> = sentences.iter().map(|span| asks(&message[span.clone()])).collect();
    let mut segments = Vec::new();
    if !asking.contains(&true) {
        let whole = trimmed(message, 0..message.len());
        // Statements: the last that says something is the likeliest to ask; short messages are taken whole.
        let span = match sentences.iter().rfind(|span| content(&message[(*span).clone()], lexicon) >= STANDS_ALONE) {
            Some(last) if tokenize(&message[whole.clone()]).len() > 40 => last.clone(),
            _ => whole,
        };
        return vec![Segment { span, context: None }];
    }
    let mut said: Option<Range<usize>> = None;
    for (index, span) in sentences.iter().enumerate() {
        if !asking[index] {
            if content(&message[span.clone()], lexicon) >= STANDS_ALONE {
                said = Some(span.clone());
            }
            continue;
        }
        let clauses = clauses(message, span.clone(), lexicon);
        // What stands before the first question of a sentence is what it is about.
        if let Some(first) = clauses.first()
            && content(&message[span.start..first.start], lexicon) >= STANDS_ALONE
        {
            said = Some(span.start..first.start);
        }
        for clause in clauses {
            let words = content(&message[clause.clone()], lexicon);
            match said.clone() {
                // "Is that so?" asks nothing of its own: it asks about what was said.
                Some(said) if words == 0 && segments.is_empty() => {
                    segments.push(Segment { span: said.start..clause.end, context: None });
                }
                None if words == 0 && sentences.len() > 1 => {}
                context => {
                    let leans = words < STANDS_ALONE || points_back(&message[clause.clone()], lexicon);
                    segments.push(Segment { span: clause.clone(), context: context.filter(|_| leans) });
                }
            }
            if words > 0 {
                said = Some(clause);
            }
        }
    }
    segments.truncate(MOST);
    if segments.is_empty() {
        segments.push(Segment { span: trimmed(message, 0..message.len()), context: None });
    }
    segments
}

/// Whether a sentence asks: a question mark, a question word or a request in front, a question word behind a colon or comma.
fn asks(sentence: &str) -> bool {
    if sentence.contains('?') {
        return true;
    }
    let words = tokenize(sentence);
    let opening = words.iter().position(|word| !LEADS.contains(&word.text.as_str())).unwrap_or(0);
    let announced = (1..words.len()).any(|at| {
        let word = words[at].text.as_str();
        let between = &sentence[words[at - 1].span.end..words[at].span.start];
        OPENERS.contains(&word) && (between.contains(':') || (between.contains(',') && !RELATIVES.contains(&word)))
    });
    announced
        || words.get(opening).is_some_and(|word| {
            let word = word.text.as_str();
            OPENERS.contains(&word)
                || REQUESTS.contains(&word)
                || (AUXILIARIES.contains(&word) && opening + 2 < words.len())
        })
}

/// The questions in one sentence: "what has been agreed and what remains open". A short preamble stays with the first;
/// a long one is left out.
fn clauses(message: &str, span: Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let text = &message[span.clone()];
    let words = tokenize(text);
    let mut starts: Vec<usize> = Vec::new();
    // "what is the share, who gave it, and what is left": in an enumeration of questions a comma parts them.
    let enumerates = |at: usize| (at + 1..words.len()).any(|later| opens(&words, later) && joined(text, &words, later));
    for at in 0..words.len() {
        if opens(&words, at) && (at == 0 || breaks(text, &words, at, !starts.is_empty(), enumerates(at))) {
            let lead = (0..at).rev().take(2).take_while(|&before| is_preposition(&words, text, before)).last();
            starts.push(lead.unwrap_or(at));
        }
    }
    let Some(&first) = starts.first() else { return vec![span] };
    // "All is settled, is it true?": a tag asks about what stands before it.
    let last = starts.get(1).map_or(text.len(), |&next| words[next].span.start);
    let tag = content(&text[words[first].span.start..last], lexicon) == 0;
    // "Before I start, what ...": what is said of oneself is not what is asked about.
    let of_asker = || words[..first].iter().any(|word| ASKER.contains(&word.text.as_str()));
    if tag || (first <= SHORT_PREAMBLE && !of_asker()) {
        starts[0] = 0;
    }
    let ends = starts[1..].iter().copied().chain([words.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&from, to)| {
            let end = if to == words.len() { text.len() } else { words[to].span.start };
            let clause = text[words[from].span.start..end].trim_end();
            let clause = clause.strip_suffix("and").unwrap_or(clause).trim_end_matches([',', ':', ' ', '-']);
            let start = span.start + words[from].span.start;
            start..start + clause.len()
        })
        .filter(|clause| !clause.is_empty())
        .collect()
}

/// Whether a question opens at this word: a question word, or an auxiliary with its subject behind it.
fn opens(words: &[Token], at: usize) -> bool {
    let word = words[at].text.as_str();
    OPENERS.contains(&word)
        || (AUXILIARIES.contains(&word)
            && words.get(at + 1).is_some_and(|next| {
                matches!(
                    next.text.as_str(),
                    "the" | "there" | "it" | "they" | "he" | "she" | "this" | "that" | "any" | "you" | "a"
                )
            }))
}

/// Whether something stands between this word and the one before that parts them: a comma, a colon, a dash, or (behind
/// an earlier question) "and".
fn breaks(text: &str, words: &[Token], at: usize, behind: bool, enumerates: bool) -> bool {
    let mut before = at;
    while before > 0 && is_preposition(words, text, before - 1) && at - before < 2 {
        before -= 1;
    }
    if before == 0 {
        return true;
    }
    let between = &text[words[before - 1].span.end..words[before].span.start];
    let parted = between.contains([',', ':', '(', '—', '–']) || between.contains(" - ");
    let and = matches!(words[before - 1].text.as_str(), "and" | "or" | "but" | "n" | "also" | "so");
    // A relative clause ("Norway, which ...", "the one who") is no question: "which" and "who" need an "and" once one
    // question has begun.
    let relative = RELATIVES.contains(&words[at].text.as_str());
    if behind { and || (parted && (!relative || enumerates)) } else { parted || and }
}

/// Whether a comma and an "and" stand before this word.
fn joined(text: &str, words: &[Token], at: usize) -> bool {
    at >= 2 && words[at - 1].text == "and" && text[words[at - 2].span.end..words[at - 1].span.start].contains(',')
}

fn is_preposition(words: &[Token], text: &str, at: usize) -> bool {
    let close = words.get(at + 1).is_none_or(|next| !text[words[at].span.end..next.span.start].contains([',', ':']));
    close
        && matches!(
            words[at].text.as_str(),
            "on" | "in" | "at" | "by" | "for" | "from" | "to" | "with" | "under" | "since" | "of"
        )
}

fn content(text: &str, lexicon: &Lexicon) -> usize {
    tokenize(text).iter().filter(|token| lexicon.is_content(&token.text) && !is_count(&token.text)).count()
}

/// "Two questions", "3 things": how many are to come is not what is asked.
fn is_count(word: &str) -> bool {
    matches!(word, "two" | "three" | "four" | "five" | "couple" | "few" | "several")
        || matches!(word.as_bytes(), [b'1'..=b'9'])
}

fn points_back(text: &str, lexicon: &Lexicon) -> bool {
    tokenize(text).iter().any(|token| lexicon.is_pronoun(&token.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::language::Language;

    #[track_caller]
    fn check(message: &str, expect: &[&str]) {
        let found: Vec<_> =
            segment(message, &Language::english().lexicon).into_iter().map(|segment| &message[segment.span]).collect();
        assert_eq!(found, expect, "{message}");
    }

    #[test]
    fn a_message_is_cut_into_its_questions() {
        check("Who paid?", &["Who paid?"]);
        check("harbour fee", &["harbour fee"]);
        check(
            "Who paid for it? And when does the harbour open?",
            &["Who paid for it?", "And when does the harbour open?"],
        );
        check("What was agreed and what remains open?", &["What was agreed", "what remains open?"]);
        check(
            "1) who dredges the harbour 2) what does the dredging cost",
            &["who dredges the harbour", "what does the dredging cost"],
        );
    }

    #[test]
    fn an_enumeration_of_questions_is_parted_at_its_commas() {
        check(
            "So: what is the fee, who set it, and what has become of the pier?",
            &["So: what is the fee", "who set it", "what has become of the pier?"],
        );
    }

    #[test]
    fn background_is_set_aside() {
        check(
            "I read the paper on the ferry. The harbour is dear to me. What does dredging cost?",
            &["What does dredging cost?"],
        );
        check("Hello! Who is the harbour master?", &["Who is the harbour master?"]);
        check("the harbour is dear to me. whats dredging cost", &["whats dredging cost"]);
        check(
            "Two questions. Who paid for the pier? What does dredging cost?",
            &["Who paid for the pier?", "What does dredging cost?"],
        );
        check(
            "Give me two things: who paid for the pier, and what does dredging cost?",
            &["Give me two things: who paid for the pier", "what does dredging cost?"],
        );
        check("two minutes till my ferry leaves, whats dredging cost", &["whats dredging cost"]);
        check("On the dredging, what does it cost?", &["On the dredging, what does it cost?"]);
        check(
            "For the table in my notes I need just two numbers: how deep the harbour is, and how long the pier is.",
            &["how deep the harbour is", "how long the pier is."],
        );
    }

    #[test]
    fn a_relative_clause_is_no_question() {
        check("Did the council, which pays, agree to the fee?", &["Did the council, which pays, agree to the fee?"]);
    }
}
