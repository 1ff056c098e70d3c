//! What could complete a typed line: commands, options, and their values as Discord would offer them.

use crate::command::{COMMANDS, Completion, HARNESS, Kind, Opt, Value};
use crate::engine::{Choice, Engine};

/// As many as fit on a screen with the reply above.
const MAX_CHOICES: usize = 10;

/// Where the completed words begin, and what could stand there.
pub(super) fn complete(engine: &Engine, line: &str) -> (usize, Vec<Choice>) {
    let Some(typed) = line.strip_prefix('/') else {
        // A line that is no command is a question.
        return (0, engine.complete(Completion::Questions, line, MAX_CHOICES));
    };
    let Some((name, rest)) = typed.split_once(' ') else {
        let names = COMMANDS
            .iter()
            .filter(|command| command.kind == Kind::Slash)
            .map(|command| command.name)
            .chain(HARNESS.iter().map(|(name, _)| *name));
        return (0, beginning_with(names, typed, |name| format!("/{name} ")));
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else { return (0, Vec::new()) };
    if command.subcommands.is_empty() {
        return option(engine, command.options, line, rest);
    }
    let Some((name, after)) = rest.split_once(' ') else {
        let names = command.subcommands.iter().map(|sub| sub.name);
        return (line.len() - rest.len(), beginning_with(names, rest, |name| format!("{name} ")));
    };
    match command.subcommands.iter().find(|sub| sub.name == name) {
        Some(sub) => option(engine, sub.options, line, after),
        None => (0, Vec::new()),
    }
}

/// Completes the name of an option, or its value once it is named or begun without its name.
fn option(engine: &Engine, options: &[Opt], line: &str, rest: &str) -> (usize, Vec<Choice>) {
    let named = options.iter().find_map(|option| Some((option, rest.strip_prefix(option.name)?.strip_prefix(':')?)));
    if let Some((option, value)) = named {
        let value = value.trim_start();
        return (line.len() - value.len(), values(engine, option, value));
    }
    let offered = beginning_with(options.iter().map(|option| option.name), rest, |name| format!("{name}: "));
    match options.first() {
        Some(first) if offered.is_empty() => (line.len() - rest.len(), values(engine, first, rest)),
        _ => (line.len() - rest.len(), offered),
    }
}

fn values(engine: &Engine, option: &Opt, typed: &str) -> Vec<Choice> {
    match option.value {
        Value::Text { completion: Some(completion), .. } => engine.complete(completion, typed, MAX_CHOICES),
        Value::Text { completion: None, .. } => Vec::new(),
        Value::Flag => beginning_with(["true", "false"].into_iter(), typed, str::to_owned),
    }
}

fn beginning_with<'n>(
    names: impl Iterator<Item = &'n str>,
    typed: &str,
    put_in: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let names = names.filter(|name| name.starts_with(typed));
    names.map(|name| Choice { label: name.to_owned(), value: put_in(name) }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::{Files, compile};

    #[test]
    fn commands_options_and_values_are_completed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lighthouse-repair");
        let compiled = compile(&Files::read(&folder).expect("the fixture can be read")).expect("and compiles");
        let engine = Engine::new(compiled.knowledge);
        let cases = [
            ("/", "/ask "),
            ("/br", "/briefing "),
            ("/q", "/quit "),
            ("/briefing ", "/briefing topics "),
            ("/briefing so", "/briefing source "),
            ("/briefing source ", "/briefing source sentence: "),
            ("/briefing source sentence: S1", "/briefing source sentence: S1"),
            ("/briefing source S1", "/briefing source S1"),
            ("/briefing who person: Bre", "/briefing who person: Tomas Brekk"),
            ("/ask ", "/ask question: "),
            ("/ask question: who owns", "/ask question: Who owns the lighthouse?"),
            ("who owns", "Who owns the lighthouse?"),
        ];
        for (line, expected) in cases {
            let (start, choices) = complete(&engine, line);
            let completed = choices.first().map(|choice| format!("{}{}", &line[..start], choice.value));
            assert_eq!(completed.as_deref(), Some(expected), "{line}");
        }
        assert!(complete(&engine, "/nothing such").1.is_empty());
        assert!(complete(&engine, "/briefing timeline x").1.is_empty());
    }
}
