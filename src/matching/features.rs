//! An utterance as numbers: stems, pairs of stems and entities, character n-grams, and the mean of its word vectors.
//!
//! The three blocks have unit length each and are weighed as `(stems + characters + 2 x vectors) / 4` in a kernel: the
//! weights that did best on five public intent sets.

use std::collections::HashMap;

use super::query::{Query, Weights, vector};
use crate::knowledge::KnowledgeBase;
use crate::text::DIMENSIONS;

/// A sparse block and a dense one, scaled so that the dot product of two is their kernel.
#[derive(Debug, Clone, Default)]
pub(super) struct Features {
    /// Feature number and value, by number.
    pub(super) sparse: Vec<(u32, f32)>,
    /// The mean word vector; empty if no word has one.
    pub(super) dense: Vec<f32>,
}

const STEM_SHARE: f32 = 0.25;
const CHARACTER_SHARE: f32 = 0.25;
const VECTOR_SHARE: f32 = 0.5;
/// A pair of stems counts half of what its words do.
const PAIR_WEIGHT: f32 = 0.5;
/// Lengths of character n-grams, within a word and its boundaries.
const GRAMS: std::ops::RangeInclusive<usize> = 3..=4;

/// Numbers the features: grows while it trains, fixed afterwards.
#[derive(Debug, Clone, Default)]
pub(super) struct Space {
    numbers: HashMap<String, u32>,
    fixed: bool,
}

impl Space {
    /// From now on an unknown feature is dropped, though its weight still counts in the length of its block: words
    /// that the knowledge lacks make an utterance less like any of it.
    pub(super) fn fix(&mut self) {
        self.fixed = true;
    }

    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    fn number(&mut self, feature: &str) -> Option<u32> {
        if let Some(&number) = self.numbers.get(feature) {
            return Some(number);
        }
        if self.fixed {
            return None;
        }
        let number = u32::try_from(self.numbers.len()).ok()?;
        self.numbers.insert(feature.to_owned(), number);
        Some(number)
    }

    pub(super) fn learn(&mut self, query: &Query, weights: &Weights, knowledge: &KnowledgeBase) -> Features {
        features(query, weights, knowledge, |feature| self.number(feature))
    }

    pub(super) fn read(&self, query: &Query, weights: &Weights, knowledge: &KnowledgeBase) -> Features {
        features(query, weights, knowledge, |feature| self.numbers.get(feature).copied())
    }
}

fn features(
    query: &Query,
    weights: &Weights,
    knowledge: &KnowledgeBase,
    mut number: impl FnMut(&str) -> Option<u32>,
) -> Features {
    let mut stems = Block::default();
    let mut characters = Block::default();
    let mut mean = [0.0f32; DIMENSIONS];
    let units = units(query, knowledge);
    for (at, unit) in units.iter().enumerate() {
        stems.add(number(&unit.name), unit.weight(weights));
        let next = units.get(at + 1).map_or("$", |next| next.name.as_str());
        stems.add(number(&format!("{} {next}", unit.name)), unit.weight(weights) * PAIR_WEIGHT);
    }
    for word in &query.words {
        let weight = weights.of(word);
        let bounded: Vec<char> = format!("<{}>", word.text).chars().collect();
        for gram in GRAMS.flat_map(|length| bounded.windows(length)) {
            let gram: String = gram.iter().collect();
            characters.add(number(&format!("#{gram}")), weight);
        }
        if let Some(vector) = vector(word) {
            mean.iter_mut().zip(vector).for_each(|(sum, cell)| *sum += weight * cell);
        }
    }
    let norm = mean.iter().map(|cell| cell * cell).sum::<f32>().sqrt();
    let dense = if norm > 0.0 { mean.iter().map(|cell| cell / norm * VECTOR_SHARE.sqrt()).collect() } else { Vec::new() };
    let mut sparse = stems.scaled(STEM_SHARE.sqrt());
    sparse.extend(characters.scaled(CHARACTER_SHARE.sqrt()));
    sparse.sort_by_key(|&(number, _)| number);
    Features { sparse, dense }
}

/// A word, or the entity that several words name.
struct Unit<'a> {
    name: String,
    words: &'a [super::query::Word],
}

impl Unit<'_> {
    fn weight(&self, weights: &Weights) -> f32 {
        self.words.iter().map(|word| weights.of(word)).fold(0.0, f32::max)
    }
}

fn units<'a>(query: &'a Query, knowledge: &KnowledgeBase) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    let mut at = 0;
    let mut mentions = query.mentions.iter().peekable();
    while at < query.words.len() {
        let mention = mentions.next_if(|mention| mention.words.start == at);
        let (name, end) = match mention {
            Some(mention) => (format!("@{}", knowledge[mention.entity].id), mention.words.end),
            None => (query.words[at].stem.clone(), at + 1),
        };
        units.push(Unit { name, words: &query.words[at..end] });
        at = end;
    }
    units
}

#[derive(Default)]
struct Block {
    values: HashMap<u32, f32>,
    /// Squares of what has no number.
    dropped: f32,
}

impl Block {
    fn add(&mut self, number: Option<u32>, weight: f32) {
        match number {
            Some(number) => *self.values.entry(number).or_default() += weight,
            None => self.dropped += weight * weight,
        }
    }

    fn scaled(self, share: f32) -> Vec<(u32, f32)> {
        let mut values: Vec<_> = self.values.into_iter().collect();
        values.sort_by_key(|&(number, _)| number); // a fixed order of sums, whatever the map's
        let norm = (values.iter().map(|(_, value)| value * value).sum::<f32>() + self.dropped).sqrt();
        values.iter_mut().for_each(|(_, value)| *value *= share / norm.max(f32::EPSILON));
        values
    }
}
