//! The terminal: `attache ask`, `briefing`, `chat`, `check`, `eval`, `diff`, `bench`, `export`, `train`.
//!
//! Other edges bring their subcommands as [`Extension`]s, which `main` composes: the terminal knows none of them.

mod app;
mod ask;
mod batch;
mod bench;
mod briefing;
mod chat;
mod check;
mod diff;
mod eval;
mod export;
mod load;
mod out;
mod train;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use crate::eval::BadLine;

pub use chat::transcript;
pub use load::{Knowledge, LoadError};

/// A subcommand that another edge brings.
pub struct Extension {
    /// Its arguments.
    pub command: clap::Command,
    /// What it does, with its own arguments and the knowledge that was chosen.
    pub run: fn(&ArgMatches, &Knowledge) -> ExitCode,
}

/// Runs the program with the arguments of the process. Prints usage and leaves the process if they make no sense.
pub fn main(extensions: &[Extension]) -> ExitCode {
    let app = app::app().subcommands(extensions.iter().map(|extension| extension.command.clone()));
    let matches = app.get_matches();
    let knowledge = Knowledge::chosen(&matches);
    // Without a subcommand clap has printed the help and left.
    let Some((name, arguments)) = matches.subcommand() else { return ExitCode::from(USAGE) };
    if let Some(extension) = extensions.iter().find(|extension| extension.command.get_name() == name) {
        return (extension.run)(arguments, &knowledge);
    }
    let done = match name {
        "ask" => ask::run(arguments, &knowledge),
        "chat" => chat::run(&knowledge),
        "bench" => bench::run(arguments),
        "check" => check::run(arguments, knowledge),
        "diff" => diff::run(arguments),
        "eval" => eval::run(arguments, &knowledge),
        "export" => export::run(&knowledge),
        "train" => train::run(arguments, knowledge),
        _ => briefing::run(arguments, &knowledge),
    };
    done.unwrap_or_else(|failure| failure.report())
}

/// Exit code for arguments that make no sense, as clap uses it.
const USAGE: u8 = 2;

/// Why a subcommand stopped.
#[derive(Debug)]
enum Failure {
    Load(LoadError),
    /// A file named on the command line cannot be read.
    Unreadable {
        path: PathBuf,
        error: io::Error,
    },
    /// A file cannot be written.
    Unwritable {
        path: PathBuf,
        error: io::Error,
    },
    /// A line of such a file makes no sense.
    BadLine {
        path: PathBuf,
        error: BadLine,
    },
    Io(io::Error),
}

impl Failure {
    /// Tells a person, and says how the process ends.
    fn report(&self) -> ExitCode {
        let told = match self {
            // Whoever reads has read enough: `attache briefing source | head -3`.
            Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Io(error) => writeln!(io::stderr(), "attache: input or output failed: {error}"),
            Self::BadLine { path, error } => writeln!(io::stderr(), "attache: {}, {error}", path.display()),
            Self::Unwritable { path, error } => {
                writeln!(io::stderr(), "attache: {} cannot be written: {error}", path.display())
            }
            Self::Load(error) => writeln!(io::stderr(), "{error}"),
            Self::Unreadable { path, error } => {
                writeln!(io::stderr(), "attache: {} cannot be read: {error}", path.display())
            }
        };
        // Where standard error is closed too, the exit code is all that can be said.
        drop(told);
        ExitCode::FAILURE
    }
}

/// The text of a file named on the command line.
fn text_of(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
