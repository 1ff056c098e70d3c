//! The briefings that a bot holds, and how they are exchanged while it runs.

use std::sync::{Arc, PoisonError, RwLock};

use crate::engine::{Choice, Engine};

/// A briefing with the name that readers choose it by.
#[derive(Debug, Clone)]
pub struct Briefing {
    /// Its name.
    pub name: String,
    /// What answers from it.
    pub engine: Engine,
}

/// The briefings of one moment, the default first. Whoever answers keeps the shelf it began with.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelf {
    briefings: Arc<[Briefing]>,
}

impl Shelf {
    pub(super) fn find(&self, name: &str) -> Option<&Briefing> {
        let title = |briefing: &&Briefing| briefing.engine.knowledge().briefing.title.eq_ignore_ascii_case(name);
        let named = self.briefings.iter().find(|briefing| briefing.name.eq_ignore_ascii_case(name));
        named.or_else(|| self.briefings.iter().find(title))
    }

    /// The briefing that a button was made from.
    pub(super) fn of_fingerprint(&self, short: &str) -> Option<&Briefing> {
        self.briefings.iter().find(|briefing| briefing.engine.knowledge().fingerprint.short() == short)
    }

    pub(super) fn first(&self) -> Option<&Briefing> {
        self.briefings.first()
    }

    pub(super) fn names(&self) -> String {
        self.briefings.iter().map(|briefing| briefing.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The briefings whose name or title holds what was typed.
    pub(super) fn complete(&self, typed: &str) -> Vec<Choice> {
        let typed = typed.trim().to_lowercase();
        let choice = |briefing: &Briefing| Choice {
            label: briefing.engine.knowledge().briefing.title.clone(),
            value: briefing.name.clone(),
        };
        let wanted = |choice: &Choice| {
            choice.label.to_lowercase().contains(&typed) || choice.value.to_lowercase().contains(&typed)
        };
        self.briefings.iter().map(choice).filter(wanted).collect()
    }
}

/// Where the shelf stands: it can be exchanged for another at any moment, whole.
#[derive(Debug, Default)]
pub(super) struct Place(RwLock<Shelf>);

impl Place {
    pub(super) fn new(briefings: Vec<Briefing>) -> Self {
        let place = Self::default();
        place.put(briefings);
        place
    }

    pub(super) fn shelf(&self) -> Shelf {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn put(&self, briefings: Vec<Briefing>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Shelf { briefings: briefings.into() };
    }
}
