//! The house rules that a compiler does not keep: the direction of imports, and that nothing of a briefing stands in the
//! source.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use attache::knowledge::{Files, compile};

/// What each module may import from the others, as ARCHITECTURE.md prints it.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("words", &[]),
    ("source", &["text"]),
    ("knowledge", &["text", "source"]),
    ("matching", &["text", "source", "knowledge"]),
    ("answer", &["source", "knowledge", "matching"]),
    ("checking", &["text", "source", "knowledge", "matching"]),
    ("command", &["source", "knowledge", "answer", "checking"]),
    ("engine", &["text", "source", "knowledge", "matching", "answer", "checking", "command"]),
    ("eval", &["source", "knowledge", "answer", "engine"]),
    ("render", &["source", "knowledge", "answer", "checking", "command", "words"]),
    ("discord", &["source", "knowledge", "answer", "command", "engine", "render", "words"]),
    ("cli", &["source", "knowledge", "answer", "command", "engine", "eval", "render", "words"]),
];

/// Crates that only some modules may name.
const EDGES: &[(&str, &[&str])] = &[
    ("serenity", &["discord"]),
    ("poise", &["discord"]),
    ("reqwest", &["discord"]),
    ("axum", &["discord"]),
    ("hyper", &["discord"]),
    ("hyper_util", &["discord"]),
    ("ed25519_dalek", &["discord"]),
    ("prometheus_client", &["discord"]),
    ("tokio", &["discord"]),
    ("clap", &["cli"]),
    ("rustyline", &["cli"]),
    ("serde", &["text", "words", "knowledge", "engine", "eval", "render", "discord", "cli"]),
    ("serde_json", &["knowledge", "eval", "render", "cli", "discord"]),
    ("postcard", &["engine"]),
    ("flate2", &["knowledge"]),
    ("toml", &["words", "knowledge", "discord"]),
];

#[test]
fn modules_import_only_from_those_above_them() {
    let mut broken = Vec::new();
    for (module, text) in modules() {
        let (_, allowed) = MAY_IMPORT
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{module} is new: say what it may import"));
        for (line, code) in code_lines(&text) {
            for (other, _) in MAY_IMPORT {
                let names = [format!("crate::{other}::"), format!("crate::{other};"), format!("attache::{other}::")];
                if *other != module && !allowed.contains(other) && names.iter().any(|name| code.contains(name)) {
                    broken.push(format!("{module} imports {other}: {line}: {code}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn only_the_edges_name_their_crates() {
    let mut broken = Vec::new();
    for (module, text) in modules() {
        for (line, code) in code_lines(&text) {
            for (name, allowed) in EDGES {
                if !allowed.contains(&module.as_str()) && code.contains(&format!("{name}::")) {
                    broken.push(format!("{module} names {name}: {line}: {code}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn nothing_of_a_shipped_briefing_stands_in_the_source() {
    let sources: Vec<(PathBuf, String)> = rust_files(Path::new("src"));
    for id in Files::shipped_ids() {
        let knowledge = compile(&Files::shipped(id).unwrap()).unwrap().knowledge;
        let mut names: Vec<String> = Vec::new();
        for entity in &knowledge.entities {
            names.extend([&entity.name].into_iter().chain(&entity.aliases).cloned());
        }
        for name in names.iter().filter(|name| {
            name.chars().filter(|c| c.is_alphabetic()).count() >= 4
                && name.chars().next().is_some_and(char::is_uppercase)
        }) {
            for (path, text) in &sources {
                let found = text.lines().find(|line| has_word(line, name) && !line.contains("DEFAULT_BRIEFING"));
                assert_eq!(found, None, "`{name}` of {id} stands in {}", path.display());
            }
        }
    }
}

/// Whether a line holds these words, in this case, not inside others.
fn has_word(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(line[..at].chars().next_back()) && !letter(line[at + words.len()..].chars().next())
    })
}

/// The text of every module, all its files together.
fn modules() -> BTreeMap<String, String> {
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in rust_files(Path::new("src")) {
        let inside = path.strip_prefix("src").unwrap();
        let module =
            inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        if !matches!(module.as_str(), "lib" | "bin") {
            modules.entry(module).or_default().push_str(&text);
        }
    }
    modules
}

fn rust_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// Lines of code with their numbers, comments and documentation left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}
