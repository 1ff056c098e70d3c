//! `attache check`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, Knowledge, out};
use crate::engine::Engine;
use crate::knowledge::{Coverage, KnowledgeBase, Severity, compile, inseparable, render, summary};
use crate::render::json;

pub(super) fn run(arguments: &ArgMatches, chosen: Knowledge) -> Result<ExitCode, Failure> {
    let as_json = arguments.get_one::<String>("format").is_some_and(|format| format == "json");
    let (coverage, confusion) = (arguments.get_flag("coverage"), arguments.get_flag("confusion"));
    if as_json && (coverage || confusion) {
        writeln!(io::stderr(), "attache: --coverage and --confusion are written as text only")?;
        return Ok(ExitCode::from(super::USAGE));
    }
    let path = arguments.get_one::<PathBuf>("path");
    let knowledge = path.map_or(chosen, |path| Knowledge::Folder(path.clone()));
    let files = knowledge.files()?;
    // What stands in for the paraphrases does not vouch for them.
    let compiled = match compile(&files) {
        Ok(compiled) if compiled.knowledge.trained.is_some() => compile(&files.clone().untrained()),
        compiled => compiled,
    };
    let (engine, mut diagnostics) = match compiled {
        Ok(compiled) => (Some(Engine::new(compiled.knowledge)), compiled.warnings),
        Err(diagnostics) => (None, diagnostics),
    };
    let audit = engine.as_ref().map(Engine::audit);
    if let Some(audit) = &audit {
        diagnostics.extend(inseparable(&files, audit.knowledge, &audit.inseparable()));
    }
    let mut out = out::stdout();
    if as_json {
        for diagnostic in &diagnostics {
            writeln!(out, "{}", json::to_line(diagnostic))?;
        }
    } else {
        let colours = out::colours(io::stderr().is_terminal());
        write!(io::stderr(), "{}", render(&diagnostics, &files, colours))?;
        let size = audit.as_ref().map(|audit| format!(" ({})", size(audit.knowledge))).unwrap_or_default();
        writeln!(out, "{}: {}{size}", files.name, summary(&diagnostics))?;
        if let Some(audit) = audit {
            if coverage {
                write!(out, "\n{}", Coverage::of(audit.knowledge))?;
            }
            if confusion {
                write!(out, "\n{audit}")?;
            }
        }
    }
    out.flush()?;
    let wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
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
