//! An answer: one section a question.

use super::{Layout, Menu, Page, Section};
use crate::answer::{Answer, CitationRole, Notice, Outcome, Part, about};
use crate::command::{Target, Verb};
use crate::knowledge::IntentIx;
use crate::render::unique;
use crate::words::fill;

impl Page<'_> {
    pub(super) fn answer(self, answer: &Answer) -> Layout {
        let outcome = answer.outcome();
        let band = answer.parts.iter().filter_map(|part| part.band).min();
        let intents = unique(answer.parts.iter().filter_map(|part| part.intent));
        let context = (!intents.is_empty())
            .then(|| self.button(Verb::Context, &self.words.buttons.full_context, self.keys(intents.iter().copied())));
        let choices = unique(answer.parts.iter().flat_map(|part| part.options.iter().chain(&part.nearest)).copied());
        let none = (outcome == Outcome::Clarify)
            .then(|| self.button(Verb::None, &self.words.buttons.none_of_these, Target::Nothing));
        Layout {
            sections: answer.parts.iter().map(|part| self.part(part)).collect(),
            footer: (outcome != Outcome::Meta).then(|| self.footer(band)),
            buttons: context
                .into_iter()
                .chain(choices.into_iter().map(|intent| self.ask(intent)))
                .chain(none)
                .collect(),
            menu: self.related(&intents),
            paging: None,
            private: outcome != Outcome::Answer,
        }
    }

    /// The sentences that answer come first, those in tension with them after.
    fn part(self, part: &Part) -> Section {
        let answered = part.intent.filter(|_| part.outcome == Outcome::Answer);
        let quotes = [CitationRole::Support, CitationRole::Tension]
            .into_iter()
            .flat_map(|role| part.citations.iter().filter(move |citation| citation.role == role))
            .filter_map(|citation| {
                let mut quote = self.quote(citation.sentence, &citation.anchors)?;
                if citation.role == CitationRole::Tension {
                    quote.label = format!("{} ({})", quote.label, self.words.says.in_tension);
                }
                Some(quote)
            })
            .collect();
        Section {
            title: answered.map(|intent| self.knowledge[intent].title.clone()),
            text: self.text(part),
            quotes,
            fields: Vec::new(),
            again: answered.map(|intent| self.action(Verb::Answer, self.keys([intent]))),
        }
    }

    /// A notice is said in the reader's language, all else in the knowledge's.
    fn text(self, part: &Part) -> String {
        let translated = part.notice.and_then(|notice| self.words.answers.get(notice.key(self.knowledge)));
        let Some(says) = translated else { return part.text.clone() };
        let name = match part.notice {
            Some(Notice::Absent(party)) => self.knowledge[party].name.as_str(),
            _ => "",
        };
        fill(&about(self.knowledge, says), &[("name", name)])
    }

    /// What leads further from what was answered.
    fn related(self, answered: &[IntentIx]) -> Option<Menu> {
        let related = unique(answered.iter().flat_map(|&intent| &self.knowledge[intent].related).copied());
        let others = related.into_iter().filter(|intent| !answered.contains(intent));
        let options: Vec<_> = others.map(|intent| self.ask(intent)).collect();
        (!options.is_empty()).then(|| Menu { label: self.words.buttons.related.clone(), options })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::knowledge::language::Language;
    use crate::words::Words;

    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<_> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn every_notice_is_said_in_every_language_with_the_same_places() {
        let meta = Language::english().meta.iter().map(|meta| (meta.id.as_str(), meta.says.as_str()));
        let others = [("foreign", ""), ("clarify", ""), ("unrelated", ""), ("absent", "{name}")];
        let english: BTreeMap<_, _> = meta.chain(others).collect();
        for (code, words) in Words::translations() {
            assert!(words.answers.keys().eq(english.keys()), "{code}");
            for (key, says) in &words.answers {
                assert_eq!(places(says), places(english[key.as_str()]), "{code}: {key}");
            }
        }
    }
}
