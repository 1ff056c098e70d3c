//! A message held against the document: a section a statement. All words that readers see of it stand here.

use super::{Layout, Section, footer, full_context, quote};
use crate::answer::CitationRole::Support;
use crate::checking::{Aspect, Check, Comparison, Found, Item, Point, Seen};
use crate::knowledge::KnowledgeBase;
use crate::render::fit::clip;

/// A statement is repeated so far, so that a reader sees which one is meant.
const LONGEST_TITLE: usize = 160;

pub(super) fn check(check: &Check, knowledge: &KnowledgeBase) -> Layout {
    let mut sections: Vec<_> = check.items.iter().map(|item| section(item, knowledge)).collect();
    if sections.is_empty() {
        sections.push(Section { text: "There is no statement in that.".to_owned(), ..Section::default() });
    }
    if let (Some(last), 1..) = (sections.last_mut(), check.left_out) {
        let more =
            if check.left_out == 1 { "One more was".to_owned() } else { format!("{} more were", check.left_out) };
        last.text = format!("{}\n\n{more} left out.", last.text);
    }
    let sentences = check.items.iter().filter_map(|item| match &item.found {
        Found::Closest(comparison) => Some(comparison.sentence),
        Found::Question | Found::Nothing => None,
    });
    Layout {
        buttons: full_context(sentences, knowledge).into_iter().collect(),
        sections,
        footer: Some(format!("{} · only names, numbers and negations are compared", footer(knowledge, None))),
        // It repeats a message, and may be somebody else's.
        private: true,
    }
}

fn section(item: &Item, knowledge: &KnowledgeBase) -> Section {
    let title = Some(clip(&format!("“{}”", item.text.replace('\n', " ")), LONGEST_TITLE));
    let (text, quotes) = match &item.found {
        Found::Question => ("A question, not a statement.".to_owned(), Vec::new()),
        Found::Nothing => ("The briefing has nothing on this.".to_owned(), Vec::new()),
        Found::Closest(comparison) => {
            let worst = comparison.seen();
            let marks: Vec<_> = comparison
                .points
                .iter()
                .filter(|point| point.seen == worst)
                .filter_map(|point| point.told.clone())
                .collect();
            let text = format!("The briefing's closest sentence is below. {}", seen(item, comparison, knowledge));
            (text, quote(comparison.sentence, &marks, Support, knowledge).into_iter().collect())
        }
    };
    Section { title, text, quotes, fields: Vec::new() }
}

/// What can be seen: what differs, what is not in the sentence, what is the same.
fn seen(item: &Item, comparison: &Comparison, knowledge: &KnowledgeBase) -> String {
    let of = |seen| comparison.points.iter().filter(move |point| point.seen == seen);
    let mut lines: Vec<String> = of(Seen::Differs).map(|point| differs(point, item, knowledge)).collect();
    let missing = of(Seen::Unmatched).filter(|point| point.aspect != Aspect::Negation);
    let missing: Vec<_> = missing.filter_map(|point| said(point, item)).map(|words| format!("“{words}”")).collect();
    if !missing.is_empty() {
        lines.push(format!("Not in this sentence: {}.", missing.join(", ")));
    }
    for point in comparison.points(Aspect::Negation, Seen::Unmatched) {
        lines.push(match said(point, item) {
            Some(said) => format!("The statement's “{said}” could not be compared."),
            None => format!("The sentence's “{}” could not be compared.", told(point, knowledge)),
        });
    }
    let same: Vec<_> = [(Aspect::Name, "names"), (Aspect::Number, "numbers"), (Aspect::Negation, "negation")]
        .into_iter()
        .filter(|(aspect, _)| {
            let mut points = comparison.points.iter().filter(|point| point.aspect == *aspect).peekable();
            points.peek().is_some() && points.all(|point| point.seen == Seen::Same)
        })
        .map(|(_, name)| name)
        .collect();
    if let [rest @ .., last] = same.as_slice() {
        let and = if rest.is_empty() { String::new() } else { format!("{} and ", rest.join(", ")) };
        lines.push(format!("The same in both: {and}{last}."));
    }
    if lines.is_empty() {
        lines.push("There is no name, number or negation to compare.".to_owned());
    }
    lines.join(" ")
}

fn differs(point: &Point, item: &Item, knowledge: &KnowledgeBase) -> String {
    let told = told(point, knowledge);
    match (point.aspect, said(point, item)) {
        (Aspect::Number, Some(said)) => {
            format!("The numbers differ: the statement says “{said}”, the sentence says “{told}”.")
        }
        (Aspect::Name, Some(said)) => {
            format!("The names differ: the statement says “{said}” where the sentence says “{told}”.")
        }
        (Aspect::Negation, Some(said)) => {
            format!("The negation differs: “{said}” in the statement, “{told}” in the sentence.")
        }
        (_, None) => format!("The negation differs: “{told}” in the sentence, none in the statement."),
    }
}

/// The words of the document that a point is about.
fn told<'k>(point: &Point, knowledge: &'k KnowledgeBase) -> &'k str {
    point.told.clone().map_or("", |span| &knowledge.source.text()[span])
}

/// The words of a statement that a point is about.
fn said<'i>(point: &Point, item: &'i Item) -> Option<&'i str> {
    let said = point.said.as_ref()?;
    item.text.get(said.start - item.span.start..said.end - item.span.start)
}
