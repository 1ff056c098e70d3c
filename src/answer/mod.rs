//! What Attaché answers: claims with their attribution, the sentences they rest on, or what is not stated.
//!
//! An [`Answer`] is data; how it looks is `render`'s business.

mod attribution;
mod compose;

use crate::knowledge::{EntityIx, GapIx, IntentIx, KnowledgeBase};
use crate::source::{SentenceNumber, Span};

pub use attribution::attribute;
pub use compose::{about, compose, compose_intents};

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The document says it.
    Answer,
    /// Two or three readings are near: the reader chooses.
    Clarify,
    /// The document does not say it.
    Abstain,
    /// Small talk, or a question about the bot.
    Meta,
}

impl Outcome {
    /// As the JSON contract has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Clarify => "clarify",
            Self::Abstain => "abstain",
            Self::Meta => "meta",
        }
    }
}

/// How sure the match is, in words: never a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// A match that holds by a thin margin.
    Low,
    /// A fair match.
    Medium,
    /// A clear match.
    High,
}

/// Why a sentence is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationRole {
    /// It answers.
    Support,
    /// It is in declared tension with one that answers.
    Tension,
}

/// What is said that rests on nothing of the document: a surface may say it in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    /// The question is in another language than the one that is understood.
    Foreign,
    /// The question can be read in more than one way.
    Clarify,
    /// Nothing of the briefing was asked.
    Unrelated,
    /// The document never mentions this party.
    Absent(EntityIx),
    /// Small talk, or a question about the bot: place in [`Language::meta`](crate::knowledge::language::Language::meta).
    Meta(usize),
}

impl Notice {
    /// By which its translations are found; small talk's is its own id.
    pub fn key(self, knowledge: &KnowledgeBase) -> &str {
        match self {
            Self::Foreign => "foreign",
            Self::Clarify => "clarify",
            Self::Unrelated => "unrelated",
            Self::Absent(_) => "absent",
            Self::Meta(meta) => &knowledge.language.meta[meta].id,
        }
    }
}

/// A sentence that a reply shows, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The sentence.
    pub sentence: SentenceNumber,
    /// Why it is shown.
    pub role: CitationRole,
    /// The words in it that carry the claims, as spans of the document, in order. May be empty.
    pub anchors: Vec<Span>,
}

/// Everything said to one message: one or more parts, one a question found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Never empty.
    pub parts: Vec<Part>,
}

/// What is said to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The question as it stood in the message.
    pub question: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The intent that answers.
    pub intent: Option<IntentIx>,
    /// The gap that was asked for; `None` also where nothing of the briefing was.
    pub gap: Option<GapIx>,
    /// How sure the match is; `None` where nothing is answered.
    pub band: Option<Band>,
    /// What the reader sees, without the quotes. Never the utterance's words.
    pub text: String,
    /// Which notice the text is, if it is one.
    pub notice: Option<Notice>,
    /// What the text rests on. Empty unless answered.
    pub citations: Vec<Citation>,
    /// The readings to choose from, at most three. Empty unless the outcome is [`Outcome::Clarify`].
    pub options: Vec<IntentIx>,
    /// What to ask instead. Empty if answered.
    pub nearest: Vec<IntentIx>,
}

impl Answer {
    /// Answered if any part is, else to be clarified, else abstained; meta only if every part is.
    pub fn outcome(&self) -> Outcome {
        let any = |outcome| self.parts.iter().any(|part| part.outcome == outcome);
        [Outcome::Answer, Outcome::Clarify, Outcome::Abstain].into_iter().find(|&o| any(o)).unwrap_or(Outcome::Meta)
    }

    /// The parts' texts, joined.
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n\n")
    }

    /// The sentences of all parts without repeats, in the order shown. One that supports some part is a support.
    pub fn citations(&self) -> Vec<Citation> {
        let mut union: Vec<Citation> = Vec::new();
        for citation in self.parts.iter().flat_map(|part| &part.citations) {
            match union.iter_mut().find(|known| known.sentence == citation.sentence) {
                Some(known) => {
                    known.role = known.role.min(citation.role);
                    known.anchors.extend(citation.anchors.iter().cloned());
                    known.anchors.sort_by_key(|span| (span.start, span.end));
                    known.anchors.dedup();
                }
                None => union.push(citation.clone()),
            }
        }
        union
    }
}
