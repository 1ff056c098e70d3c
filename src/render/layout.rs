//! The neutral layout of a reply: what stands where, before any surface draws it.

use crate::answer::CitationRole;
use crate::command::{Action, Reply};
use crate::knowledge::KnowledgeBase;

/// A reply laid out. Plain text throughout: no markup, which each surface adds and escapes in its own way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// One or more sections, each with its own title, text and quotes: one a part of an answer.
    pub sections: Vec<Section>,
    /// As-of and fingerprint, in one line.
    pub footer: Option<String>,
    /// What can be pressed.
    pub buttons: Vec<Button>,
    /// Whether only the one who asked should see it: misses, clarifications, errors.
    pub private: bool,
}

/// One part of a reply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The question in the words of the intent, or the heading of a list.
    pub title: Option<String>,
    /// Paragraphs, in plain text.
    pub text: String,
    /// Whole sentences of the document.
    pub quotes: Vec<Quote>,
    /// Short named texts, such as a topic and its questions.
    pub fields: Vec<Field>,
}

/// A whole sentence of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// In a form that can be copied and cited: `S7 ¶6`.
    pub label: String,
    /// The sentence, verbatim, cut where the emphasis changes: the words that carry the claims are marked `true`.
    pub runs: Vec<(String, bool)>,
    /// Why it is shown.
    pub role: CitationRole,
}

/// A short named text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its heading.
    pub name: String,
    /// Its text, lines separated by `\n`.
    pub value: String,
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// At most 80 characters.
    pub label: String,
    /// What pressing it asks for.
    pub action: Action,
}

/// Lays a reply out.
pub fn layout(reply: &Reply, knowledge: &KnowledgeBase) -> Layout {
    let _ = (reply, knowledge);
    Layout::default()
}
