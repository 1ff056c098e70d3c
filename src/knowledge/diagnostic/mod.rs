//! What is wrong with a briefing, where it stands, and how to mend it.

mod code;
mod render;

use serde::Serialize;

pub use code::{Code, Severity};
pub use render::{render, summary};

use super::Files;
use crate::source::Span;

/// A place in a file of the briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<'a> {
    pub(super) file: &'a str,
    pub(super) span: Span,
}

/// One problem. Serialised, it is one object of `attache check --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// What sort of problem it is.
    pub code: Code,
    /// Whether it stops the briefing from being compiled.
    pub severity: Severity,
    /// What happened, in one line.
    pub message: String,
    /// The file's path inside the briefing's folder.
    pub file: String,
    /// The bytes of the file that it is about; `0..0` where it is about the file as a whole.
    pub span: Span,
    /// The line where these begin, counted from 1.
    pub line: usize,
    /// The character of that line, counted from 1.
    pub column: usize,
    /// What is said beneath the marked text. May be empty.
    pub label: String,
    /// What to do about it.
    pub help: Vec<String>,
    /// Other places that have to do with it.
    pub related: Vec<Label>,
}

/// Another place that has to do with a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The file's path inside the briefing's folder.
    pub file: String,
    /// The bytes of the file.
    pub span: Span,
    /// The line where these begin, counted from 1.
    pub line: usize,
    /// The character of that line, counted from 1.
    pub column: usize,
    /// What is there.
    pub label: String,
}

impl Diagnostic {
    pub(super) fn new(code: Code, at: &At<'_>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            file: at.file.to_owned(),
            span: at.span.clone(),
            line: 1,
            column: 1,
            label: String::new(),
            help: Vec::new(),
            related: Vec::new(),
        }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Whether it is about a file as a whole, and no line of it need be shown.
    fn is_of_whole_file(&self) -> bool {
        self.span == (0..0)
    }

    pub(super) fn related(mut self, at: &At<'_>, label: impl Into<String>) -> Self {
        let (file, span) = (at.file.to_owned(), at.span.clone());
        self.related.push(Label { file, span, line: 1, column: 1, label: label.into() });
        self
    }
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// How many errors there are: warnings do not count.
    pub(super) fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// All problems by file and place, with their lines and columns.
    pub(super) fn finish(mut self, files: &Files) -> Vec<Diagnostic> {
        for diagnostic in &mut self.diagnostics {
            (diagnostic.line, diagnostic.column) = line_and_column(files, &diagnostic.file, diagnostic.span.start);
            for label in &mut diagnostic.related {
                (label.line, label.column) = line_and_column(files, &label.file, label.span.start);
            }
        }
        self.diagnostics.sort_by(|a, b| {
            (&a.file, a.span.start, a.code, &a.message).cmp(&(&b.file, b.span.start, b.code, &b.message))
        });
        self.diagnostics
    }
}

fn line_and_column(files: &Files, file: &str, offset: usize) -> (usize, usize) {
    let bytes = files.files.get(file).map_or(&[][..], Vec::as_slice);
    let before = &bytes[..offset.min(bytes.len())];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let line = before.split(|&byte| byte == b'\n').count();
    (line, String::from_utf8_lossy(&before[line_start..]).chars().count() + 1)
}
