//! `attache ask`.

use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::time::Instant;

use clap::ArgMatches;

use super::{Failure, Knowledge, batch, out};
use crate::command::Reply;
use crate::render::{json, layout, markdown};
use crate::words::Words;

/// More of standard input than this is not read: no question is longer.
const MAX_INPUT: u64 = 1024 * 1024;

pub(super) fn run(arguments: &ArgMatches, knowledge: &Knowledge) -> Result<ExitCode, Failure> {
    let format = arguments.get_one::<String>("format").map_or("text", String::as_str);
    let timing = arguments.get_flag("timing");
    if arguments.get_flag("batch") {
        if format != "json" {
            writeln!(io::stderr(), "attache: --batch writes JSON: leave out --format or say --format json")?;
            return Ok(ExitCode::from(super::USAGE));
        }
        batch::run(&knowledge.load()?, io::stdin().lock(), out::stdout(), timing)?;
        return Ok(ExitCode::SUCCESS);
    }
    let engine = knowledge.load()?;
    let question = match arguments.get_many::<String>("question") {
        Some(words) => words.map(String::as_str).collect::<Vec<_>>().join(" "),
        None => standard_input()?,
    };
    let question = question.trim();
    let start = Instant::now();
    let answer = engine.answer(question);
    let elapsed = start.elapsed();
    if arguments.get_flag("explain") {
        writeln!(io::stderr(), "{}", engine.explain(question))?;
    }
    if format == "json" {
        let elapsed_us = timing.then(|| batch::microseconds(elapsed));
        let line = json::answer(&json::Asked { line: 1, id: None, question, elapsed_us }, &answer, engine.knowledge());
        writeln!(out::stdout(), "{line}")?;
        return Ok(ExitCode::SUCCESS);
    }
    let layout = layout(&Reply::Answer(answer), engine.knowledge(), Words::english());
    match format {
        "markdown" => write!(out::stdout(), "{}", markdown(&layout))?,
        _ => out::show(&layout)?,
    }
    if timing {
        writeln!(io::stderr(), "answered in {} µs", batch::microseconds(elapsed))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A question typed or piped in. Bytes that are no text are read as a question that holds unknown characters.
fn standard_input() -> io::Result<String> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        writeln!(io::stderr(), "Type your question, then Ctrl-D:")?;
    }
    let mut bytes = Vec::new();
    stdin.lock().take(MAX_INPUT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
