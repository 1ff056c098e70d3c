//! An answer: one section a question.

use super::{Button, Layout, Section, ask, button, footer, full_context, quote};
use crate::answer::{Answer, CitationRole, Outcome, Part};
use crate::command::Verb;
use crate::knowledge::{IntentIx, KnowledgeBase};
use crate::render::unique;

pub(super) fn answer(answer: &Answer, knowledge: &KnowledgeBase) -> Layout {
    let outcome = answer.outcome();
    let band = answer.parts.iter().filter_map(|part| part.band).min();
    Layout {
        sections: answer.parts.iter().map(|part| section(part, knowledge)).collect(),
        footer: (outcome != Outcome::Meta).then(|| footer(knowledge, band)),
        buttons: buttons(answer, knowledge),
        private: outcome != Outcome::Answer,
    }
}

/// The sentences that answer come first, those in tension with them after.
fn section(part: &Part, knowledge: &KnowledgeBase) -> Section {
    let answered = part.outcome == Outcome::Answer;
    let quotes = [CitationRole::Support, CitationRole::Tension]
        .into_iter()
        .flat_map(|role| part.citations.iter().filter(move |citation| citation.role == role))
        .filter_map(|citation| quote(citation.sentence, &citation.anchors, citation.role, knowledge))
        .collect();
    Section {
        title: part.intent.filter(|_| answered).map(|intent| knowledge[intent].title.clone()),
        text: part.text.clone(),
        quotes,
        fields: Vec::new(),
    }
}

/// What leads further from what was answered, then the readings and questions to choose from.
fn buttons(answer: &Answer, knowledge: &KnowledgeBase) -> Vec<Button> {
    let context = full_context(answer.citations().iter().map(|citation| citation.sentence), knowledge);
    let intents = unique(answer.parts.iter().filter_map(|part| part.intent));
    let lead_on: Vec<_> = intents.into_iter().filter(|&intent| !knowledge[intent].related.is_empty()).collect();
    let related = (!lead_on.is_empty())
        .then(|| button(Verb::Related, "Related", lead_on.iter().map(|intent| intent.0).collect(), knowledge));
    let choices = choices(answer).into_iter().map(|intent| ask(intent, knowledge));
    context.into_iter().chain(related).chain(choices).collect()
}

fn choices(answer: &Answer) -> Vec<IntentIx> {
    unique(answer.parts.iter().flat_map(|part| part.options.iter().chain(&part.nearest)).copied())
}
