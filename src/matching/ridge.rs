//! Ridge regression on one-hot classes, solved in closed form when the knowledge loads.
//!
//! Solved in the primal, `W = (X'X + lambda I)^-1 X'Y`, so that the cost hardly grows with the number of utterances.
//! Leave-one-out scores come from the same factor: with `h = x' (X'X + lambda I)^-1 x`, the score of a training row by a
//! model that has not seen it is `(x'W - h y) / (1 - h)` (Rifkin and Lippert, "Notes on Regularized Least Squares",
//! MIT-CSAIL-TR-2007-025).

use faer::linalg::matmul::triangular::{BlockStructure, matmul};
use faer::linalg::solvers::{Llt, Solve};
use faer::{Accum, ColRef, Mat, Par, Side};

use super::learned::Rows;
use super::parallel;

/// What the diagonal of `X'X` is raised by; rows have unit length. Strong: a handful of utterances a class says little on
/// its own.
const LAMBDA: f32 = 1.15;

/// Rows are made and squared so many at a time: all of them would be most of the memory that training takes.
const CHUNK: usize = 256;

/// A trained linear model: a score for every class.
#[derive(Debug, Clone)]
pub(super) struct Ridge {
    /// The weights: a row for each class, a column for each place of a vector. Whole multiples of a row's smallest step, so that
    /// what is kept is what was learned.
    weights: Mat<f32>,
    /// The factor of `X'X + lambda I`, for leave-one-out scores; `None` once it is not needed.
    factor: Option<Llt<f32>>,
}

impl Ridge {
    /// Trains on things that have a row of this length and a class each; with what is to be kept of it. Rows are made when they
    /// are needed and not kept.
    pub(super) fn train<T: Sync>(
        things: &[T],
        length: usize,
        classes: usize,
        row: impl Fn(&T) -> (Vec<f32>, usize) + Sync,
    ) -> (Self, Rows) {
        let (first, second) = things.split_at(things.len() / 2);
        let halves = parallel::map(&[first, second], |things| {
            let mut squares = Mat::<f32>::zeros(length, length);
            let mut targets = Mat::<f32>::zeros(length, classes);
            for things in things.chunks(CHUNK) {
                let (rows, labels): (Vec<_>, Vec<_>) = things.iter().map(&row).unzip();
                let x = Mat::from_fn(rows.len(), length, |i, j| rows[i][j]);
                // The half on and below the diagonal is all that the factor reads.
                let (lower, whole) = (BlockStructure::TriangularLower, BlockStructure::Rectangular);
                matmul(&mut squares, lower, Accum::Add, x.transpose(), whole, &x, whole, 1.0, Par::Seq);
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
            return (Self { weights: Mat::zeros(classes, length), factor: None }, Rows::default());
        };
        let exact = factor.solve(&targets);
        let rows = Rows::round((0..classes).map(|class| exact.col(class).iter().copied().collect()));
        (Self { factor: Some(factor), ..Self::of(&rows, length) }, rows)
    }

    /// What training made of rows of this length.
    pub(super) fn of(rows: &Rows, length: usize) -> Self {
        let mut weights = Mat::zeros(rows.scales.len(), length);
        for (class, (cells, scale)) in rows.cells.chunks_exact(length).zip(&rows.scales).enumerate() {
            cells.iter().enumerate().for_each(|(place, &cell)| weights[(class, place)] = f32::from(cell) * scale);
        }
        Self { weights, factor: None }
    }

    /// The score of every class.
    pub(super) fn scores(&self, row: &[f32]) -> Vec<f32> {
        (&self.weights * ColRef::from_slice(row)).iter().copied().collect()
    }

    /// The scores of training rows of these classes by a model that has not seen them.
    pub(super) fn held_out(&self, rows: &[Vec<f32>], labels: &[usize]) -> Vec<Vec<f32>> {
        let columns = Mat::from_fn(self.weights.ncols(), rows.len(), |i, j| rows[j][i]);
        let scores = &self.weights * &columns;
        // How much each row has its own score to itself.
        let solved = self.factor.as_ref().map(|factor| factor.solve(&columns));
        let leverage =
            |row: usize| solved.as_ref().map_or(0.0, |solved| columns.col(row).transpose() * solved.col(row));
        let held_out = |(row, &label): (usize, &usize)| {
            let leverage = leverage(row);
            let rest = (1.0 - leverage).max(f32::EPSILON);
            let mut scores: Vec<_> = scores.col(row).iter().map(|score| score / rest).collect();
            scores[label] -= leverage / rest;
            scores
        };
        labels.iter().enumerate().map(held_out).collect()
    }

    /// Forgets the factor: from then on no row is held out.
    pub(super) fn forget_factor(&mut self) {
        self.factor = None;
    }
}
