//! Names of a statement beside those of a sentence.

use super::reading::{Passage, Reading, Term};
use super::{Aspect, Point, Seen};
use crate::knowledge::{EntityIx, EntityKind, KnowledgeBase};

/// A sentence that covers this share of a statement, the name left aside, speaks of the same thing.
const SURE: f32 = 0.7;
/// Words that stand before a name and tell nothing.
const ARTICLES: &[&str] = &["the", "a", "an"];
/// Words that join two names so that they could change places.
const JOINS: &[&str] = &["and", "or", "with", "between"];
/// Forms of "to be" and "to have", which may stand between a name and what it does.
const AUXILIARIES: &[&str] = &["is", "are", "was", "were", "has", "have", "had", "been", "now", "also"];

/// Compares each name of a statement, once. In `doubt` nothing is said to differ.
pub(super) fn compare(knowledge: &KnowledgeBase, statement: &Reading, passage: &Passage, doubt: bool) -> Vec<Point> {
    let terms = &statement.terms;
    let mut points: Vec<Point> = Vec::new();
    let mut known: Vec<EntityIx> = Vec::new();
    let mut strangers: Vec<usize> = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        let is_told = match term.entity {
            Some(entity) if known.contains(&entity) => continue,
            Some(entity) => {
                known.push(entity);
                passage.entities.contains(&entity)
            }
            None if term.is_name => passage.own.terms.iter().any(|told| told.is_form_of(term)),
            None => continue,
        };
        if is_told {
            let told = passage.own.terms.iter().find(|told| told.is_form_of(term));
            points.push(point(Seen::Same, term, told));
        } else if at > 0 && strangers.last() == Some(&(at - 1)) && term.entity.is_none() && terms[at - 1].is_name {
            // A name of several words.
            strangers.push(at);
            if let Some(said) = points.last_mut().and_then(|last| last.said.as_mut()) {
                said.end = term.span.end;
            }
        } else {
            strangers.push(at);
            points.push(point(Seen::Unmatched, term, None));
        }
    }
    let is_stranger = |term: &Term| strangers.iter().any(|&at| terms[at].span == term.span);
    let sure = !doubt && statement.covered(&passage.terms(), |term| !is_stranger(term)) >= SURE;
    if let (true, Some(&first)) = (sure, strangers.first())
        && points.iter().filter(|point| point.seen == Seen::Unmatched).count() == 1
        && let Some(told) = replaced(knowledge, statement, first, strangers.len(), passage)
        && let Some(point) = points.iter_mut().find(|point| point.seen == Seen::Unmatched)
    {
        (point.seen, point.told) = (Seen::Differs, Some(told.span.clone()));
    } else if sure
        && strangers.is_empty()
        && let Some((said, told)) = swapped(knowledge, statement, passage)
    {
        points.retain(|point| point.said != Some(said.span.clone()));
        points.push(point(Seen::Differs, said, Some(told)));
    }
    points
}

fn point(seen: Seen, said: &Term, told: Option<&Term>) -> Point {
    Point { aspect: Aspect::Name, seen, said: Some(said.span.clone()), told: told.map(|told| told.span.clone()) }
}

/// The name of the sentence in whose place the statement has another: with the same words before it, or joined to the
/// same name.
fn replaced<'p>(
    knowledge: &KnowledgeBase,
    statement: &Reading,
    at: usize,
    words: usize,
    passage: &'p Passage,
) -> Option<&'p Term> {
    let (said, own) = (&statement.terms, &passage.own.terms);
    let fits = |place: &usize| {
        let told = &own[*place];
        let mut bearing = passage
            .claims
            .iter()
            .map(|(_, says)| &says.terms)
            .filter(|says| says.iter().any(|term| term.is_form_of(told)));
        let is_rest = |term: &Term| !said[at..at + words].iter().any(|stranger| stranger.span == term.span);
        let is_name = told.entity.is_some() || told.is_name;
        let is_said = said.iter().any(|term| term.is_form_of(told));
        let same_kind = match (said[at].entity, told.entity) {
            (Some(a), Some(b)) => knowledge[a].is_absent() || kind(knowledge, a) == kind(knowledge, b),
            (None, _) => true,
            (Some(_), None) => false,
        };
        let speaks_of = bearing.any(|says| statement.covered(&says.iter(), is_rest) >= SURE);
        is_name
            && !is_said
            && same_kind
            && speaks_of
            && (alike_before(said, at, own, *place) || joined(said, at + words, own, *place + 1))
    };
    (0..own.len()).find(fits).map(|place| &own[place])
}

fn kind(knowledge: &KnowledgeBase, entity: EntityIx) -> Option<EntityKind> {
    knowledge[entity].kind
}

/// Whether the same words stand before both names: one that carries content, or a small one and one that does.
fn alike_before(said: &[Term], at: usize, own: &[Term], place: usize) -> bool {
    let before = |terms: &[Term], at: usize| -> Vec<Term> {
        let before = terms[..at].iter().rev().filter(|term| !ARTICLES.contains(&term.text.as_str()));
        before.take(2).cloned().collect()
    };
    let (said, own) = (before(said, at), before(own, place));
    let alike = |nth: usize| said.get(nth).zip(own.get(nth)).is_some_and(|(a, b)| a.text == b.text || a.is_form_of(b));
    let tells = |nth: usize| said.get(nth).is_some_and(|term| term.content);
    alike(0) && (tells(0) || (alike(1) && tells(1)))
}

/// Whether both names, which end before these places, are followed by "and" and the same name.
fn joined(said: &[Term], at: usize, own: &[Term], place: usize) -> bool {
    let name = |terms: &[Term], at: usize| -> Option<EntityIx> {
        if terms.get(at)?.text != "and" {
            return None;
        }
        terms[at + 1..].iter().find(|term| !ARTICLES.contains(&term.text.as_str()))?.entity
    };
    name(said, at).is_some() && name(said, at) == name(own, place)
}

/// Two parties that have changed places, where the knowledge says that a swap would be an error: the statement has another
/// of the sentence's parties do what a claim's actor does.
fn swapped<'t>(
    knowledge: &KnowledgeBase,
    statement: &'t Reading,
    passage: &'t Passage,
) -> Option<(&'t Term, &'t Term)> {
    if statement.terms.iter().any(|term| matches!(term.text.as_str(), "with" | "by")) {
        return None;
    }
    passage.claims.iter().find_map(|(claim, says)| {
        let actor = claim.actor?;
        let act = doing(&says.terms, says.terms.iter().position(|term| term.entity == Some(actor))?)?;
        let said = (0..statement.terms.len()).find(|&at| {
            let term = &statement.terms[at];
            let joined = at > 0 && JOINS.contains(&statement.terms[at - 1].text.as_str());
            let other = term.entity.filter(|&entity| entity != actor && passage.entities.contains(&entity));
            other.is_some_and(|entity| kind(knowledge, entity) == kind(knowledge, actor))
                && !joined
                && doing(&statement.terms, at).is_some_and(|done| done.text == act.text || done.is_form_of(act))
        })?;
        let told = passage.own.terms.iter().find(|term| term.entity == Some(actor))?;
        Some((&statement.terms[said], told))
    })
}

/// The word for what a name does, right behind it: an auxiliary, an adverb, a number may stand between. A passive is no
/// doing.
fn doing(terms: &[Term], at: usize) -> Option<&Term> {
    let behind = terms[at + 1..].iter().take(4);
    let mut passive = false;
    for term in behind {
        if term.entity.is_some() || JOINS.contains(&term.text.as_str()) {
            return None;
        }
        passive |= matches!(term.text.as_str(), "is" | "are" | "was" | "were" | "been");
        if term.content {
            return Some(term).filter(|term| !passive || term.text.ends_with("ing"));
        }
        let may_stand = AUXILIARIES.contains(&term.text.as_str()) || term.text == "re" || term.is_counted();
        if !may_stand {
            return None;
        }
    }
    None
}
