//! Replies that show the document: whole, a sentence, paragraphs around citations, all that names somebody.

use super::{Layout, Quote, Section, attributed, counted, full_context, page, quote};
use crate::answer::CitationRole::Support;
use crate::knowledge::{Entity, EntityIx, KnowledgeBase};
use crate::render::unique;
use crate::source::{SentenceNumber, Span};

/// All sentences, numbered.
pub(super) fn document(knowledge: &KnowledgeBase) -> Layout {
    let sentences = knowledge.source.sentences();
    let text = format!(
        "{} in {}.",
        counted(sentences.len(), "sentence"),
        counted(knowledge.source.paragraphs().len(), "paragraph")
    );
    let section = Section {
        title: Some(knowledge.briefing.title.clone()),
        text,
        quotes: sentences.iter().filter_map(|sentence| quote(sentence.number, &[], Support, knowledge)).collect(),
        fields: Vec::new(),
    };
    page(section, knowledge)
}

/// One sentence.
pub(super) fn sentence(number: SentenceNumber, knowledge: &KnowledgeBase) -> Layout {
    let section = Section {
        title: Some(format!("Sentence {} of {}", number.index() + 1, knowledge.source.sentences().len())),
        quotes: quote(number, &[], Support, knowledge).into_iter().collect(),
        ..Section::default()
    };
    Layout { buttons: full_context([number], knowledge).into_iter().collect(), ..page(section, knowledge) }
}

/// The paragraphs of these sentences, a section each, with the sentences marked.
pub(super) fn context(cited: &[SentenceNumber], knowledge: &KnowledgeBase) -> Layout {
    let sentences = knowledge.source.sentences();
    let is_cited = |number: SentenceNumber| cited.contains(&number);
    let paragraphs = unique(sentences.iter().filter(|s| is_cited(s.number)).map(|s| s.paragraph));
    let sections = paragraphs
        .into_iter()
        .map(|paragraph| {
            let here = || sentences.iter().filter(move |sentence| sentence.paragraph == paragraph);
            let names: Vec<_> =
                here().filter(|s| is_cited(s.number)).map(|sentence| sentence.number.to_string()).collect();
            let quotes = here().filter_map(|sentence| {
                let marks: &[Span] = if is_cited(sentence.number) { std::slice::from_ref(&sentence.span) } else { &[] };
                quote(sentence.number, marks, Support, knowledge)
            });
            Section {
                title: Some(format!("Paragraph {paragraph}")),
                // Said in words too: marks are not seen where there is neither bold type nor colour.
                text: format!("Cited: {}.", names.join(", ")),
                quotes: quotes.collect(),
                fields: Vec::new(),
            }
        })
        .collect();
    Layout { sections, ..page(Section::default(), knowledge) }
}

/// Who somebody is, the sentence that says so, and the other sentences that name them.
pub(super) fn who(person: EntityIx, knowledge: &KnowledgeBase) -> Layout {
    let entity = &knowledge[person];
    let title = if entity.role.is_empty() { entity.name.clone() } else { format!("{}, {}", entity.name, entity.role) };
    let mut main = Section { title: Some(title), ..Section::default() };
    let mut shown: Vec<SentenceNumber> = Vec::new();
    if let Some(claim) = entity.claim {
        main.text = attributed(claim, knowledge);
        shown = unique(knowledge.sentences_of(claim));
        let anchor = std::slice::from_ref(&knowledge[claim].anchor);
        main.quotes = shown.iter().filter_map(|&number| quote(number, anchor, Support, knowledge)).collect();
    }
    let others = others_naming(entity, &shown, knowledge);
    shown.extend(others.iter().map(|(number, _)| *number));
    let mut sections = vec![main];
    if !others.is_empty() {
        sections.push(Section {
            title: Some("Also named in".to_owned()),
            quotes: others.into_iter().map(|(_, quote)| quote).collect(),
            ..Section::default()
        });
    }
    let buttons = full_context(shown, knowledge).into_iter().collect();
    Layout { sections, buttons, ..page(Section::default(), knowledge) }
}

fn others_naming(entity: &Entity, shown: &[SentenceNumber], knowledge: &KnowledgeBase) -> Vec<(SentenceNumber, Quote)> {
    let text = knowledge.source.text();
    let others = knowledge.source.sentences().iter().filter(|sentence| !shown.contains(&sentence.number));
    others
        .filter_map(|sentence| {
            let marks = namings(entity, text, &sentence.span);
            let quote = quote(sentence.number, &marks, Support, knowledge)?;
            (!marks.is_empty()).then_some((sentence.number, quote))
        })
        .collect()
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
