//! What goes back to a reader, before any surface's way of drawing it.

use crate::answer::Answer;
use crate::checking::Check;
use crate::knowledge::{ClaimIx, EntityIx, IntentIx, TopicIx};
use crate::source::SentenceNumber;

/// What goes back to a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer to a question.
    Answer(Answer),
    /// What can be asked.
    Topics {
        /// Which page to begin with where all of it has no room, from 0; so for the other lists.
        page: usize,
    },
    /// What can be asked of one topic.
    Topic(TopicIx),
    /// The whole document.
    Document {
        /// Which page.
        page: usize,
    },
    /// One sentence, whole.
    Sentence(SentenceNumber),
    /// The paragraphs of these sentences, with the sentences marked.
    Context(Vec<SentenceNumber>),
    /// The dated claims, oldest first.
    Timeline {
        /// The claims.
        claims: Vec<ClaimIx>,
        /// Which page.
        page: usize,
    },
    /// Everybody who is named.
    People {
        /// In the order of the file.
        people: Vec<EntityIx>,
        /// Which page.
        page: usize,
    },
    /// One of them, and where else the document names this person.
    Who(EntityIx),
    /// A message, held against the document.
    Check(Check),
    /// What the briefing is.
    About,
    /// There is no such thing, or no telling which is meant; the nearest are offered.
    NotFound(Missing),
    /// None of the questions that were offered was meant.
    NoneOfThese,
    /// A button of a briefing that has changed since.
    Stale {
        /// What it asked, as far as the briefing still has it.
        again: Vec<IntentIx>,
    },
}

/// What was asked for by name and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No sentence of that number. The document has this many.
    Sentence {
        /// How many sentences the document has.
        last: usize,
    },
    /// No topic of that title; the nearest.
    Topic {
        /// At most three.
        nearest: Vec<TopicIx>,
    },
    /// No telling which topic is meant.
    OneTopic {
        /// Two or three that it may be.
        of: Vec<TopicIx>,
    },
    /// No telling which person is meant.
    OnePerson {
        /// Two or three that it may be.
        of: Vec<EntityIx>,
    },
    /// Nobody of that name; the nearest of those who are named.
    Person {
        /// At most three.
        nearest: Vec<EntityIx>,
    },
}
