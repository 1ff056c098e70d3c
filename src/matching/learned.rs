//! What training a matcher comes to: numbers and words, to be kept beside the knowledge.

use super::gate::Gate;

/// Everything that a [`Matcher`](super::Matcher) learns from texts that it does not need afterwards.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Learned {
    /// For each intent, gap and kind of small talk the words of its paraphrases, as numbers in `words`.
    pub heard: Vec<Vec<u32>>,
    /// Words; those that name an entity are its id behind an `@`.
    pub words: Vec<String>,
    /// The weights of the linear model.
    pub rows: Rows,
    /// When to answer.
    pub gate: Gate,
}

/// Rows of a matrix in eight bits a cell, each with its own step.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rows {
    /// What 1 stands for in each row.
    pub scales: Vec<f32>,
    /// Row by row.
    pub cells: Vec<i8>,
}

impl Rows {
    /// Rounds each row to 63 steps.
    #[allow(clippy::cast_possible_truncation)] // at most 31 by construction
    pub(super) fn round(rows: impl Iterator<Item = Vec<f32>>) -> Self {
        let mut rounded = Self::default();
        for row in rows {
            let greatest = row.iter().fold(0.0, |greatest: f32, cell| greatest.max(cell.abs()));
            let scale = if greatest > 0.0 { greatest / 31.0 } else { 1.0 };
            rounded.cells.extend(row.iter().map(|cell| (cell / scale).round() as i8));
            rounded.scales.push(scale);
        }
        rounded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_off_by_half_a_step_at_most() {
        let row: Vec<_> = (0..40u16).map(|at| f32::from(at * 7 % 89) - 44.0).collect();
        let Rows { scales, cells } = Rows::round([row.clone(), vec![0.0, 0.0]].into_iter());
        let off = |(exact, cell): (&f32, &i8)| (exact - f32::from(*cell) * scales[0]).abs();
        assert!(row.iter().zip(&cells).map(off).all(|off| off <= scales[0] / 2.0 + 1e-6));
        assert_eq!(cells[40..], [0, 0]);
    }
}
