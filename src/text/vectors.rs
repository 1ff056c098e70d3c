//! Word vectors: which words mean nearly the same. The table and where it comes from: assets/vectors/README.md.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Length of a word vector.
pub const DIMENSIONS: usize = 128;

/// A word's direction, of unit length.
pub type WordVector = [f32; DIMENSIONS];

static TABLE: &[u8] = include_bytes!("../../assets/vectors/minilm-l6-128-int8.sem1");

/// The table of word pieces inside the binary.
#[derive(Debug)]
pub struct Vectors {
    rows: FxHashMap<&'static str, u32>,
    ranks: &'static [u8],
    cells: &'static [u8],
    scales: &'static [u8],
}

impl Vectors {
    /// The table inside the binary; read once, about 2 ms.
    ///
    /// ```
    /// use attache::text::{Direction, Vectors};
    /// let vectors = Vectors::shared();
    /// let direction = |word| Direction::of(&vectors.word(word).unwrap());
    /// let close = direction("weapons").cosine(&direction("guns"));
    /// assert!((close - 0.771).abs() < 0.005); // the check value published with the table
    /// ```
    ///
    /// # Panics
    /// Only if the table inside the binary is broken, which a test would have shown.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Vectors> = LazyLock::new(|| Vectors::read(TABLE).expect("the vector table is whole"));
        &SHARED
    }

    /// Reads the format `SEM1` (assets/vectors/README.md).
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
        if bytes.get(..4)? != b"SEM1" || number(8)? != DIMENSIONS || number(16)? != 1 {
            return None;
        }
        let (count, keys_length) = (number(4)?, number(12)?);
        let (keys, rest) = bytes.get(20..)?.split_at_checked(keys_length)?;
        let (ranks, rest) = rest.split_at_checked(count * 2)?;
        let (cells, scales) = rest.split_at_checked(count * DIMENSIONS)?;
        let rows: FxHashMap<_, _> = std::str::from_utf8(keys).ok()?.split('\n').zip(0u32..).collect();
        (rows.len() == count && scales.len() == count * 4).then_some(Self { rows, ranks, cells, scales })
    }

    /// Whether the table holds this folded word whole: then it is a word, not a slip.
    pub fn is_word(&self, word: &str) -> bool {
        self.rows.contains_key(word)
    }

    /// How common a word is: 1 for the most common; `None` if it is not in the table whole.
    pub fn rank(&self, word: &str) -> Option<u16> {
        let row = *self.rows.get(word)? as usize;
        let rank = u16::from_le_bytes([self.ranks[row * 2], self.ranks[row * 2 + 1]]);
        (rank > 0).then_some(rank)
    }

    /// How rare a word is in English at large, 0 to 1, by Zipf's law over its rank: a word in no table is as rare as can be.
    pub fn rarity(&self, word: &str) -> f32 {
        const RANKS: f32 = 10.2; // ln(27,558): the last rank of the table
        self.rank(word).map_or(1.0, |rank| f32::from(rank).ln() / RANKS)
    }

    /// The vector of a folded word: its own, or the mean of the longest pieces it can be cut into, greedily from the
    /// left. `None` if some part of it is in no piece.
    pub fn word(&self, word: &str) -> Option<WordVector> {
        if let Some(&row) = self.rows.get(word) {
            return Some(self.row(row as usize));
        }
        let mut sum = [0.0; DIMENSIONS];
        let mut start = 0;
        let mut piece = String::new();
        while start < word.len() {
            let ends = (start + 1..=word.len()).rev().filter(|&end| word.is_char_boundary(end));
            let (end, row) = ends.into_iter().find_map(|end| {
                piece.clear();
                piece.push_str(if start == 0 { "" } else { "##" });
                piece.push_str(&word[start..end]);
                self.rows.get(piece.as_str()).map(|&row| (end, row))
            })?;
            for (total, cell) in sum.iter_mut().zip(self.row(row as usize)) {
                *total += cell;
            }
            start = end;
        }
        unit(sum)
    }

    #[allow(clippy::cast_possible_wrap)] // the cells are signed bytes
    fn row(&self, row: usize) -> WordVector {
        let scale = &self.scales[row * 4..row * 4 + 4];
        let scale = f32::from_le_bytes([scale[0], scale[1], scale[2], scale[3]]);
        let mut vector = [0.0; DIMENSIONS];
        for (place, &cell) in vector.iter_mut().zip(&self.cells[row * DIMENSIONS..(row + 1) * DIMENSIONS]) {
            *place = f32::from(cell as i8) * scale;
        }
        vector
    }
}

/// Scales to unit length; `None` for a vector of no length.
fn unit(mut vector: WordVector) -> Option<WordVector> {
    let norm = vector.iter().map(|cell| cell * cell).sum::<f32>().sqrt();
    if norm <= f32::EPSILON {
        return None;
    }
    for cell in &mut vector {
        *cell /= norm;
    }
    Some(vector)
}

/// How near two forms of one word are.
pub const SAME_STEM: f32 = 0.95;
/// Cosines up to this are chance.
const CHANCE: f32 = 0.3;

/// A unit vector in fixed point, for comparing: a third of the time that floats take, and the same sum in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction([i16; DIMENSIONS]);

/// What 1 is in fixed point: the cosine of two unit vectors, at most `ONE * ONE`, then fits in 32 bits.
const ONE: f32 = 8192.0;

impl Direction {
    /// Of a unit vector.
    #[allow(clippy::cast_possible_truncation)] // a cell is at most 1
    pub fn of(vector: &WordVector) -> Self {
        Self(vector.map(|cell| (cell * ONE).round() as i16))
    }

    /// How near another word is, 0 to 1: its cosine above chance, and never nearer than another form of the same word.
    pub fn nearness(&self, other: &Self) -> f32 {
        ((self.cosine(other) - CHANCE) / (1.0 - CHANCE)).clamp(0.0, SAME_STEM)
    }

    /// The cosine with another.
    pub fn cosine(&self, other: &Self) -> f32 {
        let products = self.0.iter().zip(&other.0).map(|(&a, &b)| i32::from(a) * i32::from(b));
        products.sum::<i32>() as f32 / (ONE * ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_values_of_the_table_hold() {
        let vectors = Vectors::shared();
        for (a, b, expect) in [
            ("weapons", "guns", 0.771),
            ("envoy", "ambassador", 0.590),
            ("frontier", "border", 0.337),
            ("corridor", "banana", -0.008),
        ] {
            let direction = |word| Direction::of(&vectors.word(word).unwrap());
            let found = direction(a).cosine(&direction(b));
            assert!((found - expect).abs() < 0.002, "{a}/{b}: {found}");
        }
    }

    #[test]
    fn an_unknown_word_is_the_mean_of_its_pieces() {
        let vectors = Vectors::shared();
        assert!(!vectors.is_word("demarcating"));
        assert!(vectors.word("demarcating").is_some());
        assert!(vectors.word("\u{1f0a1}").is_none());
    }
}
