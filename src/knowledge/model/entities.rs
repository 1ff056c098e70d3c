//! Who and what is named.

use std::fmt;

use serde::Deserialize;

use super::ClaimIx;

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
