//! Reads a table of a TOML file key by key and reports everything that is wrong with it.
//!
//! Serde would stop at a file's first problem, and a curator would mend, run and wait once for each. So the parsed tree is
//! read here; serde still knows the words that a choice may be ([`Table::choice`]).

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{self, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{At, Code, Diagnostic, Report};
use super::nearest::{nearest, quoted_list};
use super::raw::{Located, Text, Texts};

/// A table being read: what is asked for is known, and [`Table::finish`] reports the rest.
pub(super) struct Table<'a, 't> {
    /// Its header, or the whole of an inline table.
    pub(super) at: At<'a>,
    /// What it describes, with an article: "a claim".
    what: &'static str,
    entries: &'t DeTable<'a>,
    known: Vec<&'static str>,
}

impl<'a, 't> Table<'a, 't> {
    pub(super) fn new(at: At<'a>, what: &'static str, entries: &'t DeTable<'a>) -> Self {
        Self { at, what, entries, known: Vec::new() }
    }

    /// An id: words of lower case letters and digits joined by hyphens, so that it can stand in a command or a button.
    pub(super) fn id(&mut self, report: &mut Report) -> Option<Text<'a>> {
        let id = self.text("id", report)?;
        let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !id.split('-').all(word) {
            let message = format!("`{}` cannot be an id", id.value);
            report.push(
                Diagnostic::new(Code::BadId, &id.at, message)
                    .help("write an id as lower case words or numbers joined by `-`, such as `works-when`"),
            );
        }
        Some(id)
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, key: &'static str, report: &mut Report) -> Option<Text<'a>> {
        let value = self.require(key, report)?;
        self.as_text(&quoted(key), value, report)
    }

    /// A text that must be there if a condition holds.
    pub(super) fn text_if(&mut self, needed: bool, key: &'static str, report: &mut Report) -> Option<Text<'a>> {
        if needed { self.text(key, report) } else { self.optional_text(key, report) }
    }

    pub(super) fn optional_text(&mut self, key: &'static str, report: &mut Report) -> Option<Text<'a>> {
        let value = self.get(key)?;
        self.as_text(&quoted(key), value, report)
    }

    /// A list of texts that must be there and may not be empty.
    pub(super) fn texts(&mut self, key: &'static str, report: &mut Report) -> Texts<'a> {
        let Some(value) = self.require(key, report) else { return Vec::new() };
        if let DeValue::Array(items) = value.get_ref()
            && items.is_empty()
        {
            let message = format!("`{key}` of {} is empty", self.what);
            report
                .push(Diagnostic::new(Code::EmptyText, &self.place(value.span()), message).help("put in at least one"));
        }
        self.as_texts(key, value, report)
    }

    pub(super) fn optional_texts(&mut self, key: &'static str, report: &mut Report) -> Texts<'a> {
        self.get(key).map_or_else(Vec::new, |value| self.as_texts(key, value, report))
    }

    /// A list whose emptiness means something: `None` if it is wrong, which is then reported.
    pub(super) fn sound_texts(&mut self, key: &'static str, report: &mut Report) -> Option<Texts<'a>> {
        let errors = report.errors();
        let texts = self.optional_texts(key, report);
        (report.errors() == errors).then_some(texts)
    }

    pub(super) fn integer(&mut self, key: &'static str, report: &mut Report) -> Option<i64> {
        let value = self.require(key, report)?;
        let number =
            value.get_ref().as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            self.wrong_type(&quoted(key), value, "a whole number", &format!("{key} = 1"), report);
        }
        number
    }

    /// A word out of those that `T` has.
    pub(super) fn choice<T: Deserialize<'static>>(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<Located<'a, T>> {
        let text = self.text(key, report)?;
        let deserializer: StrDeserializer<'_, NotAChoice> = text.as_str().into_deserializer();
        match T::deserialize(deserializer) {
            Ok(value) => Some(Located { at: text.at, value }),
            Err(NotAChoice(choices)) => {
                let message = format!("`{}` is not a {key} that {} can have", text.value, self.what);
                let help = match nearest(&text, choices.iter().copied()) {
                    Some(choice) => format!("did you mean `{choice}`?"),
                    None => format!("write one of {}", quoted_list(choices)),
                };
                report.push(Diagnostic::new(Code::UnknownValue, &text.at, message).help(help));
                None
            }
        }
    }

    /// A table that must be there.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        what: &'static str,
        report: &mut Report,
    ) -> Option<Table<'a, 't>> {
        let value = self.require(key, report)?;
        self.as_table(key, what, value, report)
    }

    pub(super) fn optional_table(
        &mut self,
        key: &'static str,
        what: &'static str,
        report: &mut Report,
    ) -> Option<Table<'a, 't>> {
        let value = self.get(key)?;
        self.as_table(key, what, value, report)
    }

    /// The tables under `[[key]]`, each read to its end by `read`.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        report: &mut Report,
        mut read: impl FnMut(&mut Table<'a, 't>, &mut Report) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(&quoted(key), value, "a list of tables", &format!("[[{key}]]"), report);
            return Vec::new();
        };
        let tables: Vec<_> = items.iter().filter_map(|item| self.as_table(key, what, item, report)).collect();
        let mut read = |mut table: Table<'a, 't>| {
            let item = read(&mut table, report);
            table.finish(report);
            item
        };
        tables.into_iter().map(&mut read).collect()
    }

    /// All entries of a table whose keys are free, in the order they are written.
    pub(super) fn pairs(self, report: &mut Report) -> Vec<(Text<'a>, Text<'a>)> {
        let mut pairs = Vec::new();
        for (key, value) in self.entries {
            let name = Located { at: self.place(key.span()), value: key.get_ref().to_string() };
            if let Some(text) = self.as_text(&quoted(&name.value), value, report) {
                pairs.push((name, text));
            }
        }
        pairs.sort_by_key(|(key, _)| key.at.span.start);
        pairs
    }

    /// All lists of texts of a table whose keys are free, in the order they are written.
    pub(super) fn lists(self, report: &mut Report) -> Vec<(Text<'a>, Texts<'a>)> {
        let list = |(key, value): (&Spanned<Cow<'a, str>>, &Spanned<DeValue<'a>>)| {
            let name = Located { at: self.place(key.span()), value: key.get_ref().to_string() };
            let texts = self.as_texts(&name.value, value, report);
            (name, texts)
        };
        let mut lists: Vec<_> = self.entries.iter().map(list).collect();
        lists.sort_by_key(|(key, _)| key.at.span.start);
        lists
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, report: &mut Report) {
        for (key, _) in self.entries {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let message = format!("{} has no key `{name}`", self.what);
            let help = match nearest(name, self.known.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("the keys are {}", quoted_list(&self.known)),
            };
            report.push(Diagnostic::new(Code::UnknownKey, &self.place(key.span()), message).help(help));
        }
    }

    fn place(&self, span: std::ops::Range<usize>) -> At<'a> {
        At { file: self.at.file, span }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.entries.get(key)
    }

    fn require(&mut self, key: &'static str, report: &mut Report) -> Option<&'t Spanned<DeValue<'a>>> {
        let value = self.get(key);
        if value.is_none() {
            let message = format!("{} needs the key `{key}`", self.what);
            report.push(
                Diagnostic::new(Code::MissingKey, &self.at, message)
                    .help(format!("add `{key}`; docs/knowledge.md says what it holds")),
            );
        }
        value
    }

    fn as_text(&self, name: &str, value: &Spanned<DeValue<'a>>, report: &mut Report) -> Option<Text<'a>> {
        let at = self.place(value.span());
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(name, value, "a text", "\"...\"", report);
            return None;
        };
        if text.trim().is_empty() {
            report.push(
                Diagnostic::new(Code::EmptyText, &at, format!("{name} of {} is empty", self.what))
                    .help("write something, or leave the key out if it may be left out"),
            );
            return None;
        }
        Some(Located { at, value: text.to_string() })
    }

    fn as_texts(&self, key: &str, value: &Spanned<DeValue<'a>>, report: &mut Report) -> Texts<'a> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(&quoted(key), value, "a list of texts", &format!("{key} = [\"...\"]"), report);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_text(&format!("an item of `{key}`"), item, report)).collect()
    }

    fn as_table(
        &self,
        key: &str,
        what: &'static str,
        value: &'t Spanned<DeValue<'a>>,
        report: &mut Report,
    ) -> Option<Table<'a, 't>> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(&quoted(key), value, "a table", &format!("[{key}]"), report);
            return None;
        };
        Some(Table::new(self.place(value.span()), what, entries))
    }

    fn wrong_type(&self, name: &str, value: &Spanned<DeValue<'a>>, wanted: &str, example: &str, report: &mut Report) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
        report.push(
            Diagnostic::new(
                Code::WrongType,
                &self.place(value.span()),
                format!("{name} of {} must be {wanted}", self.what),
            )
            .label(format!("this is {article} {found}"))
            .help(format!("it is written as `{example}`")),
        );
    }
}

fn quoted(key: &str) -> String {
    format!("`{key}`")
}

/// The error of a word that is no choice: the words that are.
#[derive(Debug)]
struct NotAChoice(&'static [&'static str]);

impl fmt::Display for NotAChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", quoted_list(self.0))
    }
}

impl std::error::Error for NotAChoice {}

impl de::Error for NotAChoice {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}
