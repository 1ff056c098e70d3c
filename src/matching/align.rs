//! Soft alignment: each word's best counterpart, both ways.

use rustc_hash::FxHashMap;

use super::query::{Analyzer, Query, Weights, Word, vector};
use crate::knowledge::{EntityIx, KnowledgeBase};
use crate::text::{Direction, SAME_STEM};

/// A word or name heard in a paraphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Heard<'a> {
    Word(&'a str),
    Entity(EntityIx),
}

/// Number of a word in a [`Vocabulary`].
pub(super) type WordNumber = u32;

/// The knowledge's words, with what is needed to compare them.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<String, WordNumber>,
    entities: FxHashMap<EntityIx, WordNumber>,
    stems: FxHashMap<String, u32>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    stem: u32,
    entity: bool,
    vector: Option<Direction>,
    weight: f32,
}

/// A term at least this near to some word is covered.
const COVERED: f32 = 0.5;
/// A name weighs at least this, however often the knowledge has it.
const NAME: f32 = 0.5;
/// A word of what a question leans on counts this much of one of its own.
const BEHIND: f32 = 0.3;

impl Vocabulary {
    /// The numbers of a query's words, learning those that are new. Words that name one entity count as one.
    pub(super) fn learn(&mut self, query: &Query, weights: &Weights) -> Vec<WordNumber> {
        terms(query).map(|(word, entity)| self.learn_word(word, entity, weights)).collect()
    }

    fn learn_word(&mut self, word: &Word, entity: Option<EntityIx>, weights: &Weights) -> WordNumber {
        let stems = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let stem = *self.stems.entry(word.stem.clone()).or_insert(stems);
        let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let number = match entity {
            Some(entity) => *self.entities.entry(entity).or_insert(next),
            None => *self.numbers.entry(word.text.clone()).or_insert(next),
        };
        if number == next {
            let (vector, weight) = (direction(word), weights.of(word));
            self.entries.push(Entry { stem, entity: entity.is_some(), vector, weight });
        }
        number
    }

    /// The number of a word of a paraphrase. An entity that no utterance and no evidence names has none.
    pub(super) fn hear(&mut self, heard: &Heard<'_>, analyzer: &Analyzer, weights: &Weights) -> Option<WordNumber> {
        match *heard {
            Heard::Entity(entity) => self.entities.get(&entity).copied(),
            Heard::Word(text) => Some(match self.numbers.get(text) {
                Some(&number) => number,
                None => self.learn_word(&analyzer.known_word(text), None, weights),
            }),
        }
    }

    fn number(&self, word: &Word, entity: Option<EntityIx>) -> Option<WordNumber> {
        match entity {
            Some(entity) => self.entities.get(&entity).copied(),
            None => self.numbers.get(&word.text).copied(),
        }
    }

    /// The words by number; those that name an entity are its id behind an `@`.
    pub(super) fn names(&self, knowledge: &KnowledgeBase) -> Vec<String> {
        let mut names = vec![String::new(); self.entries.len()];
        self.numbers.iter().for_each(|(text, &number)| names[number as usize].clone_from(text));
        self.entities
            .iter()
            .for_each(|(&entity, &number)| names[number as usize] = format!("@{}", knowledge[entity].id));
        names
    }

    pub(super) fn weight(&self, word: WordNumber) -> f32 {
        self.entries[word as usize].weight
    }
}

/// The terms of a query: its words, those of a mention as one.
pub(super) fn terms(query: &Query) -> impl Iterator<Item = (&Word, Option<EntityIx>)> {
    query.words.iter().enumerate().filter_map(|(at, word)| {
        match query.mentions.iter().find(|mention| mention.words.contains(&at)) {
            Some(mention) => (mention.words.end == at + 1).then_some((word, Some(mention.entity))),
            None => Some((word, None)),
        }
    })
}

/// A term of a query, ready to be compared.
struct Term {
    text: String,
    number: Option<WordNumber>,
    stem: Option<u32>,
    entity: bool,
    weight: f32,
    content: bool,
    vector: Option<Direction>,
}

/// A query against the vocabulary. How near a word is to each of the query's terms is worked out once, when it is first
/// asked for, and kept as one run of numbers a word, so that aligning an utterance is a few vector maxima.
pub(super) struct Aligner<'a> {
    vocabulary: &'a Vocabulary,
    terms: Vec<Term>,
    /// For each word, how near it is to each term; only of words with a `nearest`.
    near: Vec<f32>,
    /// For each word, how near the nearest term is; NaN where it is not worked out yet.
    nearest: Vec<f32>,
    /// Scratch: for each term, its best counterpart.
    best: Vec<f32>,
}

/// The greater of two numbers, neither of which is NaN: `f32::max` takes twice the time to look.
fn greater(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// How some words cover a query.
pub(super) struct Coverage {
    /// The share, by weight, of the query's content that none of them is near, 0 to 1.
    pub(super) uncovered: f32,
    /// How near the nearest is to the thing asked for; 1 where none is named.
    pub(super) focus: f32,
}

/// Only of words that carry content: that "who" is near "whom" says nothing, and most comparisons are saved. A number is near
/// no other: 24 is not 23.
fn direction(word: &Word) -> Option<Direction> {
    let is_number = word.text.starts_with(|first: char| first.is_ascii_digit());
    if word.content && !is_number { vector(word).as_ref().map(Direction::of) } else { None }
}

fn compare(term: &Term, word: WordNumber, entry: &Entry) -> f32 {
    match (&term.vector, &entry.vector) {
        _ if term.number == Some(word) => 1.0,
        _ if term.entity && entry.entity => 0.0, // two names are the same or they are not
        _ if term.stem == Some(entry.stem) => SAME_STEM,
        (Some(a), Some(b)) => a.nearness(b),
        _ => 0.0,
    }
}

impl<'a> Aligner<'a> {
    /// For a query, and what it leans on: the words of that count for less, and need no evidence.
    pub(super) fn new(vocabulary: &'a Vocabulary, query: &Query, context: Option<&Query>, weights: &Weights) -> Self {
        let term = |(word, entity): (&Word, Option<EntityIx>)| Term {
            text: word.text.clone(),
            number: vocabulary.number(word, entity),
            stem: vocabulary.stems.get(&word.stem).copied(),
            entity: entity.is_some(),
            weight: weights.of(word).max(if entity.is_some() { NAME } else { 0.0 }),
            content: word.content,
            vector: direction(word),
        };
        let mut terms: Vec<_> = terms(query).map(term).collect();
        for (word, entity) in context.into_iter().flat_map(self::terms).filter(|(word, _)| word.content) {
            let behind = term((word, entity));
            terms.push(Term { weight: behind.weight * BEHIND, content: false, ..behind });
        }
        let words = vocabulary.entries.len();
        Self {
            near: vec![0.0; terms.len() * words],
            nearest: vec![f32::NAN; words],
            best: Vec::new(),
            vocabulary,
            terms,
        }
    }

    /// How well a query and an utterance cover each other: the geometric mean of both directions, each the weighted mean
    /// of every word's best counterpart.
    pub(super) fn align(&mut self, utterance: &[WordNumber]) -> f32 {
        let (mut found, mut all) = (0.0, 0.0);
        self.cover(utterance);
        for (term, best) in self.terms.iter().zip(&self.best) {
            found += best * term.weight;
            all += term.weight;
        }
        let forth = if all > 0.0 { found / all } else { 0.0 };
        let (mut found, mut all) = (0.0, 0.0);
        for &word in utterance {
            let weight = self.vocabulary.weight(word);
            found += self.nearest[word as usize] * weight;
            all += weight;
        }
        let back = if all > 0.0 { found / all } else { 0.0 };
        (forth * back).sqrt()
    }

    /// How these words cover the query's content.
    pub(super) fn coverage(&mut self, words: &[WordNumber], focus: Option<&str>) -> Coverage {
        let (mut open, mut all) = (0.0, 0.0);
        self.cover(words);
        for (term, best) in self.terms.iter().zip(&self.best).filter(|(term, _)| term.content) {
            open += (1.0 - best) * term.weight;
            all += term.weight;
        }
        let focus = focus.and_then(|focus| self.terms.iter().position(|term| term.text == focus));
        Coverage {
            uncovered: if all > 0.0 { open / all } else { 0.0 },
            focus: focus.map_or(1.0, |term| self.best[term]),
        }
    }

    /// The words of the query's content that none of these is near.
    pub(super) fn missing(&mut self, words: &[WordNumber]) -> Vec<String> {
        self.cover(words);
        let missing = self.terms.iter().zip(&self.best).filter(|(term, best)| term.content && **best < COVERED);
        missing.map(|(term, _)| term.text.clone()).collect()
    }

    /// Finds each term's best counterpart among these words.
    fn cover(&mut self, words: &[WordNumber]) {
        let terms = self.terms.len();
        self.best.clear();
        self.best.resize(terms, 0.0);
        for &word in words {
            let near = &mut self.near[word as usize * terms..][..terms];
            let nearest = &mut self.nearest[word as usize];
            if nearest.is_nan() {
                let entry = &self.vocabulary.entries[word as usize];
                near.iter_mut().zip(&self.terms).for_each(|(near, term)| *near = compare(term, word, entry));
                *nearest = near.iter().copied().fold(0.0, greater);
            }
            self.best.iter_mut().zip(near).for_each(|(best, near)| *best = greater(*best, *near));
        }
    }
}
