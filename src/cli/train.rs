//! `attache train`.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, Knowledge, USAGE, out};
use crate::engine::train;
use crate::knowledge::TRAINED;

pub(super) fn run(arguments: &ArgMatches, chosen: Knowledge) -> Result<ExitCode, Failure> {
    let path = arguments.get_one::<PathBuf>("path");
    let Knowledge::Folder(folder) = path.map_or(chosen, |path| Knowledge::Folder(path.clone())) else {
        writeln!(io::stderr(), "attache: name the briefing's folder: the one inside the program cannot be written to")?;
        return Ok(ExitCode::from(USAGE));
    };
    let mut files = Knowledge::Folder(folder.clone()).files()?.untrained();
    let knowledge = Knowledge::compile_files(&files)?.knowledge;
    let path = folder.join(files.put_trained(&knowledge.fingerprint, &train(&knowledge)));
    let written = &files.files[TRAINED];
    fs::write(&path, written).map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    writeln!(out::stdout(), "{}: {} bytes", path.display(), written.len())?;
    Ok(ExitCode::SUCCESS)
}
