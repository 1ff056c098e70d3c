//! From the folder that was chosen to an engine, or everything that is wrong with it.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::ArgMatches;

use super::out;
use crate::engine::Engine;
use crate::knowledge::{Compiled, DEFAULT_BRIEFING, Files, compile, render, summary};

/// Where the briefing comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Knowledge {
    /// The one inside the program.
    Shipped,
    /// This folder.
    Folder(PathBuf),
}

/// Why there is no briefing to answer from. Displayed, it is what a person should read: all diagnostics.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder cannot be read.
    #[error("attache: the briefing's folder {} cannot be read: {error}", .path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Its files do not compile: all problems, as rustc would print them.
    #[error("{0}")]
    Broken(String),
}

impl Knowledge {
    /// What `--knowledge` or its variable names. An empty variable is as good as none.
    pub(super) fn chosen(matches: &ArgMatches) -> Self {
        // The option may follow any subcommand, and the innermost one's matches hold it wherever it stood.
        let innermost = std::iter::successors(Some(matches), |matches| Some(matches.subcommand()?.1)).last();
        let path = innermost.and_then(|matches| matches.get_one::<OsString>("knowledge"));
        path.filter(|path| !path.is_empty()).map_or(Self::Shipped, |path| Self::Folder(path.into()))
    }

    /// The files, not yet compiled.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn files(&self) -> Result<Files, LoadError> {
        match self {
            Self::Shipped => Ok(Files::shipped(DEFAULT_BRIEFING).unwrap_or_default()),
            Self::Folder(path) => {
                Files::read(path).map_err(|error| LoadError::Unreadable { path: path.clone(), error })
            }
        }
    }

    /// Compiles the files and trains the matcher on them.
    ///
    /// # Errors
    /// The folder cannot be read, or something in it is wrong.
    pub fn load(&self) -> Result<Engine, LoadError> {
        self.compile().map(|compiled| Engine::new(compiled.knowledge))
    }

    /// The same, for a log: the diagnostics have no colours, wherever they go.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_plain(&self) -> Result<Engine, LoadError> {
        Self::compiled(&self.files()?, false).map(|compiled| Engine::new(compiled.knowledge))
    }

    /// Compiles the files. Warnings are `check`'s business.
    pub(super) fn compile(&self) -> Result<Compiled, LoadError> {
        Self::compile_files(&self.files()?)
    }

    /// The same of files that were read before.
    pub(super) fn compile_files(files: &Files) -> Result<Compiled, LoadError> {
        Self::compiled(files, out::colours(io::stderr().is_terminal()))
    }

    fn compiled(files: &Files, colours: bool) -> Result<Compiled, LoadError> {
        compile(files).map_err(|diagnostics| {
            LoadError::Broken(format!("{}{}", render(&diagnostics, files, colours), summary(&diagnostics)))
        })
    }
}
