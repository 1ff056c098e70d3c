//! Replies that show the document: whole, a sentence, paragraphs around citations, all that names somebody.

use super::{Layout, Page, Quote, Section};
use crate::command::List;
use crate::knowledge::{Entity, EntityIx};
use crate::render::unique;
use crate::source::{SentenceNumber, Span};
use crate::words::fill;

impl Page<'_> {
    /// All sentences, numbered.
    pub(super) fn document(self, page: usize) -> Layout {
        let sentences = self.knowledge.source.sentences();
        let section = Section {
            title: Some(self.knowledge.briefing.title.clone()),
            text: self.size(),
            quotes: sentences.iter().filter_map(|sentence| self.quote(sentence.number, &[])).collect(),
            ..Section::default()
        };
        Layout { paging: Some(self.paging(List::Document, page)), ..self.of(vec![section]) }
    }

    /// One sentence.
    pub(super) fn sentence(self, number: SentenceNumber) -> Layout {
        let count = self.knowledge.source.sentences().len().to_string();
        let place = [("number", &*(number.index() + 1).to_string()), ("count", &count)];
        let section = Section {
            title: Some(fill(&self.words.titles.sentence, &place)),
            quotes: self.quote(number, &[]).into_iter().collect(),
            ..Section::default()
        };
        Layout { buttons: self.full_context([number]).into_iter().collect(), ..self.of(vec![section]) }
    }

    /// The paragraphs of these sentences, a section each, with the sentences marked.
    pub(super) fn context(self, cited: &[SentenceNumber]) -> Layout {
        let sentences = self.knowledge.source.sentences();
        let is_cited = |number: SentenceNumber| cited.contains(&number);
        let paragraphs = unique(sentences.iter().filter(|s| is_cited(s.number)).map(|s| s.paragraph));
        let section = |paragraph: usize| {
            let here = || sentences.iter().filter(move |sentence| sentence.paragraph == paragraph);
            let names: Vec<_> =
                here().filter(|s| is_cited(s.number)).map(|sentence| sentence.number.to_string()).collect();
            let quotes = here().filter_map(|sentence| {
                let marks: &[Span] = if is_cited(sentence.number) { std::slice::from_ref(&sentence.span) } else { &[] };
                self.quote(sentence.number, marks)
            });
            Section {
                title: Some(fill(&self.words.titles.paragraph, &[("number", &paragraph.to_string())])),
                // Said in words too: marks are not seen where there is neither bold type nor colour.
                text: fill(&self.words.says.cited, &[("sentences", &names.join(", "))]),
                quotes: quotes.collect(),
                ..Section::default()
            }
        };
        self.of(paragraphs.into_iter().map(section).collect())
    }

    /// Who somebody is, the sentence that says so, and the other sentences that name them.
    pub(super) fn who(self, person: EntityIx) -> Layout {
        let entity = &self.knowledge[person];
        let title =
            if entity.role.is_empty() { entity.name.clone() } else { format!("{}, {}", entity.name, entity.role) };
        let mut main = Section { title: Some(title), ..Section::default() };
        let mut shown: Vec<SentenceNumber> = Vec::new();
        if let Some(claim) = entity.claim {
            main.text = self.attributed(claim);
            shown = unique(self.knowledge.sentences_of(claim));
            let anchor = std::slice::from_ref(&self.knowledge[claim].anchor);
            main.quotes = shown.iter().filter_map(|&number| self.quote(number, anchor)).collect();
        }
        let others = self.others_naming(entity, &shown);
        shown.extend(others.iter().map(|(number, _)| *number));
        let mut sections = vec![main];
        if !others.is_empty() {
            sections.push(Section {
                title: Some(self.words.titles.also_named.clone()),
                quotes: others.into_iter().map(|(_, quote)| quote).collect(),
                ..Section::default()
            });
        }
        Layout { buttons: self.full_context(shown).into_iter().collect(), ..self.of(sections) }
    }

    fn others_naming(self, entity: &Entity, shown: &[SentenceNumber]) -> Vec<(SentenceNumber, Quote)> {
        let text = self.knowledge.source.text();
        let others = self.knowledge.source.sentences().iter().filter(|sentence| !shown.contains(&sentence.number));
        others
            .filter_map(|sentence| {
                let marks = namings(entity, text, &sentence.span);
                let quote = self.quote(sentence.number, &marks)?;
                (!marks.is_empty()).then_some((sentence.number, quote))
            })
            .collect()
    }
}

/// Where a sentence names somebody, by name or alias, as whole words. A name with a capital is taken as written, so that
/// a state is not found in a pronoun.
fn namings(entity: &Entity, text: &str, sentence: &Span) -> Vec<Span> {
    let quoted = &text[sentence.clone()];
    // ASCII only: lower-casing must not move a byte.
    let lower = quoted.to_ascii_lowercase();
    let names = std::iter::once(&entity.name).chain(&entity.aliases).filter(|name| !name.is_empty());
    names
        .flat_map(|name| {
            let haystack = if name.chars().any(char::is_uppercase) { quoted } else { lower.as_str() };
            haystack.match_indices(name.as_str()).map(|(at, found)| at..at + found.len())
        })
        .filter(|found| {
            let inside = |c: char| c.is_alphanumeric();
            !quoted[..found.start].ends_with(inside) && !quoted[found.end..].starts_with(inside)
        })
        .map(|found| sentence.start + found.start..sentence.start + found.end)
        .collect()
}
