//! A knowledge base and its matcher, ready to reply.

mod audit;
mod complete;
mod names;
mod trained;

use std::sync::Arc;

use self::names::Meant;
use crate::answer::{Answer, compose, compose_intents};
use crate::checking::{Check, Checker};
use crate::command::{Action, Completion, List, Missing, Reply, Request, Target, Verb};
use crate::knowledge::{ClaimIx, EntityIx, EntityKind, Files, IntentIx, KnowledgeBase, compile, render, summary};
use crate::matching::{Explanation, Matcher, Near};
use crate::source::{SentenceNumber, Source};

pub use audit::{Audit, Confusion};
pub use complete::Choice;
pub(crate) use trained::train;

/// A briefing with something wrong in it. Displayed, it is all its problems, by file and line, as rustc would print them.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct Broken(String);

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
    /// Trains the matcher on a knowledge base, or takes what an earlier training made of the same.
    pub fn new(mut knowledge: KnowledgeBase) -> Self {
        let trained = knowledge.trained.take(); // half a megabyte that nothing reads again
        let earlier = trained.and_then(|trained| trained::read(&knowledge, &trained));
        let matcher = earlier.unwrap_or_else(|| Matcher::train(&knowledge));
        let checker = Checker::new(&knowledge, &matcher);
        Self { inner: Arc::new(Inner { knowledge, matcher, checker }) }
    }

    /// Compiles a briefing's files and trains the matcher on them: all that a host needs to do. Warnings are passed over.
    ///
    /// ```
    /// use attache::engine::Engine;
    /// use attache::knowledge::Files;
    /// let broken = Engine::from_files(&Files::default()).unwrap_err();
    /// assert!(broken.to_string().contains("the file `source.txt` is missing"));
    /// ```
    ///
    /// # Errors
    /// Something in the files is wrong.
    pub fn from_files(files: &Files) -> Result<Self, Broken> {
        let compiled = compile(files).map_err(|diagnostics| {
            Broken(format!("{}{}", render(&diagnostics, files, false), summary(&diagnostics)))
        })?;
        Ok(Self::new(compiled.knowledge))
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
            Request::Topics { topic: None } => Reply::Topics { page: 0 },
            Request::Topics { topic: Some(typed) } => self.topic(typed),
            Request::Source { sentence: None } => Reply::Document { page: 0 },
            Request::Source { sentence: Some(typed) } => sentence(&self.knowledge().source, typed),
            Request::Timeline => self.list(List::Timeline, 0),
            Request::Who { person: None } => self.list(List::People, 0),
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
        match names::meant(&names::rank_people(self.knowledge(), typed)) {
            Meant::One(person) => Reply::Who(person),
            Meant::Several(people) => Reply::NotFound(Missing::OnePerson { of: people }),
            Meant::Nobody(nearest) => Reply::NotFound(Missing::Person { nearest }),
        }
    }

    fn topic(&self, typed: &str) -> Reply {
        match names::meant(&names::rank_topics(self.knowledge(), typed)) {
            Meant::One(topic) => Reply::Topic(topic),
            Meant::Several(topics) => Reply::NotFound(Missing::OneTopic { of: topics }),
            Meant::Nobody(nearest) => Reply::NotFound(Missing::Topic { nearest }),
        }
    }

    fn list(&self, list: List, page: usize) -> Reply {
        match list {
            List::Topics => Reply::Topics { page },
            List::Document => Reply::Document { page },
            List::Timeline => Reply::Timeline { claims: timeline(self.knowledge()), page },
            List::People => Reply::People { people: people(self.knowledge()).collect(), page },
        }
    }

    fn press(&self, action: &Action) -> Reply {
        let knowledge = self.knowledge();
        let intents: Vec<IntentIx> = match &action.target {
            Target::Keys(keys) => keys.iter().filter_map(|&key| knowledge.intent_of_key(key)).collect(),
            _ => Vec::new(),
        };
        if action.knowledge != knowledge.fingerprint.short() {
            return Reply::Stale { again: intents };
        }
        match (action.verb, &action.target) {
            (Verb::None, _) => Reply::NoneOfThese,
            (Verb::Page, Target::Page(list, page)) => self.list(*list, *page),
            (Verb::Topic, Target::Keys(keys)) => {
                let topic = keys.first().and_then(|&key| knowledge.topic_of_key(key));
                topic.map_or(Reply::Topics { page: 0 }, Reply::Topic)
            }
            (Verb::Context, Target::Sentences(places)) => {
                let known = places.iter().filter(|&&place| place < knowledge.source.sentences().len());
                Reply::Context(known.map(|&place| SentenceNumber::from_index(place)).collect())
            }
            _ if intents.is_empty() => Reply::Stale { again: intents },
            (Verb::Context, _) => {
                let answer = compose_intents(knowledge, &intents);
                Reply::Context(answer.citations().into_iter().map(|citation| citation.sentence).collect())
            }
            _ => Reply::Answer(compose_intents(knowledge, &intents)),
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
