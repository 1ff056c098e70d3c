//! `attache briefing ...`, made from the one table of commands.

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

use super::{Failure, Knowledge, out};
use crate::command::{COMMANDS, Opt, Reply, Request};
use crate::render::layout;
use crate::words::Words;

const NAME: &str = "briefing";

/// The subcommand: its own subcommands are those of the table, their options arguments by place.
pub(super) fn command() -> Command {
    let mut command = Command::new(NAME).subcommand_required(true).arg_required_else_help(true);
    for listed in COMMANDS.iter().filter(|listed| listed.name == NAME) {
        command = command.about(listed.description).subcommands(
            listed
                .subcommands
                .iter()
                .map(|sub| Command::new(sub.name).about(sub.description).args(sub.options.iter().map(argument))),
        );
    }
    command
}

fn argument(option: &Opt) -> Arg {
    Arg::new(option.name).help(option.description).required(option.required).num_args(1..)
}

pub(super) fn run(arguments: &ArgMatches, knowledge: &Knowledge) -> Result<ExitCode, Failure> {
    let request = arguments.subcommand().and_then(|(name, values)| {
        // A name of several words needs no quotes: `attache briefing who Ida Nowak`.
        let value = |option: &str| {
            let words = values.try_get_many::<String>(option).ok().flatten()?;
            Some(words.map(String::as_str).collect::<Vec<_>>().join(" "))
        };
        Request::of(NAME, Some(name), value)
    });
    let Some(request) = request else { return Ok(ExitCode::from(super::USAGE)) };
    let engine = knowledge.load()?;
    let reply = engine.reply(&request);
    out::show(&layout(&reply, engine.knowledge(), Words::english()))?;
    Ok(if matches!(reply, Reply::NotFound(_)) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
