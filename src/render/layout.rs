//! The neutral layout of a reply: what stands where, before any surface draws it. Its words are in the reader's language.

mod answer;
mod check;
mod document;
mod lists;
mod notes;

use super::fit::{MAX_BUTTON_LABEL, clip};
use super::unique;
use crate::answer::{Band, attribute};
use crate::command::{Action, List, Reply, Target, Verb};
use crate::knowledge::{Basis, ClaimIx, IntentIx, KnowledgeBase, Speaker, key};
use crate::source::{SentenceNumber, Span};
use crate::words::{Words, fill};

/// A reply laid out. Plain text throughout: no markup, which each surface adds and escapes in its own way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// One or more sections, each with its own title, text and quotes: one a part of an answer.
    pub sections: Vec<Section>,
    /// As-of and fingerprint, in one line.
    pub footer: Option<String>,
    /// What can be pressed.
    pub buttons: Vec<Button>,
    /// What can be chosen from.
    pub menu: Option<Menu>,
    /// The page to show, where this is a list and a surface has no room for all of it: see [`fit`](super::fit).
    pub paging: Option<Paging>,
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
    /// What asks for this section alone, where it has no room beside others.
    pub again: Option<Action>,
}

/// A whole sentence of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// In a form that can be copied and cited: `S7 ¶6`; said to be in tension, if it is shown for that.
    pub label: String,
    /// The sentence, verbatim, cut where the emphasis changes: the words that carry the claims are marked `true`.
    pub runs: Vec<(String, bool)>,
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

/// How a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// The page to show, from 0.
    pub page: usize,
    /// What asks for the one after it.
    pub next: Button,
}

/// Something to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What is chosen.
    pub label: String,
    /// What choosing asks for.
    pub options: Vec<Button>,
}

/// Lays a reply out, in a reader's language.
pub fn layout(reply: &Reply, knowledge: &KnowledgeBase, words: &Words) -> Layout {
    let page = Page { knowledge, words };
    match reply {
        Reply::Answer(answer) => page.answer(answer),
        Reply::Topics { page: number } => page.topics(*number),
        Reply::Topic(topic) => page.topic(*topic),
        Reply::Timeline { claims, page: number } => page.timeline(claims, *number),
        Reply::People { people, page: number } => page.people(people, *number),
        Reply::Document { page: number } => page.document(*number),
        Reply::Sentence(number) => page.sentence(*number),
        Reply::Context(sentences) => page.context(sentences),
        Reply::Who(person) => page.who(*person),
        Reply::Check(check) => page.check(check),
        Reply::About => page.about(),
        Reply::NotFound(missing) => page.not_found(missing),
        Reply::NoneOfThese => notes::note(&words.buttons.none_of_these, &words.notices.none_of_these),
        Reply::Stale { again } => page.stale(again),
    }
}

/// The buttons that stand for questions: a surface without buttons lists them.
pub(super) fn choices(layout: &Layout) -> impl Iterator<Item = &Button> {
    layout.buttons.iter().filter(|button| button.action.verb == Verb::Answer)
}

/// What replies are laid out from.
#[derive(Clone, Copy)]
struct Page<'a> {
    knowledge: &'a KnowledgeBase,
    words: &'a Words,
}

impl Page<'_> {
    /// A layout of these sections that everybody may see, with the footer that says what it rests on.
    fn of(self, sections: Vec<Section>) -> Layout {
        Layout { sections, footer: Some(self.footer(None)), ..Layout::default() }
    }

    /// As of when, from which knowledge and how sure: `as of May 3 (inferred) · briefing 9f2c01ab · match: clear`.
    fn footer(self, band: Option<Band>) -> String {
        let words = &self.words.footer;
        let as_of = &self.knowledge.briefing.as_of;
        let as_of = match as_of.basis {
            Basis::Stated => fill(&words.as_of, &[("date", &as_of.says)]),
            Basis::Inferred => fill(&words.as_of, &[("date", &fill(&words.inferred, &[("date", &as_of.says)]))]),
            Basis::Unknown => words.undated.clone(),
        };
        let briefing = fill(&words.briefing, &[("fingerprint", &self.knowledge.fingerprint.short())]);
        let band = band.map(|band| match band {
            Band::High => words.clear.clone(),
            Band::Medium => words.fair.clone(),
            Band::Low => words.thin.clone(),
        });
        [as_of, briefing].into_iter().chain(band).collect::<Vec<_>>().join(" · ")
    }

    /// Where a sentence stands, in a form that can be copied and cited: `S7 ¶6`.
    fn label(self, number: SentenceNumber) -> String {
        match self.knowledge.source.sentence(number) {
            Some(sentence) => format!("{number} ¶{}", sentence.paragraph),
            None => number.to_string(),
        }
    }

    /// A sentence with these spans of the document marked in it. `None` if the document has no such sentence.
    fn quote(self, number: SentenceNumber, marks: &[Span]) -> Option<Quote> {
        let span = &self.knowledge.source.sentence(number)?.span;
        let text = self.knowledge.source.text();
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
        Some(Quote { label: self.label(number), runs })
    }

    /// What a claim says, and who says it unless it is the document itself.
    fn attributed(self, claim: ClaimIx) -> String {
        match self.knowledge[claim].by {
            Speaker::Briefing => self.knowledge[claim].says.clone(),
            Speaker::Entity(_) => attribute(self.knowledge, &[claim]),
        }
    }

    /// A button that answers with this intent.
    fn ask(self, intent: IntentIx) -> Button {
        self.button(Verb::Answer, &self.knowledge[intent].title, self.keys([intent]))
    }

    fn button(self, verb: Verb, label: &str, target: Target) -> Button {
        Button { label: clip(label, MAX_BUTTON_LABEL), action: self.action(verb, target) }
    }

    fn action(self, verb: Verb, target: Target) -> Action {
        Action { verb, knowledge: self.knowledge.fingerprint.short(), target }
    }

    /// The first of these intents, as many as a button holds.
    fn keys(self, intents: impl IntoIterator<Item = IntentIx>) -> Target {
        Target::Keys(intents.into_iter().take(Action::MAX_KEYS).map(|intent| key(&self.knowledge[intent].id)).collect())
    }

    /// The button that shows the paragraphs of these sentences.
    fn full_context(self, sentences: impl IntoIterator<Item = SentenceNumber>) -> Option<Button> {
        let places: Vec<_> =
            unique(sentences).into_iter().map(SentenceNumber::index).take(Action::MAX_SENTENCES).collect();
        let label = &self.words.buttons.full_context;
        (!places.is_empty()).then(|| self.button(Verb::Context, label, Target::Sentences(places)))
    }

    fn paging(self, list: List, page: usize) -> Paging {
        let next = self.button(Verb::Page, &self.words.buttons.more, Target::Page(list, page + 1));
        Paging { page, next }
    }

    /// How long the document is.
    fn size(self) -> String {
        let source = &self.knowledge.source;
        let (sentences, paragraphs) = (source.sentences().len().to_string(), source.paragraphs().len().to_string());
        fill(&self.words.says.size, &[("sentences", &sentences), ("paragraphs", &paragraphs)])
    }
}
