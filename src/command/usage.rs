//! How commands are typed, from the one table.

use super::table::{COMMANDS, Kind, Opt};

/// Every command as it is typed, with what it does: `/briefing source [sentence: ...]`.
///
/// ```
/// let typed: Vec<_> = attache::command::usages().map(|(typed, _)| typed).collect();
/// assert_eq!(typed[0], "/ask question: ... [private: ...] [briefing: ...]");
/// ```
pub fn usages() -> impl Iterator<Item = (String, &'static str)> {
    COMMANDS.iter().filter(|command| command.kind == Kind::Slash).flat_map(|command| {
        let own =
            command.subcommands.is_empty().then(|| (usage(command.name, None, command.options), command.description));
        let subcommands =
            command.subcommands.iter().map(|sub| (usage(command.name, Some(sub.name), sub.options), sub.description));
        own.into_iter().chain(subcommands)
    })
}

/// A command as it is typed.
pub(super) fn usage(command: &str, subcommand: Option<&str>, options: &[Opt]) -> String {
    let mut typed = format!("/{command}");
    if let Some(name) = subcommand {
        typed = format!("{typed} {name}");
    }
    for option in options {
        let named = format!("{}: ...", option.name);
        typed = if option.required { format!("{typed} {named}") } else { format!("{typed} [{named}]") };
    }
    typed
}
