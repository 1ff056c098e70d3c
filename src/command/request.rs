//! What a reader wants, before any surface's way of saying it.

use super::Action;

/// What a reader wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Answer this.
    Ask {
        /// As typed.
        question: String,
    },
    /// What can be asked, by topic.
    Topics,
    /// The document, or one sentence of it.
    Source {
        /// A sentence's number as typed, such as `S7`; the whole document if none.
        sentence: Option<String>,
    },
    /// The dated events, oldest first.
    Timeline,
    /// Who is who; all of them, or one.
    Who {
        /// A name as typed; everybody if none.
        person: Option<String>,
    },
    /// What the briefing is, and what Attaché never does.
    About,
    /// A button was pressed.
    Press(Action),
}
