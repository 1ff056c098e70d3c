//! What an interaction holds, whatever its kind.

use serenity::all::{
    ChannelId, CommandData, CommandDataOption, CommandDataOptionValue, CommandInteraction, ComponentInteraction,
    GuildId, Interaction, ModalInteraction, PartialChannel, UserId,
};

use super::hooks::Asked;
use crate::command::{Command, Completion, Kind, Opt, Value};

/// An interaction that somebody caused somewhere.
pub(super) trait Caused {
    fn whence(&self) -> (UserId, Option<GuildId>, ChannelId, Option<&PartialChannel>, &str);
}

macro_rules! whence {
    ($($interaction:ty),+) => {
        $(impl Caused for $interaction {
            fn whence(&self) -> (UserId, Option<GuildId>, ChannelId, Option<&PartialChannel>, &str) {
                (self.user.id, self.guild_id, self.channel_id, self.channel.as_ref(), &self.locale)
            }
        })+
    };
}

whence!(CommandInteraction, ComponentInteraction, ModalInteraction);

/// Who asks, and where.
pub(super) fn asked(interaction: &impl Caused) -> Asked {
    let (user, guild, channel, about, locale) = interaction.whence();
    // A channel's own parent is its category, which has no settings.
    let thread = about.filter(|channel| channel.thread_metadata.is_some());
    Asked {
        user: user.get(),
        guild: guild.map(GuildId::get),
        channel: channel.get(),
        parent: thread.and_then(|thread| thread.parent_id).map(ChannelId::get),
        locale: locale.to_owned(),
    }
}

/// The reader's locale; empty where none is told.
pub(super) fn locale(interaction: &Interaction) -> &str {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => &command.locale,
        Interaction::Component(press) => &press.locale,
        Interaction::Modal(modal) => &modal.locale,
        _ => "",
    }
}

/// What an interaction is, for the log.
#[cfg(feature = "gateway")]
pub(super) fn kind(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Command(_) => "command",
        Interaction::Autocomplete(_) => "autocomplete",
        Interaction::Component(_) => "component",
        Interaction::Modal(_) => "modal",
        _ => "other",
    }
}

/// A command of the table with what was given to it.
#[derive(Debug)]
pub(super) struct Given<'d> {
    command: &'static Command,
    data: &'d CommandData,
    subcommand: Option<&'d str>,
    options: &'d [CommandDataOption],
}

impl<'d> Given<'d> {
    pub(super) fn new(command: &'static Command, data: &'d CommandData) -> Self {
        let (subcommand, options) = match data.options.as_slice() {
            [only] => match &only.value {
                CommandDataOptionValue::SubCommand(options) => (Some(only.name.as_str()), options.as_slice()),
                _ => (None, data.options.as_slice()),
            },
            options => (None, options),
        };
        Self { command, data, subcommand, options }
    }

    /// The names in the table of the command and the subcommand.
    pub(super) fn path(&self) -> (&'static str, Option<&'d str>) {
        (self.command.name, self.subcommand)
    }

    /// Whether it was chosen from a message's menu.
    pub(super) fn is_of_message(&self) -> bool {
        self.command.kind == Kind::Message
    }

    /// A text option's value. The text of the message whose menu was used is the option `text`.
    pub(super) fn text(&self, name: &str) -> Option<&'d str> {
        if self.command.kind == Kind::Message && name == "text" {
            let message = self.data.resolved.messages.values().next()?;
            return Some(message.content.as_str()).filter(|text| !text.trim().is_empty());
        }
        self.value(name)?.as_str()
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_bool()
    }

    fn value(&self, name: &str) -> Option<&'d CommandDataOptionValue> {
        self.options.iter().find(|option| option.name == name).map(|option| &option.value)
    }

    /// What is being typed, and what completes it.
    pub(super) fn focused(&self) -> Option<(Completion, &'d str)> {
        let (name, typed) = self.options.iter().find_map(|option| match &option.value {
            CommandDataOptionValue::Autocomplete { value, .. } => Some((&option.name, value)),
            _ => None,
        })?;
        match self.known()?.iter().find(|option| option.name == name)?.value {
            Value::Text { completion, .. } => Some((completion?, typed)),
            Value::Flag => None,
        }
    }

    /// The options of the table. `None` for a subcommand that is not in it.
    fn known(&self) -> Option<&'static [Opt]> {
        match self.subcommand {
            None => Some(self.command.options),
            Some(name) => self.command.subcommands.iter().find(|sub| sub.name == name).map(|sub| sub.options),
        }
    }
}
