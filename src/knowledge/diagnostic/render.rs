//! Diagnostics as rustc would print them.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::knowledge::Files;

/// Columns of a rendered diagnostic: a paragraph is one line of `source.txt`, and is cut around the marked words.
const WIDTH: usize = 120;

/// The diagnostics as text, an empty line after each. `files` are those that were compiled.
pub fn render(diagnostics: &[Diagnostic], files: &Files, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, files)]));
        text.push_str("\n\n");
    }
    text
}

/// How many errors and warnings there are: "2 errors and 1 warning".
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity, word: &str| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        format!("{count} {word}{}", if count == 1 { "" } else { "s" })
    };
    format!("{} and {}", count(Severity::Error, "error"), count(Severity::Warning, "warning"))
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.number());
    let mut elements: Vec<Element<'_>> = Vec::new();
    match text_of(files, &diagnostic.file) {
        _ if diagnostic.is_of_whole_file() => elements.push(Origin::path(diagnostic.file.as_str()).into()),
        Some(text) => elements.extend(snippets(diagnostic, files, text)),
        None => {
            let origin = Origin::path(diagnostic.file.as_str());
            elements.push(origin.line(diagnostic.line).char_column(diagnostic.column).into());
        }
    }
    if !diagnostic.help.is_empty() {
        elements.push(Padding.into());
    }
    elements.extend(diagnostic.help.iter().map(|help| Level::HELP.message(help.as_str()).into()));
    title.elements(elements)
}

/// The marked lines: of the diagnostic's own file first, then of the others.
fn snippets<'a>(diagnostic: &'a Diagnostic, files: &'a Files, text: &'a str) -> Vec<Element<'a>> {
    let primary = AnnotationKind::Primary.span(diagnostic.span.clone()).label(non_empty(&diagnostic.label));
    let mut others: BTreeMap<&str, Vec<Annotation<'_>>> = BTreeMap::new();
    for label in &diagnostic.related {
        let annotation = AnnotationKind::Context.span(label.span.clone()).label(non_empty(&label.label));
        others.entry(&label.file).or_default().push(annotation);
    }
    let same_file = others.remove(diagnostic.file.as_str()).unwrap_or_default();
    let first = snippet(&diagnostic.file, text).annotation(primary).annotations(same_file);
    let others = others.into_iter().filter_map(|(file, annotations)| {
        text_of(files, file).map(|text| snippet(file, text).annotations(annotations))
    });
    std::iter::once(first).chain(others).map(Into::into).collect()
}

fn snippet<'a>(file: &'a str, text: &'a str) -> Snippet<'a, Annotation<'a>> {
    Snippet::source(text).path(file).line_start(1)
}

/// The text to show, if the file is there and is text.
fn text_of<'a>(files: &'a Files, file: &str) -> Option<&'a str> {
    std::str::from_utf8(files.files.get(file)?).ok()
}

fn non_empty(label: &str) -> Option<&str> {
    (!label.is_empty()).then_some(label)
}
