//! `attache chat`, the local harness: typed as in Discord, answered on the same way, laid out within the same limits.

mod complete;
mod editor;
mod session;

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use self::session::{Session, Turn};
use super::{Failure, Knowledge, out};
use crate::engine::Engine;
use crate::render::{Terminal, shown};

pub(super) fn run(knowledge: &Knowledge) -> Result<ExitCode, Failure> {
    let engine = knowledge.load()?;
    let terminal = Terminal { numbered: true, ..out::terminal() };
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        editor::run(&engine, terminal)?;
    } else {
        converse(&engine, terminal, io::stdin().lock(), out::stdout())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Columns of a transcript, whatever the terminal's.
const TRANSCRIPT_WIDTH: usize = 80;

/// A whole conversation, as `attache chat` writes it when its input is piped in: each typed line after `> `, then the reply.
///
/// # Errors
/// Input cannot be read or output not written.
pub fn transcript(engine: &Engine, input: impl BufRead, output: impl Write) -> io::Result<()> {
    let terminal = Terminal { width: TRANSCRIPT_WIDTH, colours: false, numbered: true };
    converse(engine, terminal, input, output)
}

fn converse(engine: &Engine, terminal: Terminal, mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut session = Session::new(engine, terminal);
    let mut bytes = Vec::new();
    while input.read_until(b'\n', &mut bytes)? > 0 {
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim();
        if !line.is_empty() {
            writeln!(output, "> {}", shown(line))?;
            match session.take(line) {
                Turn::Reply(reply) => writeln!(output, "{reply}")?,
                Turn::Quit => break,
            }
            output.flush()?;
        }
        bytes.clear();
    }
    output.flush()
}
