//! What a reader wants, before any surface's way of saying it.

use super::{ASK_MESSAGE, Action, CHECK_MESSAGE};

/// What a reader wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Answer this.
    Ask {
        /// As typed.
        question: String,
    },
    /// What can be asked, by topic; of all topics, or of one.
    Topics {
        /// A topic's title as typed; all topics if none.
        topic: Option<String>,
    },
    /// The document, or one sentence of it.
    Source {
        /// A sentence's number as typed, such as `S7`; the whole document if none.
        sentence: Option<String>,
    },
    /// The dated events, oldest first.
    Timeline,
    /// Who is who; all of them, or one.
    Who {
        /// A name as typed; everybody if none.
        person: Option<String>,
    },
    /// Hold a message against the document.
    Check {
        /// As typed.
        statement: String,
    },
    /// What the briefing is, and what Attaché never does.
    About,
    /// A button was pressed.
    Press(Action),
}

impl Request {
    /// The request that a command of [`COMMANDS`](super::COMMANDS) stands for, its options' values asked for by name.
    /// `None` if there is no such command. The text of a message whose menu was used is the option `text`.
    ///
    /// ```
    /// use attache::command::Request;
    /// let request = Request::of("briefing", Some("source"), |option| (option == "sentence").then(|| "S7".into()));
    /// assert_eq!(request, Some(Request::Source { sentence: Some("S7".into()) }));
    /// ```
    pub fn of(command: &str, subcommand: Option<&str>, value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        match (command, subcommand) {
            ("ask", None) => Some(Self::Ask { question: value("question")? }),
            (CHECK_MESSAGE, None) => Some(Self::Check { statement: value("text")? }),
            (ASK_MESSAGE, None) => Some(Self::Ask { question: value("text")? }),
            ("briefing", Some("topics")) => Some(Self::Topics { topic: value("topic") }),
            ("briefing", Some("source")) => Some(Self::Source { sentence: value("sentence") }),
            ("briefing", Some("timeline")) => Some(Self::Timeline),
            ("briefing", Some("who")) => Some(Self::Who { person: value("person") }),
            ("briefing", Some("check")) => Some(Self::Check { statement: value("statement")? }),
            ("briefing", Some("about")) => Some(Self::About),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::COMMANDS;

    #[test]
    fn every_command_of_the_table_is_a_request() {
        let value = |_: &str| Some(String::from("x"));
        for command in COMMANDS {
            assert_eq!(Request::of(command.name, None, value).is_some(), command.subcommands.is_empty());
            for sub in command.subcommands {
                assert!(Request::of(command.name, Some(sub.name), value).is_some(), "{} {}", command.name, sub.name);
            }
        }
    }
}
