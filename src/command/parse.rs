//! A typed line, understood as Discord would understand the same command.

use strsim::damerau_levenshtein;

use super::table::{COMMANDS, Command, Kind, Opt};
use super::usage::usage;
use super::{Request, usages};

/// What a typed line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Something of the briefing.
    Request(Request),
    /// The button of this number, counted from 1.
    Button(usize),
    /// How to use the harness.
    Help,
    /// To leave.
    Quit,
}

/// Commands of the harness itself, which Discord has its own ways for, with what they do.
pub const HARNESS: &[(&str, &str)] = &[("help", "This list"), ("quit", "Leave")];

/// A line that is no command, said so that a reader can mend it. Never repeats what was typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// No command of that name, and what comes nearest.
    #[error("There is no such command. {}", hint(.0))]
    UnknownCommand(Vec<String>),
    /// The command needs an option: how it is typed.
    #[error("Something is missing. Type it so: {0}")]
    Missing(String),
    /// No option of that name: how the command is typed.
    #[error("There is no such option. Type it so: {0}")]
    UnknownOption(String),
    /// The command takes nothing: how it is typed.
    #[error("Nothing may follow {0}.")]
    TakesNothing(String),
    /// An option's name and the longest value it takes.
    #[error("That is too long: `{0}` takes at most {1} characters.")]
    TooLong(&'static str, u16),
}

fn hint(nearest: &[String]) -> String {
    match nearest {
        [] => "/help lists them all.".to_owned(),
        nearest => format!("Did you mean {}?", nearest.join(" or ")),
    }
}

/// Longer numbers are questions, not buttons.
const MAX_BUTTON_DIGITS: usize = 2;

/// Understands a typed line. Text that is no command is a question.
///
/// ```
/// use attache::command::{Request, Typed, parse};
/// let source = Request::Source { sentence: Some("S7".into()) };
/// assert_eq!(parse("/briefing source sentence: S7"), Ok(Typed::Request(source)));
/// assert_eq!(parse("#2"), Ok(Typed::Button(2)));
/// assert_eq!(parse("/breifing topics").unwrap_err().to_string(), "There is no such command. Did you mean /briefing topics?");
/// ```
///
/// # Errors
/// The line begins with a slash, but is no command, or not a whole one.
pub fn parse(line: &str) -> Result<Typed, ParseError> {
    let line = line.trim();
    if let Some(number) = button(line) {
        return Ok(Typed::Button(number));
    }
    let Some(typed) = line.strip_prefix('/') else {
        return Ok(Typed::Request(Request::Ask { question: line.to_owned() }));
    };
    let (name, rest) = word(typed);
    match name.to_lowercase().as_str() {
        "help" => return Ok(Typed::Help),
        "quit" => return Ok(Typed::Quit),
        _ => {}
    }
    let typed_ones = COMMANDS.iter().filter(|command| command.kind == Kind::Slash);
    let command = typed_ones.into_iter().find(|command| command.name.eq_ignore_ascii_case(name));
    let command = command.ok_or_else(|| unknown(typed))?;
    if command.subcommands.is_empty() {
        return request(command, None, command.options, rest, typed);
    }
    let (name, rest) = word(rest);
    let sub = command.subcommands.iter().find(|sub| sub.name.eq_ignore_ascii_case(name));
    let sub = sub.ok_or_else(|| unknown(typed))?;
    request(command, Some(sub.name), sub.options, rest, typed)
}

fn request(
    command: &Command,
    subcommand: Option<&str>,
    options: &'static [Opt],
    rest: &str,
    typed: &str,
) -> Result<Typed, ParseError> {
    let usage = || usage(command.name, subcommand, options);
    let values = values(options, rest, usage)?;
    if options.iter().any(|option| option.required && value(&values, option.name).is_none()) {
        return Err(ParseError::Missing(usage()));
    }
    Request::of(command.name, subcommand, |name| value(&values, name)).map(Typed::Request).ok_or_else(|| unknown(typed))
}

type Values<'a> = Vec<(&'static str, &'a str)>;

fn value(values: &Values<'_>, name: &str) -> Option<String> {
    values.iter().find(|(option, _)| *option == name).map(|(_, value)| (*value).to_owned())
}

/// The options' values: `name: value name: value`. A value may go without its name where there is but one option, or where
/// one must be given.
fn values<'a>(options: &'static [Opt], rest: &'a str, usage: impl Fn() -> String) -> Result<Values<'a>, ParseError> {
    if rest.is_empty() {
        return Ok(Vec::new());
    }
    let [first, ..] = options else { return Err(ParseError::TakesNothing(usage())) };
    let mut found: Values<'a> = Vec::new();
    // Where the value being read began, and whose it is.
    let mut open: Option<(&'static str, usize)> = None;
    for (at, word) in words(rest) {
        let Some(option) = named(options, word) else { continue };
        if found.iter().any(|(name, _)| *name == option) || open.is_some_and(|(name, _)| name == option) {
            continue; // a value may hold its option's name: /ask question: what is the question: peace?
        }
        match open {
            Some((name, from)) => found.push((name, rest[from..at].trim())),
            None if at > 0 => continue, // a value without its name
            None => {}
        }
        open = Some((option, at + word.len()));
    }
    match open {
        Some((name, from)) => found.push((name, rest[from..].trim())),
        None if (options.len() > 1 && !first.required) || misspelt(options, rest) => {
            return Err(ParseError::UnknownOption(usage()));
        }
        None => found.push((first.name, rest)),
    }
    found.retain(|(_, value)| !value.is_empty());
    for (name, value) in &found {
        let limit = options.iter().find(|option| option.name == *name).map_or(0, |option| option.value.max_length());
        if value.chars().count() > usize::from(limit) {
            return Err(ParseError::TooLong(name, limit));
        }
    }
    Ok(found)
}

fn named(options: &'static [Opt], word: &str) -> Option<&'static str> {
    let name = word.strip_suffix(':')?;
    options.iter().map(|option| option.name).find(|option| option.eq_ignore_ascii_case(name))
}

/// Whether the first word looks like an option's name, misspelt.
fn misspelt(options: &[Opt], rest: &str) -> bool {
    let name = word(rest).0.strip_suffix(':').map(str::to_lowercase);
    name.is_some_and(|name| options.iter().any(|option| is_near(option.name, &name)))
}

/// No command is typed so; the ones nearest to what was typed, compared word by word.
fn unknown(typed: &str) -> ParseError {
    let (name, rest) = word(typed);
    let (sub, _) = word(rest);
    let near = |name: &str, typed: &str| typed.is_empty() || is_near(name, &typed.to_lowercase());
    let harness = HARNESS.iter().map(|(name, _)| format!("/{name}"));
    let all: Vec<String> = usages().map(|(usage, _)| usage).chain(harness).collect();
    let nearest = all.into_iter().filter_map(|usage| {
        let mut names = usage.trim_start_matches('/').split(' ').filter(|word| word.chars().all(char::is_alphanumeric));
        let command = names.next()?;
        let matches = !name.is_empty() && near(command, name) && names.next().is_none_or(|name| near(name, sub));
        let shown = usage.split(" [").next()?.to_owned();
        matches.then_some(shown)
    });
    ParseError::UnknownCommand(nearest.collect())
}

/// Whether one is the other, misspelt: an edit for every three letters of it.
fn is_near(name: &str, typed: &str) -> bool {
    damerau_levenshtein(name, typed) <= (name.len() / 3).max(1)
}

/// The number of a button: `1` or `#1`.
fn button(line: &str) -> Option<usize> {
    let digits = line.strip_prefix('#').unwrap_or(line);
    let is_number =
        (1..=MAX_BUTTON_DIGITS).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// The first word, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

/// The words with the places where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood_as_typed() {
        let ask = |question: &str| Typed::Request(Request::Ask { question: question.into() });
        let source = |sentence: Option<&str>| Typed::Request(Request::Source { sentence: sentence.map(Into::into) });
        let who = |person: &str| Typed::Request(Request::Who { person: Some(person.into()) });
        let cases = [
            ("/ask question: who said it?", ask("who said it?")),
            ("/ask who said it?", ask("who said it?")),
            ("  /ASK Question: who?  ", ask("who?")),
            ("/ask question: note: who?", ask("note: who?")),
            ("/ask question: what is the question: peace?", ask("what is the question: peace?")),
            ("/ask note: who?", ask("note: who?")),
            ("who said it?", ask("who said it?")),
            ("", ask("")),
            ("2024", ask("2024")),
            ("/ask question: who? private: true", ask("who?")),
            ("/briefing topics", Typed::Request(Request::Topics { topic: None })),
            ("/briefing topics the lamp", Typed::Request(Request::Topics { topic: Some("the lamp".into()) })),
            ("/briefing source", source(None)),
            ("/briefing source sentence:", source(None)),
            ("/briefing source sentence: S7", source(Some("S7"))),
            ("/briefing source 7", source(Some("7"))),
            ("/briefing timeline", Typed::Request(Request::Timeline)),
            ("/briefing who person: Ida Nowak", who("Ida Nowak")),
            ("/briefing check statement: He left.", Typed::Request(Request::Check { statement: "He left.".into() })),
            ("/briefing about", Typed::Request(Request::About)),
            ("1", Typed::Button(1)),
            ("#12", Typed::Button(12)),
            ("/help", Typed::Help),
            ("/quit", Typed::Quit),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn errors_say_how_to_mend_the_line() {
        let long = format!("/briefing who {}", "x".repeat(101));
        let cases = [
            ("/aks who?", "There is no such command. Did you mean /ask question: ...?"),
            ("/hlep", "There is no such command. Did you mean /help?"),
            ("/briefing tmeline", "There is no such command. Did you mean /briefing timeline?"),
            ("/breifing sorce S7", "There is no such command. Did you mean /briefing source?"),
            ("/xyzzy", "There is no such command. /help lists them all."),
            ("/", "There is no such command. /help lists them all."),
            ("/ask", "Something is missing. Type it so: /ask question: ... [private: ...] [briefing: ...]"),
            ("/ask question:", "Something is missing. Type it so: /ask question: ... [private: ...] [briefing: ...]"),
            (
                "/ask qestion: who?",
                "There is no such option. Type it so: /ask question: ... [private: ...] [briefing: ...]",
            ),
            ("/briefing timeline now", "Nothing may follow /briefing timeline."),
            (long.as_str(), "That is too long: `person` takes at most 100 characters."),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line).expect_err(line).to_string(), expected, "{line}");
        }
        let all = parse("/briefing").expect_err("it has subcommands").to_string();
        assert!(all.contains("/briefing topics or /briefing source"), "{all}");
    }
}
