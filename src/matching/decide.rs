//! Answer, ask back, or say that the document does not say.

use super::Decision;
use super::classes::{ClassId, distinct};
use super::facet::can_answer;
use super::gate::{Gate, Signals};
use super::query::Query;
use super::score::{Candidate, Scored};
use super::shape::Wants;
use super::topic::{Model, Row};
use crate::knowledge::{EntityIx, IntentIx, KnowledgeBase};

/// So many held-out utterances of intents, and of gaps, are enough.
const SAMPLE: usize = 1000;
/// What it costs to lean on what was said before: the reader's "it" may be something else.
const LEANS: f32 = 0.3;
/// What every further sentence of an answer costs: a broad answer to a narrow question misleads. Three times that where the
/// question leans.
const BROAD: f32 = 0.1;
/// A question that aligns so well is an utterance to the word, and may be answered broadly.
const VERBATIM: f32 = 0.98;
/// What it costs to follow a question of the same message that was refused: such a question is often the rest of it ("... and
/// who in town presented it?").
const AFTER_REFUSAL: f32 = 0.7;
/// What it costs that nothing told is of the sort that is wanted: no date for when, no place for where.
const UNFIT: f32 = 1.0;
/// What it costs that the question names somebody or something that nothing of the evidence has.
const STRANGE_NAME: f32 = 1.5;
/// A question without a word of content is answered only if it aligns so well.
const SAYS_NOTHING: f32 = 0.75;
/// A question that leans, most of it strange, is about something else unless it aligns so well with the intent.
const HOLLOW: f32 = 0.3;
/// A gap that aligns so well is what was asked, even if nothing else of the question is known.
const ASKED_FOR: f32 = 0.6;
/// An intent whose topic scores less, and that does not align so well either, only happens to be the nearest.
const INTENT_OFF_TOPIC: f32 = 0.12;
/// The same of a gap: to name a topic that was not asked about misleads, and to say that there is nothing on it does not.
const GAP_OFF_TOPIC: f32 = 0.15;
/// A gap that outscores every intent by so much is what was asked, whatever else speaks for an answer.
const OUTSCORED: f32 = 0.5;
/// Somebody whom the document never mentions is named: only a margin of this much answers all the same ("does the road go to
/// A or to B?").
const ABSENT: f32 = 2.3;
/// Above this share of uncovered content, and with nobody named that the briefing knows, a question is about something else.
const UNRELATED: f32 = 0.65;
/// How well small talk must align: it is short and set in its ways, and questions about nothing of ours look like it.
const SMALL_TALK: f32 = 0.5;
/// And this, where nothing of the briefing is asked.
const SMALL_TALK_IN_PART: f32 = 0.55;
/// By how much small talk must outscore everything else where the question leans on what was said before ("I am new here; what
/// may I ask?").
const CLEARLY_SMALL_TALK: f32 = 2.0;
/// Intents that score within this of the best are as near.
const TIE: f32 = 0.25;
/// Scores so far apart still add to each other.
const NEAR: f32 = 0.5;

/// Where a question stands in its message.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// It leans on what was said before.
    pub(super) leans: bool,
    /// The question before it was refused.
    pub(super) after_refusal: bool,
}

/// When to answer, learned from the knowledge's own utterances, each scored as if it had not been seen.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    gate: Gate,
}

impl Policy {
    pub(super) fn learn(knowledge: &KnowledgeBase, model: &Model, rows: &[Row]) -> Self {
        let is_intent = |row: &&Row| matches!(model.classes[row.class].id, ClassId::Intent(_));
        let sample = |of_intents: bool| {
            let rows: Vec<_> = rows.iter().filter(|row| is_intent(row) == of_intents).collect();
            let step = rows.len().div_ceil(SAMPLE).max(1);
            rows.into_iter().step_by(step).collect::<Vec<_>>()
        };
        let rows = [sample(true), sample(false)].concat();
        let scored = model.score_held_out(knowledge, &rows);
        let utterances: Vec<_> = rows
            .iter()
            .zip(&scored)
            .map(|(row, scored)| (signals(knowledge, &row.query, scored), is_intent(row)))
            .collect();
        Self { gate: Gate::learn(&utterances) }
    }

    /// What an earlier training learned.
    pub(super) fn of(gate: &Gate) -> Self {
        Self { gate: gate.clone() }
    }

    /// What was learned.
    pub(super) fn gate(&self) -> Gate {
        self.gate.clone()
    }

    /// The margin by which a question would be answered; below 0 it is not.
    pub(super) fn margin(&self, knowledge: &KnowledgeBase, query: &Query, scored: &Scored, place: Place) -> f32 {
        let margin = self.gate.margin(&signals(knowledge, query, scored));
        let Some((intent, candidate)) = scored.intents().next() else { return margin };
        let claims = knowledge[intent].claims.iter();
        let sentences = distinct(claims.map(|&claim| knowledge[claim].sentence)).len();
        let to_the_word = candidate.alignment >= VERBATIM;
        let broad = if to_the_word || query.shape.wants == Wants::Summary {
            0.0
        } else {
            BROAD * sentences.saturating_sub(1) as f32
        };
        let fits = to_the_word || can_answer(knowledge, intent, query.shape.wants);
        let outscored = scored.gaps().next().is_some_and(|gap| gap.score - candidate.score > OUTSCORED);
        let only_names = only_names_are_known(query, scored);
        let strange = query.words.iter().any(|word| word.is_name && scored.missing.contains(&word.text));
        let cost = |applies: bool, cost: f32| if applies { cost } else { 0.0 };
        margin
            - broad
            - cost(place.leans, LEANS + 2.0 * broad)
            - cost(place.after_refusal, AFTER_REFUSAL)
            - cost(!fits, UNFIT)
            - cost(strange, STRANGE_NAME)
            - cost(outscored || only_names, f32::INFINITY)
    }

    /// The log-odds that a question must reach to be answered.
    pub(super) fn bar(&self) -> f32 {
        self.gate.bar
    }

    pub(super) fn decide(&self, knowledge: &KnowledgeBase, query: &Query, scored: &Scored, place: Place) -> Decision {
        if query.words.iter().all(|word| is_stray(&word.text)) {
            return Decision::Meta(knowledge.language.meta_place("empty"));
        }
        let best = |wanted: fn(ClassId) -> bool| scored.best(wanted).copied();
        let intent = best(|id| matches!(id, ClassId::Intent(_)));
        let gap = best(|id| matches!(id, ClassId::Gap(_)));
        let meta = best(|id| matches!(id, ClassId::Meta(_)));
        let margin = self.margin(knowledge, query, scored, place);
        let leans = place.leans;
        let named = query.mentions.iter().any(|mention| !knowledge[mention.entity].is_absent());
        let silent = query.content().next().is_none();
        if let Some(Candidate { id: ClassId::Meta(meta), score, alignment, .. }) = meta
            && !named
            && alignment >= SMALL_TALK
            && {
                let lead = if leans { CLEARLY_SMALL_TALK } else { 0.0 };
                let others = scored.candidates.iter().filter(|candidate| !matches!(candidate.id, ClassId::Meta(_)));
                others.map(|candidate| candidate.score + lead).all(|other| other <= score)
            }
        {
            return Decision::Meta(meta);
        }
        if let Some(absent) = absent(knowledge, query)
            && (margin < ABSENT || names_nothing_else(knowledge, query))
        {
            return Decision::Absent(absent);
        }
        let empty = silent && intent.is_none_or(|intent| intent.alignment < SAYS_NOTHING);
        let gap_asked_for = gap.is_some_and(|gap| gap.alignment >= ASKED_FOR);
        let on_topic = |best: Option<Candidate>, least: f32| {
            leans || best.is_some_and(|best| best.topic >= least || best.alignment >= ASKED_FOR)
        };
        // Who asks for the whole in short names nothing of it.
        let of_the_whole = query.shape.wants == Wants::Summary;
        let strange = scored.uncovered > UNRELATED && !gap_asked_for && !of_the_whole;
        // What it leans on speaks for a topic, not for an intent that has none of its words.
        let hollow = strange && intent.is_none_or(|intent| intent.alignment < HOLLOW);
        let unrelated = !named && if leans { hollow } else { strange || empty };
        let (intent_on_topic, gap_on_topic) =
            (named || on_topic(intent, INTENT_OFF_TOPIC), on_topic(gap, GAP_OFF_TOPIC));
        match (intent, gap) {
            (Some(Candidate { id: ClassId::Intent(intent), score, .. }), _)
                if !unrelated && margin >= 0.0 && intent_on_topic && !asks_of_another_number(query, scored) =>
            {
                let ties = ties(scored, score);
                let bare = !leans && query.content().count() <= 1 && query.mentions.is_empty();
                if bare && ties[1].is_some() {
                    Decision::Clarify { options: ties }
                } else {
                    Decision::Answer { intent, margin }
                }
            }
            (_, Some(Candidate { id: ClassId::Gap(gap), .. })) if !unrelated && gap_on_topic => Decision::Gap(gap),
            _ => match meta {
                Some(Candidate { id: ClassId::Meta(meta), alignment, .. })
                    if !leans && alignment >= SMALL_TALK_IN_PART =>
                {
                    Decision::Meta(meta)
                }
                _ => Decision::Unrelated,
            },
        }
    }
}

/// Whether of all that is to be confirmed of somebody or something nothing is known but who or what that is.
fn only_names_are_known(query: &Query, scored: &Scored) -> bool {
    let is_named = |at: usize| query.mentions.iter().any(|mention| mention.words.contains(&at));
    let mut asked = query.words.iter().enumerate().filter(|(at, word)| word.content && !is_named(*at)).peekable();
    query.shape.wants == Wants::YesNo
        && !query.mentions.is_empty()
        && asked.peek().is_some()
        && asked.all(|(_, word)| scored.missing.contains(&word.text))
}

/// A single letter asks nothing.
fn is_stray(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// How the intents fare beside the gaps: see [`Signals`].
fn signals(knowledge: &KnowledgeBase, query: &Query, scored: &Scored) -> Signals {
    // What was not aligned at all is no better than the worst that was.
    let worst = scored.candidates.last().map_or(0.0, |candidate| candidate.score);
    let intents = pooled(scored.intents().map(|(_, intent)| intent.score)).unwrap_or(worst);
    let gaps = pooled(scored.gaps().map(|gap| gap.score)).unwrap_or(worst);
    let open = scored.intents().map(|(_, intent)| intent.uncovered).fold(1.0, f32::min);
    let gap_covers = scored.gaps().map(|gap| 1.0 - gap.uncovered).fold(0.0, f32::max);
    let best = scored.intents().next();
    let fits = best.is_some_and(|(intent, _)| can_answer(knowledge, intent, query.shape.wants));
    let focus = best.map_or(0.0, |(_, intent)| intent.focus);
    let gap_focus = scored.gaps().map(|gap| gap.focus).fold(0.0, f32::max);
    [intents - gaps, open, gap_covers, f32::from(u8::from(fits)), focus, gap_focus]
}

/// The greatest score, raised where others are near it: several intents that could answer count for more than one.
fn pooled(scores: impl Iterator<Item = f32> + Clone) -> Option<f32> {
    let greatest = scores.clone().max_by(f32::total_cmp)?;
    Some(greatest + NEAR * scores.map(|score| ((score - greatest) / NEAR).exp()).sum::<f32>().ln())
}

/// A number that nothing of the evidence has belongs to another matter, unless it is put to be confirmed or denied. A single
/// digit counts ("2 questions", "1 thing or more") and is no such number.
fn asks_of_another_number(query: &Query, scored: &Scored) -> bool {
    !matches!(query.shape.wants, Wants::YesNo | Wants::Fragment)
        && scored.missing.iter().any(|word| word.len() > 1 && word.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether nothing carries what is asked but those whom the document never mentions.
fn names_nothing_else(knowledge: &KnowledgeBase, query: &Query) -> bool {
    let absent = || query.mentions.iter().filter(|mention| knowledge[mention.entity].is_absent());
    let mut content = query.words.iter().enumerate().filter(|(_, word)| word.content);
    content.all(|(at, _)| absent().any(|mention| mention.words.contains(&at)))
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
