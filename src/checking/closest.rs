//! The sentence of the document that is closest to a statement.

use super::numbers::stands_without_year;
use super::reading::{Passage, Reading};
use crate::text::{Likeness, Quantity};

/// A statement of which no sentence covers this share has none close to it. Chosen on tests/data/statements.jsonl.
const CLOSE: f32 = 0.45;
/// What the best claim of a sentence counts beside the sentence whole.
const CLAIM: f32 = 0.5;
/// What a number weighs, beside words of 0 to 1.
const NUMBER: f32 = 0.6;
/// How near another number of the same thing is.
const COMPARABLE: f32 = 0.6;

pub(super) fn closest<'p>(passages: &'p [Passage], statement: &Reading) -> Option<&'p Passage> {
    let mut best: Option<(f32, &Passage)> = None;
    for passage in passages {
        let covered = covered(passage, statement);
        let score = covered + CLAIM * fit(passage, statement);
        if covered >= CLOSE && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, passage));
        }
    }
    best.map(|(_, passage)| passage)
}

/// The share of a statement that the sentence and its claims cover, its numbers among the words.
fn covered(passage: &Passage, statement: &Reading) -> f32 {
    let number = |said: &Quantity| {
        if stands_without_year(said, &passage.own.quantities) {
            return COMPARABLE * NUMBER;
        }
        let like = passage.own.quantities.iter().map(|told| match said.like(told) {
            Likeness::Same => 1.0,
            Likeness::Differs => COMPARABLE,
            Likeness::Apart => 0.0,
        });
        like.fold(0.0, f32::max) * NUMBER
    };
    let words: f32 = statement.content().map(|term| term.weight).sum();
    let numbers: f32 = statement.quantities.iter().map(number).sum();
    let all = words + NUMBER * statement.quantities.len() as f32;
    (statement.covered(&passage.terms(), |_| true) * words + numbers) / all.max(f32::EPSILON)
}

/// How well the best of the sentence's claims and the statement cover each other: the geometric mean of both shares.
fn fit(passage: &Passage, statement: &Reading) -> f32 {
    let both = passage.claims.iter().map(|(_, says)| {
        let forth = statement.covered(&says.terms.iter(), |_| true);
        let back = says.covered(&statement.terms.iter(), |_| true);
        (forth * back).sqrt()
    });
    both.fold(0.0, f32::max)
}
