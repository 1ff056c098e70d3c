//! Soft alignment: each word's best counterpart, both ways.

use std::collections::HashMap;

use super::query::{Query, Weights, Word, vector};
use crate::knowledge::EntityIx;
use crate::text::{WordVector, cosine};

/// Number of a word in a [`Vocabulary`].
pub(super) type WordNumber = u32;

/// The knowledge's words, with what is needed to compare them.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<(String, Option<EntityIx>), WordNumber>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    text: String,
    stem: String,
    entity: Option<EntityIx>,
    vector: Option<WordVector>,
    weight: f32,
}

/// Same stem, other ending.
const SAME_STEM: f32 = 0.95;
/// Cosines up to this are chance.
const CHANCE: f32 = 0.3;

impl Vocabulary {
    /// The numbers of a query's words, learning those that are new. Words that name one entity count as one.
    pub(super) fn learn(&mut self, query: &Query, weights: &Weights) -> Vec<WordNumber> {
        terms(query)
            .map(|(word, entity)| {
                let key = (if entity.is_some() { String::new() } else { word.text.clone() }, entity);
                *self.numbers.entry(key).or_insert_with(|| {
                    self.entries.push(Entry {
                        text: word.text.clone(),
                        stem: word.stem.clone(),
                        entity,
                        vector: vector(word),
                        weight: weights.of(word),
                    });
                    u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
                })
            })
            .collect()
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
pub(super) struct Term {
    pub(super) text: String,
    pub(super) stem: String,
    pub(super) entity: Option<EntityIx>,
    pub(super) weight: f32,
    pub(super) content: bool,
    /// Place of its last word.
    vector: Option<WordVector>,
}

/// A query against the vocabulary: similarities are worked out once each, when first asked for.
pub(super) struct Aligner<'a> {
    vocabulary: &'a Vocabulary,
    pub(super) terms: Vec<Term>,
    known: Vec<f32>,
}

impl<'a> Aligner<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, query: &Query, weights: &Weights) -> Self {
        let terms: Vec<_> = terms(query)
            .map(|(word, entity)| Term {
                text: word.text.clone(),
                stem: word.stem.clone(),
                entity,
                weight: weights.of(word).max(if entity.is_some() { 0.5 } else { 0.0 }),
                content: word.content,
                vector: vector(word),
            })
            .collect();
        Self { known: vec![f32::NAN; terms.len() * vocabulary.entries.len()], vocabulary, terms }
    }

    /// How near a term is to a word of the vocabulary, 0 to 1.
    pub(super) fn similarity(&mut self, term: usize, word: WordNumber) -> f32 {
        let place = term * self.vocabulary.entries.len() + word as usize;
        if self.known[place].is_nan() {
            let (term, entry) = (&self.terms[term], &self.vocabulary.entries[word as usize]);
            self.known[place] = match (term.entity, entry.entity) {
                (Some(a), Some(b)) => f32::from(a == b), // two names are the same or they are not
                _ if term.text == entry.text => 1.0,
                _ if term.stem == entry.stem => SAME_STEM,
                _ => match (&term.vector, &entry.vector) {
                    (Some(a), Some(b)) => ((cosine(a, b) - CHANCE) / (1.0 - CHANCE)).clamp(0.0, SAME_STEM),
                    _ => 0.0,
                },
            };
        }
        self.known[place]
    }

    /// How well a query and an utterance cover each other: the geometric mean of both directions, each the weighted mean
    /// of every word's best counterpart.
    pub(super) fn align(&mut self, utterance: &[WordNumber]) -> f32 {
        let mut found = 0.0;
        let mut all = 0.0;
        let mut back = vec![0.0f32; utterance.len()];
        for term in 0..self.terms.len() {
            let mut best = 0.0f32;
            for (place, &word) in utterance.iter().enumerate() {
                let similarity = self.similarity(term, word);
                best = best.max(similarity);
                back[place] = back[place].max(similarity);
            }
            found += best * self.terms[term].weight;
            all += self.terms[term].weight;
        }
        let forth = if all > 0.0 { found / all } else { 0.0 };
        let weights = utterance.iter().map(|&word| self.vocabulary.weight(word));
        let (hit, total) = back.iter().zip(weights).fold((0.0, 0.0), |(hit, total), (b, w)| (hit + b * w, total + w));
        let back = if total > 0.0 { hit / total } else { 0.0 };
        (forth * back).sqrt()
    }

    /// The share, by weight, of the query's content that none of these words is near, 0 to 1; and which terms those are.
    pub(super) fn uncovered(&mut self, words: &[WordNumber]) -> (f32, Vec<usize>) {
        let mut open = 0.0;
        let mut all = 0.0;
        let mut missing = Vec::new();
        for term in 0..self.terms.len() {
            if !self.terms[term].content {
                continue;
            }
            let best = words.iter().map(|&word| self.similarity(term, word)).fold(0.0f32, f32::max);
            let weight = self.terms[term].weight;
            open += (1.0 - best) * weight;
            all += weight;
            if best < 0.5 {
                missing.push(term);
            }
        }
        (if all > 0.0 { open / all } else { 0.0 }, missing)
    }
}
