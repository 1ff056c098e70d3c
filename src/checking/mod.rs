//! A message held against the document, statement by statement: the closest sentence, and what can be seen to be the same
//! in both or to differ. Whether a statement is true is never said: only names, numbers and negations are compared, and
//! where it is not sure that both speak of the same thing nothing is said to differ.

mod closest;
mod names;
mod negation;
mod numbers;
mod reading;

use std::ops::Range;

use self::closest::closest;
use self::reading::{Passage, Reading};
use crate::knowledge::KnowledgeBase;
use crate::matching::{Decision, Matcher, sentences};
use crate::source::{SentenceNumber, Span};

/// More statements than this of one message are left out.
pub const MOST_STATEMENTS: usize = 9;

/// A message, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What stands in it, in order: its statements, and the questions between them. Greetings are left out.
    pub items: Vec<Item>,
    /// How many more there are that were not looked at.
    pub left_out: usize,
}

/// A sentence of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its bytes in the message.
    pub span: Range<usize>,
    /// It, as typed.
    pub text: String,
    /// What was found.
    pub found: Found,
}

/// What was found for a sentence of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It asks, and states nothing.
    Question,
    /// The document has nothing on it.
    Nothing,
    /// It is in another language than the one that is understood.
    Foreign,
    /// The document has a sentence close to it.
    Closest(Comparison),
}

/// A statement beside the sentence of the document that is closest to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The closest sentence.
    pub sentence: SentenceNumber,
    /// What was compared: numbers, names, negation, in this order.
    pub points: Vec<Point>,
}

/// Something of a statement, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What sort of thing it is.
    pub aspect: Aspect,
    /// How it is in the sentence.
    pub seen: Seen,
    /// Its words in the statement, as bytes of the message; `None` for a negation that only the sentence has.
    pub said: Option<Range<usize>>,
    /// Its counterpart in the document, if it has one.
    pub told: Option<Span>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// A number, a share, a date.
    Number,
    /// A name.
    Name,
    /// "Not", "never".
    Negation,
}

/// How something of a statement is in the sentence. In this order the first that some point has tells of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seen {
    /// Otherwise.
    Differs,
    /// Not at all, or not so that it could be compared.
    Unmatched,
    /// The same.
    Same,
}

impl Comparison {
    /// What is seen of the statement as a whole: [`Seen::Same`] if nothing else is.
    pub fn seen(&self) -> Seen {
        self.points.iter().map(|point| point.seen).min().unwrap_or(Seen::Same)
    }

    /// The points of one sort and finding.
    pub fn points(&self, aspect: Aspect, seen: Seen) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(move |point| point.aspect == aspect && point.seen == seen)
    }
}

/// The document's sentences, ready to be compared with. Built once from the knowledge.
#[derive(Debug, Clone)]
pub struct Checker {
    passages: Vec<Passage>,
}

impl Checker {
    /// Reads the document's sentences, and the claims that rest on them.
    pub fn new(knowledge: &KnowledgeBase, matcher: &Matcher) -> Self {
        let sentences = knowledge.source.sentences().iter();
        Self { passages: sentences.map(|sentence| Passage::new(knowledge, matcher, sentence)).collect() }
    }

    /// Checks a message. Pure and total: any message gives the same result each time.
    ///
    /// ```
    /// use attache::checking::{Checker, Found, Seen};
    /// use attache::knowledge::{Files, compile};
    /// use attache::matching::Matcher;
    ///
    /// let files = Files::read("tests/fixtures/lighthouse-repair".as_ref()).unwrap();
    /// let knowledge = compile(&files).unwrap().knowledge;
    /// let matcher = Matcher::train(&knowledge);
    /// let check = Checker::new(&knowledge, &matcher).check(&knowledge, &matcher, "The tower was built in 1886.");
    /// let Found::Closest(comparison) = &check.items[0].found else { panic!("a sentence is close") };
    /// assert_eq!((comparison.sentence.to_string().as_str(), comparison.seen()), ("S2", Seen::Differs));
    /// ```
    pub fn check(&self, knowledge: &KnowledgeBase, matcher: &Matcher, message: &str) -> Check {
        let mut items = Vec::new();
        let mut left_out = 0;
        for span in sentences(message) {
            let text = &message[span.clone()];
            let reading = Reading::new(knowledge, matcher, text);
            let question = asks(text, &reading);
            if !question && !reading.says_something(&knowledge.language.lexicon) {
                continue;
            }
            if items.len() == MOST_STATEMENTS {
                left_out += 1;
                continue;
            }
            let found = if question { Found::Question } else { self.find(knowledge, &reading, span.start) };
            let found = match found {
                Found::Nothing => match unread(knowledge, matcher, text) {
                    Some(Decision::Meta(_)) => continue,
                    Some(_) => Found::Foreign,
                    None => Found::Nothing,
                },
                found => found,
            };
            items.push(Item { text: text.to_owned(), span, found });
        }
        Check { items, left_out }
    }

    fn find(&self, knowledge: &KnowledgeBase, statement: &Reading, start: usize) -> Found {
        let Some(passage) = closest(&self.passages, statement) else { return Found::Nothing };
        let negation = negation::compare(knowledge, statement, passage);
        let names = names::compare(
            knowledge,
            statement,
            passage,
            negation.is_some() || numbers::has_others(statement, passage),
        );
        let known = names.iter().all(|point| point.seen == Seen::Same);
        let doubt = !known || negation.is_some();
        let numbers = numbers::compare(statement, passage, &self.passages, knowledge.language, doubt);
        let firm = known && numbers.iter().all(|point| point.seen == Seen::Same);
        let negation = negation.into_iter().map(|point| point.only_if(firm));
        let moved = |span: Range<usize>, by: usize| span.start + by..span.end + by;
        let points = numbers.into_iter().chain(names).chain(negation).map(|point| Point {
            said: point.said.map(|span| moved(span, start)),
            told: point.told.map(|span| moved(span, passage.start)),
            ..point
        });
        Found::Closest(Comparison { sentence: passage.sentence, points: points.collect() })
    }
}

impl Point {
    /// What differs is only said to where the rest of the statement is the sentence's.
    fn only_if(self, firm: bool) -> Self {
        if firm || self.seen != Seen::Differs { self } else { Self { seen: Seen::Unmatched, ..self } }
    }
}

/// Words that open a question, also where its mark is left out.
const OPENERS: &[&str] = &[
    "who", "whom", "whose", "what", "why", "how", "did", "does", "do", "is", "are", "was", "were", "can", "could",
    "will", "would", "should", "has", "have", "had",
];

/// Small talk or another language, if a text of which nothing was found is nothing else.
fn unread(knowledge: &KnowledgeBase, matcher: &Matcher, text: &str) -> Option<Decision> {
    let decisions: Vec<_> = matcher.understand(knowledge, text).into_iter().map(|part| part.decision).collect();
    let all = |of: fn(&Decision) -> bool| decisions.iter().all(of);
    let unread = all(|of| matches!(of, Decision::Meta(_))) || all(|of| *of == Decision::Foreign);
    decisions.first().copied().filter(|_| unread)
}

fn asks(text: &str, reading: &Reading) -> bool {
    text.contains('?') || reading.terms.first().is_some_and(|term| OPENERS.contains(&term.text.as_str()))
}
