//! Ridge regression on one-hot classes, solved when the knowledge loads: dual, by Cholesky, then folded into one weight
//! row a feature, so that a question costs one row addition for each feature it has.
//!
//! Leave-one-out scores come from the same factor in closed form: with `a = (K + lambda I)^-1 y`, the score of row `i`
//! by a model that has not seen it is `y_i - a_i / ((K + lambda I)^-1)_ii` (Rifkin and Lippert, "Notes on Regularized
//! Least Squares", MIT-CSAIL-TR-2007-025).

use faer::linalg::solvers::{DenseSolveCore, Llt};
use faer::{Mat, Side};

use super::features::Features;

/// What the kernel's diagonal (1) is raised by. Strong: a handful of utterances a class says little on its own.
const LAMBDA: f32 = 1.0;

/// A trained linear model: a score for every class.
#[derive(Debug, Clone)]
pub(super) struct Ridge {
    classes: usize,
    /// One row of `classes` weights for each sparse feature.
    sparse: Vec<f32>,
    /// One row for each cell of the dense block.
    dense: Vec<f32>,
    /// For each training row, its leave-one-out scores.
    held_out: Vec<Vec<f32>>,
}

impl Ridge {
    /// Trains on rows of features with a class each.
    pub(super) fn train(rows: &[Features], labels: &[usize], classes: usize, features: usize, dimensions: usize) -> Self {
        let mut model = Self {
            classes,
            sparse: vec![0.0; features * classes],
            dense: vec![0.0; dimensions * classes],
            held_out: Vec::new(),
        };
        if rows.is_empty() {
            return model;
        }
        let mut kernel = gram(rows, features);
        for i in 0..rows.len() {
            kernel[(i, i)] += LAMBDA;
        }
        // A Gram matrix with a raised diagonal is positive definite whatever the rows.
        let Ok(factor) = Llt::new(kernel.as_ref(), Side::Lower) else { return model };
        let inverse = factor.inverse();
        // Y is one-hot: (K + lambda I)^-1 Y sums the inverse's columns by class.
        let mut dual = vec![0.0f32; rows.len() * classes];
        for (column, &label) in labels.iter().enumerate() {
            for row in 0..rows.len() {
                dual[row * classes + label] += inverse[(row, column)];
            }
        }
        for (row, dual) in rows.iter().zip(dual.chunks_exact(classes)) {
            for &(number, value) in &row.sparse {
                add_scaled(&mut model.sparse[number as usize * classes..][..classes], dual, value);
            }
            for (cell, &value) in row.dense.iter().enumerate() {
                add_scaled(&mut model.dense[cell * classes..][..classes], dual, value);
            }
        }
        model.held_out = dual
            .chunks_exact(classes)
            .enumerate()
            .map(|(row, dual)| {
                let diagonal = inverse[(row, row)];
                let truth = |class| if labels[row] == class { 1.0 } else { 0.0 };
                dual.iter().enumerate().map(|(class, a)| truth(class) - a / diagonal).collect()
            })
            .collect();
        model
    }

    /// The score of every class.
    pub(super) fn scores(&self, features: &Features) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for &(number, value) in &features.sparse {
            add_scaled(&mut scores, &self.sparse[number as usize * self.classes..][..self.classes], value);
        }
        for (cell, &value) in features.dense.iter().enumerate() {
            add_scaled(&mut scores, &self.dense[cell * self.classes..][..self.classes], value);
        }
        scores
    }

    /// The scores of a training row by a model that has not seen it.
    pub(super) fn held_out(&self, row: usize) -> &[f32] {
        &self.held_out[row]
    }
}

fn add_scaled(to: &mut [f32], from: &[f32], by: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from * by);
}

/// The rows' dot products with each other.
fn gram(rows: &[Features], features: usize) -> Mat<f32> {
    let width = rows.iter().map(|row| row.dense.len()).max().unwrap_or(0);
    let dense = Mat::from_fn(rows.len(), width, |i, j| rows[i].dense.get(j).copied().unwrap_or(0.0));
    let mut kernel = &dense * dense.transpose();
    let mut postings: Vec<Vec<(usize, f32)>> = vec![Vec::new(); features];
    for (index, row) in rows.iter().enumerate() {
        for &(number, value) in &row.sparse {
            postings[number as usize].push((index, value));
        }
    }
    for posting in &postings {
        for (place, &(i, a)) in posting.iter().enumerate() {
            for &(j, b) in &posting[place..] {
                // Lower triangle, column by column as faer keeps it: j >= i.
                kernel[(j, i)] += a * b;
            }
        }
    }
    kernel
}
