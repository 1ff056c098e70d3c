//! What the document says: claims, who makes them, and where they pull apart.

use serde::Deserialize;

use super::{Basis, ClaimIx, EntityIx, TopicIx};
use crate::knowledge::language::FacetIx;
use crate::source::{SentenceNumber, Span};

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

/// Statements that a reader must see together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tension {
    /// Its ends, two or more.
    pub claims: Vec<ClaimIx>,
    /// What pulls apart, in a plain sentence.
    pub note: String,
}
