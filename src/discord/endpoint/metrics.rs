//! What is counted, for Prometheus. Labels are words of the program: nothing of what anybody wrote stands in any.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::reject::Reject;
use crate::answer::Outcome;
use crate::discord::Kind;

/// What Prometheus is told that the text is.
pub(super) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Bounds of the histogram, in seconds: an answer takes some 0.3 ms, Discord waits 3 s.
const BOUNDS: [f64; 12] = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 3.0];

/// What a PING is counted as.
pub(super) const PING: &str = "ping";

/// A counter for every value of one label.
type By = Family<[(&'static str, &'static str); 1], Counter>;

pub(super) struct Metrics {
    registry: Registry,
    answers: By,
    rejects: By,
    reloads: By,
    seconds: Histogram,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let (answers, rejects, reloads) = (By::default(), By::default(), By::default());
        let seconds = Histogram::new(BOUNDS);
        let mut registry = Registry::with_prefix("attache");
        registry.register("answers", "Interactions answered, by what came of them", answers.clone());
        registry.register("rejects", "Requests refused, by reason", rejects.clone());
        registry.register("reloads", "Reloads of the briefing, by result", reloads.clone());
        registry.register("answer_seconds", "From a request's head to its answer, in seconds", seconds.clone());
        let metrics = Self { registry, answers, rejects, reloads, seconds };
        // All stand at zero from the start: a rate needs a first value.
        let answers = [Outcome::Answer, Outcome::Clarify, Outcome::Abstain, Outcome::Meta].map(Kind::Answer);
        let kinds = answers.into_iter().chain([Kind::Look, Kind::Choices, Kind::Note]);
        for outcome in kinds.map(Kind::name).chain([PING]) {
            drop(metrics.answers.get_or_create(&[("outcome", outcome)]));
        }
        for reject in Reject::ALL {
            drop(metrics.rejects.get_or_create(&[("reason", reject.label())]));
        }
        for done in [true, false] {
            drop(metrics.reloads.get_or_create(&result(done)));
        }
        metrics
    }

    pub(super) fn answered(&self, outcome: &'static str, took: Duration) {
        self.answers.get_or_create(&[("outcome", outcome)]).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    pub(super) fn rejected(&self, reject: Reject) {
        self.rejects.get_or_create(&[("reason", reject.label())]).inc();
    }

    pub(super) fn reloaded(&self, done: bool) {
        self.reloads.get_or_create(&result(done)).inc();
    }

    /// All of it, in Prometheus' text format.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail; half a text would still be read.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

fn result(done: bool) -> [(&'static str, &'static str); 1] {
    [("result", if done { "done" } else { "failed" })]
}
