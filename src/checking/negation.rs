//! "Not" in a statement beside the words it stands for in a sentence, and the other way about.

use super::reading::{Passage, Reading, Term};
use super::{Aspect, Point, Seen};
use crate::knowledge::language::Language;
use crate::knowledge::{ClaimKind, KnowledgeBase};
use crate::text::{Amount, Quantity};

/// A sentence that covers this share of a statement speaks of the same thing.
const SURE: f32 = 0.75;
/// How far behind a negation the word stands that it denies.
const REACH: usize = 5;
/// How far before a word, in bytes, an "if" makes it a case that is only supposed.
const SUPPOSED: usize = 40;
/// Who does not say so need not say the opposite.
const REPORTING: &[&str] = &[
    "say",
    "says",
    "said",
    "think",
    "thinks",
    "believe",
    "believes",
    "know",
    "knows",
    "mention",
    "mentions",
    "mentioned",
    "report",
    "reported",
    "state",
    "states",
    "stated",
    "claim",
    "claims",
    "claimed",
    "mean",
    "means",
];
/// What follows these is only supposed.
const SUPPOSING: &[&str] = &["if", "unless", "whether", "before", "until", "when"];
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "also"];
const FUTURE: &[&str] = &["will", "would", "shall"];
/// What is said so will be, as far as the document can tell; what is wanted or agreed need not.
const EXPECTED: &[&str] = &["set", "likely", "expected", "due", "going", "scheduled"];
/// Made of these and a word, its opposite.
const OPPOSITES: &[&str] = &["un", "in", "im", "dis", "non"];

/// Compares the negations of a statement and of the sentence: at most one point, none where neither has any that concerns
/// the other.
pub(super) fn compare(knowledge: &KnowledgeBase, statement: &Reading, passage: &Passage) -> Option<Point> {
    let language = knowledge.language;
    let lexicon = &language.lexicon;
    let own = &passage.own;
    let said = cues(statement, language);
    let told = cues(own, language);
    let opposite = opposites(statement, own);
    let is_opposite = |term: &Term| opposite.is_some_and(|(said, _)| said.span == term.span);
    let reserved = statement
        .terms
        .iter()
        .any(|term| lexicon.is_reservation(&term.text) && !own.terms.iter().any(|other| other.text == term.text));
    let sure_of = |at: usize| {
        let says = |term: &Term| !lexicon.is_negation(&term.text) && !is_opposite(term);
        let told = &own.terms[at];
        let beside = own.beside(told.span.start, language);
        let is_here = |term: &Term| is_inflected(term, told) || term.is_form_of(told);
        let wanted = statement.terms.iter().any(|term| lexicon.is_demand(&term.stem));
        let place = passage.start + told.span.start;
        let mut bearing = passage.claims.iter().filter(|(claim, says)| {
            (claim.kind != ClaimKind::Demand || wanted)
                && (claim.anchor.contains(&place) || says.terms.iter().any(is_here))
        });
        // Who is named has been compared: here they only tell what is spoken of.
        let names = own.terms.iter().filter(|term| term.entity.is_some());
        let speaks_of = bearing.any(|(_, claim)| {
            let words = claim.terms.iter().chain(beside.iter().copied()).chain(names.clone());
            statement.covered(&words, says) >= SURE && !statement.has_from_elsewhere(&words, &passage.terms())
        });
        !reserved && said.len() < 2 && speaks_of && !part_of_a_share(statement, own, at, language)
    };
    let point = |seen, said: Option<&Term>, told: Option<&Term>| {
        let (said, told) = (said.map(|term| term.span.clone()), told.map(|term| term.span.clone()));
        Some(Point { aspect: Aspect::Negation, seen, said, told })
    };
    if let Some(&cue) = said.first() {
        let negation = &statement.terms[cue];
        let Some(denied) = denied(statement, cue, language) else {
            return point(Seen::Unmatched, Some(negation), None);
        };
        let counterpart = passage.own.terms.iter().position(|term| is_told(statement, denied, own, term, language));
        let same = |at: usize| told.iter().find(|&&cue| clause(own, cue, language) == clause(own, at, language));
        return match counterpart.map(|at| (at, same(at))) {
            Some((_, Some(&cue))) => point(Seen::Same, Some(negation), Some(&own.terms[cue])),
            Some((at, None)) if sure_of(at) => point(Seen::Differs, Some(negation), Some(&own.terms[at])),
            _ => point(Seen::Unmatched, Some(negation), None),
        };
    }
    // Where it is not sure that both speak of the same thing, that one of them is negated is still to be seen.
    let differs = |at: usize| if sure_of(at) { Seen::Differs } else { Seen::Unmatched };
    if let Some((a, b)) = opposite {
        let place = own.terms.iter().position(|term| term.span == b.span)?;
        return point(differs(place), Some(a), Some(b));
    }
    let cue = *told.iter().find(|&&cue| {
        denied(own, cue, language)
            .is_some_and(|at| statement.terms.iter().any(|term| is_inflected(term, &own.terms[at])))
    })?;
    point(differs(cue), None, Some(&own.terms[cue]))
}

fn clause(reading: &Reading, at: usize, language: &Language) -> usize {
    reading.clause(reading.terms[at].span.start, language)
}

fn cues(reading: &Reading, language: &Language) -> Vec<usize> {
    (0..reading.terms.len()).filter(|&at| language.lexicon.is_negation(&reading.terms[at].text)).collect()
}

/// The place of the word that a negation denies: the first behind it that carries content and is no name or number.
fn denied(reading: &Reading, cue: usize, language: &Language) -> Option<usize> {
    let behind = cue + 1..(cue + 1 + REACH).min(reading.terms.len());
    let here = clause(reading, cue, language);
    let mut behind = behind.filter(|&at| clause(reading, at, language) == here);
    // "Does not want": what frames a question carries what a statement says.
    let reports = |term: &Term| REPORTING.contains(&term.text.as_str());
    let tells = |term: &Term| term.content || reports(term) || language.lexicon.is_demand(&term.stem);
    let at = behind.find(|&at| tells(&reading.terms[at]) || reading.terms[at].is_counted())?;
    let term = &reading.terms[at];
    (term.entity.is_none() && tells(term) && !reports(term)).then_some(at)
}

/// Whether a sentence asserts, in some form of the same word, what a statement denies: a plan or a purpose ("to sign",
/// "of signing") asserts nothing but to one who denies the plan.
fn is_told(statement: &Reading, denied: usize, own: &Reading, told: &Term, language: &Language) -> bool {
    let word = &statement.terms[denied];
    if !is_inflected(word, told) {
        return false;
    }
    let before = |reading: &Reading, term: &Term, words: &[&str], reach: usize| {
        let at = reading.terms.iter().position(|other| other.span == term.span).unwrap_or(0);
        reading.terms[at.saturating_sub(reach)..at].iter().any(|term| words.contains(&term.text.as_str()))
    };
    let planned = before(own, told, &["to"], 2);
    let plans =
        before(statement, word, &["to"], 2) || (before(statement, word, FUTURE, 3) && before(own, told, EXPECTED, 4));
    let asked = own
        .terms
        .windows(3)
        .any(|three| three[0].entity.is_some() && three[1].text == "to" && three[2].span == told.span);
    let named = told.text.ends_with("ing") && !before(own, told, BE, 3);
    // "If it is blocked", "before a choice is made".
    let here = own.clause(told.span.start, language);
    let supposed = own.terms.iter().any(|term| {
        SUPPOSING.contains(&term.text.as_str())
            && term.span.start < told.span.start
            && told.span.start - term.span.start < SUPPOSED
            && own.clause(term.span.start, language) == here
            && !statement.terms.iter().any(|other| other.text == term.text)
    });
    (!planned || (plans && !asked)) && !named && !supposed
}

/// Whether two words are one but for an ending of grammar: "agree" and "agreed", not "final" and "finalization".
fn is_inflected(a: &Term, b: &Term) -> bool {
    const ENDINGS: &[&str] = &["", "e", "s", "d", "ed", "es", "ing", "y", "ies", "ied"];
    if a.entity.is_some() || b.entity.is_some() {
        return false;
    }
    let shared =
        a.text.chars().zip(b.text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    a.text == b.text || (a.is_form_of(b) && [a, b].iter().all(|term| ENDINGS.contains(&&term.text[shared..])))
}

/// "Unlikely" and "likely".
fn opposites<'t>(statement: &'t Reading, own: &'t Reading) -> Option<(&'t Term, &'t Term)> {
    let opposite = |a: &str, b: &str| b.len() > 3 && OPPOSITES.iter().any(|made| a.strip_prefix(made) == Some(b));
    statement.terms.iter().find_map(|a| {
        let b = own.terms.iter().find(|b| opposite(&a.text, &b.text) || opposite(&b.text, &a.text))?;
        Some((a, b))
    })
}

/// Who denies that something is agreed where the document says that 80% of it is does not say otherwise, unless it is
/// those 80% that are denied.
fn part_of_a_share(statement: &Reading, own: &Reading, at: usize, language: &Language) -> bool {
    let here = clause(own, at, language);
    let share = |quantity: &&Quantity| matches!(quantity.amount, Amount::Share(_));
    let told = own.quantities.iter().filter(share).any(|told| own.clause(told.span.start, language) == here);
    told && !statement.quantities.iter().any(|said| share(&said))
}
