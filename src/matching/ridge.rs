//! Ridge regression on one-hot classes, solved in closed form when the knowledge loads.
//!
//! Solved in the primal, `W = (X'X + lambda I)^-1 X'Y`, so that the cost hardly grows with the number of utterances.
//! Leave-one-out scores come from the same factor: with `h = x' (X'X + lambda I)^-1 x`, the score of a training row by a
//! model that has not seen it is `(x'W - h y) / (1 - h)` (Rifkin and Lippert, "Notes on Regularized Least Squares",
//! MIT-CSAIL-TR-2007-025).

use faer::linalg::solvers::{Llt, Solve};
use faer::{Mat, Side};

use super::parallel;

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
        let (first, second) = rows.split_at(rows.len() / 2);
        let halves = parallel::map(&[first, second], |rows| {
            let mut squares = Mat::<f32>::zeros(length, length);
            for rows in rows.chunks(CHUNK) {
                let x = Mat::from_fn(rows.len(), length, |i, j| rows[i][j]);
                squares += x.transpose() * &x;
            }
            squares
        });
        let mut squares = halves.into_iter().fold(Mat::zeros(length, length), |sum, half| sum + half);
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

    /// How much each of these training rows has its own score to itself: the `h` of leave-one-out.
    pub(super) fn leverages(&self, rows: &[&[f32]]) -> Vec<f32> {
        let Some(factor) = self.factor.as_ref().filter(|_| !rows.is_empty()) else { return vec![0.0; rows.len()] };
        let columns = Mat::from_fn(rows[0].len(), rows.len(), |i, j| rows[j][i]);
        let solved = factor.solve(&columns);
        let leverage =
            |(j, row): (usize, &&[f32])| row.iter().enumerate().map(|(i, value)| value * solved[(i, j)]).sum();
        rows.iter().enumerate().map(leverage).collect()
    }

    /// The scores of a training row of this class and leverage by a model that has not seen it.
    pub(super) fn held_out(&self, row: &[f32], label: usize, leverage: f32) -> Vec<f32> {
        let mut scores = self.scores(row);
        let rest = (1.0 - leverage).max(f32::EPSILON);
        for (class, score) in scores.iter_mut().enumerate() {
            let truth = if class == label { leverage } else { 0.0 };
            *score = (*score - truth) / rest;
        }
        scores
    }
}
