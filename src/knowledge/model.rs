//! What a knowledge base holds. The curator's view of the same things is docs/knowledge.md.

mod asked;
mod entities;
mod said;

use std::ops::Index;

use serde::Deserialize;

use super::language::Language;
use crate::source::{Fingerprint, SentenceNumber, Source};

pub use asked::{Gap, GapOrigin, Intent, Topic, TopicKind};
pub use entities::{Entity, EntityKind};
pub use said::{Claim, ClaimKind, Dated, Speaker, Tension};

/// Defines an index type, so that a claim's place cannot be taken for an intent's.
macro_rules! index {
    ($(#[$doc:meta] $name:ident -> $list:ident: $item:ty;)*) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl Index<$name> for KnowledgeBase {
            type Output = $item;

            fn index(&self, index: $name) -> &$item {
                &self.$list[index.0]
            }
        }
    )*};
}

index! {
    /// Place of a topic in [`KnowledgeBase::topics`].
    TopicIx -> topics: Topic;
    /// Place of a claim in [`KnowledgeBase::claims`].
    ClaimIx -> claims: Claim;
    /// Place of an intent in [`KnowledgeBase::intents`].
    IntentIx -> intents: Intent;
    /// Place of a gap in [`KnowledgeBase::gaps`].
    GapIx -> gaps: Gap;
    /// Place of an entity in [`KnowledgeBase::entities`].
    EntityIx -> entities: Entity;
}

/// A briefing, compiled and verified. See [`compile`](super::compile).
#[derive(Debug, Clone)]
pub struct KnowledgeBase {
    /// What the document is.
    pub briefing: Briefing,
    /// The document itself.
    pub source: Source,
    /// Topics, in the order of their files' names.
    pub topics: Vec<Topic>,
    /// Claims, in the order of the files.
    pub claims: Vec<Claim>,
    /// Intents, in the order of the files.
    pub intents: Vec<Intent>,
    /// Gaps: written by hand, of absent parties, and derived, in that order.
    pub gaps: Vec<Gap>,
    /// People, places and things, the absent ones among them.
    pub entities: Vec<Entity>,
    /// Statements that a reader must see together.
    pub tensions: Vec<Tension>,
    /// The briefing's own regression questions, one JSON object a line, as they stand in `questions.jsonl`.
    pub questions: String,
    /// The language readers ask in.
    pub language: &'static Language,
    /// The sha256 over all files of the briefing but what training makes of them: any edit changes it.
    pub fingerprint: Fingerprint,
    /// What training made of these very files, from `trained.bin`; the engine knows how to read it.
    pub(crate) trained: Option<Vec<u8>>,
}

impl KnowledgeBase {
    /// The intent of this id.
    pub fn intent(&self, id: &str) -> Option<IntentIx> {
        self.intents.iter().position(|intent| intent.id == id).map(IntentIx)
    }

    /// The intent whose id has this key.
    pub fn intent_of_key(&self, key: u32) -> Option<IntentIx> {
        self.intents.iter().position(|intent| self::key(&intent.id) == key).map(IntentIx)
    }

    /// The topic whose id has this key.
    pub fn topic_of_key(&self, key: u32) -> Option<TopicIx> {
        self.topics.iter().position(|topic| self::key(&topic.id) == key).map(TopicIx)
    }

    /// The entity of this id.
    pub fn entity(&self, id: &str) -> Option<EntityIx> {
        self.entities.iter().position(|entity| entity.id == id).map(EntityIx)
    }

    /// The sentences that a claim rests on, its own first, then the one it leans on.
    pub fn sentences_of(&self, claim: ClaimIx) -> impl Iterator<Item = SentenceNumber> + '_ {
        let claim = &self[claim];
        std::iter::once(claim.sentence).chain(claim.leans_on.map(|other| self[other].sentence))
    }

    /// The intents of a topic, in the order of its file.
    pub fn intents_of(&self, topic: TopicIx) -> impl Iterator<Item = IntentIx> + '_ {
        (0..self.intents.len()).map(IntentIx).filter(move |&intent| self[intent].topic == topic)
    }
}

/// What stands for an id on a button: short, and the same after the knowledge has been edited.
pub fn key(id: &str) -> u32 {
    Fingerprint::of(id).key()
}

/// What the document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// Its folder's name.
    pub id: String,
    /// Its title, for people.
    pub title: String,
    /// The language of the document, as an ISO 639-1 code.
    pub language: String,
    /// Who published it; `None` where the document does not say.
    pub publisher: Option<String>,
    /// The state of things it describes.
    pub as_of: AsOf,
}

/// The moment a document describes, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// In words. Empty where the basis is unknown.
    pub says: String,
    /// Whether the document states it.
    pub basis: Basis,
    /// Why a curator believes it. Empty where it is stated.
    pub reasoning: String,
}

/// How a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The document gives it.
    Stated,
    /// A curator concluded it, and says how.
    Inferred,
    /// Nobody knows.
    Unknown,
}
