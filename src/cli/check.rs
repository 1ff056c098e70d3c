//! `attache check`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, Knowledge, out};
use crate::knowledge::{Coverage, KnowledgeBase, compile, render, summary};
use crate::render::json;

pub(super) fn run(arguments: &ArgMatches, chosen: Knowledge) -> Result<ExitCode, Failure> {
    let as_json = arguments.get_one::<String>("format").is_some_and(|format| format == "json");
    let coverage = arguments.get_flag("coverage");
    if as_json && coverage {
        writeln!(io::stderr(), "attache: --coverage is written as text only")?;
        return Ok(ExitCode::from(super::USAGE));
    }
    let path = arguments.get_one::<PathBuf>("path");
    let knowledge = path.map_or(chosen, |path| Knowledge::Folder(path.clone()));
    let files = knowledge.files()?;
    let (compiled, diagnostics) = match compile(&files) {
        Ok(compiled) => (Some(compiled.knowledge), compiled.warnings),
        Err(diagnostics) => (None, diagnostics),
    };
    let mut out = out::stdout();
    if as_json {
        for diagnostic in &diagnostics {
            writeln!(out, "{}", json::to_line(diagnostic))?;
        }
    } else {
        let colours = out::colours(io::stderr().is_terminal());
        write!(io::stderr(), "{}", render(&diagnostics, &files, colours))?;
        let size = compiled.as_ref().map(|knowledge| format!(" ({})", size(knowledge))).unwrap_or_default();
        writeln!(out, "{}: {}{size}", files.name, summary(&diagnostics))?;
        if coverage && let Some(knowledge) = &compiled {
            write!(out, "\n{}", Coverage::of(knowledge))?;
        }
    }
    out.flush()?;
    Ok(if compiled.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn size(knowledge: &KnowledgeBase) -> String {
    format!(
        "{} sentences, {} claims, {} intents, {} gaps",
        knowledge.source.sentences().len(),
        knowledge.claims.len(),
        knowledge.intents.len(),
        knowledge.gaps.len()
    )
}
