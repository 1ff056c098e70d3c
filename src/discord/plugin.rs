//! Attaché as a part of a bot: its own, or somebody else's.

use std::sync::Arc;

use serenity::all::{CreateCommand, Permissions};

use super::commands::{Roster, RosterError};
use super::cooldown::Cooldown;
use super::hooks::Hooks;
use super::settings::Settings;
use super::shelf::{Briefing, Place, Shelf};
use crate::engine::Engine;

/// Attaché as a part of a bot. Cheap to clone; all clones are one.
///
/// It registers nothing, connects to nothing and stores nothing by itself: a host appends [`definitions`](Self::definitions)
/// to its own commands and hands over what comes in, and what is not Attaché's comes back untouched.
///
/// ```
/// use attache::discord::Plugin;
/// use attache::engine::Engine;
/// use attache::knowledge::{DEFAULT_BRIEFING, Files};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let engine = Engine::from_files(&Files::shipped(DEFAULT_BRIEFING).unwrap())?;
/// let plugin = Plugin::builder().briefing("talks", engine).rename("ask", "brief").build()?;
/// assert_eq!(plugin.definitions().len(), attache::command::COMMANDS.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Plugin {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    place: Place,
    pub(super) settings: Settings,
    pub(super) roster: Roster,
    pub(super) hooks: Vec<Arc<dyn Hooks>>,
    pub(super) cooldown: Cooldown,
}

/// What a [`Plugin`] is made of.
#[derive(Default)]
pub struct Builder {
    briefings: Vec<Briefing>,
    settings: Settings,
    roster: Roster,
    hooks: Vec<Arc<dyn Hooks>>,
    problem: Option<RosterError>,
}

/// Why a plugin cannot be made, in a sentence for whoever writes the host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// There is nothing to answer from.
    #[error("A plugin needs at least one briefing: add one with `briefing`.")]
    NoBriefing,
    /// Two briefings of one name.
    #[error("Two briefings are called `{0}`: readers choose them by name.")]
    SameName(String),
    /// A briefing that the settings name.
    #[error("The settings name a briefing `{0}` that is not there. There are: {1}.")]
    UnknownBriefing(String, String),
    /// A command that was renamed, left out or restricted.
    #[error(transparent)]
    Command(#[from] RosterError),
}

impl Plugin {
    /// A plugin to be made.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The commands to register, beside the host's own.
    pub fn definitions(&self) -> Vec<CreateCommand> {
        self.inner.roster.definitions()
    }

    /// Replies from these briefings from now on, the first of them by default. Replies that are being made keep to theirs.
    ///
    /// # Errors
    /// As for [`Builder::build`]; then the old ones stay.
    pub fn replace(&self, briefings: Vec<Briefing>) -> Result<(), BuildError> {
        check(&briefings, &self.inner.settings)?;
        self.inner.place.put(briefings);
        Ok(())
    }

    pub(super) fn shelf(&self) -> Shelf {
        self.inner.place.shelf()
    }
}

impl Builder {
    /// Adds a briefing, by a name that readers choose it by. The first is the default.
    #[must_use]
    pub fn briefing(mut self, name: &str, engine: Engine) -> Self {
        self.briefings.push(Briefing { name: name.to_owned(), engine });
        self
    }

    /// Behaves as these settings say.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Calls these hooks, in the order they were added.
    #[must_use]
    pub fn hooks(mut self, hooks: impl Hooks + 'static) -> Self {
        self.hooks.push(Arc::new(hooks));
        self
    }

    /// Calls a command of [`COMMANDS`](crate::command::COMMANDS) otherwise, in every language.
    #[must_use]
    pub fn rename(self, command: &str, name: &str) -> Self {
        self.change(|roster| roster.rename(command, name))
    }

    /// Leaves a command out.
    #[must_use]
    pub fn without(self, command: &str) -> Self {
        self.change(|roster| roster.without(command))
    }

    /// Shows a command only to members with these permissions, unless a server decides otherwise.
    #[must_use]
    pub fn permissions(self, command: &str, permissions: Permissions) -> Self {
        self.change(|roster| roster.restrict(command, permissions))
    }

    fn change(mut self, change: impl FnOnce(&mut Roster) -> Result<(), RosterError>) -> Self {
        if let Err(problem) = change(&mut self.roster) {
            self.problem.get_or_insert(problem);
        }
        self
    }

    /// Makes the plugin.
    ///
    /// # Errors
    /// There is no briefing, two have one name, the settings name one that is not there, or a command cannot be called so.
    pub fn build(self) -> Result<Plugin, BuildError> {
        if let Some(problem) = self.problem {
            return Err(problem.into());
        }
        check(&self.briefings, &self.settings)?;
        Ok(Plugin {
            inner: Arc::new(Inner {
                place: Place::new(self.briefings),
                settings: self.settings,
                roster: self.roster,
                hooks: self.hooks,
                cooldown: Cooldown::default(),
            }),
        })
    }
}

fn check(briefings: &[Briefing], settings: &Settings) -> Result<(), BuildError> {
    let names: Vec<&str> = briefings.iter().map(|briefing| briefing.name.as_str()).collect();
    if names.is_empty() {
        return Err(BuildError::NoBriefing);
    }
    if let Some((_, twice)) = names.iter().enumerate().find(|(place, name)| names[..*place].contains(name)) {
        return Err(BuildError::SameName((*twice).to_owned()));
    }
    let scopes = settings.guilds.values().chain(settings.channels.values()).chain([&settings.default]);
    let mut wanted = scopes.filter_map(|scope| scope.briefing.as_deref());
    match wanted.find(|name| !names.iter().any(|known| known.eq_ignore_ascii_case(name))) {
        Some(unknown) => Err(BuildError::UnknownBriefing(unknown.to_owned(), names.join(", "))),
        None => Ok(()),
    }
}
