//! Replies about the briefing and about what could not be done.

use super::{Field, Layout, Page, Section};
use crate::command::{Missing, Target, Verb};
use crate::knowledge::{AsOf, Basis, IntentIx, TopicIx, key};
use crate::words::fill;

impl Page<'_> {
    /// What the briefing is.
    pub(super) fn about(self) -> Layout {
        let briefing = &self.knowledge.briefing;
        let (titles, says) = (&self.words.titles, &self.words.says);
        let field = |name: &str, value: String| Field { name: name.to_owned(), value };
        let document = self.knowledge.source.fingerprint().short();
        let fingerprints =
            fill(&says.fingerprints, &[("document", &document), ("briefing", &self.knowledge.fingerprint.short())]);
        let section = Section {
            title: Some(briefing.title.clone()),
            text: says.about.clone(),
            fields: vec![
                field(&titles.publisher, briefing.publisher.clone().unwrap_or_else(|| says.not_stated.clone())),
                field(&titles.as_of, self.as_of(&briefing.as_of)),
                field(&titles.document, self.size()),
                field(&titles.fingerprints, fingerprints),
                field(&titles.never, says.never.clone()),
            ],
            ..Section::default()
        };
        self.of(vec![section])
    }

    fn as_of(self, as_of: &AsOf) -> String {
        let says = &self.words.says;
        let reasoning = if as_of.reasoning.is_empty() { String::new() } else { format!("\n{}", as_of.reasoning) };
        match as_of.basis {
            Basis::Stated => format!("{} ({}){reasoning}", as_of.says, says.stated),
            Basis::Inferred => format!("{} ({}){reasoning}", as_of.says, says.inferred),
            Basis::Unknown => format!("{}{reasoning}", says.not_stated),
        }
    }

    /// There is no such sentence, topic or person, or more than one. Never repeats what was typed.
    pub(super) fn not_found(self, missing: &Missing) -> Layout {
        let says = &self.words.says;
        let several = matches!(missing, Missing::OneTopic { .. } | Missing::OnePerson { .. });
        let title = if several { &self.words.titles.several } else { &self.words.titles.not_found };
        let mut buttons = Vec::new();
        let text = match missing {
            Missing::Sentence { last: 0 } => says.no_sentences.clone(),
            Missing::Sentence { last } => {
                let label = fill(&self.words.buttons.show, &[("sentence", &format!("S{last}"))]);
                buttons.push(self.button(Verb::Context, &label, Target::Sentences(vec![last - 1])));
                fill(&says.no_such_sentence, &[("last", &last.to_string())])
            }
            Missing::Topic { nearest: topics } | Missing::OneTopic { of: topics } => {
                let show = |&topic: &TopicIx| {
                    let topic = &self.knowledge[topic];
                    self.button(Verb::Topic, &topic.title, Target::Keys(vec![key(&topic.id)]))
                };
                buttons.extend(topics.iter().map(show));
                let names: Vec<_> = topics.iter().map(|&topic| self.knowledge[topic].title.as_str()).collect();
                self.nearest(if several { &says.several_topics } else { &says.no_such_topic }, &names)
            }
            Missing::Person { nearest: people } | Missing::OnePerson { of: people } => {
                let names: Vec<_> = people.iter().map(|&person| self.knowledge[person].name.as_str()).collect();
                self.nearest(if several { &says.several_people } else { &says.no_such_person }, &names)
            }
        };
        Layout { buttons, footer: Some(self.footer(None)), ..note(title, &text) }
    }

    fn nearest(self, missing: &str, names: &[&str]) -> String {
        match names {
            [] => missing.to_owned(),
            names => format!("{missing} {}", fill(&self.words.says.nearest, &[("names", &names.join(", "))])),
        }
    }

    /// A button of a briefing that has changed since: what it asked is offered again.
    pub(super) fn stale(self, again: &[IntentIx]) -> Layout {
        let says = &self.words.says;
        let text = if again.is_empty() { &says.stale } else { &says.stale_offer };
        let buttons = again.iter().map(|&intent| self.ask(intent)).collect();
        Layout { buttons, ..note(&self.words.titles.stale, text) }
    }
}

/// A few words for the one who asked.
pub(super) fn note(title: &str, text: &str) -> Layout {
    let section = Section { title: Some(title.to_owned()), text: text.to_owned(), ..Section::default() };
    Layout { sections: vec![section], private: true, ..Layout::default() }
}
