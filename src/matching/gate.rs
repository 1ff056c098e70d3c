//! Whether anything answers at all, before which: every intent against every gap.
//!
//! No similarity tells a far paraphrase from a question on what is not stated. What does is how the intents fare beside the
//! gaps, so a logistic model over a few such comparisons is fitted to the briefing's own utterances, each scored as if it had
//! not been seen: those of intents are to be answered, those of gaps are not. A small briefing has few of them, so the fit
//! is drawn towards what a large one taught.

use faer::linalg::solvers::{Llt, Solve};
use faer::{Mat, Side};

/// How many comparisons there are.
const SIGNALS: usize = 6;

/// What is compared, in this order: by how much the intents outscore the gaps, how much of the question even the intent that
/// covers it best leaves open, how much of it some gap covers, whether the best intent has the sort of thing wanted, and how near the best intent's words and the
/// best gap's come to the very thing asked for.
pub(crate) type Signals = [f32; SIGNALS];

/// What the shipped briefing of 2,000 utterances taught, for signals of mean 0 and deviation 1.
const USUAL: Signals = [1.3, -0.65, -0.4, 0.3, 0.2, -0.2];
/// How many utterances it takes to believe a briefing over that, about.
const PULL: f32 = 40.0;
/// Newton's method has converged long before.
const STEPS: usize = 12;

/// The share of the intents' own held-out utterances that may be refused: a strict bar is the price of trust.
const REFUSED: f32 = 0.12;

/// A question's chances of being answered by the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gate {
    /// The mean of each signal over the utterances it was fitted to.
    pub mean: Signals,
    /// The deviation of each.
    pub scale: Signals,
    /// What each counts for, in deviations.
    pub weights: Signals,
    /// The log-odds at which a question is answered.
    pub bar: f32,
}

impl Gate {
    /// Fits to utterances with their signals, and whether they are to be answered.
    pub(super) fn learn(utterances: &[(Signals, bool)]) -> Self {
        let count = utterances.len().max(1) as f32;
        let mut gate = Self { mean: [0.0; SIGNALS], scale: [1.0; SIGNALS], weights: USUAL, bar: 0.0 };
        for signal in 0..SIGNALS {
            let values = || utterances.iter().map(|(signals, _)| signals[signal]);
            gate.mean[signal] = values().sum::<f32>() / count;
            let variance = values().map(|value| (value - gate.mean[signal]).powi(2)).sum::<f32>() / count;
            gate.scale[signal] = if variance > 1e-9 { variance.sqrt() } else { 1.0 };
        }
        gate.fit(utterances);
        let mut answered: Vec<_> =
            utterances.iter().filter(|(_, answered)| *answered).map(|(signals, _)| gate.odds(signals)).collect();
        answered.sort_by(f32::total_cmp);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in the list
        let place = (answered.len().saturating_sub(1) as f32 * REFUSED).round() as usize;
        gate.bar = answered.get(place).copied().unwrap_or(0.0);
        gate
    }

    /// By how much the log-odds of being answered exceed the bar.
    pub(super) fn margin(&self, signals: &Signals) -> f32 {
        self.odds(signals) - self.bar
    }

    /// The log-odds, up to a constant that the bar takes in.
    fn odds(&self, signals: &Signals) -> f32 {
        self.standard(signals).iter().zip(&self.weights).map(|(value, weight)| value * weight).sum()
    }

    fn standard(&self, signals: &Signals) -> Signals {
        std::array::from_fn(|signal| (signals[signal] - self.mean[signal]) / self.scale[signal])
    }

    /// Newton's method on the logistic loss, with a penalty on the distance from the usual weights.
    fn fit(&mut self, utterances: &[(Signals, bool)]) {
        const BIAS: usize = SIGNALS;
        let rows: Vec<([f32; SIGNALS + 1], f32)> = utterances
            .iter()
            .map(|(signals, answered)| {
                let standard = self.standard(signals);
                (std::array::from_fn(|i| if i == BIAS { 1.0 } else { standard[i] }), f32::from(u8::from(*answered)))
            })
            .collect();
        let mut weights: [f32; SIGNALS + 1] = std::array::from_fn(|i| if i == BIAS { 0.0 } else { USUAL[i] });
        for _ in 0..STEPS {
            let mut slope = Mat::<f32>::zeros(SIGNALS + 1, 1);
            let mut curve = Mat::<f32>::zeros(SIGNALS + 1, SIGNALS + 1);
            for (row, answered) in &rows {
                let odds: f32 = row.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
                let chance = 1.0 / (1.0 + (-odds).exp());
                for i in 0..=SIGNALS {
                    slope[(i, 0)] += (chance - answered) * row[i];
                    for j in 0..=SIGNALS {
                        curve[(i, j)] += chance * (1.0 - chance) * row[i] * row[j];
                    }
                }
            }
            for i in 0..SIGNALS {
                slope[(i, 0)] += PULL * (weights[i] - USUAL[i]);
                curve[(i, i)] += PULL;
            }
            curve[(BIAS, BIAS)] += 1e-3;
            // Squares with a raised diagonal are positive definite whatever the rows.
            let Ok(factor) = Llt::new(curve.as_ref(), Side::Lower) else { return };
            let step = factor.solve(&slope);
            for (i, weight) in weights.iter_mut().enumerate() {
                *weight -= step[(i, 0)];
            }
        }
        self.weights = std::array::from_fn(|i| weights[i]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Intents that lead are answered, others are not, whatever the rest says.
    fn utterances(count: u16) -> Vec<(Signals, bool)> {
        let noise = |i: u16| f32::from(i % 97 * 53 % 97) / 97.0;
        let signals = |i: u16| [f32::from(i % 2) + noise(i), noise(i + 3), noise(i + 5), 1.0, 1.0, 1.0];
        (0..count).map(|i| (signals(i), i % 2 == 1)).collect()
    }

    #[test]
    fn what_tells_them_apart_decides() {
        let gate = Gate::learn(&utterances(400));
        assert!(gate.weights[0] > 1.5 * USUAL[0], "{gate:?}");
        assert!(
            gate.margin(&[2.0, 0.5, 0.5, 1.0, 1.0, 1.0]) > 0.0 && gate.margin(&[0.0, 0.5, 0.5, 1.0, 1.0, 1.0]) < 0.0,
            "{gate:?}"
        );
    }

    #[test]
    fn the_share_that_may_be_refused_is() {
        let utterances = utterances(1000);
        let gate = Gate::learn(&utterances);
        let answered = utterances.iter().filter(|(_, answered)| *answered);
        let refused = answered.filter(|(signals, _)| gate.margin(signals) < 0.0).count();
        assert!((50..=70).contains(&refused), "{refused} of 500: a share of {REFUSED}");
    }

    #[test]
    fn few_utterances_change_little_and_none_nothing() {
        let away =
            |gate: &Gate| gate.weights.iter().zip(USUAL).map(|(weight, usual)| (weight - usual).abs()).sum::<f32>();
        assert!(away(&Gate::learn(&[])) < 1e-9);
        assert!(away(&Gate::learn(&utterances(6))) < 0.4);
    }
}
