//! The conversation on a terminal: a line editor with completion and a history.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};

use super::complete::complete;
use super::session::{Session, Turn, help};
use crate::cli::out;
use crate::engine::Engine;
use crate::render::Terminal;

const PROMPT: &str = "> ";

pub(super) fn run(engine: &Engine, terminal: Terminal) -> io::Result<()> {
    let config = Config::builder().completion_type(CompletionType::List).auto_add_history(true).build();
    let mut editor: Editor<Completion<'_>, DefaultHistory> = Editor::with_config(config).map_err(into_io)?;
    editor.set_helper(Some(Completion { engine }));
    let history = history_file();
    if let Some(path) = &history {
        // There is none yet on the first day; a conversation without a history is better than none.
        let _ = editor.load_history(path);
    }
    let talked = talk(&mut editor, engine, terminal);
    if let Some(path) = &history {
        let _ = path.parent().map(fs::create_dir_all);
        let _ = editor.save_history(path);
    }
    talked
}

fn talk(editor: &mut Editor<Completion<'_>, DefaultHistory>, engine: &Engine, terminal: Terminal) -> io::Result<()> {
    let mut session = Session::new(engine, terminal);
    let mut output = out::stdout();
    writeln!(output, "{}\n\n{}Tab completes; Ctrl-D leaves.\n", engine.knowledge().briefing.title, help())?;
    loop {
        output.flush()?;
        let line = match editor.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(into_io(error)),
        };
        if line.trim().is_empty() {
            continue;
        }
        match session.take(&line) {
            Turn::Reply(reply) => writeln!(output, "{reply}")?,
            Turn::Quit => return Ok(()),
        }
    }
}

fn into_io(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Where the history is kept: in the user's folder for state, as the XDG base directory specification names it.
fn history_file() -> Option<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")))?;
    Some(state.join("attache").join("history"))
}

struct Completion<'e> {
    engine: &'e Engine,
}

impl Completer for Completion<'_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, choices) = complete(self.engine, &line[..at]);
        let pair = |choice: crate::engine::Choice| Pair { display: choice.label, replacement: choice.value };
        Ok((start, choices.into_iter().map(pair).collect()))
    }
}

impl Hinter for Completion<'_> {
    type Hint = String;
}

impl Highlighter for Completion<'_> {}

impl Validator for Completion<'_> {}

impl Helper for Completion<'_> {}
