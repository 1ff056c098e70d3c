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

/// Rows are made and squared so many at a time: all of them would be most of the memory that training takes.
const CHUNK: usize = 256;

/// A trained linear model: a score for every class.
#[derive(Debug, Clone)]
pub(super) struct Ridge {
    classes: usize,
    /// One row of `classes` weights for each place of a vector.
    weights: Vec<f32>,
    /// The factor of `X'X + lambda I`, for leave-one-out scores; `None` once it is not needed.
    factor: Option<Llt<f32>>,
}

impl Ridge {
    /// Trains on things that have a row of this length and a class each. Rows are made when they are needed and not kept.
    pub(super) fn train<T: Sync>(
        things: &[T],
        length: usize,
        classes: usize,
        row: impl Fn(&T) -> (Vec<f32>, usize) + Sync,
    ) -> Self {
        let (first, second) = things.split_at(things.len() / 2);
        let halves = parallel::map(&[first, second], |things| {
            let mut squares = Mat::<f32>::zeros(length, length);
            let mut targets = Mat::<f32>::zeros(length, classes);
            for things in things.chunks(CHUNK) {
                let (rows, labels): (Vec<_>, Vec<_>) = things.iter().map(&row).unzip();
                let x = Mat::from_fn(rows.len(), length, |i, j| rows[i][j]);
                squares += x.transpose() * &x;
                for (row, label) in rows.iter().zip(labels) {
                    row.iter().enumerate().for_each(|(place, value)| targets[(place, label)] += value);
                }
            }
            (squares, targets)
        });
        let (mut squares, mut targets) = (Mat::zeros(length, length), Mat::zeros(length, classes));
        for (half_of_squares, half_of_targets) in halves {
            squares += half_of_squares;
            targets += half_of_targets;
        }
        for i in 0..length {
            squares[(i, i)] += LAMBDA;
        }
        // Squares with a raised diagonal are positive definite whatever the rows.
        let Ok(factor) = Llt::new(squares.as_ref(), Side::Lower) else {
            return Self { classes, weights: vec![0.0; length * classes], factor: None };
        };
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
    pub(super) fn leverages(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let Some(factor) = self.factor.as_ref().filter(|_| !rows.is_empty()) else { return vec![0.0; rows.len()] };
        let columns = Mat::from_fn(rows[0].len(), rows.len(), |i, j| rows[j][i]);
        let solved = factor.solve(&columns);
        let leverage =
            |(j, row): (usize, &Vec<f32>)| row.iter().enumerate().map(|(i, value)| value * solved[(i, j)]).sum();
        rows.iter().enumerate().map(leverage).collect()
    }

    /// Forgets the factor: leverages are 0 from then on.
    pub(super) fn forget_factor(&mut self) {
        self.factor = None;
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
