//! Statements and sentences made comparable: words with what they weigh, names as one word each, numbers.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::knowledge::language::Language;
use crate::knowledge::{Claim, EntityIx, KnowledgeBase};
use crate::matching::{Matcher, Mention, Query};
use crate::source::{Sentence, SentenceNumber};
use crate::text::{Direction, Lexicon, Quantity, SAME_STEM, Vectors, quantities};

/// A word, or the words of a name.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) text: String,
    pub(super) stem: String,
    pub(super) span: Range<usize>,
    /// What it names.
    pub(super) entity: Option<EntityIx>,
    /// What a description that it is part of stands for: "ambassador" in "Norway's ambassador".
    described: Option<EntityIx>,
    /// Whether it is written as a name that the knowledge does not have.
    pub(super) is_name: bool,
    /// Whether it carries what is said; numbers are compared on their own, and do not.
    pub(super) content: bool,
    /// How much it tells, 0 to 1.
    pub(super) weight: f32,
    counted: bool,
    vector: Option<Direction>,
}

/// A text, read.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) terms: Vec<Term>,
    pub(super) quantities: Vec<Quantity>,
    /// Where in the text a clause ends: at a comma, a colon, a dash.
    pub(super) breaks: Vec<usize>,
}

/// A sentence of the document with the claims that rest on it.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) sentence: SentenceNumber,
    /// Where it begins in the document.
    pub(super) start: usize,
    pub(super) own: Reading,
    pub(super) claims: Vec<(Claim, Reading)>,
    /// Who and what it names, or a sentence does that it cannot be understood without.
    pub(super) entities: FxHashSet<EntityIx>,
}

/// A word so much nearer to the rest of a sentence than to some part of it is of the rest.
const ELSEWHERE: f32 = 0.3;
/// Shorter names are words as well, unless they are written with a capital.
const SHORTEST_NAME: usize = 4;
/// What a name weighs.
const NAME: f32 = 0.6;

impl Reading {
    pub(super) fn new(knowledge: &KnowledgeBase, matcher: &Matcher, text: &str) -> Self {
        let query = matcher.analyse(text);
        let names = matcher.names(&query);
        let quantities = quantities(text, &knowledge.language.lexicon);
        let mut terms: Vec<Term> = Vec::new();
        let mut at = 0;
        while at < query.words.len() {
            let name = names.iter().find(|name| is_typed_as_name(text, &query, name) && name.words.contains(&at));
            let end = name.map_or(at + 1, |name| name.words.end);
            terms.push(term(text, &query, at..end, name.map(|name| name.entity), &quantities));
            at = end;
        }
        let breaks = text.match_indices([',', ';', ':', '—', '–', '(', ')', '“', '”']).map(|(at, _)| at).collect();
        Self { terms, quantities, breaks }
    }

    pub(super) fn content(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.content)
    }

    fn entities(&self) -> impl Iterator<Item = EntityIx> + '_ {
        self.terms.iter().filter_map(|term| term.entity)
    }

    /// Whether there is enough in it to be a statement: a greeting has not.
    pub(super) fn says_something(&self, lexicon: &Lexicon) -> bool {
        let content = self.content().filter(|term| term.entity.is_some() || lexicon.is_content(&term.text));
        content.count() + self.quantities.len() > 1
    }

    /// Which clause a place in the text belongs to.
    pub(super) fn clause(&self, at: usize, language: &Language) -> usize {
        let parts = |term: &&Term| language.lexicon.is_clause_opener(&term.text) && term.span.start <= at;
        self.breaks.iter().filter(|&&end| end <= at).count() + self.terms.iter().filter(parts).count()
    }

    /// The words of the clause that a place belongs to.
    pub(super) fn beside(&self, at: usize, language: &Language) -> Vec<&Term> {
        let here = self.clause(at, language);
        self.terms.iter().filter(|term| self.clause(term.span.start, language) == here).collect()
    }

    /// Whether it holds a word of a sentence that some part of the sentence does not: then it speaks of another part too.
    pub(super) fn has_from_elsewhere<'t>(
        &self,
        part: &(impl Iterator<Item = &'t Term> + Clone),
        whole: &(impl Iterator<Item = &'t Term> + Clone),
    ) -> bool {
        let nearest =
            |term: &Term, by: &mut dyn Iterator<Item = &'t Term>| by.map(|other| term.near(other)).fold(0.0, f32::max);
        self.content().any(|term| nearest(term, &mut whole.clone()) > nearest(term, &mut part.clone()) + ELSEWHERE)
    }

    /// The share, by weight, of some of its words that others are near to.
    pub(super) fn covered<'t>(
        &'t self,
        by: &(impl Iterator<Item = &'t Term> + Clone),
        of: impl Fn(&Term) -> bool,
    ) -> f32 {
        let (mut found, mut all) = (0.0, 0.0);
        for term in self.content().filter(|term| of(term)) {
            let best = by.clone().map(|other| term.near(other)).fold(0.0, f32::max);
            found += best * term.weight;
            all += term.weight;
        }
        if all > 0.0 { found / all } else { 0.0 }
    }
}

impl Term {
    /// How near it is to another, 0 to 1.
    pub(super) fn near(&self, other: &Self) -> f32 {
        if self.entity.is_some() && other.entity.is_some() {
            return if self.entity == other.entity { 1.0 } else { 0.0 };
        }
        let described = |term: &Self| term.described.or(term.entity);
        if self.text == other.text || (described(self).is_some() && described(self) == described(other)) {
            1.0
        } else if self.is_form_of(other) {
            SAME_STEM
        } else {
            let vectors = self.vector.as_ref().zip(other.vector.as_ref());
            vectors.map_or(0.0, |(a, b)| a.nearness(b))
        }
    }

    /// Whether it belongs to a number.
    pub(super) fn is_counted(&self) -> bool {
        self.counted
    }

    /// Whether both are one word, inflected or taken up again: "capture", "recaptured".
    pub(super) fn is_form_of(&self, other: &Self) -> bool {
        let again = |a: &str, b: &str| a.len() > 4 && a.strip_prefix("re") == Some(b);
        match (self.entity, other.entity) {
            (None, None) => self.stem == other.stem || again(&self.stem, &other.stem) || again(&other.stem, &self.stem),
            (one, another) => one.is_some() && one == another,
        }
    }
}

/// A short name is only meant where it has a capital: "us" is hardly ever the country.
fn is_typed_as_name(text: &str, query: &Query, name: &Mention) -> bool {
    let span = query.words[name.words.start].span.start..query.words[name.words.end - 1].span.end;
    span.len() >= SHORTEST_NAME || text[span].contains(char::is_uppercase)
}

fn term(text: &str, query: &Query, words: Range<usize>, entity: Option<EntityIx>, quantities: &[Quantity]) -> Term {
    let (first, last) = (&query.words[words.start], &query.words[words.end - 1]);
    let span = first.span.start..last.span.end;
    let counts = quantities.iter().any(|quantity| quantity.span.start < span.end && span.start < quantity.span.end);
    let vectors = Vectors::shared();
    let content = (last.content || entity.is_some()) && !counts;
    let typed = &text[span.clone()];
    let capital = typed.starts_with(char::is_uppercase);
    let acronym = typed.len() > 1 && typed.chars().all(char::is_uppercase) && text.chars().any(char::is_lowercase);
    let described = query.mentions.iter().find(|mention| mention.words.contains(&(words.end - 1)));
    let described = described.map(|mention| mention.entity).filter(|_| content);
    let is_name = entity.is_none()
        && described.is_none()
        && content
        && (last.is_name || acronym || (capital && (last.corrected || !vectors.is_word(&last.text))));
    Term {
        text: last.text.clone(),
        stem: last.stem.clone(),
        entity,
        described,
        is_name,
        content,
        counted: counts,
        weight: if entity.is_some() { NAME } else { vectors.rarity(&last.text) },
        vector: if content { vectors.word(&last.text).as_ref().map(Direction::of) } else { None },
        span,
    }
}

impl Passage {
    pub(super) fn new(knowledge: &KnowledgeBase, matcher: &Matcher, sentence: &Sentence) -> Self {
        let quote = &knowledge.source.text()[sentence.span.clone()];
        let claims = knowledge.claims.iter().filter(|claim| claim.sentence == sentence.number);
        let claims: Vec<_> =
            claims.map(|claim| (claim.clone(), Reading::new(knowledge, matcher, &claim.says))).collect();
        let leant_on = claims.iter().filter_map(|(claim, _)| claim.leans_on.map(|other| knowledge[other].sentence));
        let leant_on = leant_on.filter_map(|number| knowledge.source.quote(number));
        let own = Reading::new(knowledge, matcher, quote);
        let mut entities: FxHashSet<_> = own.entities().collect();
        entities.extend(claims.iter().flat_map(|(_, says)| says.entities()));
        for quote in leant_on {
            entities.extend(Reading::new(knowledge, matcher, quote).entities());
        }
        Self { sentence: sentence.number, start: sentence.span.start, own, entities, claims }
    }

    /// All words of the sentence and of its claims.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Term> + Clone {
        self.own.terms.iter().chain(self.claims.iter().flat_map(|(_, says)| &says.terms))
    }
}
