//! A message held against the document: a section a statement.

use super::{Layout, Page, Section};
use crate::checking::{Aspect, Check, Comparison, Found, Item, Point, Seen};
use crate::knowledge::KnowledgeBase;
use crate::render::fit::clip;
use crate::words::fill;

/// A statement is repeated so far, so that a reader sees which one is meant.
const LONGEST_TITLE: usize = 160;

impl Page<'_> {
    pub(super) fn check(self, check: &Check) -> Layout {
        let words = &self.words.check;
        let mut sections: Vec<_> = check.items.iter().map(|item| self.checked(item)).collect();
        if sections.is_empty() {
            sections.push(Section { text: words.none.clone(), ..Section::default() });
        }
        if check.left_out > 0 {
            let text = fill(&words.left_out, &[("count", &check.left_out.to_string())]);
            sections.push(Section { text, ..Section::default() });
        }
        let sentences = check.items.iter().filter_map(|item| match &item.found {
            Found::Closest(comparison) => Some(comparison.sentence),
            Found::Question | Found::Nothing | Found::Foreign => None,
        });
        Layout {
            buttons: self.full_context(sentences).into_iter().collect(),
            footer: Some(format!("{} · {}", self.footer(None), words.only)),
            // It repeats a message, and may be somebody else's.
            private: true,
            ..self.of(sections)
        }
    }

    fn checked(self, item: &Item) -> Section {
        let words = &self.words.check;
        let statement = in_one_line(&item.text);
        let title = clip(&fill(&words.title, &[("statement", &statement)]), LONGEST_TITLE);
        let (text, quotes) = match &item.found {
            Found::Question => (words.question.clone(), Vec::new()),
            Found::Nothing => (words.nothing.clone(), Vec::new()),
            Found::Foreign => (words.foreign.clone(), Vec::new()),
            Found::Closest(comparison) => {
                let worst = comparison.seen();
                let marked = comparison.points.iter().filter(|point| point.seen == worst);
                let marks: Vec<_> = marked.filter_map(|point| point.told.clone()).collect();
                let text = format!("{} {}", words.closest, self.seen(item, comparison));
                (text, self.quote(comparison.sentence, &marks).into_iter().collect())
            }
        };
        Section { title: Some(title), text, quotes, ..Section::default() }
    }

    /// What can be seen: what differs, what is not in the sentence, what is the same.
    fn seen(self, item: &Item, comparison: &Comparison) -> String {
        let words = &self.words.check;
        let of = |seen| comparison.points.iter().filter(move |point| point.seen == seen);
        let mut lines: Vec<String> = of(Seen::Differs).map(|point| self.differs(point, item)).collect();
        let missing = of(Seen::Unmatched).filter(|point| point.aspect != Aspect::Negation);
        let missing: Vec<_> = missing.filter_map(|point| said(point, item)).map(|said| format!("“{said}”")).collect();
        if !missing.is_empty() {
            lines.push(fill(&words.missing, &[("words", &missing.join(", "))]));
        }
        for point in comparison.points(Aspect::Negation, Seen::Unmatched) {
            lines.push(match said(point, item) {
                Some(said) => fill(&words.said_alone, &[("said", &said)]),
                None => fill(&words.told_alone, &[("told", told(point, self.knowledge))]),
            });
        }
        let aspects =
            [(Aspect::Name, &words.names), (Aspect::Number, &words.numbers), (Aspect::Negation, &words.negation)];
        let same: Vec<_> = aspects
            .into_iter()
            .filter(|(aspect, _)| {
                let mut points = comparison.points.iter().filter(|point| point.aspect == *aspect).peekable();
                points.peek().is_some() && points.all(|point| point.seen == Seen::Same)
            })
            .map(|(_, name)| name.as_str())
            .collect();
        if !same.is_empty() {
            lines.push(fill(&words.same, &[("what", &same.join(", "))]));
        }
        if lines.is_empty() {
            lines.push(words.no_points.clone());
        }
        lines.join(" ")
    }

    fn differs(self, point: &Point, item: &Item) -> String {
        let words = &self.words.check;
        let told = told(point, self.knowledge);
        let Some(said) = said(point, item) else { return fill(&words.negation_missing, &[("told", told)]) };
        let text = match point.aspect {
            Aspect::Number => &words.number_differs,
            Aspect::Name => &words.name_differs,
            Aspect::Negation => &words.negation_differs,
        };
        fill(text, &[("said", &said), ("told", told)])
    }
}

/// A text of somebody else's on a line of ours: without what would break or turn it, or is not to be seen.
fn in_one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").replace(turns, "")
}

/// The words of the document that a point is about.
fn told<'k>(point: &Point, knowledge: &'k KnowledgeBase) -> &'k str {
    point.told.clone().map_or("", |span| &knowledge.source.text()[span])
}

/// The words of a statement that a point is about.
fn said(point: &Point, item: &Item) -> Option<String> {
    let said = point.said.as_ref()?;
    item.text.get(said.start - item.span.start..said.end - item.span.start).map(in_one_line)
}
