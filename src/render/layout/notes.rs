//! Replies about the briefing and about what could not be done.

use super::{Field, Layout, Section, button, counted, page};
use crate::command::{Missing, Verb};
use crate::knowledge::{AsOf, Basis, KnowledgeBase};

/// What Attaché never does, a line each.
const NEVER: &str = "It adds nothing to the document: no other source, no language model, no guess.\n\
    It never tells as fact what somebody merely said.\n\
    It shows no answer without the sentence it rests on.\n\
    It keeps nothing of what you ask.";

/// What the briefing is.
pub(super) fn about(knowledge: &KnowledgeBase) -> Layout {
    let briefing = &knowledge.briefing;
    let source = &knowledge.source;
    let field = |name: &str, value: String| Field { name: name.to_owned(), value };
    let size = format!(
        "{} in {}",
        counted(source.sentences().len(), "sentence"),
        counted(source.paragraphs().len(), "paragraph")
    );
    let fingerprints = format!("document {}\nbriefing {}", source.fingerprint().short(), knowledge.fingerprint.short());
    let section = Section {
        title: Some(briefing.title.clone()),
        text: "Attaché answers questions about this document, quoting the sentence each answer rests on, and says so \
               where the document does not say."
            .to_owned(),
        quotes: Vec::new(),
        fields: vec![
            field("Publisher", briefing.publisher.clone().unwrap_or_else(|| "not stated".to_owned())),
            field("As of", as_of(&briefing.as_of)),
            field("Document", size),
            field("Fingerprints", fingerprints),
            field("What Attaché never does", NEVER.to_owned()),
        ],
    };
    page(section, knowledge)
}

fn as_of(as_of: &AsOf) -> String {
    let reasoning = if as_of.reasoning.is_empty() { String::new() } else { format!("\n{}", as_of.reasoning) };
    match as_of.basis {
        Basis::Stated => format!("{} (stated){reasoning}", as_of.says),
        Basis::Inferred => format!("{} (inferred){reasoning}", as_of.says),
        Basis::Unknown => format!("not stated{reasoning}"),
    }
}

/// There is no such sentence or person. Never repeats what was typed.
pub(super) fn not_found(missing: &Missing, knowledge: &KnowledgeBase) -> Layout {
    let mut buttons = Vec::new();
    let text = match missing {
        Missing::Sentence { last: 0 } => "The briefing has no sentences.".to_owned(),
        Missing::Sentence { last } => {
            buttons.push(button(Verb::Context, &format!("Show S{last}"), vec![last - 1], knowledge));
            format!("The briefing has no such sentence. Its sentences are S1 to S{last}.")
        }
        Missing::Person { nearest } if nearest.is_empty() => "The briefing names nobody of that name.".to_owned(),
        Missing::Person { nearest } => {
            let names: Vec<_> = nearest.iter().map(|&person| knowledge[person].name.as_str()).collect();
            format!("The briefing names nobody of that name. The nearest: {}.", names.join(", "))
        }
    };
    let section = Section { title: Some("Not found".to_owned()), text, ..Section::default() };
    Layout { buttons, private: true, ..page(section, knowledge) }
}

/// A button of a briefing that has changed since.
pub(super) fn stale() -> Layout {
    let section = Section {
        title: Some("The briefing has changed".to_owned()),
        text: "It has changed since this button was made. Please ask again.".to_owned(),
        ..Section::default()
    };
    Layout { sections: vec![section], private: true, ..Layout::default() }
}
