//! What sort of answer a question wants, read from its question words: small named rules over tables.

use super::query::Word;

/// What sort of thing answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wants {
    /// A person or a party.
    Who,
    /// A time.
    When,
    /// A place.
    Where,
    /// A reason.
    Why,
    /// A manner.
    How,
    /// A count or a share.
    HowMany,
    /// A length in time or distance.
    HowLong,
    /// Yes or no.
    YesNo,
    /// Anything else: what, which, tell me.
    What,
    /// A fragment: no question word at all.
    Fragment,
}

/// How many sorts there are.
pub(super) const WANTS: usize = 10;

/// The shape of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// What sort of thing answers it.
    pub wants: Wants,
    /// The thing asked for, where it is named right behind the question word ("which *articles*"): a word's place.
    pub focus: Option<usize>,
}

/// Auxiliaries that open a yes/no question.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should",
    "may", "might", "am",
];

/// Two words that together ask: (first, second, what for).
const PAIRS: &[(&str, &str, Wants)] = &[
    ("how", "many", Wants::HowMany),
    ("how", "much", Wants::HowMany),
    ("how", "long", Wants::HowLong),
    ("how", "far", Wants::HowLong),
    ("how", "soon", Wants::When),
    ("how", "old", Wants::HowLong),
    ("how", "come", Wants::Why),
    ("since", "when", Wants::When),
    ("what", "date", Wants::When),
    ("what", "day", Wants::When),
    ("what", "year", Wants::When),
    ("what", "month", Wants::When),
    ("what", "time", Wants::When),
    ("what", "hour", Wants::When),
    ("which", "date", Wants::When),
    ("which", "day", Wants::When),
    ("which", "year", Wants::When),
    ("which", "month", Wants::When),
    ("what", "place", Wants::Where),
    ("which", "place", Wants::Where),
    ("what", "city", Wants::Where),
    ("which", "city", Wants::Where),
    ("what", "town", Wants::Where),
    ("what", "reason", Wants::Why),
    ("which", "reason", Wants::Why),
    ("what", "for", Wants::Why),
    ("what", "purpose", Wants::Why),
    ("which", "purpose", Wants::Why),
    ("which", "goal", Wants::Why),
    ("what", "percentage", Wants::HowMany),
    ("what", "percent", Wants::HowMany),
    ("what", "share", Wants::HowMany),
    ("what", "proportion", Wants::HowMany),
    ("what", "number", Wants::HowMany),
    ("what", "length", Wants::HowLong),
];

/// Words that ask on their own.
const SINGLES: &[(&str, Wants)] = &[
    ("who", Wants::Who),
    ("whom", Wants::Who),
    ("whose", Wants::Who),
    ("when", Wants::When),
    ("where", Wants::Where),
    ("why", Wants::Why),
    ("how", Wants::How),
    ("what", Wants::What),
    ("which", Wants::What),
];

/// Reads the shape: the first pair or single question word decides; without one, an auxiliary in front asks yes or no.
pub(super) fn shape(words: &[Word]) -> Shape {
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map_or("", |word| word.text.as_str());
        if let Some((_, _, wants)) = PAIRS.iter().find(|(a, b, _)| *a == word.text && *b == next) {
            return Shape { wants: *wants, focus: words.get(at + 2).map(|_| at + 2).filter(|&at| words[at].content) };
        }
        if let Some((_, wants)) = SINGLES.iter().find(|(single, _)| *single == word.text) {
            // "who" in "those who fled" does not ask; only the fronted or the last one does, and that is rare: accept.
            let focus = (at + 1 < words.len() && words[at + 1].content && *wants == Wants::What).then_some(at + 1);
            return Shape { wants: *wants, focus };
        }
        // "could you tell me" asks for something else than yes or no.
        if at < 2 && AUXILIARIES.contains(&word.text.as_str()) && !matches!(next, "you" | "i" | "we") {
            return Shape { wants: Wants::YesNo, focus: None };
        }
    }
    Shape { wants: Wants::Fragment, focus: None }
}
