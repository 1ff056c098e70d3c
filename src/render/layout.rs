//! The neutral layout of a reply: what stands where, before any surface draws it.

mod answer;
mod check;
mod document;
mod lists;
mod notes;

use super::unique;
use crate::answer::{Band, CitationRole, attribute};
use crate::command::{Action, Reply, Verb};
use crate::knowledge::{AsOf, Basis, ClaimIx, IntentIx, KnowledgeBase, Speaker};
use crate::source::{SentenceNumber, Span};

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

impl Quote {
    /// The sentence, verbatim.
    pub fn sentence(&self) -> String {
        self.runs.iter().map(|(run, _)| run.as_str()).collect()
    }
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
    match reply {
        Reply::Answer(answer) => answer::answer(answer, knowledge),
        Reply::Topics => lists::topics(knowledge),
        Reply::Related(intents) => lists::related(intents, knowledge),
        Reply::Timeline(claims) => lists::timeline(claims, knowledge),
        Reply::People(people) => lists::people(people, knowledge),
        Reply::Document => document::document(knowledge),
        Reply::Sentence(number) => document::sentence(*number, knowledge),
        Reply::Context(sentences) => document::context(sentences, knowledge),
        Reply::Who(person) => document::who(*person, knowledge),
        Reply::Check(check) => check::check(check, knowledge),
        Reply::About => notes::about(knowledge),
        Reply::NotFound(missing) => notes::not_found(missing, knowledge),
        Reply::Stale => notes::stale(),
    }
}

/// Stands above the questions where these are listed.
pub(super) const OFFER: &str = "You could ask:";

/// The buttons that stand for questions: a surface without buttons lists them.
pub(super) fn choices(layout: &Layout) -> impl Iterator<Item = &Button> {
    layout.buttons.iter().filter(|button| button.action.verb == Verb::Answer)
}

/// A layout of one section that everybody may see, with the footer that says what it rests on.
fn page(section: Section, knowledge: &KnowledgeBase) -> Layout {
    Layout { sections: vec![section], footer: Some(footer(knowledge, None)), buttons: Vec::new(), private: false }
}

/// As of when, from which knowledge and how sure: `as of May 3 (inferred) · briefing 9f2c01ab · match: clear`.
fn footer(knowledge: &KnowledgeBase, band: Option<Band>) -> String {
    let as_of = match as_of(&knowledge.briefing.as_of) {
        Some(as_of) => format!("as of {as_of}"),
        None => "date not known".to_owned(),
    };
    let band = band.map_or("", |band| match band {
        Band::High => " · match: clear",
        Band::Medium => " · match: fair",
        Band::Low => " · match: thin",
    });
    format!("{as_of} · briefing {}{band}", knowledge.fingerprint.short())
}

/// The moment the document describes; marked where the document itself does not state it.
fn as_of(as_of: &AsOf) -> Option<String> {
    match as_of.basis {
        Basis::Stated => Some(as_of.says.clone()),
        Basis::Inferred => Some(format!("{} (inferred)", as_of.says)),
        Basis::Unknown => None,
    }
}

/// Where a sentence stands, in a form that can be copied and cited: `S7 ¶6`.
fn label(number: SentenceNumber, knowledge: &KnowledgeBase) -> String {
    match knowledge.source.sentence(number) {
        Some(sentence) => format!("{number} ¶{}", sentence.paragraph),
        None => number.to_string(),
    }
}

/// A sentence with these spans of the document marked in it. `None` if the document has no such sentence.
fn quote(number: SentenceNumber, marks: &[Span], role: CitationRole, knowledge: &KnowledgeBase) -> Option<Quote> {
    let span = &knowledge.source.sentence(number)?.span;
    let text = knowledge.source.text();
    let mut marks: Vec<_> = marks.iter().map(|mark| mark.start.max(span.start)..mark.end.min(span.end)).collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut runs = Vec::new();
    let mut done = span.start;
    for mark in marks {
        let start = mark.start.max(done);
        if start >= mark.end {
            continue;
        }
        if done < start {
            runs.push((text[done..start].to_owned(), false));
        }
        runs.push((text[start..mark.end].to_owned(), true));
        done = mark.end;
    }
    if done < span.end {
        runs.push((text[done..span.end].to_owned(), false));
    }
    Some(Quote { label: label(number, knowledge), runs, role })
}

/// What a claim says, and who says it unless it is the document itself.
fn attributed(claim: ClaimIx, knowledge: &KnowledgeBase) -> String {
    match knowledge[claim].by {
        Speaker::Briefing => knowledge[claim].says.clone(),
        Speaker::Entity(_) => attribute(knowledge, &[claim]),
    }
}

/// A button that answers with this intent.
fn ask(intent: IntentIx, knowledge: &KnowledgeBase) -> Button {
    button(Verb::Answer, &knowledge[intent].title, vec![intent.0], knowledge)
}

fn button(verb: Verb, label: &str, mut places: Vec<usize>, knowledge: &KnowledgeBase) -> Button {
    places.truncate(Action::MAX_PLACES);
    let action = Action { verb, knowledge: knowledge.fingerprint.short(), places };
    Button { label: super::fit::clip(label, super::fit::MAX_BUTTON_LABEL), action }
}

/// The button that shows the paragraphs of these sentences.
fn full_context(sentences: impl IntoIterator<Item = SentenceNumber>, knowledge: &KnowledgeBase) -> Option<Button> {
    let places: Vec<_> = unique(sentences).into_iter().map(SentenceNumber::index).collect();
    (!places.is_empty()).then(|| button(Verb::Context, "Full context", places, knowledge))
}

/// `1 sentence`, `2 sentences`.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
