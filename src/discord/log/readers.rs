//! What readers ask and say, in the log of the bot's own.

use tracing::info;

use super::Log;
use crate::answer::Answer;
use crate::discord::{Asked, Feedback, Hooks, Kept};

/// Logs that a reader calls an answer wrong; and the reader's words, there and in questions, only if that is wanted. Never
/// who the reader is.
#[derive(Debug, Clone, Copy)]
pub struct Readers {
    texts: bool,
}

impl Readers {
    /// Logs as much as is wanted.
    pub fn new(log: &Log) -> Self {
        Self { texts: log.questions }
    }

    fn asked(self, answer: &Answer) {
        if self.texts {
            for part in &answer.parts {
                info!(question = part.question, outcome = part.outcome.name(), "asked");
            }
        }
    }
}

impl Hooks for Readers {
    fn on_answered(&self, _: &Asked, answer: &Answer) {
        self.asked(answer);
    }

    fn on_unanswered(&self, _: &Asked, answer: &Answer) {
        self.asked(answer);
    }

    fn on_feedback(&self, _: &Asked, feedback: &Feedback) -> Kept {
        let text = self.texts.then_some(feedback.text.as_str());
        info!(
            intents = feedback.intents.join(" "),
            briefing = feedback.knowledge,
            text,
            "a reader calls an answer wrong"
        );
        if self.texts { Kept::Words } else { Kept::Report }
    }
}
