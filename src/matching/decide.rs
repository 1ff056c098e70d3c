//! Answer, ask back, or say that the document does not say: the best intent against the best gap, less what the evidence
//! leaves uncovered.

use super::Decision;
use super::query::Query;
use super::topic::{Candidate, ClassId, Model, Scored};
use crate::knowledge::{EntityIx, IntentIx, KnowledgeBase};

/// The share of the utterances' own held-out questions that may be refused: similarity alone cannot tell a far paraphrase
/// from an unanswerable question, so a strict bar is the price of trust.
const REFUSED: f32 = 0.12;
/// What a wholly uncovered question costs, in units of score.
const UNCOVERED: f32 = 6.0;
/// Above this share of uncovered content, and with nobody named that the briefing knows, a question is about something else.
const UNRELATED: f32 = 0.55;
/// Intents that answer within this of the best are as near.
const TIE: f32 = 0.25;

/// When to answer. The bar comes from the knowledge's own utterances, each scored as if it had not been seen.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    pub(super) bar: f32,
    typical_uncovered: f32,
}

/// What was weighed for one question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) margin: f32,
    pub(super) intent: Option<Candidate>,
    pub(super) gap: Option<Candidate>,
    pub(super) meta: Option<Candidate>,
}

impl Policy {
    pub(super) fn learn(knowledge: &KnowledgeBase, model: &Model) -> Self {
        let _ = knowledge;
        let held_out: Vec<Scored> = model.intent_rows().map(|row| model.score_held_out(row)).collect();
        let typical_uncovered = quantile(held_out.iter().map(|scored| scored.uncovered).collect(), 0.5);
        let mut policy = Self { bar: 0.0, typical_uncovered };
        policy.bar = quantile(held_out.iter().map(|scored| policy.weigh(scored).margin).collect(), REFUSED);
        policy
    }

    /// The best intent's lead over the best gap, less what it leaves uncovered, over the bar.
    pub(super) fn weigh(&self, scored: &Scored) -> Weighed {
        let intent = scored.best(|id| matches!(id, ClassId::Intent(_))).copied();
        let gap = scored.best(|id| matches!(id, ClassId::Gap(_))).copied();
        let meta = scored.best(|id| matches!(id, ClassId::Meta(_))).copied();
        let worst = scored.candidates.last().map_or(0.0, |candidate| candidate.score);
        let lead = intent.map_or(worst, |intent| intent.score) - gap.map_or(worst, |gap| gap.score);
        let margin = lead - UNCOVERED * (scored.uncovered - self.typical_uncovered) - self.bar;
        Weighed { margin, intent, gap, meta }
    }

    pub(super) fn decide(&self, knowledge: &KnowledgeBase, query: &Query, scored: &Scored, leans: bool) -> Decision {
        let weighed = self.weigh(scored);
        let named = query.mentions.iter().any(|mention| !knowledge[mention.entity].is_absent());
        if query.words.is_empty() {
            return Decision::Meta(knowledge.language.meta.iter().position(|meta| meta.id == "empty").unwrap_or(0));
        }
        if let Some(Candidate { id: ClassId::Meta(meta), score, .. }) = weighed.meta
            && !named
            && scored.candidates.iter().all(|candidate| candidate.score <= score)
        {
            return Decision::Meta(meta);
        }
        if let Some(absent) = absent(knowledge, query) {
            return Decision::Absent(absent);
        }
        let off_topic = !named && !leans && scored.uncovered > UNRELATED;
        let Some(intent) = weighed.intent.filter(|_| !off_topic && weighed.margin >= 0.0) else {
            return match weighed.gap {
                Some(Candidate { id: ClassId::Gap(gap), .. }) if !off_topic => Decision::Gap(gap),
                _ => Decision::Unrelated,
            };
        };
        let ties = near(scored, intent.score);
        let bare = query.content().count() <= 1 && query.mentions.is_empty();
        if bare && ties[1].is_some() {
            return Decision::Clarify { options: ties };
        }
        match intent.id {
            ClassId::Intent(intent) => Decision::Answer { intent, margin: weighed.margin },
            ClassId::Gap(_) | ClassId::Meta(_) => Decision::Unrelated,
        }
    }
}

/// The first party named that the document never mentions.
fn absent(knowledge: &KnowledgeBase, query: &Query) -> Option<EntityIx> {
    query.mentions.iter().map(|mention| mention.entity).find(|&entity| knowledge[entity].is_absent())
}

fn near(scored: &Scored, best: f32) -> [Option<IntentIx>; 3] {
    let mut ties = [None; 3];
    let intents = scored.candidates.iter().filter_map(|candidate| match candidate.id {
        ClassId::Intent(intent) if best - candidate.score <= TIE => Some(intent),
        _ => None,
    });
    ties.iter_mut().zip(intents).for_each(|(place, intent)| *place = Some(intent));
    ties
}

/// The value below which this share of the values lies; 0 of none.
fn quantile(mut values: Vec<f32>, share: f32) -> f32 {
    values.sort_by(f32::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in the list
    let place = (values.len().saturating_sub(1) as f32 * share).round() as usize;
    values.get(place).copied().unwrap_or(0.0)
}
