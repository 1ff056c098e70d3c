//! The one table of commands. Discord's registration, the terminal's arguments, the harness's completion, the help text
//! and the README all come from it.

/// A command readers can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// As typed after the slash: lower case, 1 to 32 characters.
    pub name: &'static str,
    /// 1 to 100 characters.
    pub description: &'static str,
    /// Its options. Empty if it has subcommands.
    pub options: &'static [Opt],
    /// Its subcommands. Empty if it has options.
    pub subcommands: &'static [Subcommand],
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

/// An option of a command. All are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opt {
    /// Lower case, 1 to 32 characters.
    pub name: &'static str,
    /// 1 to 100 characters.
    pub description: &'static str,
    /// Whether it must be given.
    pub required: bool,
    /// What it is completed from.
    pub completion: Completion,
    /// The longest value, in characters.
    pub max_length: u16,
}

/// What an option's value is completed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// The intents' titles, those nearest to what is typed first.
    Questions,
    /// Sentence numbers, with the beginning of the sentence.
    Sentences,
    /// The people named.
    People,
    /// Nothing: it is free text.
    Free,
}

/// The longest question taken, in characters: Discord's own limit for a text option.
pub const MAX_QUESTION: u16 = 6000;

/// All commands.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        description: "Ask the briefing a question; the answer quotes the sentence it rests on",
        options: &[Opt {
            name: "question",
            description: "Your question, in your own words",
            required: true,
            completion: Completion::Questions,
            max_length: MAX_QUESTION,
        }],
        subcommands: &[],
    },
    Command {
        name: "briefing",
        description: "Look into the briefing itself",
        options: &[],
        subcommands: &[
            Subcommand { name: "topics", description: "What you can ask about", options: &[] },
            Subcommand {
                name: "source",
                description: "The document, or one sentence of it",
                options: &[Opt {
                    name: "sentence",
                    description: "A sentence's number, such as S7",
                    required: false,
                    completion: Completion::Sentences,
                    max_length: 100,
                }],
            },
            Subcommand { name: "timeline", description: "The dated events, oldest first", options: &[] },
            Subcommand {
                name: "who",
                description: "Who is named, and what the briefing says of them",
                options: &[Opt {
                    name: "person",
                    description: "A name",
                    required: false,
                    completion: Completion::People,
                    max_length: 100,
                }],
            },
            Subcommand {
                name: "check",
                description: "Hold a statement against the briefing: the closest sentence, and what in it differs",
                options: &[Opt {
                    name: "statement",
                    description: "A statement, or a message with several",
                    required: true,
                    completion: Completion::Free,
                    max_length: MAX_QUESTION,
                }],
            },
            Subcommand {
                name: "about",
                description: "What this briefing is, and what Attaché never does",
                options: &[],
            },
        ],
    },
];
