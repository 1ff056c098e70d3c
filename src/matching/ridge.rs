//! Ridge regression on one-hot classes, solved in closed form when the knowledge loads.
//!
//! Solved in the primal, `W = (X'X + lambda I)^-1 X'Y`, so that the cost hardly grows with the number of utterances.
//! Leave-one-out scores come from the same factor: with `h = x' (X'X + lambda I)^-1 x`, the score of a training row by a
//! model that has not seen it is `(x'W - h y) / (1 - h)` (Rifkin and Lippert, "Notes on Regularized Least Squares",
//! MIT-CSAIL-TR-2007-025).

use faer::linalg::solvers::{Llt, Solve};
use faer::{Mat, Side};

/// What the diagonal of `X'X` is raised by; rows have unit length. Strong: a handful of utterances a class says little on
/// its own.
const LAMBDA: f32 = 1.0;

/// Rows are squared so many at a time: a copy of all of them would be most of the memory that training takes.
const CHUNK: usize = 256;

/// A trained linear model: a score for every class.
#[derive(Debug, Clone)]
pub(super) struct Ridge {
    classes: usize,
    /// One row of `classes` weights for each place of a vector.
    weights: Vec<f32>,
    /// The factor of `X'X + lambda I`, for leave-one-out scores; `None` of no rows.
    factor: Option<Llt<f32>>,
}

impl Ridge {
    /// Trains on rows of equal length with a class each.
    pub(super) fn train(rows: &[Vec<f32>], labels: &[usize], classes: usize) -> Self {
        let length = rows.first().map_or(0, Vec::len);
        let mut squares = Mat::<f32>::zeros(length, length);
        for rows in rows.chunks(CHUNK) {
            let x = Mat::from_fn(rows.len(), length, |i, j| rows[i][j]);
            squares += x.transpose() * &x;
        }
        for i in 0..length {
            squares[(i, i)] += LAMBDA;
        }
        // Squares with a raised diagonal are positive definite whatever the rows.
        let Ok(factor) = Llt::new(squares.as_ref(), Side::Lower) else {
            return Self { classes, weights: vec![0.0; length * classes], factor: None };
        };
        let mut targets = Mat::<f32>::zeros(length, classes);
        for (row, &label) in rows.iter().zip(labels) {
            for (place, value) in row.iter().enumerate() {
                targets[(place, label)] += value;
            }
        }
        let solved = factor.solve(&targets);
        let weights =
            (0..length).flat_map(|place| (0..classes).map(move |class| (place, class))).map(|at| solved[at]).collect();
        Self { classes, weights, factor: Some(factor) }
    }

    /// The score of every class.
    pub(super) fn scores(&self, row: &[f32]) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for (&value, weights) in row.iter().zip(self.weights.chunks_exact(self.classes.max(1))) {
            if value != 0.0 {
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight * value);
            }
        }
        scores
    }

    /// The scores of a training row of this class by a model that has not seen it.
    pub(super) fn held_out(&self, row: &[f32], label: usize) -> Vec<f32> {
        let mut scores = self.scores(row);
        let column = Mat::from_fn(row.len(), 1, |i, _| row[i]);
        let leverage = self.factor.as_ref().map_or(0.0, |factor| {
            let solved = factor.solve(&column);
            row.iter().enumerate().map(|(place, value)| value * solved[(place, 0)]).sum::<f32>()
        });
        let rest = (1.0 - leverage).max(f32::EPSILON);
        for (class, score) in scores.iter_mut().enumerate() {
            let truth = if class == label { leverage } else { 0.0 };
            *score = (*score - truth) / rest;
        }
        scores
    }
}
