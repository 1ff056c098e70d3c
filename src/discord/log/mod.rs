//! What is logged, to standard error, and what never is.

mod readers;

use std::io::{self, IsTerminal};

use tracing::{Metadata, error};
use tracing_subscriber::filter::{LevelFilter, Targets, filter_fn};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

pub use self::readers::Readers;

/// Our own steps, and what goes wrong elsewhere.
const DEFAULT: &str = "warn,attache=info";

/// Crates that at their wordiest print what goes over the wire: headers and frames, and so the token.
const WIRE: &[&str] = &["h2", "hyper", "hyper_util", "reqwest", "rustls", "tokio_tungstenite", "tungstenite"];

/// Where serenity prints what it cannot decode, with whatever a user wrote in it.
const EVENTS: &[&str] = &["serenity::gateway::ws", "serenity::client::dispatch"];

/// How a log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// An object a line, for programs.
    Json,
}

/// How to log, as the environment says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// How it is written.
    pub format: Format,
    /// What is logged, such as `attache=debug`.
    pub directives: Option<String>,
    /// Whether what readers write is logged.
    pub questions: bool,
}

/// A variable of the environment that makes no sense, in a sentence for whoever starts the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} must be {1}.")]
pub struct LogError(&'static str, &'static str);

impl Log {
    /// Reads `ATTACHE_LOG` or else `RUST_LOG`, `ATTACHE_LOG_FORMAT` and `ATTACHE_LOG_QUESTIONS`.
    ///
    /// # Errors
    /// One of the latter two makes no sense.
    pub fn from_env() -> Result<Self, LogError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads variables wherever they are kept. An empty one counts as not set.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, LogError> {
        let set = |name| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let format = match set("ATTACHE_LOG_FORMAT").as_deref() {
            None | Some("text") => Format::Text,
            Some("json") => Format::Json,
            Some(_) => return Err(LogError("ATTACHE_LOG_FORMAT", "`text` or `json`")),
        };
        let questions = match set("ATTACHE_LOG_QUESTIONS").as_deref() {
            None | Some("0") => false,
            Some("1") => true,
            Some(_) => return Err(LogError("ATTACHE_LOG_QUESTIONS", "`1` or `0`")),
        };
        Ok(Self { format, directives: set("ATTACHE_LOG").or_else(|| set("RUST_LOG")), questions })
    }

    /// Starts logging. Directives that make no sense are passed over. Whatever they say, no token is logged, and nothing that
    /// a reader writes but by [`Readers`]. Does nothing where logging has been started already.
    pub fn init(&self) {
        let filter = levels(self.directives.as_deref().unwrap_or(DEFAULT));
        let lines = fmt::layer().with_writer(io::stderr);
        let lines = match self.format {
            Format::Text => lines.with_ansi(io::stderr().is_terminal()).with_target(false).boxed(),
            Format::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
        };
        // A failure means that somebody else logs already.
        let _ =
            tracing_subscriber::registry().with(filter).with(lines.with_filter(filter_fn(may_be_logged))).try_init();
    }

    /// Says why the program ends: as a line of the log where a program reads it, or else plainly.
    pub fn last_words(&self, words: &str) {
        match self.format {
            Format::Text => eprintln!("{words}"),
            Format::Json => error!("{words}"),
        }
    }
}

/// From which level on each target is logged, of directives such as `warn,attache=debug`: what is not named, from `warn` on.
fn levels(directives: &str) -> Targets {
    let known = directives.split(',').map(str::trim).filter(|directive| !directive.is_empty());
    let known = known.filter_map(|directive| directive.parse::<Targets>().ok());
    known.fold(Targets::new().with_default(LevelFilter::WARN), |levels, directive| {
        let levels = directive.default_level().into_iter().fold(levels, Targets::with_default);
        levels.with_targets(directive)
    })
}

fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let of = |name: &str| metadata.target() == name || metadata.target().starts_with(&format!("{name}::"));
    // serenity's spans hold whole events, which would stand beside every line in them.
    let event_beside = metadata.is_span() && of("serenity");
    !event_beside
        && !EVENTS.iter().any(|name| of(name))
        && (*metadata.level() <= LevelFilter::INFO || !WIRE.iter().any(|name| of(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Log, LogError> {
        Log::read(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn directives_tell_from_which_level_on_a_target_is_logged() {
        use tracing::Level;
        for (directives, target, level, logged) in [
            (DEFAULT, "attache::engine", Level::INFO, true),
            (DEFAULT, "attache", Level::DEBUG, false),
            (DEFAULT, "serenity", Level::WARN, true),
            (DEFAULT, "serenity", Level::INFO, false),
            ("attache=debug", "attache", Level::DEBUG, true),
            ("attache=debug", "serenity", Level::WARN, true),
            ("error, attache=trace", "serenity", Level::WARN, false),
            ("attache=loud,info", "hyper", Level::INFO, true),
            ("", "attache", Level::WARN, true),
        ] {
            assert_eq!(levels(directives).would_enable(target, &level), logged, "{directives}: {target} {level}");
        }
    }

    #[test]
    fn what_readers_write_is_logged_only_where_that_is_said() {
        assert_eq!(read(&[]), Ok(Log::default()));
        for (value, questions) in [("", false), ("0", false), ("1", true)] {
            assert_eq!(read(&[("ATTACHE_LOG_QUESTIONS", value)]).map(|log| log.questions), Ok(questions));
        }
        assert_eq!(read(&[("ATTACHE_LOG_FORMAT", "json")]).map(|log| log.format), Ok(Format::Json));
        for name in ["ATTACHE_LOG_QUESTIONS", "ATTACHE_LOG_FORMAT"] {
            assert!(read(&[(name, "yes")]).unwrap_err().to_string().starts_with(name));
        }
    }
}
