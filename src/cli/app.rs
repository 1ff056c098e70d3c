//! The arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{ArgPredicate, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

use super::briefing;

/// The program with all subcommands of the terminal.
pub(super) fn app() -> Command {
    Command::new("attache")
        .version(clap::crate_version!())
        .about("Answers questions about a briefing document, quoting the sentence each answer rests on")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("knowledge")
                .long("knowledge")
                .value_name("PATH")
                .env("ATTACHE_KNOWLEDGE")
                .value_parser(value_parser!(OsString))
                .value_hint(ValueHint::DirPath)
                .global(true)
                .help("A briefing's folder [default: the briefing inside the program]"),
        )
        .subcommand(ask())
        .subcommand(briefing::command())
        .subcommand(Command::new("chat").about("Type as in Discord: /ask, /briefing, and buttons by their number"))
        .subcommand(check())
        .subcommand(eval())
        .subcommand(diff())
        .subcommand(bench())
        .subcommand(export())
        .subcommand(train())
}

fn ask() -> Command {
    Command::new("ask")
        .about("Ask the briefing a question; the answer quotes the sentence it rests on")
        .arg(Arg::new("question").value_name("QUESTION").num_args(0..).help("The question [default: standard input]"))
        .arg(
            format(&["text", "json", "markdown"])
                .default_value_if("batch", ArgPredicate::IsPresent, "json")
                .default_value("text"),
        )
        .arg(flag("explain", "Say why it is answered so, on standard error").conflicts_with("batch"))
        .arg(flag("timing", "Say how long answering took"))
        .arg(
            flag("batch", "Answer every line of standard input with one JSON object a line (docs/json.md)")
                .conflicts_with("question"),
        )
}

fn check() -> Command {
    Command::new("check")
        .about("Say everything that is wrong with a briefing's folder")
        .arg(path("path", "PATH", "The folder [default: that of --knowledge]"))
        .arg(format(&["text", "json"]).default_value("text"))
        .arg(flag("coverage", "Show which intents lead to every sentence, claim and facet"))
        .arg(flag("confusion", "Show intents taken for others, thin ones, and gaps that would be answered"))
}

fn eval() -> Command {
    let least = |name, help| Arg::new(name).long(name).value_name("SHARE").value_parser(value_parser!(f64)).help(help);
    Command::new("eval")
        .about("Ask a question set and judge the answers (docs/quality.md)")
        .arg(path("file", "FILE", "The set, JSON Lines [default: the briefing's own questions.jsonl]"))
        .arg(format(&["text", "json"]).default_value("text"))
        .arg(least("min-answered", "Fail if a smaller share of the answerable is answered right"))
        .arg(least("min-refused", "Fail if a smaller share of the unanswerable is refused"))
}

fn diff() -> Command {
    Command::new("diff")
        .about("Show which questions two folders of a briefing answer differently")
        .arg(path("old", "OLD", "The folder as it was").required(true))
        .arg(path("new", "NEW", "The folder as it is").required(true))
        .arg(format(&["text", "json"]).default_value("text"))
}

fn bench() -> Command {
    let intents = Command::new("intents")
        .about(
            "Train the topic stage on one intent set and ask it another: rows `text` and `intent`, `oos` out of scope",
        )
        .arg(path("train", "TRAIN", "JSON Lines to train on").required(true))
        .arg(path("test", "TEST", "JSON Lines to ask").required(true));
    Command::new("bench").about("Measure the matcher on public sets").subcommand_required(true).subcommand(intents)
}

fn export() -> Command {
    Command::new("export")
        .about("Write every utterance of a briefing, for tools")
        .arg(format(&["jsonl"]).default_value("jsonl"))
}

fn train() -> Command {
    Command::new("train")
        .about("Keep what training makes of a briefing in its folder, so that loading is quick")
        .arg(path("path", "PATH", "The briefing's folder [default: the one that --knowledge names]"))
}

fn format(values: &'static [&'static str]) -> Arg {
    let parser = PossibleValuesParser::new(values);
    Arg::new("format").long("format").value_name("FORMAT").value_parser(parser).help("How to write it")
}

fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    let parser = value_parser!(PathBuf);
    Arg::new(name).value_name(value).value_parser(parser).value_hint(ValueHint::AnyPath).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_hold_together() {
        super::app().debug_assert();
    }
}
