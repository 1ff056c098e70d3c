//! Replies that list: topics, related questions, the timeline, people.

use super::{Field, Layout, Section, ask, attributed, counted, full_context, label, page};
use crate::knowledge::{Basis, ClaimIx, EntityIx, IntentIx, KnowledgeBase, TopicIx};

/// What can be asked: a field a topic.
pub(super) fn topics(knowledge: &KnowledgeBase) -> Layout {
    let fields: Vec<_> = (0..knowledge.topics.len())
        .map(TopicIx)
        .filter_map(|topic| {
            let titles: Vec<_> = knowledge.intents_of(topic).map(|intent| knowledge[intent].title.as_str()).collect();
            let field = Field { name: knowledge[topic].title.clone(), value: titles.join("\n") };
            (!titles.is_empty()).then_some(field)
        })
        .collect();
    let text = format!(
        "“{}” answers {} on {}. Ask them in your own words.",
        knowledge.briefing.title,
        counted(knowledge.intents.len(), "question"),
        counted(fields.len(), "topic")
    );
    let section = Section { title: Some("What you can ask".to_owned()), text, quotes: Vec::new(), fields };
    page(section, knowledge)
}

/// What to ask next.
pub(super) fn related(intents: &[IntentIx], knowledge: &KnowledgeBase) -> Layout {
    let text = if intents.is_empty() { "Nothing else is close to this." } else { "What is near to what you asked." };
    let section = Section { title: Some("Related".to_owned()), text: text.to_owned(), ..Section::default() };
    let buttons = intents.iter().map(|&intent| ask(intent, knowledge)).collect();
    Layout { buttons, ..page(section, knowledge) }
}

/// The dated claims, each under the document's own words for its date.
pub(super) fn timeline(claims: &[ClaimIx], knowledge: &KnowledgeBase) -> Layout {
    let fields: Vec<_> = claims.iter().filter_map(|&claim| dated(claim, knowledge)).collect();
    let text = if fields.is_empty() {
        "The briefing dates nothing."
    } else {
        "Oldest first, dated in the briefing's own words."
    };
    let sentences = claims.iter().flat_map(|&claim| knowledge.sentences_of(claim));
    let buttons = full_context(sentences, knowledge).into_iter().collect();
    let section = Section { title: Some("Timeline".to_owned()), text: text.to_owned(), quotes: Vec::new(), fields };
    Layout { buttons, ..page(section, knowledge) }
}

fn dated(claim: ClaimIx, knowledge: &KnowledgeBase) -> Option<Field> {
    let dated = knowledge[claim].dated.as_ref()?;
    let basis = match dated.basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Unknown => "not known",
    };
    let note = if dated.note.is_empty() { String::new() } else { format!(": {}", dated.note) };
    let value = format!("{}\n{} · date {basis}{note}", attributed(claim, knowledge), labels(claim, knowledge));
    Some(Field { name: dated.words.clone(), value })
}

/// Everybody, with the place where the document says who they are.
pub(super) fn people(people: &[EntityIx], knowledge: &KnowledgeBase) -> Layout {
    let fields = people
        .iter()
        .map(|&person| {
            let entity = &knowledge[person];
            let cited = entity.claim.map(|claim| format!("\n{}", labels(claim, knowledge))).unwrap_or_default();
            Field { name: entity.name.clone(), value: format!("{}{cited}", entity.role) }
        })
        .collect();
    let text = if people.is_empty() { "The briefing names nobody." } else { "Everybody the briefing names." };
    let section = Section { title: Some("Who is who".to_owned()), text: text.to_owned(), quotes: Vec::new(), fields };
    page(section, knowledge)
}

/// The places a claim rests on: `S7 ¶6, S6 ¶6`.
fn labels(claim: ClaimIx, knowledge: &KnowledgeBase) -> String {
    knowledge.sentences_of(claim).map(|number| label(number, knowledge)).collect::<Vec<_>>().join(", ")
}
