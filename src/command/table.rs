//! The one table of commands. Discord's registration, the terminal's arguments, the harness's completion, the help text
//! and the README all come from it.

/// A command readers can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// As typed after the slash: lower case, 1 to 32 characters. Of a command of a message's menu, as it stands there.
    pub name: &'static str,
    /// Where it is given.
    pub kind: Kind,
    /// 1 to 100 characters; a message's menu does not show it.
    pub description: &'static str,
    /// Its options. Empty if it has subcommands.
    pub options: &'static [Opt],
    /// Its subcommands. Empty if it has options.
    pub subcommands: &'static [Subcommand],
}

/// Where a command is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Typed after a slash.
    Slash,
    /// Chosen from a message's menu: the message's text is its option `text`.
    Message,
}

/// A command under a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subcommand {
    /// As typed after the command's name.
    pub name: &'static str,
    /// 1 to 100 characters.
    pub description: &'static str,
    /// Its options.
    pub options: &'static [Opt],
}

/// An option of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opt {
    /// Lower case, 1 to 32 characters.
    pub name: &'static str,
    /// 1 to 100 characters.
    pub description: &'static str,
    /// Whether it must be given. One that must comes first, and may be typed without its name.
    pub required: bool,
    /// What its value is.
    pub value: Value,
}

/// What an option's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text {
        /// What it is completed from, if from anything.
        completion: Option<Completion>,
        /// The longest, in characters.
        max_length: u16,
    },
    /// Yes or no.
    Flag,
}

impl Value {
    /// The longest value as it is typed, in characters.
    pub fn max_length(self) -> u16 {
        match self {
            Self::Text { max_length, .. } => max_length,
            Self::Flag => 5, // "false"
        }
    }
}

/// What an option's value is completed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// The intents' titles, those nearest to what is typed first.
    Questions,
    /// The topics' titles.
    Topics,
    /// Sentence numbers, with the beginning of the sentence.
    Sentences,
    /// The people named.
    People,
    /// The briefings that the bot holds.
    Briefings,
}

/// The longest question taken, in characters: Discord's own limit for a text option.
pub const MAX_QUESTION: u16 = 6000;

/// A message's menu asks the briefing its text.
pub const ASK_MESSAGE: &str = "Ask the briefing";
/// A message's menu holds its text against the briefing.
pub const CHECK_MESSAGE: &str = "Check against the briefing";

/// The longest name taken, in characters: of a topic, a sentence, a person or a briefing.
pub const MAX_NAME: u16 = 100;

const fn name(name: &'static str, description: &'static str, completion: Completion) -> Opt {
    Opt {
        name,
        description,
        required: false,
        value: Value::Text { completion: Some(completion), max_length: MAX_NAME },
    }
}

/// All commands.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        kind: Kind::Slash,
        description: "Ask the briefing a question; the answer quotes the sentence it rests on",
        options: &[
            Opt {
                name: "question",
                description: "Your question, in your own words",
                required: true,
                value: Value::Text { completion: Some(Completion::Questions), max_length: MAX_QUESTION },
            },
            Opt { name: "private", description: "Show the answer to you alone", required: false, value: Value::Flag },
            name("briefing", "Which briefing to ask, where there are several", Completion::Briefings),
        ],
        subcommands: &[],
    },
    Command {
        name: "briefing",
        kind: Kind::Slash,
        description: "Look into the briefing itself",
        options: &[],
        subcommands: &[
            Subcommand {
                name: "topics",
                description: "What you can ask about",
                options: &[name("topic", "One topic, with its questions", Completion::Topics)],
            },
            Subcommand {
                name: "source",
                description: "The document, or one sentence of it",
                options: &[name("sentence", "A sentence's number, such as S7", Completion::Sentences)],
            },
            Subcommand { name: "timeline", description: "The dated events, oldest first", options: &[] },
            Subcommand {
                name: "who",
                description: "Who is named, and what the briefing says of them",
                options: &[name("person", "A name", Completion::People)],
            },
            Subcommand {
                name: "check",
                description: "Hold a statement against the briefing: the closest sentence, and what in it differs",
                options: &[Opt {
                    name: "statement",
                    description: "A statement, or a message with several",
                    required: true,
                    value: Value::Text { completion: None, max_length: MAX_QUESTION },
                }],
            },
            Subcommand {
                name: "about",
                description: "What this briefing is, and what Attaché never does",
                options: &[],
            },
        ],
    },
    Command {
        name: ASK_MESSAGE,
        kind: Kind::Message,
        description: "Ask the briefing what stands in a message",
        options: &[],
        subcommands: &[],
    },
    Command {
        name: CHECK_MESSAGE,
        kind: Kind::Message,
        description: "Hold what stands in a message against the briefing",
        options: &[],
        subcommands: &[],
    },
];
