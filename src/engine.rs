//! A knowledge base and its matcher, ready to reply.

mod audit;
mod complete;

use std::sync::Arc;

use crate::answer::{Answer, compose, compose_intent};
use crate::checking::{Check, Checker};
use crate::command::{Action, Completion, Missing, Reply, Request, Verb};
use crate::knowledge::{ClaimIx, EntityIx, EntityKind, IntentIx, KnowledgeBase};
use crate::matching::{Explanation, Matcher, Near};
use crate::source::{SentenceNumber, Source};

pub use audit::{Audit, Confusion};
pub use complete::Choice;

/// Replies to requests on one knowledge base. Cheap to clone; pure and total: any request gives a reply.
#[derive(Debug, Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    knowledge: KnowledgeBase,
    matcher: Matcher,
    checker: Checker,
}

impl Engine {
    /// Trains the matcher on a knowledge base.
    pub fn new(knowledge: KnowledgeBase) -> Self {
        let matcher = Matcher::train(&knowledge);
        let checker = Checker::new(&knowledge, &matcher);
        Self { inner: Arc::new(Inner { knowledge, matcher, checker }) }
    }

    /// The knowledge base it replies from.
    pub fn knowledge(&self) -> &KnowledgeBase {
        &self.inner.knowledge
    }

    /// Answers a message, question by question.
    pub fn answer(&self, utterance: &str) -> Answer {
        compose(self.knowledge(), self.inner.matcher.understand(self.knowledge(), utterance))
    }

    /// Holds a message against the document, statement by statement.
    pub fn check(&self, message: &str) -> Check {
        self.inner.checker.check(self.knowledge(), &self.inner.matcher, message)
    }

    /// Why it answers a message as it does, for curators.
    pub fn explain(&self, utterance: &str) -> Explanation {
        self.inner.matcher.explain(self.knowledge(), utterance)
    }

    /// The intents nearest to a text, best first: the matcher without any decision.
    pub fn nearest(&self, text: &str, count: usize) -> Vec<Near> {
        self.inner.matcher.nearest(self.knowledge(), text, count)
    }

    /// Replies to a request.
    pub fn reply(&self, request: &Request) -> Reply {
        match request {
            Request::Ask { question } => Reply::Answer(self.answer(question)),
            Request::Topics => Reply::Topics,
            Request::Source { sentence: None } => Reply::Document,
            Request::Source { sentence: Some(typed) } => sentence(&self.knowledge().source, typed),
            Request::Timeline => Reply::Timeline(timeline(self.knowledge())),
            Request::Who { person: None } => Reply::People(people(self.knowledge()).collect()),
            Request::Who { person: Some(typed) } => self.who(typed),
            Request::Check { statement } => Reply::Check(self.check(statement)),
            Request::About => Reply::About,
            Request::Press(action) => self.press(action),
        }
    }

    /// What could complete an option's value, best first, at most `limit`.
    pub fn complete(&self, completion: Completion, typed: &str, limit: usize) -> Vec<Choice> {
        complete::complete(self.knowledge(), &self.inner.matcher, completion, typed, limit)
    }

    fn who(&self, typed: &str) -> Reply {
        let mut ranked = complete::rank_people(self.knowledge(), typed);
        match ranked.first() {
            Some(&(entity, score)) if score >= complete::SAME_NAME => Reply::Who(entity),
            _ => {
                ranked.truncate(3);
                Reply::NotFound(Missing::Person { nearest: ranked.into_iter().map(|(entity, _)| entity).collect() })
            }
        }
    }

    fn press(&self, action: &Action) -> Reply {
        let knowledge = self.knowledge();
        if action.knowledge != knowledge.fingerprint.short() {
            return Reply::Stale;
        }
        let known = |length: usize| action.places.iter().copied().filter(move |&place| place < length);
        match action.verb {
            Verb::Context => {
                Reply::Context(known(knowledge.source.sentences().len()).map(SentenceNumber::from_index).collect())
            }
            Verb::Related => {
                let asked: Vec<_> = known(knowledge.intents.len()).map(IntentIx).collect();
                let mut related: Vec<IntentIx> = Vec::new();
                for &intent in asked.iter().flat_map(|&intent| &knowledge[intent].related) {
                    if !asked.contains(&intent) && !related.contains(&intent) {
                        related.push(intent);
                    }
                }
                Reply::Related(related)
            }
            Verb::Answer => known(knowledge.intents.len())
                .next()
                .map_or(Reply::Stale, |intent| Reply::Answer(compose_intent(knowledge, IntentIx(intent)))),
        }
    }
}

fn sentence(source: &Source, typed: &str) -> Reply {
    let last = source.sentences().len();
    match typed.parse::<SentenceNumber>() {
        Ok(number) if source.sentence(number).is_some() => Reply::Sentence(number),
        _ => Reply::NotFound(Missing::Sentence { last }),
    }
}

fn timeline(knowledge: &KnowledgeBase) -> Vec<ClaimIx> {
    let mut dated: Vec<_> = knowledge
        .claims
        .iter()
        .enumerate()
        .filter_map(|(index, claim)| Some((claim.dated.as_ref()?.order, ClaimIx(index))))
        .collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, claim)| claim).collect()
}

/// The people named, in the order of the file.
fn people(knowledge: &KnowledgeBase) -> impl Iterator<Item = EntityIx> {
    (0..knowledge.entities.len()).map(EntityIx).filter(|&entity| knowledge[entity].kind == Some(EntityKind::Person))
}
