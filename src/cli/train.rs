//! `attache train`.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, Knowledge, USAGE, out};
use crate::engine::train;

pub(super) fn run(arguments: &ArgMatches, chosen: Knowledge) -> Result<ExitCode, Failure> {
    let path = arguments.get_one::<PathBuf>("path");
    let Knowledge::Folder(folder) = path.map_or(chosen, |path| Knowledge::Folder(path.clone())) else {
        writeln!(io::stderr(), "attache: name the briefing's folder: the one inside the program cannot be written to")?;
        return Ok(ExitCode::from(USAGE));
    };
    let knowledge = Knowledge::Folder(folder.clone());
    let compiled = knowledge.compile_untrained()?.knowledge;
    let mut files = knowledge.files()?;
    let path = folder.join(files.put_trained(&compiled.fingerprint, &train(&compiled)));
    let written = &files.files[crate::knowledge::TRAINED];
    fs::write(&path, written).map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    writeln!(out::stdout(), "{}: {} bytes", path.display(), written.len())?;
    Ok(ExitCode::SUCCESS)
}
