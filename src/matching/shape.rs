//! What sort of answer a question wants, read from its question words: small named rules over tables.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::entities::Mention;
use super::query::Word;
use crate::text::stem;

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
    /// The whole in short.
    Summary,
    /// What two have in common, or where they part.
    Comparison,
    /// What came when.
    Timeline,
}

/// How many sorts there are.
pub(super) const WANTS: usize = 13;

/// The shape of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// What sort of thing answers it.
    pub wants: Wants,
    /// The thing asked for, where it is named behind the question word ("which *articles*"): a word's place.
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

/// Two words by which readers ask for the whole in short, in a question of hardly anything else.
const OF_ALL: &[(&str, &str)] = &[
    ("in", "short"),
    ("in", "brief"),
    ("all", "about"),
    ("text", "about"),
    ("article", "about"),
    ("story", "about"),
    ("briefing", "about"),
    ("report", "about"),
    ("document", "about"),
    ("few", "lines"),
    ("two", "lines"),
    ("three", "lines"),
    ("few", "sentences"),
    ("two", "sentences"),
    ("three", "sentences"),
    ("main", "points"),
    ("key", "points"),
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

/// Words that tell what is wanted wherever they stand, whatever question word stands beside them; by their stems.
const KINDS: &[(&str, Wants)] = &[
    ("summary", Wants::Summary),
    ("summarise", Wants::Summary),
    ("summarize", Wants::Summary),
    ("gist", Wants::Summary),
    ("nutshell", Wants::Summary),
    ("recap", Wants::Summary),
    ("rundown", Wants::Summary),
    ("synopsis", Wants::Summary),
    ("abstract", Wants::Summary),
    ("overview", Wants::Summary),
    ("compare", Wants::Comparison),
    ("comparison", Wants::Comparison),
    ("contrast", Wants::Comparison),
    ("versus", Wants::Comparison),
    ("timeline", Wants::Timeline),
    ("chronology", Wants::Timeline),
    ("chronological", Wants::Timeline),
];

/// A summary of more words of content than this is of something, not of the whole.
const OF_THE_WHOLE: usize = 2;

/// Reads the shape: the first pair or single question word decides; without one, an auxiliary in front asks yes or no.
pub(super) fn shape(words: &[Word], mentions: &[Mention]) -> Shape {
    /// [`KINDS`] by stem: stemming them anew for every question would take longer than all the rest.
    static BY_STEM: LazyLock<FxHashMap<String, Wants>> =
        LazyLock::new(|| KINDS.iter().map(|(word, wants)| (stem(word), *wants)).collect());
    let kind = |word: &Word| BY_STEM.get(&word.stem);
    if let Some(wants) = words.iter().find_map(kind) {
        // "Summarise the obstacles" asks for the obstacles, "a summary of where the two stand" for the whole.
        let is_named = |at: usize| mentions.iter().any(|mention| mention.words.contains(&at));
        let other =
            words.iter().enumerate().filter(|(at, word)| word.content && !is_named(*at) && kind(word).is_none());
        if *wants != Wants::Summary || other.count() <= OF_THE_WHOLE {
            return Shape { wants: *wants, focus: None };
        }
    }
    if of_all(words, mentions) {
        return Shape { wants: Wants::Summary, focus: None };
    }
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let is_next = |text: &str| next.is_some_and(|next| next.text == text || next.stem == text);
        if let Some((_, _, wants)) = PAIRS.iter().find(|(first, second, _)| *first == word.text && is_next(second)) {
            return Shape { wants: *wants, focus: focus(words, at + 2) };
        }
        if let Some((_, wants)) = SINGLES.iter().find(|(single, _)| *single == word.text) {
            // "who" in "those who fled" does not ask; only the fronted or the last one does, and that is rare: accept.
            let focus = if *wants == Wants::What { focus(words, at + 1) } else { None };
            return Shape { wants: *wants, focus };
        }
        // "could you tell me" asks for something else than yes or no.
        if at < 2
            && AUXILIARIES.contains(&word.text.as_str())
            && !next.is_some_and(|next| matches!(next.text.as_str(), "you" | "i" | "we"))
        {
            return Shape { wants: Wants::YesNo, focus: None };
        }
    }
    Shape { wants: Wants::Fragment, focus: None }
}

/// Whether the whole is asked for: nobody is named, little else is said, and no question word wants another sort of thing.
fn of_all(words: &[Word], mentions: &[Mention]) -> bool {
    let asks_otherwise =
        |word: &Word| SINGLES.iter().any(|(single, wants)| *single == word.text && *wants != Wants::What);
    mentions.is_empty()
        && words.windows(2).any(|pair| OF_ALL.contains(&(pair[0].text.as_str(), pair[1].text.as_str())))
        && !words.iter().any(asks_otherwise)
        && words.iter().filter(|word| word.content).count() <= OF_THE_WHOLE
}

/// The head of what is asked for: the last word of content before the next word without ("which visiting *official* is",
/// "what was the government's *reply* to"). Only behind the question word, "to be" and an article.
fn focus(words: &[Word], from: usize) -> Option<usize> {
    const BEFORE: &[&str] =
        &["is", "are", "was", "were", "the", "a", "an", "exactly", "precisely", "other", "kind", "sort", "of"];
    let start = (from..words.len()).find(|&at| !BEFORE.contains(&words[at].text.as_str()))?;
    let run = words[start..].iter().take_while(|word| word.content).count();
    (run > 0).then(|| start + run - 1)
}

#[cfg(test)]
mod tests {
    use super::super::query::Analyzer;
    use super::*;
    use crate::knowledge::{DEFAULT_BRIEFING, Files, compile};

    #[test]
    fn the_whole_is_asked_for_only_where_nothing_else_is() {
        let knowledge = compile(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap().knowledge;
        let analyzer = Analyzer::new(&knowledge);
        for (question, wants) in [
            ("what is this all about", Wants::Summary),
            ("the key points please", Wants::Summary),
            ("give me the article in two sentences", Wants::Summary),
            ("in short, why did the talks stop", Wants::Why),
        ] {
            assert_eq!(analyzer.analyse(question).shape.wants, wants, "{question}");
        }
    }
}
