//! Numbers of a statement beside those of a sentence.

use std::ops::Range;

use super::reading::{Passage, Reading, Term};
use super::{Aspect, Point, Seen};
use crate::knowledge::language::Language;
use crate::text::{Amount, Likeness, Quantity};

/// A claim that covers this share of a statement speaks of the same thing. Chosen on tests/data/statements.jsonl.
const SURE: f32 = 0.7;
/// A word of the statement at least this near to one of the claim's is in it.
const NEAR: f32 = 0.4;

/// Compares each number of a statement. In `doubt` nothing is said to differ.
pub(super) fn compare(
    statement: &Reading,
    passage: &Passage,
    all: &[Passage],
    language: &Language,
    doubt: bool,
) -> Vec<Point> {
    let own = &passage.own.quantities;
    let same = |said: &Quantity| own.iter().find(|told| said.like(told) == Likeness::Same);
    let point = |said: &Quantity| {
        let (seen, said, told) = if let Some(told) = same(said) {
            (Seen::Same, said.span.clone(), Some(told))
        } else if let Some(told) = other(said, statement, passage, all, language).filter(|_| !doubt) {
            (Seen::Differs, said.span.clone(), Some(told))
        } else {
            (Seen::Unmatched, unmatched(said, statement, own), None)
        };
        Point { aspect: Aspect::Number, seen, said: Some(said), told: told.map(|told| told.span.clone()) }
    };
    statement.quantities.iter().map(point).collect()
}

/// The words of a number that the sentence has not: with what it counts, for the bare number may stand there of something
/// else; of a date only the year, where the rest of it does.
fn unmatched(said: &Quantity, statement: &Reading, own: &[Quantity]) -> Range<usize> {
    let Range { start, end } = said.span;
    match &said.amount {
        Amount::Count { of, .. } => {
            let behind = statement.terms.iter().filter(|term| term.span.start >= end);
            let counted = behind.take_while(|term| of.contains(&term.stem)).last();
            start..counted.map_or(end, |term| term.span.end)
        }
        Amount::Date { year: Some(year), .. } if stands_without_year(said, own) => {
            let mut inside = statement.terms.iter().filter(|term| term.span.start >= start && term.span.end <= end);
            let year = inside.rfind(|term| term.text.parse() == Ok(*year));
            year.map_or(start..end, |year| year.span.clone())
        }
        _ => start..end,
    }
}

/// Whether a date stands among these but for its year.
pub(super) fn stands_without_year(said: &Quantity, own: &[Quantity]) -> bool {
    said.without_year().is_some_and(|said| own.iter().any(|told| said.like(told) == Likeness::Same))
}

/// Whether a statement has numbers that the sentence has not.
pub(super) fn has_others(statement: &Reading, passage: &Passage) -> bool {
    let own = &passage.own.quantities;
    !statement.quantities.iter().all(|said| own.iter().any(|told| said.like(told) == Likeness::Same))
}

/// The number of the sentence in whose place the statement has another: where there is but one that it can be, no sentence
/// of the document has the statement's, and a claim with that number says the rest of the statement.
fn other<'p>(
    said: &Quantity,
    statement: &Reading,
    passage: &'p Passage,
    all: &[Passage],
    language: &Language,
) -> Option<&'p Quantity> {
    let mut candidates = passage.own.quantities.iter().filter(|told| said.like(told) == Likeness::Differs);
    let told = candidates.next()?;
    let mut others = statement.quantities.iter().filter(|other| *other != said);
    let open = others.any(|other| other.like(told) != Likeness::Apart || stands_nowhere(other, &passage.own));
    let elsewhere =
        all.iter().flat_map(|passage| &passage.own.quantities).any(|other| said.like(other) == Likeness::Same);
    let mut bearing = passage
        .claims
        .iter()
        .map(|(_, says)| says)
        .filter(|says| says.quantities.iter().any(|quantity| quantity.like(told) == Likeness::Same));
    let beside = passage.own.beside(told.span.start, language);
    let sure = bearing.any(|says| speaks_of(&says.terms.iter().chain(beside.iter().copied()), statement, said));
    (candidates.next().is_none() && !open && !elsewhere && sure).then_some(told)
}

/// A statement that has a second number of its own speaks of something else.
fn stands_nowhere(said: &Quantity, own: &Reading) -> bool {
    own.quantities.iter().all(|told| said.like(told) == Likeness::Apart)
}

/// Whether a claim, in its own words or those beside the number in the sentence, says what the statement does, the number
/// left aside.
fn speaks_of<'t>(words: &(impl Iterator<Item = &'t Term> + Clone), statement: &'t Reading, said: &Quantity) -> bool {
    let rest = statement.content().filter(|term| term.span.start >= said.span.end || term.span.end <= said.span.start);
    let told = rest.filter(|term| term.entity.is_none()).any(|term| words.clone().any(|word| term.near(word) >= NEAR));
    told && statement.covered(words, |_| true) >= SURE
}
