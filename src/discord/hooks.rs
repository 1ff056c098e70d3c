//! What a host may do where Attaché replies.

use std::sync::Arc;

use crate::answer::Answer;
use crate::render::Layout;

/// Called while a reply is made, all of them before it is sent; they should be quick, for Discord waits three seconds. None
/// needs to be there: each does nothing unless it is written.
///
/// ```
/// use attache::answer::Answer;
/// use attache::discord::{Asked, Hooks};
/// struct Counter(std::sync::atomic::AtomicUsize);
/// impl Hooks for Counter {
///     fn on_unanswered(&self, _: &Asked, _: &Answer) {
///         self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///     }
/// }
/// ```
pub trait Hooks: Send + Sync {
    /// A reply was laid out and is about to be drawn: it may be changed. What is too long afterwards is cut.
    fn before_reply(&self, _asked: &Asked, _layout: &mut Layout) {}
    /// At least one question of a message was answered.
    fn on_answered(&self, _asked: &Asked, _answer: &Answer) {}
    /// None was.
    fn on_unanswered(&self, _asked: &Asked, _answer: &Answer) {}
    /// A reader says that an answer is wrong. What is kept of it is what the reader is told.
    fn on_feedback(&self, _asked: &Asked, _feedback: &Feedback) -> Kept {
        Kept::Nothing
    }
}

/// Hooks that the host keeps a hand on, to read what they have counted.
impl<H: Hooks + ?Sized> Hooks for Arc<H> {
    fn before_reply(&self, asked: &Asked, layout: &mut Layout) {
        (**self).before_reply(asked, layout);
    }
    fn on_answered(&self, asked: &Asked, answer: &Answer) {
        (**self).on_answered(asked, answer);
    }
    fn on_unanswered(&self, asked: &Asked, answer: &Answer) {
        (**self).on_unanswered(asked, answer);
    }
    fn on_feedback(&self, asked: &Asked, feedback: &Feedback) -> Kept {
        (**self).on_feedback(asked, feedback)
    }
}

/// Who asks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The user's id.
    pub user: u64,
    /// The server's id; `None` in a direct message.
    pub guild: Option<u64>,
    /// The channel's id.
    pub channel: u64,
    /// The channel that this one is a thread of.
    pub parent: Option<u64>,
    /// The reader's locale, such as `en-GB`.
    pub locale: String,
}

impl Asked {
    /// The channel, and the one it is a thread of: where settings are looked up.
    pub(super) fn channels(&self) -> Vec<u64> {
        std::iter::once(self.channel).chain(self.parent).collect()
    }
}

/// What a hook keeps of a reader's [`Feedback`]. Of several hooks the one that keeps the most tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// Nothing.
    #[default]
    Nothing,
    /// That the answer was called wrong, but not the reader's words.
    Report,
    /// All of it: those who look after the briefing will read it.
    Words,
}

/// What a reader says of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// The short fingerprint of the knowledge that it was given from.
    pub knowledge: String,
    /// The ids of the intents that were told, as far as the knowledge still has them.
    pub intents: Vec<String>,
    /// The reader's words.
    pub text: String,
}
