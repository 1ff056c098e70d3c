//! An utterance as a vector of fixed length: stems, pairs of stems and entities, and character n-grams, hashed; then the
//! mean of its word vectors.
//!
//! The three blocks have fixed lengths, so that the dot product of two utterances is a mean of three cosines, that of the
//! vectors counting most: the shares that did best on two public intent sets and the briefing's questions. Hashing
//! with signs keeps dot products right on average (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning",
//! 2009): it spares a vocabulary, words that the knowledge lacks still count in an utterance's length, and training is
//! solved in a few hundred dimensions however many utterances there are.

use std::ops::{Range, RangeInclusive};

use super::query::{Query, Weights, vector};
use crate::knowledge::KnowledgeBase;
use crate::text::DIMENSIONS;

/// Dimensions of the hashed block.
const HASHED: usize = 896;
/// Length of an utterance's vector.
pub(super) const LENGTH: usize = HASHED + DIMENSIONS;
/// Each feature goes to this many places: collisions of two features then rarely meet in all.
const PLACES: usize = 4;

const STEM_SHARE: f32 = 0.175;
const CHARACTER_SHARE: f32 = 0.175;
const VECTOR_SHARE: f32 = 0.65;
/// A pair of stems counts half of what its words do.
const PAIR_WEIGHT: f32 = 0.5;
/// Lengths of character n-grams, within a word and its boundaries.
const GRAMS: RangeInclusive<usize> = 3..=4;

/// The vector of a question.
pub(super) fn features(query: &Query, weights: &Weights, knowledge: &KnowledgeBase) -> Vec<f32> {
    let weights: Vec<f32> = query.words.iter().map(|word| weights.of(word)).collect();
    let mut stems = Block::new();
    let mut characters = Block::new();
    let mut vector = vec![0.0; LENGTH];
    let mean = &mut vector[HASHED..];
    let units = units(query, knowledge);
    for (at, unit) in units.iter().enumerate() {
        let weight = weights[unit.words.clone()].iter().copied().fold(0.0, f32::max);
        let name = Key::EMPTY.then(unit.name);
        stems.add(name.mixed(), weight);
        let next = units.get(at + 1).map_or(END, |next| next.name);
        stems.add(name.then(b" ").then(next).mixed(), weight * PAIR_WEIGHT);
    }
    let mut bounded = String::new();
    let mut ends = Vec::new();
    for (word, weight) in query.words.iter().zip(weights) {
        bounded.clear();
        bounded.extend(["<", &word.text, ">"]);
        ends.clear();
        ends.extend(bounded.char_indices().map(|(at, _)| at).skip(1).chain([bounded.len()]));
        let mut start = 0;
        for (first, &next_start) in ends.iter().enumerate() {
            let (mut gram, mut from) = (Key::EMPTY.then(b"#"), start);
            for (length, &end) in (1..=*GRAMS.end()).zip(&ends[first..]) {
                gram = gram.then(&bounded.as_bytes()[from..end]);
                from = end;
                if GRAMS.contains(&length) {
                    characters.add(gram.mixed(), weight);
                }
            }
            start = next_start;
        }
        if let Some(cells) = self::vector(word) {
            mean.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += weight * cell);
        }
    }
    let norm = mean.iter().map(|cell| cell * cell).sum::<f32>().sqrt().max(f32::EPSILON);
    for cell in mean {
        *cell *= VECTOR_SHARE.sqrt() / norm;
    }
    stems.spread(STEM_SHARE.sqrt(), &mut vector[..HASHED]);
    characters.spread(CHARACTER_SHARE.sqrt(), &mut vector[..HASHED]);
    vector
}

/// A feature's key in the making: FNV-1a over its bytes.
#[derive(Clone, Copy)]
struct Key(u64);

impl Key {
    const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    fn then(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    /// Mixed so that every bit depends on all.
    fn mixed(self) -> u64 {
        let hash = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^ (hash >> 33)
    }
}

/// What follows the last word in its pair.
const END: &[u8] = b"$";

/// A word, or the entity that several words name.
struct Unit<'a> {
    name: &'a [u8],
    words: Range<usize>,
}

fn units<'a>(query: &'a Query, knowledge: &'a KnowledgeBase) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    let mut at = 0;
    let mut mentions = query.mentions.iter().peekable();
    while at < query.words.len() {
        let mention = mentions.next_if(|mention| mention.words.start == at);
        let (name, end) = match mention {
            Some(mention) => (knowledge[mention.entity].id.as_bytes(), mention.words.end),
            None => (query.words[at].stem.as_bytes(), at + 1),
        };
        units.push(Unit { name, words: at..end });
        at = end;
    }
    units
}

/// Features of one sort, hashed.
struct Block {
    cells: [f32; HASHED],
}

impl Block {
    const fn new() -> Self {
        Self { cells: [0.0; HASHED] }
    }

    fn add(&mut self, mut key: u64, weight: f32) {
        for _ in 0..PLACES {
            let sign = if key & 1 == 0 { 1.0 } else { -1.0 };
            #[allow(clippy::cast_possible_truncation)] // 15 bits
            let place = (key >> 1 & 0x7fff) as usize % HASHED;
            self.cells[place] += sign * weight;
            key >>= 16;
        }
    }

    /// Adds the block to a vector, scaled to this length.
    fn spread(&self, length: f32, to: &mut [f32]) {
        let norm = self.cells.iter().map(|cell| cell * cell).sum::<f32>().sqrt().max(f32::EPSILON);
        to.iter_mut().zip(&self.cells).for_each(|(to, cell)| *to += cell * length / norm);
    }
}
