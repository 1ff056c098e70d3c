//! What readers are told otherwise after an edit of the briefing.

use std::fmt;

use serde::Serialize;

use super::report::decided;
use crate::answer::Citation;
use crate::engine::Engine;

/// What was told to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// `answer`, `clarify`, `abstain` or `meta`.
    pub outcome: &'static str,
    /// The intents that answered and the gaps that refused.
    pub decided: Vec<String>,
    /// The sentences quoted, whole: their numbers change with the document.
    pub quotes: Vec<String>,
    /// The text without the quotes.
    pub text: String,
}

/// A question that is told otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The question.
    pub question: String,
    /// What was told.
    pub old: Told,
    /// What is told now.
    pub new: Told,
}

/// The questions, in their order, that one briefing answers otherwise than another.
pub fn changes<'q>(old: &Engine, new: &Engine, questions: impl IntoIterator<Item = &'q str>) -> Vec<Change> {
    let changed = questions.into_iter().filter_map(|question| {
        let (old, new) = (told(old, question), told(new, question));
        (old != new).then(|| Change { question: question.to_owned(), old, new })
    });
    changed.collect()
}

fn told(engine: &Engine, question: &str) -> Told {
    let answer = engine.answer(question);
    let quote = |citation: Citation| engine.knowledge().source.quote(citation.sentence);
    Told {
        outcome: answer.outcome().name(),
        decided: decided(engine, &answer),
        quotes: answer.citations().into_iter().filter_map(quote).map(str::to_owned).collect(),
        text: answer.text(),
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.outcome)?;
        if !self.decided.is_empty() {
            write!(f, " ({})", self.decided.join(", "))?;
        }
        Ok(())
    }
}
