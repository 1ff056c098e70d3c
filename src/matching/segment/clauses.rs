//! A sentence cut into the questions in it.

use std::ops::Range;

use super::content;
use crate::text::{Lexicon, Token, tokenize};

/// A preamble of up to this many words belongs to its question ("On the border, what ...").
const SHORT_PREAMBLE: usize = 7;

/// Question words, those with "is" as a phone types them too.
pub(super) const OPENERS: &[&str] = &[
    "who", "whom", "whose", "what", "when", "where", "why", "how", "which", "whos", "whats", "whens", "wheres", "whys",
    "hows",
];
/// Those that also open a relative clause.
pub(super) const RELATIVES: &[&str] = &["which", "who", "whose", "whom", "when", "where"];
/// Words that open a question to be confirmed or denied.
pub(super) const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should",
    "may",
];
/// Words by which readers speak of themselves.
const ASKER: &[&str] = &["i", "my", "im", "ive", "i'm", "i've", "i'd", "myself"];

/// The questions in one sentence: "what has been agreed and what remains open". A short preamble stays with the first;
/// a long one is left out.
pub(super) fn clauses(message: &str, span: Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
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
