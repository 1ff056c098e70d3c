//! `attache diff`: which questions two folders of a briefing answer differently.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, Knowledge, out};
use crate::engine::Engine;
use crate::eval::{Change, changes, read};
use crate::render::json;

pub(super) fn run(arguments: &ArgMatches) -> Result<ExitCode, Failure> {
    let engine = |name| {
        let path = arguments.get_one::<PathBuf>(name).cloned().unwrap_or_default();
        Knowledge::Folder(path).load()
    };
    let (old, new) = (engine("old")?, engine("new")?);
    let questions = questions(&old, &new);
    let changes = changes(&old, &new, questions.iter().map(String::as_str));
    let mut out = out::stdout();
    if arguments.get_one::<String>("format").is_some_and(|format| format == "json") {
        for change in &changes {
            writeln!(out, "{}", json::to_line(change))?;
        }
    } else {
        for Change { question, old, new } in &changes {
            writeln!(out, "{}\n  - {old}\n  + {new}", question.replace('\n', " "))?;
        }
        writeln!(out, "{} of {} questions are answered otherwise", changes.len(), questions.len())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The questions of both regression sets and the utterances of both briefings, each once.
fn questions(old: &Engine, new: &Engine) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for knowledge in [old.knowledge(), new.knowledge()] {
        // The compiler has checked the set: a line it allows and `eval` does not is no question to compare.
        all.extend(read(&knowledge.questions).unwrap_or_default().into_iter().map(|question| question.q));
        all.extend(json::utterances(knowledge).map(|utterance| utterance.text.to_owned()));
    }
    all.retain(|question| seen.insert(question.clone()));
    all
}
