//! What an utterance asks: topic, facet, slots, with an explanation. Pure: no I/O, no clock, no randomness.
//!
//! The stages, in order, each in its own file: [`segment`] cuts a message into questions, [`query`] normalises them and
//! links entities ([`entities`]), [`shape`] reads what sort of answer is wanted, [`topic`] scores topics, facets and every
//! intent and gap by a linear model ([`ridge`] over [`features`]) and soft alignment ([`align`]), and [`facet`] tells whether an intent
//! has the sort of thing that is wanted, and [`decide`] weighs the best intent against the best gap, looks for what the evidence leaves uncovered, and answers or refuses.

mod align;
mod classes;
mod decide;
mod entities;
mod explain;
mod facet;
mod features;
mod foreign;
mod gate;
mod held_out;
mod learned;
mod parallel;
mod query;
mod ridge;
mod roles;
mod score;
mod segment;
mod shape;
mod stage;
mod topic;

use self::classes::ClassId;
use self::decide::Place;
use crate::knowledge::{EntityIx, GapIx, IntentIx, KnowledgeBase};

pub use entities::Mention;
pub use explain::{Explanation, PartExplanation, Rival};
pub(crate) use gate::{Gate, Signals};
pub use held_out::{HeldOut, WrittenFor};
pub(crate) use learned::{Learned, Rows};
pub use query::{Query, Word};
pub use roles::Roles;
pub use segment::{Segment, sentences};
pub use shape::{Shape, Wants};
pub use stage::Stage;

/// What a question turned out to ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decision {
    /// An intent answers it.
    Answer {
        /// Which.
        intent: IntentIx,
        /// By how much the decision was made: 0 at the bar, see [`Matcher::understand`].
        margin: f32,
    },
    /// Two or three intents are as near.
    Clarify {
        /// The nearest, best first; places past the second may be empty.
        options: [Option<IntentIx>; 3],
    },
    /// The document does not say it.
    Gap(GapIx),
    /// The document never mentions this party.
    Absent(EntityIx),
    /// Nothing of the briefing was asked.
    Unrelated,
    /// Small talk or a question about the bot: place in [`Language::meta`](crate::knowledge::language::Language::meta).
    Meta(usize),
    /// Another language than the briefing's readers'.
    Foreign,
}

/// A question of a message and what it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct PartMatch {
    /// The question as it stood in the message.
    pub question: String,
    /// What it asks.
    pub decision: Decision,
    /// Intents to offer besides, nearest first, at most three.
    pub nearest: Vec<IntentIx>,
}

/// An intent near to a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Which.
    pub intent: IntentIx,
    /// How well it fits; comparable within one matcher.
    pub score: f32,
    /// The share of the text's content that nothing of the intent covers, 0 to 1.
    pub uncovered: f32,
}

/// The matcher, trained on one knowledge base.
#[derive(Debug, Clone)]
pub struct Matcher {
    analyzer: query::Analyzer,
    model: topic::Model,
    policy: decide::Policy,
}

impl Matcher {
    /// Trains on a knowledge base's utterances and paraphrases; the same knowledge gives the same matcher.
    pub fn train(knowledge: &KnowledgeBase) -> Self {
        Self::learn(knowledge).0
    }

    /// Trains, and tells what was learned, so that [`of`](Self::of) need not train again.
    pub(crate) fn learn(knowledge: &KnowledgeBase) -> (Self, Learned) {
        let analyzer = query::Analyzer::new(knowledge);
        let topic::Training { mut model, utterances, rows } =
            topic::Model::train(knowledge, &analyzer, |id| !matches!(id, ClassId::Meta(_)));
        let policy = decide::Policy::learn(knowledge, &model, &utterances);
        model.settle();
        let (words, heard) = model.heard(knowledge);
        let learned = Learned { heard, words, rows, gate: policy.gate() };
        (Self { analyzer, model, policy }, learned)
    }

    /// The matcher that learned this from the same knowledge, paraphrases or not; `None` if it cannot have.
    pub(crate) fn of(knowledge: &KnowledgeBase, learned: &Learned) -> Option<Self> {
        let analyzer = query::Analyzer::new(knowledge);
        let model = topic::Model::of(knowledge, &analyzer, learned)?;
        Some(Self { analyzer, model, policy: decide::Policy::of(&learned.gate) })
    }

    /// A text made comparable with what the knowledge holds: words corrected, names linked.
    pub fn analyse(&self, text: &str) -> Query {
        self.analyzer.analyse(text)
    }

    /// The proper names among a query's words, also those inside a longer alias: of "Norway's ambassador" Norway.
    pub fn names(&self, query: &Query) -> Vec<Mention> {
        self.analyzer.names(query)
    }

    /// What a message asks, question by question; never empty.
    pub fn understand(&self, knowledge: &KnowledgeBase, utterance: &str) -> Vec<PartMatch> {
        self.run(knowledge, utterance, None, &mut |_| {})
    }

    /// The same, telling of every stage when it is done: a message's cutting first, then each question's stages in turn.
    pub fn understand_in_stages(
        &self,
        knowledge: &KnowledgeBase,
        utterance: &str,
        mut done: impl FnMut(Stage),
    ) -> Vec<PartMatch> {
        self.run(knowledge, utterance, None, &mut done)
    }

    /// The same, with every stage's reasons.
    pub fn explain(&self, knowledge: &KnowledgeBase, utterance: &str) -> Explanation {
        let mut explanation = Explanation::default();
        self.run(knowledge, utterance, Some(&mut explanation), &mut |_| {});
        explanation
    }

    /// The intents nearest to what is typed, best first.
    pub fn rank(&self, knowledge: &KnowledgeBase, typed: &str) -> Vec<IntentIx> {
        self.model.rank(knowledge, &self.analyzer.analyse(typed))
    }

    /// The intents nearest to a text, best first, without any decision.
    pub fn nearest(&self, knowledge: &KnowledgeBase, text: &str, count: usize) -> Vec<Near> {
        let scored = self.model.score(knowledge, &self.analyzer.analyse(text), None, &mut |_| {});
        let near = |(intent, candidate): (IntentIx, &score::Candidate)| Near {
            intent,
            score: candidate.score,
            uncovered: candidate.uncovered,
        };
        scored.intents().map(near).take(count).collect()
    }

    fn run(
        &self,
        knowledge: &KnowledgeBase,
        utterance: &str,
        mut explain: Option<&mut Explanation>,
        done: &mut impl FnMut(Stage),
    ) -> Vec<PartMatch> {
        let lexicon = &knowledge.language.lexicon;
        let segment::Cut { segments, rest } = segment::segment(utterance, lexicon);
        done(Stage::Segment);
        let mut parts: Vec<PartMatch> = Vec::new();
        for segment in segments {
            let question = &utterance[segment.span.clone()];
            let query = self.analyzer.analyse_in_stages(question, done);
            let context = segment.context.clone().map(|span| self.analyzer.analyse_in_stages(&utterance[span], done));
            let scored = self.model.score(knowledge, &query, context.as_ref(), done);
            let place =
                Place { leans: context.is_some(), after_refusal: parts.last().is_some_and(PartMatch::is_refused) };
            let decision = if foreign::is_foreign(question, &query, &self.model, lexicon) {
                Decision::Foreign
            } else {
                self.policy.decide(knowledge, &query, &scored, place)
            };
            done(Stage::Decide);
            if let Some(explanation) = explain.as_deref_mut() {
                let margin = self.policy.margin(knowledge, &query, &scored, place);
                explanation.parts.push(explain::part(
                    knowledge,
                    &self.policy,
                    question,
                    &query,
                    &scored,
                    decision,
                    margin,
                ));
            }
            let nearest = scored.nearest_intents(3);
            let part = PartMatch { question: question.to_owned(), decision, nearest };
            // Two ways of asking the same are answered once; small talk beside a question is no part of the answer.
            if parts.iter().all(|known| known.decision != part.decision) {
                parts.push(part);
            }
        }
        set_aside(&mut parts);
        parts.extend(rest.map(|rest| PartMatch {
            question: utterance[rest].to_owned(),
            decision: Decision::Meta(knowledge.language.meta_place("rest")),
            nearest: Vec::new(),
        }));
        parts
    }
}

impl PartMatch {
    fn is_refused(&self) -> bool {
        matches!(self.decision, Decision::Gap(_) | Decision::Absent(_) | Decision::Unrelated)
    }
}

/// Small talk beside a question is no part of the answer; beside what is not understood it is all that was meant.
fn set_aside(parts: &mut Vec<PartMatch>) {
    let is_meta = |part: &PartMatch| matches!(part.decision, Decision::Meta(_));
    let asks = |part: &PartMatch| !is_meta(part) && part.decision != Decision::Unrelated;
    if parts.iter().any(asks) {
        parts.retain(|part| !is_meta(part));
    } else if parts.iter().any(is_meta) {
        parts.retain(is_meta);
        parts.truncate(1);
    }
}
