//! The verified knowledge base: what the document says, who says it, what readers ask, and what is not said.
//!
//! A [`KnowledgeBase`] only comes out of [`compile`]: if one exists, every citation in it is an exact substring of the
//! source, every reference resolves and every facet that is not filled has its gap. It never changes afterwards.

mod compile;
mod coverage;
mod derive;
mod diagnostic;
mod distance;
mod files;
pub mod language;
mod model;
mod nearest;
mod raw;
mod table;
mod trained;
mod words;

pub use compile::{Compiled, compile, inseparable};
pub use coverage::{Cell, Coverage};
pub use diagnostic::{Code, Diagnostic, Label, Severity, render, summary};
pub use files::{DEFAULT_BRIEFING, Files};
pub use model::*;
pub(crate) use trained::TRAINED;
