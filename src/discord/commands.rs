//! The table of commands as Discord wants it registered.

mod registered;

use serenity::all::{
    CommandData, CommandOptionType, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext, Permissions,
};

pub use self::registered::{differs, registration};
use super::incoming::Given;
use crate::command::{COMMANDS, Command, Kind, Opt, Subcommand, Value};
use crate::words::Words;

/// The commands that a bot offers, and what they are called there.
#[derive(Debug, Clone)]
pub(super) struct Roster(Vec<Entry>);

/// A command of the table as a bot offers it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) command: &'static Command,
    /// What it is called here; translated only if it is the name of the table.
    pub(super) name: String,
    pub(super) permissions: Option<Permissions>,
}

/// A command that cannot be called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// No such command in the table.
    #[error("There is no command `{0}`. There are: {1}.")]
    Unknown(String, String),
    /// A name that Discord refuses.
    #[error("`{0}` is no name for a command: 1 to 32 lower-case letters, digits, hyphens or underscores.")]
    BadName(String),
    /// Another command has that name.
    #[error("Two commands are called `{0}`.")]
    SameName(String),
}

impl Default for Roster {
    fn default() -> Self {
        let entry = |command: &'static Command| Entry { command, name: command.name.to_owned(), permissions: None };
        Self(COMMANDS.iter().map(entry).collect())
    }
}

impl Roster {
    pub(super) fn definitions(&self) -> Vec<CreateCommand> {
        self.0.iter().map(Entry::definition).collect()
    }

    #[cfg(feature = "poise")]
    pub(super) fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// A command that came in, with what was given to it. `None` if it is not one of ours.
    pub(super) fn given<'d>(&self, data: &'d CommandData) -> Option<Given<'d>> {
        let entry = self.0.iter().find(|entry| entry.name == data.name && kind(entry.command) == data.kind)?;
        Some(Given::new(entry.command, data))
    }

    pub(super) fn rename(&mut self, command: &str, name: &str) -> Result<(), RosterError> {
        if self.0.iter().any(|entry| entry.name == name && entry.command.name != command) {
            return Err(RosterError::SameName(name.to_owned()));
        }
        let entry = self.entry(command)?;
        let fits = match entry.command.kind {
            Kind::Slash => name.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_')),
            Kind::Message => !name.trim().is_empty(),
        };
        if !fits || !(1..=32).contains(&name.chars().count()) {
            return Err(RosterError::BadName(name.to_owned()));
        }
        name.clone_into(&mut entry.name);
        Ok(())
    }

    pub(super) fn without(&mut self, command: &str) -> Result<(), RosterError> {
        self.entry(command)?;
        self.0.retain(|entry| entry.command.name != command);
        Ok(())
    }

    pub(super) fn restrict(&mut self, command: &str, permissions: Permissions) -> Result<(), RosterError> {
        self.entry(command)?.permissions = Some(permissions);
        Ok(())
    }

    /// The entry of a command by its name in the table.
    fn entry(&mut self, command: &str) -> Result<&mut Entry, RosterError> {
        let known = self.0.iter().map(|entry| entry.command.name).collect::<Vec<_>>().join(", ");
        let found = self.0.iter_mut().find(|entry| entry.command.name == command);
        found.ok_or_else(|| RosterError::Unknown(command.to_owned(), known))
    }
}

/// The commands of [`COMMANDS`] as they are called there, ready to register.
pub fn definitions() -> Vec<CreateCommand> {
    Roster::default().definitions()
}

fn kind(command: &Command) -> CommandType {
    match command.kind {
        Kind::Slash => CommandType::ChatInput,
        Kind::Message => CommandType::Message,
    }
}

/// Commands are offered to servers and to single users.
pub(super) const INSTALLED: [InstallationContext; 2] = [InstallationContext::Guild, InstallationContext::User];

/// And everywhere: in servers, in direct messages with the bot, and in others.
pub(super) const OFFERED: [InteractionContext; 3] =
    [InteractionContext::Guild, InteractionContext::BotDm, InteractionContext::PrivateChannel];

impl Entry {
    pub(super) fn definition(&self) -> CreateCommand {
        let Self { command, name, permissions } = self;
        let mut defined = CreateCommand::new(name)
            .kind(kind(command))
            .integration_types(INSTALLED.to_vec())
            .contexts(OFFERED.to_vec());
        if let Some(permissions) = permissions {
            defined = defined.default_member_permissions(*permissions);
        }
        for (locale, words) in Words::translations() {
            let Some(said) = words.commands.get(command.name) else { continue };
            if !self.is_renamed() {
                defined = defined.name_localized(locale, &said.name);
            }
            if command.kind == Kind::Slash {
                defined = defined.description_localized(locale, &said.description);
            }
        }
        if command.kind == Kind::Slash {
            let subcommands = command.subcommands.iter().map(|sub| subcommand(command.name, sub));
            let options = command.options.iter().map(|opt| option(command.name, opt)).chain(subcommands).collect();
            defined = defined.description(command.description).set_options(options);
        }
        defined
    }

    pub(super) fn is_renamed(&self) -> bool {
        self.name != self.command.name
    }
}

fn subcommand(command: &str, sub: &Subcommand) -> CreateCommandOption {
    let path = format!("{command} {}", sub.name);
    let options: Vec<_> = sub.options.iter().map(|opt| option(&path, opt)).collect();
    let defined = CreateCommandOption::new(CommandOptionType::SubCommand, sub.name, sub.description);
    localized(defined, &path).set_sub_options(options)
}

fn option(path: &str, opt: &Opt) -> CreateCommandOption {
    let defined = match opt.value {
        Value::Text { max_length, completion } => {
            CreateCommandOption::new(CommandOptionType::String, opt.name, opt.description)
                .max_length(max_length)
                .set_autocomplete(completion.is_some())
        }
        Value::Flag => CreateCommandOption::new(CommandOptionType::Boolean, opt.name, opt.description),
    };
    localized(defined.required(opt.required), &format!("{path} {}", opt.name))
}

fn localized(mut option: CreateCommandOption, path: &str) -> CreateCommandOption {
    for (locale, words) in Words::translations() {
        if let Some(said) = words.commands.get(path) {
            option = option.name_localized(locale, &said.name).description_localized(locale, &said.description);
        }
    }
    option
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paths of everything in the table: `ask`, `ask question`, ...
    fn paths() -> Vec<String> {
        let mut paths = Vec::new();
        let options = |path: &str, options: &[Opt]| options.iter().map(|opt| format!("{path} {}", opt.name)).collect();
        for command in COMMANDS {
            paths.push(command.name.to_owned());
            let own: Vec<String> = options(command.name, command.options);
            paths.extend(own);
            for sub in command.subcommands {
                let path = format!("{} {}", command.name, sub.name);
                let own: Vec<String> = options(&path, sub.options);
                paths.push(path);
                paths.extend(own);
            }
        }
        paths
    }

    #[test]
    fn every_language_names_every_command() {
        for (code, words) in Words::translations() {
            for path in paths() {
                let said = words.commands.get(&path).unwrap_or_else(|| panic!("{code} does not name `{path}`"));
                let command = COMMANDS.iter().find(|command| command.name == path);
                let of_message = command.is_some_and(|command| command.kind == Kind::Message);
                let (name, description) = (said.name.chars().count(), said.description.chars().count());
                assert!((1..=32).contains(&name), "{code}: {path}");
                assert!(
                    of_message || said.name == said.name.to_lowercase() && !said.name.contains(' '),
                    "{code}: {path}"
                );
                assert!(if of_message { description == 0 } else { (1..=100).contains(&description) }, "{code}: {path}");
            }
            let known = words.commands.keys().filter(|path| !paths().contains(path)).collect::<Vec<_>>();
            assert!(known.is_empty(), "{code} names what is not there: {known:?}");
        }
    }

    #[test]
    fn a_host_calls_commands_as_it_likes() {
        let mut roster = Roster::default();
        roster.rename("ask", "brief").unwrap();
        roster.without("briefing").unwrap();
        roster.restrict("ask", Permissions::MANAGE_MESSAGES).unwrap();
        let json = registration(&roster.definitions());
        assert_eq!(json.as_array().map(Vec::len), Some(COMMANDS.len() - 1));
        assert_eq!(json[0]["name"], "brief");
        assert!(json[0]["name_localizations"].is_null(), "a name of the host's own is not translated");
        assert_eq!(json[0]["default_member_permissions"], Permissions::MANAGE_MESSAGES.bits().to_string());
        for (command, name) in [("nothing", "brief"), ("ask", "Two words"), ("ask", ""), ("ask", "briefing")] {
            assert!(Roster::default().rename(command, name).is_err(), "{command} -> {name}");
        }
    }
}
