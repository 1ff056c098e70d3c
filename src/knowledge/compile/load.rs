//! The files of a briefing, read as far as they can be.

use std::collections::BTreeSet;

use toml::de::DeTable;

use crate::knowledge::Files;
use crate::knowledge::diagnostic::{At, Code, Diagnostic, Report};
use crate::knowledge::raw::{self, RawBriefing, RawEntity, RawTopicFile, Text, Texts};
use crate::knowledge::table::Table;
use crate::knowledge::trained::TRAINED;
use crate::source::Source;

/// A document of this size has some 40,000 words, ten times what a briefing has; segmentation and the search for misquoted
/// words take time by its size.
const LARGEST_SOURCE: usize = 256 * 1024;

/// The largest of the other files: some 20,000 utterances. What is larger is a file put there by mistake.
const LARGEST_FILE: usize = 2 * 1024 * 1024;

/// Further ways of asking.
const PARAPHRASES: &str = "paraphrases.toml";

/// The files of a briefing that are no topics.
const OTHERS: &[&str] =
    &["source.txt", "briefing.toml", "entities.toml", "absent.toml", "questions.jsonl", PARAPHRASES, TRAINED];

/// The longest sentence, in characters. A reply quotes sentences whole, several at a time, and an embed's description
/// holds 4,096 characters, a field 1,024.
pub(super) const LONGEST_SENTENCE: usize = 1000;

/// Everything that could be read.
pub(super) struct Folder<'a> {
    pub(super) source: Option<Source>,
    pub(super) briefing: Option<RawBriefing<'a>>,
    /// The entities, and after them the absent parties.
    pub(super) entities: Vec<RawEntity<'a>>,
    pub(super) topics: Vec<RawTopicFile<'a>>,
    pub(super) questions: Option<&'a str>,
    pub(super) paraphrases: Vec<(Text<'a>, Texts<'a>)>,
    pub(super) unread: Unread,
}

/// What may be defined where nothing could be read: not found there, an id is not called unknown.
#[derive(Default)]
pub(super) struct Unread {
    /// Ids that seem to be defined in files that were read only in part.
    pub(super) ids: BTreeSet<String>,
    /// No entity could be read from a file.
    pub(super) entities: bool,
    /// A topic's file could not be read, or not whole.
    pub(super) topics: bool,
}

/// Reads all files. Whatever cannot be read is reported, and the rest is read nevertheless. Of paraphrases that were trained on
/// nothing more is needed.
pub(super) fn folder<'a>(files: &'a Files, trained: bool, report: &mut Report) -> Folder<'a> {
    let mut unread = Unread::default();
    let source = required(files, "source.txt", report).map(Source::new).filter(|source| check_source(source, report));
    let briefing = toml_file(files, "briefing.toml", "the briefing", report, &mut unread, raw::briefing);
    let entities = toml_file(files, "entities.toml", "the list of entities", report, &mut unread, raw::entities);
    let absents = toml_file(files, "absent.toml", "the list of absent parties", report, &mut unread, raw::absents);
    unread.entities = entities.is_none() || absents.is_none();
    let mut topics = Vec::new();
    for path in files.files.keys() {
        if let Some(id) = topic_id(path) {
            let errors = report.errors();
            topics.extend(toml_file(files, path, "a topic's file", report, &mut unread, |table, report| {
                raw::topic_file(id, table, report)
            }));
            unread.topics |= report.errors() > errors;
        } else if !OTHERS.contains(&path.as_str()) {
            report.push(
                Diagnostic::new(Code::UnknownFile, &start_of(path), format!("`{path}` is not a file of a briefing"))
                    .help("topics are files such as `topics/harbour.toml`; move anything else out of the folder"),
            );
        }
    }
    if !files.files.keys().any(|path| topic_id(path).is_some()) {
        report.push(
            Diagnostic::new(Code::MissingFile, &start_of("topics"), "the briefing has no topic")
                .help("add `topics/<topic>.toml`; docs/knowledge.md shows one"),
        );
    }
    let paraphrases = if files.files.contains_key(PARAPHRASES) && !trained {
        toml_file(files, PARAPHRASES, "the list of paraphrases", report, &mut unread, raw::paraphrases)
    } else {
        None
    };
    let paraphrases = paraphrases.unwrap_or_default();
    let questions =
        files.files.contains_key("questions.jsonl").then(|| text(files, "questions.jsonl", report)).flatten();
    let entities = entities.into_iter().chain(absents).flatten().collect();
    Folder { source, briefing, entities, topics, questions, paraphrases, unread }
}

/// The beginning of a file, for problems of the file as a whole.
pub(super) fn start_of(file: &str) -> At<'_> {
    At { file, span: 0..0 }
}

fn topic_id(path: &str) -> Option<&str> {
    path.strip_prefix("topics/")?.strip_suffix(".toml")
}

fn toml_file<'a, T>(
    files: &'a Files,
    path: &'a str,
    what: &'static str,
    report: &mut Report,
    unread: &mut Unread,
    read: impl FnOnce(Table<'a, '_>, &mut Report) -> T,
) -> Option<T> {
    let errors = report.errors();
    let read = required(files, path, report).and_then(|text| {
        let (table, problems) = DeTable::parse_recoverable(text);
        if problems.is_empty() {
            return Some(read(Table::new(start_of(path), what, table.get_ref()), report));
        }
        // One slip makes the rest of a file look wrong: the first is the one to mend.
        let problem = &problems[0];
        let span = problem.span().unwrap_or_default();
        report.push(
            Diagnostic::new(Code::Syntax, &At { file: path, span }, format!("not valid TOML: {}", problem.message()))
                .help("the rest of this file is checked once this is mended"),
        );
        None
    });
    if report.errors() > errors
        && let Some(bytes) = files.files.get(path).filter(|bytes| bytes.len() <= LARGEST_FILE)
    {
        unread.ids.extend(ids_by_the_look(&String::from_utf8_lossy(bytes)));
    }
    read
}

/// The ids of the lines that look like `id = "..."`.
fn ids_by_the_look(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let value = line.trim().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim_start();
        let value = value.strip_prefix(['"', '\''])?;
        Some(value.split(['"', '\'']).next()?.to_owned())
    })
}

fn required<'a>(files: &'a Files, path: &'a str, report: &mut Report) -> Option<&'a str> {
    if files.files.contains_key(path) {
        return text(files, path, report);
    }
    report.push(
        Diagnostic::new(Code::MissingFile, &start_of(path), format!("the file `{path}` is missing"))
            .help(format!("create `{path}`; docs/knowledge.md says what it holds")),
    );
    None
}

fn text<'a>(files: &'a Files, path: &'a str, report: &mut Report) -> Option<&'a str> {
    let bytes = files.files.get(path)?;
    let limit = if path == "source.txt" { LARGEST_SOURCE } else { LARGEST_FILE };
    if bytes.len() > limit {
        let message = format!("`{path}` has {} bytes, and at most {limit} are allowed", bytes.len());
        report.push(
            Diagnostic::new(Code::TooLarge, &start_of(path), message).help("cut it down, or make two briefings of it"),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("`{path}` is not UTF-8 text: byte {at} is 0x{:02x}", bytes[at]);
            report.push(
                Diagnostic::new(Code::NotUtf8, &At { file: path, span: at..at + 1 }, message)
                    .help("save the file as UTF-8 in your editor"),
            );
            None
        }
    }
}

/// Whether there is a sentence to anchor a claim in.
fn check_source(source: &Source, report: &mut Report) -> bool {
    if source.sentences().is_empty() {
        report.push(
            Diagnostic::new(Code::EmptySource, &start_of("source.txt"), "the document has no sentence")
                .help("put the text of the document into `source.txt`, a paragraph a line"),
        );
    }
    for sentence in source.sentences() {
        let length = source.text()[sentence.span.clone()].chars().count();
        if length > LONGEST_SENTENCE {
            let number = sentence.number;
            let message = format!("sentence {number} has {length} characters, and a reply can show {LONGEST_SENTENCE}");
            let first = source.text()[sentence.span.clone()].chars().next().map_or(0, char::len_utf8);
            let span = sentence.span.start..sentence.span.start + first;
            report.push(
                Diagnostic::new(Code::SentenceTooLong, &At { file: "source.txt", span }, message)
                    .label("it begins here")
                    .help("if this is several sentences, end each with a full stop; otherwise leave the sentence out"),
            );
        }
    }
    !source.sentences().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_seen_in_a_file_that_is_not_toml() {
        let text = "[[claim]\nid = \"works-start\"\n  id='b'\nidle = \"no\"\nid = 3";
        assert_eq!(ids_by_the_look(text).collect::<Vec<_>>(), ["works-start", "b"]);
    }
}
