//! The briefing's own utterances, each taken as if the matcher had never seen it: what it would make of a reader's words.

use super::Matcher;
use super::classes::ClassId;
use super::decide::Place;
use super::query;
use super::topic::{Model, Training};
use crate::knowledge::{GapIx, IntentIx, KnowledgeBase};

/// What an utterance was written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WrittenFor {
    /// This intent.
    Intent(IntentIx),
    /// This gap. Derived ones have templates in place of utterances and are left out.
    Gap(GapIx),
}

/// An utterance and what a matcher that had not been trained on it makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldOut {
    /// What it was written for.
    pub written_for: WrittenFor,
    /// The utterance.
    pub utterance: String,
    /// The intent it is nearest to.
    pub nearest: Option<IntentIx>,
    /// Whether that would be told.
    pub answered: bool,
}

impl Matcher {
    /// Takes every utterance as if it had not been seen. As dear as training.
    pub fn held_out(&self, knowledge: &KnowledgeBase) -> Vec<HeldOut> {
        let analyzer = query::Analyzer::new(knowledge);
        let Training { model, utterances: rows, .. } =
            Model::train(knowledge, &analyzer, |id| !matches!(id, ClassId::Meta(_)));
        let scored = model.score_held_out(knowledge, &rows.iter().collect::<Vec<_>>());
        let taken = rows.iter().zip(&scored).map(|(row, scored)| {
            let nearest = scored.nearest_intents(1).first().copied();
            (nearest, self.policy.margin(knowledge, &row.query, scored, Place::default()) >= 0.0)
        });
        let held_out = rows.iter().zip(taken).filter_map(|(row, (nearest, answered))| {
            let (written_for, utterance) = match model.classes[row.class].id {
                // The first of an intent's is its title.
                ClassId::Intent(intent) => {
                    (WrittenFor::Intent(intent), knowledge[intent].utterances.get(row.place.checked_sub(1)?)?)
                }
                ClassId::Gap(gap) => (WrittenFor::Gap(gap), knowledge[gap].utterances.get(row.place)?),
                ClassId::Meta(_) => return None,
            };
            Some(HeldOut { written_for, utterance: utterance.clone(), nearest, answered })
        });
        held_out.collect()
    }
}
