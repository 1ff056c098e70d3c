//! Answer, ask back, or say that the document does not say: the best intent against the best gap, less what the evidence
//! leaves uncovered.

use super::Decision;
use super::classes::ClassId;
use super::facet::can_answer;
use super::parallel;
use super::query::Query;
use super::shape::Wants;
use super::topic::{Candidate, Model, Row, Scored};
use crate::knowledge::{EntityIx, IntentIx, KnowledgeBase};

/// The share of the briefing's own held-out utterances that may be refused. High, since no similarity tells a far
/// paraphrase from an unanswerable question: a strict bar is the price of trust.
const REFUSED: f32 = 0.24;
/// So many held-out utterances are enough to place the bar.
const SAMPLE: usize = 300;
/// What a wholly uncovered question costs, in units of score.
const UNCOVERED: f32 = 3.0;
/// What each unit of the best intent's score adds beyond its lead: two poor matches can be far apart too.
const SURE: f32 = 0.15;
/// What it costs to lean on what was said before: the reader's "it" may be something else.
const LEANS: f32 = 1.5;
/// What every further sentence of an answer costs: a broad answer to a narrow question misleads. Three times that where the
/// question leans.
const BROAD: f32 = 0.3;
/// A question that aligns so well is an utterance to the word, and may be answered broadly.
const VERBATIM: f32 = 0.98;
/// What it costs that nothing told is of the sort that is wanted: no date for when, no place for where.
const UNFIT: f32 = 2.0;
/// A question without a word of content is answered only if it aligns so well.
const SAYS_NOTHING: f32 = 0.75;
/// A gap that aligns so well is what was asked, even if nothing else of the question is known.
const ASKED_FOR: f32 = 0.6;
/// Somebody whom the document never mentions is named: only a margin of this much answers all the same ("does the road go to
/// A or to B?").
const ABSENT: f32 = 4.0;
/// Above this share of uncovered content, and with nobody named that the briefing knows, a question is about something else.
const UNRELATED: f32 = 0.55;
/// How well small talk must align: it is short and set in its ways, and questions about nothing of ours look like it.
const SMALL_TALK: f32 = 0.65;
/// And this, where no word carries content: "thanks a lot".
const SMALL_TALK_IN_PART: f32 = 0.4;
/// Intents that score within this of the best are as near.
const TIE: f32 = 0.25;

/// When to answer. The bar comes from the knowledge's own utterances, each scored as if it had not been seen.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    pub(super) bar: f32,
    typical_uncovered: f32,
    typical_score: f32,
}

/// What was weighed for one question.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    /// The best intent's lead over the best gap, with everything that speaks for and against it, over the bar.
    margin: f32,
    intent: Option<Candidate>,
    gap: Option<Candidate>,
    meta: Option<Candidate>,
}

impl Policy {
    pub(super) fn learn(model: &Model, rows: &[Row]) -> Self {
        let step = rows.len().div_ceil(SAMPLE).max(1);
        let held_out: Vec<Scored> =
            parallel::map(&rows.iter().step_by(step).collect::<Vec<_>>(), |row| model.score_held_out(row));
        let intents = held_out.iter().filter_map(best_intent);
        let mut policy = Self {
            bar: 0.0,
            typical_uncovered: quantile(held_out.iter().map(|scored| scored.uncovered).collect(), 0.5),
            typical_score: quantile(intents.map(|intent| intent.score).collect(), 0.5),
        };
        policy.bar = quantile(held_out.iter().map(|scored| policy.weigh(scored).margin).collect(), REFUSED);
        policy
    }

    /// The margin by which a question would be answered; below 0 it is not.
    pub(super) fn margin(&self, knowledge: &KnowledgeBase, query: &Query, scored: &Scored, leans: bool) -> f32 {
        let weighed = self.weigh(scored);
        let mut sentences: Vec<_> = match weighed.intent {
            Some(Candidate { id: ClassId::Intent(intent), .. }) => {
                knowledge[intent].claims.iter().map(|&claim| knowledge[claim].sentence).collect()
            }
            _ => Vec::new(),
        };
        sentences.sort_unstable();
        sentences.dedup();
        let to_the_word = weighed.intent.is_some_and(|intent| intent.alignment >= VERBATIM);
        let broad = if to_the_word { 0.0 } else { BROAD * sentences.len().saturating_sub(1) as f32 };
        let unfit = match weighed.intent {
            Some(Candidate { id: ClassId::Intent(intent), .. })
                if !to_the_word && !can_answer(knowledge, intent, query.shape.wants) =>
            {
                UNFIT
            }
            _ => 0.0,
        };
        weighed.margin - unfit - if leans { LEANS + 3.0 * broad } else { broad }
    }

    pub(super) fn decide(&self, knowledge: &KnowledgeBase, query: &Query, scored: &Scored, leans: bool) -> Decision {
        if query.words.is_empty() {
            return Decision::Meta(knowledge.language.meta.iter().position(|meta| meta.id == "empty").unwrap_or(0));
        }
        let Weighed { intent, gap, meta, .. } = self.weigh(scored);
        let margin = self.margin(knowledge, query, scored, leans);
        let named = query.mentions.iter().any(|mention| !knowledge[mention.entity].is_absent());
        let silent = query.content().next().is_none();
        if let Some(Candidate { id: ClassId::Meta(meta), score, alignment, .. }) = meta
            && !named
            && !leans
            && (silent && alignment >= SMALL_TALK_IN_PART && intent.is_none_or(|intent| intent.alignment < alignment)
                || alignment >= SMALL_TALK && scored.candidates.iter().all(|candidate| candidate.score <= score))
        {
            return Decision::Meta(meta);
        }
        if let Some(absent) = absent(knowledge, query)
            && margin < ABSENT
        {
            return Decision::Absent(absent);
        }
        let empty = silent && intent.is_none_or(|intent| intent.alignment < SAYS_NOTHING);
        let gap_asked_for = gap.is_some_and(|gap| gap.alignment >= ASKED_FOR);
        let strange = scored.uncovered > UNRELATED && !gap_asked_for;
        let unrelated = !named && !leans && (strange || empty);
        match (intent, gap) {
            (Some(Candidate { id: ClassId::Intent(intent), score, .. }), _)
                if !unrelated && margin >= 0.0 && !asks_of_another_number(query, scored) =>
            {
                let ties = ties(scored, score);
                let bare = !leans && query.content().count() <= 1 && query.mentions.is_empty();
                if bare && ties[1].is_some() {
                    Decision::Clarify { options: ties }
                } else {
                    Decision::Answer { intent, margin }
                }
            }
            (_, Some(Candidate { id: ClassId::Gap(gap), .. })) if !unrelated => Decision::Gap(gap),
            _ => Decision::Unrelated,
        }
    }

    fn weigh(&self, scored: &Scored) -> Weighed {
        let intent = best_intent(scored);
        let gap = scored.best(|id| matches!(id, ClassId::Gap(_))).copied();
        let meta = scored.best(|id| matches!(id, ClassId::Meta(_))).copied();
        // What was not aligned at all is no better than the worst that was.
        let worst = scored.candidates.last().map_or(0.0, |candidate| candidate.score);
        let best = intent.map_or(worst, |intent| intent.score);
        let lead = best - gap.map_or(worst, |gap| gap.score);
        let sure = SURE * (best - self.typical_score);
        let open = UNCOVERED * (scored.uncovered - self.typical_uncovered);
        Weighed { margin: lead + sure - open - self.bar, intent, gap, meta }
    }
}

fn best_intent(scored: &Scored) -> Option<Candidate> {
    scored.best(|id| matches!(id, ClassId::Intent(_))).copied()
}

/// A number that nothing of the evidence has belongs to another matter, unless it is put to be confirmed or denied.
fn asks_of_another_number(query: &Query, scored: &Scored) -> bool {
    query.shape.wants != Wants::YesNo
        && scored.missing.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
}

/// The first party named that the document never mentions.
fn absent(knowledge: &KnowledgeBase, query: &Query) -> Option<EntityIx> {
    query.mentions.iter().map(|mention| mention.entity).find(|&entity| knowledge[entity].is_absent())
}

fn ties(scored: &Scored, best: f32) -> [Option<IntentIx>; 3] {
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
