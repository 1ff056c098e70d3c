//! What goes back to a reader, before any surface's way of drawing it.

use crate::answer::Answer;
use crate::checking::Check;
use crate::knowledge::{ClaimIx, EntityIx, IntentIx};
use crate::source::SentenceNumber;

/// What goes back to a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer to a question.
    Answer(Answer),
    /// What can be asked.
    Topics,
    /// The whole document.
    Document,
    /// One sentence, whole.
    Sentence(SentenceNumber),
    /// The paragraphs of these sentences, with the sentences marked.
    Context(Vec<SentenceNumber>),
    /// What to ask next.
    Related(Vec<IntentIx>),
    /// The dated claims, oldest first.
    Timeline(Vec<ClaimIx>),
    /// Everybody who is named.
    People(Vec<EntityIx>),
    /// One of them, and where else the document names this person.
    Who(EntityIx),
    /// A message, held against the document.
    Check(Check),
    /// What the briefing is.
    About,
    /// There is no such thing; the nearest are offered.
    NotFound(Missing),
    /// A button of a briefing that has changed since.
    Stale,
}

/// What was asked for by name and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No sentence of that number. The document has this many.
    Sentence {
        /// How many sentences the document has.
        last: usize,
    },
    /// Nobody of that name; the nearest of those who are named.
    Person {
        /// At most three.
        nearest: Vec<EntityIx>,
    },
}
