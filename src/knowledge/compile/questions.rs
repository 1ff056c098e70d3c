//! `questions.jsonl`: one JSON object a line, checked as far as every tool relies on it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::citation::sentence_range;
use crate::knowledge::diagnostic::{At, Code, Diagnostic, Report};
use crate::source::{SentenceNumber, Source};

const FILE: &str = "questions.jsonl";

/// A line that is a JSON object.
struct Line<'t> {
    text: &'t str,
    /// Where it begins in the file.
    start: usize,
    object: Map<String, Value>,
}

/// Reports every line that is not a question.
pub(super) fn check(text: &str, source: Option<&Source>, report: &mut Report) {
    let mut seen: BTreeMap<String, At<'_>> = BTreeMap::new();
    let mut start = 0;
    for text in text.split_inclusive('\n') {
        if !text.trim().is_empty()
            && let Some(line) = parse(text, start, report)
        {
            check_question(&line, report);
            for key in ["cite", "also_ok"] {
                check_sentences(&line, key, source, report);
            }
            check_id(&line, &mut seen, report);
        }
        start += text.len();
    }
}

fn parse<'t>(text: &'t str, start: usize, report: &mut Report) -> Option<Line<'t>> {
    match serde_json::from_str(text) {
        Ok(object) => Some(Line { text, start, object }),
        Err(error) => {
            let column = error.column().saturating_sub(1).min(text.trim_end().len());
            let at = start + (0..=column).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            report.push(
                Diagnostic::new(Code::BadQuestion, &At { file: FILE, span: at..at }, "this line is not a JSON object")
                    .label(why)
                    .help(r#"a line looks like {"id": "q1", "q": "When did it start?", "expect": "answer", "cite": ["S1"]}"#),
            );
            None
        }
    }
}

fn check_question(line: &Line<'_>, report: &mut Report) {
    if !line.object.get("q").and_then(Value::as_str).is_some_and(|question| !question.trim().is_empty()) {
        report.push(line.wrong("q", "this line has no question").help("put the question into `q`, as a text"));
    }
}

/// The sentences that a question names are there.
fn check_sentences(line: &Line<'_>, key: &str, source: Option<&Source>, report: &mut Report) {
    let Some(cited) = line.object.get(key) else { return };
    let Some(cited) = cited.as_array() else {
        let help = format!("it is written as `\"{key}\": [\"S1\"]`");
        report.push(line.wrong(key, format!("`{key}` must be a list")).help(help));
        return;
    };
    let Some(source) = source else { return };
    for cited in cited {
        let number = cited.as_str().and_then(|number| number.parse::<SentenceNumber>().ok());
        if number.and_then(|number| source.sentence(number)).is_none() {
            let message = format!("`{key}` names {cited}, which is not a sentence of the document");
            report.push(line.wrong(key, message).help(sentence_range(source)));
        }
    }
}

fn check_id<'t>(line: &Line<'t>, seen: &mut BTreeMap<String, At<'t>>, report: &mut Report) {
    match line.object.get("id") {
        Some(Value::String(id)) => {
            let at = line.at(id);
            if let Some(first) = seen.get(id) {
                report.push(
                    Diagnostic::new(Code::DuplicateId, &at, format!("the question `{id}` is defined twice"))
                        .label("defined again here")
                        .related(first, "first defined here")
                        .help("give one of them another id"),
                );
            } else {
                seen.insert(id.clone(), at);
            }
        }
        Some(_) => report.push(line.wrong("id", "the id of this line must be a text").help("write it in quotes")),
        None => {}
    }
}

impl<'t> Line<'t> {
    fn wrong(&self, key: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::BadQuestion, &self.at(key), message)
    }

    /// Where a key or a value stands in quotes in the line; its first character if it does not.
    fn at(&self, word: &str) -> At<'t> {
        let quoted = format!("\"{word}\"");
        let (at, length) = self.text.find(&quoted).map_or((0, 1), |at| (at, quoted.len()));
        At { file: FILE, span: self.start + at..self.start + at + length }
    }
}
