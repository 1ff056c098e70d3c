//! `questions.jsonl`: one JSON object a line, checked as far as every tool relies on it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::citation::sentence_range;
use crate::knowledge::diagnostic::{At, Code, Diagnostic, Report};
use crate::source::{SentenceNumber, Source, Span};

const FILE: &str = "questions.jsonl";

/// Reports every line that is not a question.
pub(super) fn check(text: &str, source: Option<&Source>, report: &mut Report) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let object = match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => object,
            Err(error) => {
                let at = span.start + error.column().saturating_sub(1).min(span.len());
                report.push(
                    Diagnostic::new(Code::BadQuestion, &At { file: FILE, span: at..at }, "this line is not a JSON object")
                        .label(error.to_string())
                        .help(r#"a line looks like {"id": "q1", "q": "When did it start?", "expect": "answer", "cite": ["S1"]}"#),
                );
                continue;
            }
        };
        let mut wrong = |message: String, help: String| {
            let at = At { file: FILE, span: span.clone() };
            report.push(Diagnostic::new(Code::BadQuestion, &at, message).help(help));
        };
        if !object.get("q").and_then(Value::as_str).is_some_and(|question| !question.trim().is_empty()) {
            wrong("this line has no question".to_owned(), "put the question into `q`, as a text".to_owned());
        }
        for key in ["cite", "also_ok"] {
            let Some(cited) = object.get(key) else { continue };
            let Some(cited) = cited.as_array() else {
                wrong(format!("`{key}` is not a list"), format!("write `{key}` as a list such as [\"S1\"]"));
                continue;
            };
            let there = |cited: &Value| {
                let number = cited.as_str().and_then(|number| number.parse::<SentenceNumber>().ok());
                number.is_some_and(|number| source.is_none_or(|source| source.sentence(number).is_some()))
            };
            for cited in cited.iter().filter(|cited| !there(cited)) {
                let range = source.map_or_else(String::new, sentence_range);
                wrong(format!("`{key}` names {cited}, which is not a sentence of the document"), range);
            }
        }
        match object.get("id") {
            Some(Value::String(id)) => {
                if let Some(first) = seen.insert(id.clone(), span.clone()) {
                    report.push(
                        Diagnostic::new(
                            Code::DuplicateId,
                            &At { file: FILE, span: span.clone() },
                            format!("the question `{id}` is defined twice"),
                        )
                        .related(&At { file: FILE, span: first }, "first defined here")
                        .help("give one of them another id"),
                    );
                }
            }
            Some(_) => wrong("the id of this line is not a text".to_owned(), "write the id in quotes".to_owned()),
            None => {}
        }
    }
}
