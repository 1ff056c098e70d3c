//! Replies that list: topics, the timeline, people.

use super::{Field, Layout, Menu, Page, Section};
use crate::command::{List, Target, Verb};
use crate::knowledge::{Basis, ClaimIx, EntityIx, TopicIx, key};
use crate::words::fill;

impl Page<'_> {
    /// What can be asked: a field a topic.
    pub(super) fn topics(self, page: usize) -> Layout {
        let knowledge = self.knowledge;
        let asked: Vec<_> = (0..knowledge.topics.len())
            .map(TopicIx)
            .filter(|&topic| knowledge.intents_of(topic).next().is_some())
            .collect();
        let fields = asked.iter().map(|&topic| {
            let titles: Vec<_> = knowledge.intents_of(topic).map(|intent| knowledge[intent].title.as_str()).collect();
            Field { name: knowledge[topic].title.clone(), value: titles.join("\n") }
        });
        let (questions, topics) = (knowledge.intents.len().to_string(), asked.len().to_string());
        let counts = [("title", knowledge.briefing.title.as_str()), ("questions", &questions), ("topics", &topics)];
        let text = fill(&self.words.says.topics, &counts);
        let options = asked.iter().map(|&topic| {
            self.button(Verb::Topic, &knowledge[topic].title, Target::Keys(vec![key(&knowledge[topic].id)]))
        });
        let menu = Menu { label: self.words.buttons.topics.clone(), options: options.collect() };
        let layout = self.list(List::Topics, page, &self.words.titles.topics, text, fields.collect());
        Layout { menu: Some(menu).filter(|menu| !menu.options.is_empty()), ..layout }
    }

    /// What can be asked of one topic.
    pub(super) fn topic(self, topic: TopicIx) -> Layout {
        let section = Section {
            title: Some(self.knowledge[topic].title.clone()),
            text: self.words.says.topic.clone(),
            ..Section::default()
        };
        let buttons = self.knowledge.intents_of(topic).map(|intent| self.ask(intent)).collect();
        Layout { buttons, ..self.of(vec![section]) }
    }

    /// The dated claims, each under the document's own words for its date.
    pub(super) fn timeline(self, claims: &[ClaimIx], page: usize) -> Layout {
        let fields: Vec<_> = claims.iter().filter_map(|&claim| self.dated(claim)).collect();
        let says = &self.words.says;
        let text = if fields.is_empty() { &says.timeline_none } else { &says.timeline };
        let sentences = claims.iter().flat_map(|&claim| self.knowledge.sentences_of(claim));
        let buttons = self.full_context(sentences).into_iter().collect();
        Layout { buttons, ..self.list(List::Timeline, page, &self.words.titles.timeline, text.clone(), fields) }
    }

    fn dated(self, claim: ClaimIx) -> Option<Field> {
        let dated = self.knowledge[claim].dated.as_ref()?;
        let says = &self.words.says;
        let basis = match dated.basis {
            Basis::Stated => &says.stated,
            Basis::Inferred => &says.inferred,
            Basis::Unknown => &says.unknown,
        };
        let date = fill(&says.date, &[("basis", basis)]);
        let note = if dated.note.is_empty() { String::new() } else { format!(": {}", dated.note) };
        let value = format!("{}\n{} · {date}{note}", self.attributed(claim), self.labels(claim));
        Some(Field { name: dated.words.clone(), value })
    }

    /// Everybody, with the place where the document says who they are.
    pub(super) fn people(self, people: &[EntityIx], page: usize) -> Layout {
        let fields = people
            .iter()
            .map(|&person| {
                let entity = &self.knowledge[person];
                let cited = entity.claim.map(|claim| format!("\n{}", self.labels(claim))).unwrap_or_default();
                Field { name: entity.name.clone(), value: format!("{}{cited}", entity.role) }
            })
            .collect();
        let says = &self.words.says;
        let text = if people.is_empty() { &says.people_none } else { &says.people };
        self.list(List::People, page, &self.words.titles.people, text.clone(), fields)
    }

    fn list(self, list: List, page: usize, title: &str, text: String, fields: Vec<Field>) -> Layout {
        let section = Section { title: Some(title.to_owned()), text, fields, ..Section::default() };
        Layout { paging: Some(self.paging(list, page)), ..self.of(vec![section]) }
    }

    /// The places a claim rests on: `S7 ¶6, S6 ¶6`.
    fn labels(self, claim: ClaimIx) -> String {
        self.knowledge.sentences_of(claim).map(|number| self.label(number)).collect::<Vec<_>>().join(", ")
    }
}
