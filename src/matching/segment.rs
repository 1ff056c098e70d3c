//! A message cut into the questions it asks; background and pleasantries set aside.

mod clauses;
mod sentences;

use std::ops::Range;

use self::clauses::{AUXILIARIES, OPENERS, RELATIVES, clauses};
pub use self::sentences::sentences;
use self::sentences::trimmed;
use crate::text::{Lexicon, tokenize};

/// A question in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes in the message.
    pub span: Range<usize>,
    /// What it leans on ("... and who met him?"): bytes of the message before it.
    pub context: Option<Range<usize>>,
}

/// A message, cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its questions; never empty.
    pub(super) segments: Vec<Segment>,
    /// What holds still more questions, which are not looked at: bytes of the message.
    pub(super) rest: Option<Range<usize>>,
}

/// More questions than this in one message are not looked at.
const MOST: usize = 8;
/// A question with fewer content words leans on what stands before it.
const STANDS_ALONE: usize = 2;

/// Words that may stand before an opener ("on whose authority", "so what").
const LEADS: &[&str] = &[
    "on", "in", "at", "by", "for", "from", "to", "with", "under", "since", "until", "of", "about", "so", "ok", "okay",
    "and", "but", "or", "then", "also", "please", "pls", "hey", "well", "now", "lol", "hi", "hello", "thanks", "just",
    "exactly",
];
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
pub(super) fn segment(message: &str, lexicon: &Lexicon) -> Cut {
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
        return Cut { segments: vec![Segment { span, context: None }], rest: None };
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
    let rest = segments.get(MOST).map(|segment| segment.span.start..message.trim_end().len());
    segments.truncate(MOST);
    if segments.is_empty() {
        segments.push(Segment { span: trimmed(message, 0..message.len()), context: None });
    }
    Cut { segments, rest }
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
        let Cut { segments, rest } = segment(message, &Language::english().lexicon);
        let found: Vec<_> = segments.into_iter().map(|segment| &message[segment.span]).collect();
        assert_eq!((found.as_slice(), rest), (expect, None), "{message}");
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
    fn numbers_open_items_in_their_order() {
        check(
            "1. who dredges the harbour 2. what does it cost 3. when",
            &["who dredges the harbour", "what does it cost", "when"],
        );
        check("What stands on page 5. of the paper?", &["What stands on page 5. of the paper?"]);
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
    fn what_is_too_much_is_told_apart() {
        let message = "Who dredges? ".repeat(MOST) + "Who pays? Who rows?\n";
        let cut = segment(&message, &Language::english().lexicon);
        assert_eq!((cut.segments.len(), cut.rest.map(|rest| &message[rest])), (MOST, Some("Who pays? Who rows?")));
    }

    #[test]
    fn a_relative_clause_is_no_question() {
        check("Did the council, which pays, agree to the fee?", &["Did the council, which pays, agree to the fee?"]);
    }
}
