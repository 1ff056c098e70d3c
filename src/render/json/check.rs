//! A message held against the document, as JSON: docs/json.md describes it.

use serde::Serialize;

use super::to_line;
use crate::checking::{Aspect, Check, Comparison, Found, Item, Point, Seen};
use crate::knowledge::KnowledgeBase;

/// A checked message as one JSON object on one line, without the newline.
pub fn check(check: &Check, knowledge: &KnowledgeBase) -> String {
    let items = check.items.iter().map(|item| json_item(item, knowledge)).collect();
    to_line(&JsonCheck { items, left_out: check.left_out })
}

#[derive(Serialize)]
struct JsonCheck<'a> {
    items: Vec<JsonItem<'a>>,
    left_out: usize,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    found: &'static str,
    seen: Option<&'static str>,
    sentence: Option<String>,
    paragraph: Option<usize>,
    quote: Option<&'a str>,
    points: Vec<JsonPoint<'a>>,
}

#[derive(Serialize)]
struct JsonPoint<'a> {
    aspect: &'static str,
    seen: &'static str,
    said: Option<&'a str>,
    told: Option<&'a str>,
}

fn json_item<'a>(item: &'a Item, knowledge: &'a KnowledgeBase) -> JsonItem<'a> {
    let (found, comparison) = match &item.found {
        Found::Question => ("question", None),
        Found::Nothing => ("nothing", None),
        Found::Foreign => ("foreign", None),
        Found::Closest(comparison) => ("closest", Some(comparison)),
    };
    let sentence = comparison.and_then(|comparison| knowledge.source.sentence(comparison.sentence));
    let points = comparison.map_or(&[][..], |comparison| &comparison.points);
    JsonItem {
        text: &item.text,
        start: item.span.start,
        end: item.span.end,
        found,
        seen: comparison.map(Comparison::seen).map(seen),
        sentence: sentence.map(|sentence| sentence.number.to_string()),
        paragraph: sentence.map(|sentence| sentence.paragraph),
        quote: sentence.map(|sentence| &knowledge.source.text()[sentence.span.clone()]),
        points: points.iter().map(|point| json_point(point, item, knowledge)).collect(),
    }
}

fn json_point<'a>(point: &Point, item: &'a Item, knowledge: &'a KnowledgeBase) -> JsonPoint<'a> {
    let within = |span: &std::ops::Range<usize>| span.start - item.span.start..span.end - item.span.start;
    JsonPoint {
        aspect: match point.aspect {
            Aspect::Number => "number",
            Aspect::Name => "name",
            Aspect::Negation => "negation",
        },
        seen: seen(point.seen),
        said: point.said.as_ref().map(|said| &item.text[within(said)]),
        told: point.told.clone().map(|told| &knowledge.source.text()[told]),
    }
}

fn seen(seen: Seen) -> &'static str {
    match seen {
        Seen::Differs => "differs",
        Seen::Unmatched => "unmatched",
        Seen::Same => "same",
    }
}
