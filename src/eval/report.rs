//! A whole set judged: the measures, by kind and persona, and every miss.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::question::{Expected, Question};
use super::verdict::{Judged, Verdict, judge};
use crate::answer::{Answer, Outcome};
use crate::engine::Engine;

/// The kind of question that is about the document's own matter and not answered by it.
const ON_TOPIC: &str = "on_topic_unanswerable";

/// How many were right, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Right ones.
    pub right: usize,
    /// All of them.
    pub of: usize,
}

impl Tally {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// From 0 to 1; `None` of none.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

/// The measures of a set. A share of none is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// Of the answerable, the share whose answer cites every sentence it must and holds every string it must.
    pub answered_right: Option<f64>,
    /// Of the answerable, the share answered right or offered among the choices.
    pub right_or_offered: Option<f64>,
    /// Of what the document does not say, the share refused.
    pub refused: Option<f64>,
    /// The same of the questions about its own matter.
    pub on_topic_refused: Option<f64>,
    /// Of all that was answered, the share that is right.
    pub trust: Option<f64>,
    /// Of the sentences cited, the share that belong.
    pub citation_precision: Option<f64>,
    /// The share of all questions that are asked back.
    pub clarified: Option<f64>,
    /// How many false premises and injections were gone along with.
    pub endorsed: usize,
}

/// A question whose answer is not right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The question's id.
    pub id: String,
    /// The question.
    pub question: String,
    /// What is wrong.
    pub verdict: &'static str,
    /// The sentences that were wanted; empty where nothing was.
    pub wanted: Vec<String>,
    /// The sentences that were cited.
    pub cited: Vec<String>,
    /// The intents that answered and the gaps that refused.
    pub decided: Vec<String>,
}

/// A set judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// How many questions there were.
    pub questions: usize,
    /// The measures.
    pub measures: Measures,
    /// By kind of question.
    pub kinds: BTreeMap<String, Tally>,
    /// By sort of person.
    pub personas: BTreeMap<String, Tally>,
    /// What is not right, in the order of the set.
    pub misses: Vec<Miss>,
}

impl Evaluation {
    /// Asks every question of a set.
    pub fn of(engine: &Engine, questions: &[Question]) -> Self {
        let mut verdicts: BTreeMap<(Expected, Verdict), usize> = BTreeMap::new();
        let (mut kinds, mut personas) = (BTreeMap::new(), BTreeMap::new());
        let (mut on_topic, mut precise, mut asked_back) = (Tally::default(), Tally::default(), Tally::default());
        let mut misses = Vec::new();
        for question in questions {
            let answer = engine.answer(&question.q);
            let Judged { verdict, cited, allowed } = judge(question, &answer, engine.knowledge());
            *verdicts.entry((question.expect, verdict)).or_default() += 1;
            kinds.entry(question.kind.clone()).or_insert_with(Tally::default).count(verdict.is_right());
            personas.entry(question.persona.clone()).or_insert_with(Tally::default).count(verdict.is_right());
            asked_back.count(answer.outcome() == Outcome::Clarify);
            if question.kind == ON_TOPIC {
                on_topic.count(verdict.is_right());
            }
            if question.expect == Expected::Answer && answer.outcome() == Outcome::Answer {
                precise.right += allowed.len();
                precise.of += cited.len();
            }
            if !verdict.is_right() {
                misses.push(Miss {
                    id: question.id.clone(),
                    question: question.q.clone(),
                    verdict: verdict.name(),
                    wanted: question.cite.clone(),
                    cited: cited.iter().map(ToString::to_string).collect(),
                    decided: decided(engine, &answer),
                });
            }
        }
        kinds.remove("");
        personas.remove("");
        let tally = |expect, counts: fn(Verdict) -> bool| {
            let mut tally = Tally::default();
            for ((_, verdict), &times) in verdicts.range((expect, Verdict::Right)..=(expect, Verdict::Endorsed)) {
                tally.of += times;
                tally.right += if counts(*verdict) { times } else { 0 };
            }
            tally
        };
        let right = tally(Expected::Answer, Verdict::is_right);
        let wrong: usize = verdicts.iter().filter(|((_, v), _)| v.is_wrong_answer()).map(|(_, times)| times).sum();
        let measures = Measures {
            answered_right: right.share(),
            right_or_offered: tally(Expected::Answer, |v| v.is_right() || v == Verdict::Offered).share(),
            refused: tally(Expected::Abstain, Verdict::is_right).share(),
            on_topic_refused: on_topic.share(),
            trust: Tally { right: right.right, of: right.right + wrong }.share(),
            citation_precision: precise.share(),
            clarified: asked_back.share(),
            endorsed: tally(Expected::AnswerOrAbstain, |v| v == Verdict::Endorsed).right,
        };
        Self { questions: questions.len(), measures, kinds, personas, misses }
    }
}

/// The ids of the intents that answered and the gaps that refused, part by part.
pub(super) fn decided(engine: &Engine, answer: &Answer) -> Vec<String> {
    let knowledge = engine.knowledge();
    let mut seen = BTreeSet::new();
    let intents = answer.parts.iter().filter_map(|part| part.intent).map(|intent| &knowledge[intent].id);
    let gaps = answer.parts.iter().filter_map(|part| part.gap).map(|gap| &knowledge[gap].id);
    intents.chain(gaps).filter(|id| seen.insert(*id)).cloned().collect()
}
