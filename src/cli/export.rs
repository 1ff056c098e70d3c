//! `attache export`.

use std::io::Write;
use std::process::ExitCode;

use super::{Failure, Knowledge, out};
use crate::render::json;

pub(super) fn run(knowledge: &Knowledge) -> Result<ExitCode, Failure> {
    let knowledge = Knowledge::compile_files(&knowledge.files()?.untrained())?.knowledge;
    let mut out = out::stdout();
    for utterance in json::utterances(&knowledge) {
        writeln!(out, "{}", json::to_line(&utterance))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
