//! What is asked: topics, the intents that the document answers, and the gaps that it does not.

use serde::Deserialize;

use super::{ClaimIx, EntityIx, IntentIx, TopicIx};
use crate::knowledge::language::FacetIx;

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
    /// Further ways of asking, which only training needs: none where `trained.bin`
    /// stands in for them.
    pub paraphrases: Vec<String>,
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
    /// Further ways of asking, as an intent has them.
    pub paraphrases: Vec<String>,
}
