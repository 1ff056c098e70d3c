//! The matcher's topic stage on a plain intent set: rows of a text and an intent's name, some of them out of scope.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::question::{BadLine, rows};
use crate::engine::Engine;
use crate::knowledge::language::{FacetIx, Language};
use crate::knowledge::{AsOf, Basis, Briefing, Intent, KnowledgeBase, Topic, TopicIx, TopicKind};
use crate::source::{Fingerprint, Source};

/// The name of what is out of scope.
const OUT_OF_SCOPE: &str = "oos";

/// What a wholly uncovered text loses of its best score when in and out of scope are told apart. Chosen on CLINC150's
/// validation half.
const UNCOVERED: f32 = 3.0;

/// A text and the intent it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LabelledText {
    /// What was typed.
    pub text: String,
    /// The intent's name; `oos` for out of scope.
    pub intent: String,
}

/// Reads a set; blank lines are passed over.
///
/// # Errors
/// The first line that is not a text with its intent.
pub fn read_intents(text: &str) -> Result<Vec<LabelledText>, BadLine> {
    rows(text)
}

/// How well a plain intent set is recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct IntentFigures {
    /// Of the texts in scope, the share whose best intent is theirs.
    pub accuracy: f64,
    /// The chance that a text in scope has a greater best score than one out of scope; `None` where one sort is missing.
    pub auroc: Option<f64>,
    /// Of the texts in scope, the share whose intent is among the best five.
    pub recall_at_5: f64,
    /// What half of the texts take at most.
    pub p50: Duration,
    /// What all but a hundredth of the texts take at most.
    pub p99: Duration,
    /// Training, from texts to a matcher.
    pub load: Duration,
}

impl IntentFigures {
    /// Trains on one set and asks the other. Texts out of scope are not trained on.
    pub fn of(train: &[LabelledText], test: &[LabelledText]) -> Self {
        let start = Instant::now();
        let (knowledge, names) = knowledge(train);
        let engine = Engine::new(knowledge);
        let load = start.elapsed();
        let (mut right, mut near, mut in_scope) = (0usize, 0usize, 0usize);
        let mut scores: Vec<(f32, bool)> = Vec::new();
        let mut times = Vec::new();
        for LabelledText { text, intent } in test {
            let start = Instant::now();
            let nearest = engine.nearest(text, 5);
            times.push(start.elapsed());
            let of_scope = intent != OUT_OF_SCOPE;
            scores.push((nearest.first().map_or(f32::MIN, |near| near.score - UNCOVERED * near.uncovered), of_scope));
            if of_scope {
                in_scope += 1;
                right += usize::from(nearest.first().is_some_and(|near| names[near.intent.0] == *intent));
                near += usize::from(nearest.iter().any(|near| names[near.intent.0] == *intent));
            }
        }
        times.sort_unstable();
        let quantile = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        let share = |count: usize| count as f64 / in_scope.max(1) as f64;
        Self {
            accuracy: share(right),
            auroc: auroc(scores),
            recall_at_5: share(near),
            p50: quantile(50),
            p99: quantile(99),
            load,
        }
    }
}

/// A knowledge base that knows nothing but the set's intents, and their names.
fn knowledge(train: &[LabelledText]) -> (KnowledgeBase, Vec<&str>) {
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in train.iter().filter(|row| row.intent != OUT_OF_SCOPE) {
        texts.entry(&row.intent).or_default().push(row.text.clone());
    }
    let names = texts.keys().copied().collect();
    let topic = |name: &&str| Topic {
        id: (*name).to_owned(),
        kind: TopicKind::Overview,
        title: String::new(),
        name: String::new(),
        names: Vec::new(),
        entities: Vec::new(),
    };
    let intent = |(place, (name, mut utterances)): (usize, (&str, Vec<String>))| Intent {
        id: name.to_owned(),
        topic: TopicIx(place),
        facet: FacetIx(0),
        title: utterances.remove(0), // the matcher takes the title for an utterance
        claims: Vec::new(),
        related: Vec::new(),
        utterances,
        paraphrases: Vec::new(),
    };
    let as_of = AsOf { says: String::new(), basis: Basis::Unknown, reasoning: String::new() };
    let knowledge = KnowledgeBase {
        briefing: Briefing {
            id: String::new(),
            title: String::new(),
            language: "en".to_owned(),
            publisher: None,
            as_of,
        },
        source: Source::new(String::new()),
        topics: texts.keys().map(topic).collect(),
        claims: Vec::new(),
        intents: texts.into_iter().enumerate().map(intent).collect(),
        gaps: Vec::new(),
        entities: Vec::new(),
        tensions: Vec::new(),
        questions: String::new(),
        language: Language::english(),
        fingerprint: Fingerprint::of(""),
        trained: None,
    };
    (knowledge, names)
}

/// The area under the curve, by the rank sum of Mann and Whitney; ties count half.
fn auroc(mut scores: Vec<(f32, bool)>) -> Option<f64> {
    scores.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let (mut below, mut wins) = (0usize, 0.0);
    for same in scores.chunk_by(|(a, _), (b, _)| a.total_cmp(b).is_eq()) {
        let inside = same.iter().filter(|(_, of_scope)| *of_scope).count();
        let outside = same.len() - inside;
        wins += inside as f64 * (below as f64 + outside as f64 / 2.0);
        below += outside;
    }
    let inside = scores.len() - below;
    (inside > 0 && below > 0).then(|| wins / (inside as f64 * below as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_chance_to_tell_one_from_the_other() {
        let check = |scores: &[(f32, bool)], area| assert_eq!(auroc(scores.to_vec()), area, "{scores:?}");
        check(&[(2.0, true), (1.0, false)], Some(1.0));
        check(&[(1.0, true), (2.0, false)], Some(0.0));
        check(&[(1.0, true), (1.0, false)], Some(0.5));
        check(&[(3.0, true), (1.0, true), (2.0, false)], Some(0.5));
        check(&[(1.0, true)], None);
    }

    #[test]
    fn texts_find_their_intent() {
        let row = |text: &str, intent: &str| LabelledText { text: text.to_owned(), intent: intent.to_owned() };
        let train = [
            row("how deep is the harbour", "depth"),
            row("depth of the water", "depth"),
            row("who pays the fee", "fee"),
            row("what does a berth cost", "fee"),
        ];
        let test = [row("the harbour's depth", "depth"), row("cost of berths", "fee"), row("sing a song", "oos")];
        let figures = IntentFigures::of(&train, &test);
        assert_eq!((figures.accuracy, figures.recall_at_5, figures.auroc), (1.0, 1.0, Some(1.0)));
    }
}
