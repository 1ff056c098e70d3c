//! What a knowledge base holds. The curator's view of the same things is docs/knowledge.md.

use std::fmt;
use std::ops::Index;

use serde::Deserialize;

use super::language::{FacetIx, Language};
use crate::source::{Fingerprint, SentenceNumber, Source, Span};

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
    /// The sha256 over all files of the briefing: any edit changes it.
    pub fingerprint: Fingerprint,
}

impl KnowledgeBase {
    /// The intent of this id.
    pub fn intent(&self, id: &str) -> Option<IntentIx> {
        self.intents.iter().position(|intent| intent.id == id).map(IntentIx)
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

/// What a topic is, which tells the facets that readers will ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TopicKind {
    /// Something that happened.
    Event,
    /// Something expected.
    Plan,
    /// Something going on.
    Process,
    /// A text or an understanding between parties.
    Agreement,
    /// Somebody's words.
    Statement,
    /// What one party wants of another.
    Demand,
    /// What one party does.
    Action,
    /// A person.
    Person,
    /// A place.
    Place,
    /// A state, an organisation, a bloc.
    Group,
    /// The document as a whole, or several topics together: no gap is derived.
    Overview,
}

/// What can be talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its file's name.
    pub id: String,
    /// What it is.
    pub kind: TopicKind,
    /// Short, for lists.
    pub title: String,
    /// A noun phrase: "The briefing describes ..., but does not say ...".
    pub name: String,
    /// Other noun phrases that readers use for it.
    pub names: Vec<String>,
    /// Who or what it is about.
    pub entities: Vec<EntityIx>,
}

/// Who makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The document itself.
    Briefing,
    /// A person or state that the document reports.
    Entity(EntityIx),
}

/// What sort of claim it is; decides how it is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// The document reports it as a fact.
    Reported,
    /// Somebody said it.
    Quotation,
    /// Somebody wants it.
    Demand,
    /// It is expected, not done.
    Forecast,
    /// The document's own judgement.
    Assessment,
}

/// Something the document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Unique in the briefing.
    pub id: String,
    /// The topic it says something about.
    pub topic: TopicIx,
    /// One or two plain sentences, without attribution: `answer` adds that.
    pub says: String,
    /// Who makes it.
    pub by: Speaker,
    /// What sort of claim it is.
    pub kind: ClaimKind,
    /// The sentence it rests on.
    pub sentence: SentenceNumber,
    /// The words it rests on, in the document.
    pub anchor: Span,
    /// The claim without whose sentence this one's cannot be understood ("The interlocutors ...").
    pub leans_on: Option<ClaimIx>,
    /// Who does it, where a swap would be an error.
    pub actor: Option<EntityIx>,
    /// To whom it is done.
    pub target: Option<EntityIx>,
    /// Its place on the timeline.
    pub dated: Option<Dated>,
    /// What it says of its topic: the facet, and the words of the cited sentences that fill it.
    pub facets: Vec<(FacetIx, String)>,
}

/// A date as the document words it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dated {
    /// The document's words.
    pub words: String,
    /// Place in the order of events, smallest first.
    pub order: i64,
    /// Whether the document states the date.
    pub basis: Basis,
    /// What a reader must know of it, such as that no year is named.
    #[serde(default)]
    pub note: String,
}

/// Something readers ask that the document answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Unique among intents and gaps.
    pub id: String,
    /// What it asks about.
    pub topic: TopicIx,
    /// What of it.
    pub facet: FacetIx,
    /// The question in words of ours, shown above an answer.
    pub title: String,
    /// The claims that answer it, in the order they are told. Never empty.
    pub claims: Vec<ClaimIx>,
    /// What to ask next.
    pub related: Vec<IntentIx>,
    /// What readers type.
    pub utterances: Vec<String>,
}

/// Where a gap comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapOrigin {
    /// A curator wrote it.
    Written,
    /// It stands for a party that the document never mentions.
    Absent(EntityIx),
    /// No claim of the topic fills the facet.
    Derived,
}

/// Something readers ask that the document does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Unique among intents and gaps. A derived one is `<topic>.<facet>`, an absent one `absent.<entity>`.
    pub id: String,
    /// Where it comes from.
    pub origin: GapOrigin,
    /// The topic asked about; `None` only for an absent party.
    pub topic: Option<TopicIx>,
    /// The facet asked for.
    pub facet: Option<FacetIx>,
    /// What is missing: reads after "The briefing does not say". Empty for an absent party.
    pub missing: String,
    /// The intents to offer instead.
    pub near: Vec<IntentIx>,
    /// What readers type, or the templates of the facet with the topic's names put in.
    pub utterances: Vec<String>,
}

/// What sort of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A town, a region.
    Place,
    /// A state; its capital and its government are aliases.
    Country,
    /// An organisation, a bloc.
    Organisation,
    /// A treaty, a law.
    Document,
    /// Something that happened.
    Event,
    /// Anything else with a name.
    Thing,
}

/// Somebody or something that readers name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Unique in the briefing.
    pub id: String,
    /// What it is; `None` for an absent one.
    pub kind: Option<EntityKind>,
    /// As a reply writes it.
    pub name: String,
    /// Reads after the name and a comma. Empty for an absent one.
    pub role: String,
    /// What readers type for it, the name not among them.
    pub aliases: Vec<String>,
    /// The claim that says who or what it is.
    pub claim: Option<ClaimIx>,
}

impl Entity {
    /// Whether the document never mentions it.
    pub fn is_absent(&self) -> bool {
        self.kind.is_none()
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Statements that a reader must see together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tension {
    /// Its ends, two or more.
    pub claims: Vec<ClaimIx>,
    /// What pulls apart, in a plain sentence.
    pub note: String,
}
