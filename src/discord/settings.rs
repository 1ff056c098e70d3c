//! How the bot behaves where: `attache.toml`, and the environment over it.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

/// The file that is read where none is named, if it is there.
pub const DEFAULT_FILE: &str = "attache.toml";

/// Who sees an answer where the reader does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everybody in the channel.
    #[default]
    Public,
    /// The one who asked.
    Private,
}

/// How the bot behaves in one place; what is not said here is as in the place around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Who sees answers.
    pub visibility: Option<Visibility>,
    /// Which briefing is asked.
    pub briefing: Option<String>,
    /// Seconds that one reader waits between questions in one channel.
    pub cooldown: Option<u64>,
}

/// How the bot behaves everywhere: a channel's own settings go before its server's, those before the default.
///
/// ```
/// use attache::discord::settings::{Settings, Visibility};
/// let settings = Settings::parse("visibility = 'private'\n[channels.42]\nvisibility = 'public'").unwrap();
/// assert_eq!(settings.visibility(Some(7), &[42]), Visibility::Public);
/// assert_eq!(settings.visibility(Some(7), &[43]), Visibility::Private);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where nothing else is said.
    pub default: Scope,
    /// Of servers, by id.
    pub guilds: HashMap<u64, Scope>,
    /// Of channels, by id. A thread is as its channel, unless it has settings of its own.
    pub channels: HashMap<u64, Scope>,
    /// Further briefings, by the name that readers choose them by, with their folders.
    pub briefings: Vec<(String, PathBuf)>,
}

/// Settings that cannot be used, in a sentence for whoever starts the bot.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("The settings in {} cannot be read: {error}.", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is no settings file.
    #[error("The settings make no sense: {0}")]
    Malformed(String),
    /// A variable of the environment.
    #[error("{0} must be {1}.")]
    Variable(&'static str, &'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    visibility: Option<Visibility>,
    briefing: Option<String>,
    cooldown: Option<u64>,
    #[serde(default)]
    guilds: HashMap<String, Scope>,
    #[serde(default)]
    channels: HashMap<String, Scope>,
    #[serde(default)]
    briefings: toml::Table,
}

impl Settings {
    /// Reads the file that `ATTACHE_SETTINGS` names, or else [`DEFAULT_FILE`] if there is one, and the environment over it:
    /// `ATTACHE_VISIBILITY`, `ATTACHE_BRIEFING`, `ATTACHE_COOLDOWN`.
    ///
    /// # Errors
    /// The file or a variable cannot be used.
    pub fn load() -> Result<Self, SettingsError> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let read = |path: &Path| {
            fs::read_to_string(path).map_err(|error| SettingsError::Unreadable { path: path.to_owned(), error })
        };
        let text = match variable("ATTACHE_SETTINGS") {
            Some(path) => read(Path::new(&path))?,
            None if Path::new(DEFAULT_FILE).exists() => read(Path::new(DEFAULT_FILE))?,
            None => String::new(),
        };
        Self::parse(&text)?.under(variable)
    }

    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// It is not TOML, or says what is not known.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let malformed = |error: &dyn std::fmt::Display| SettingsError::Malformed(error.to_string());
        let file: File = toml::from_str(text).map_err(|error| malformed(&error))?;
        let by_id = |scopes: HashMap<String, Scope>| {
            let id = |(id, scope): (String, Scope)| match id.parse() {
                Ok(id) => Ok((id, scope)),
                Err(_) => Err(SettingsError::Malformed(format!("`{id}` is not the id of a server or a channel."))),
            };
            scopes.into_iter().map(id).collect::<Result<HashMap<u64, _>, _>>()
        };
        let folder = |(name, folder): (String, toml::Value)| match folder {
            toml::Value::String(folder) => Ok((name, PathBuf::from(folder))),
            _ => Err(SettingsError::Malformed(format!("the briefing `{name}` needs the path of its folder."))),
        };
        Ok(Self {
            default: Scope { visibility: file.visibility, briefing: file.briefing, cooldown: file.cooldown },
            guilds: by_id(file.guilds)?,
            channels: by_id(file.channels)?,
            briefings: file.briefings.into_iter().map(folder).collect::<Result<_, _>>()?,
        })
    }

    /// The same with the variables that are set in place of the file's defaults.
    fn under(mut self, variable: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        if let Some(visibility) = variable("ATTACHE_VISIBILITY") {
            self.default.visibility = Some(match visibility.trim() {
                "public" => Visibility::Public,
                "private" => Visibility::Private,
                _ => return Err(SettingsError::Variable("ATTACHE_VISIBILITY", "`public` or `private`")),
            });
        }
        if let Some(seconds) = variable("ATTACHE_COOLDOWN") {
            let seconds = seconds.trim().parse();
            let seconds = seconds.map_err(|_| SettingsError::Variable("ATTACHE_COOLDOWN", "a number of seconds"))?;
            self.default.cooldown = Some(seconds);
        }
        self.default.briefing = variable("ATTACHE_BRIEFING").or(self.default.briefing);
        Ok(self)
    }

    /// Who sees an answer in a channel, given with its parent if it is a thread.
    pub fn visibility(&self, guild: Option<u64>, channels: &[u64]) -> Visibility {
        self.find(guild, channels, |scope| scope.visibility).unwrap_or_default()
    }

    /// Which briefing is asked there, if that is said.
    pub fn briefing(&self, guild: Option<u64>, channels: &[u64]) -> Option<&str> {
        self.find(guild, channels, |scope| scope.briefing.as_deref())
    }

    /// How long one reader waits between questions there.
    pub fn cooldown(&self, guild: Option<u64>, channels: &[u64]) -> Duration {
        Duration::from_secs(self.find(guild, channels, |scope| scope.cooldown).unwrap_or_default())
    }

    fn find<'s, T>(&'s self, guild: Option<u64>, channels: &[u64], said: impl Fn(&'s Scope) -> Option<T>) -> Option<T> {
        let channels = channels.iter().filter_map(|channel| self.channels.get(channel));
        let guild = guild.and_then(|guild| self.guilds.get(&guild));
        channels.chain(guild).chain([&self.default]).find_map(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "
        visibility = 'private'
        cooldown = 5
        [briefings]
        lighthouse = 'briefings/lighthouse-repair'
        [guilds.1]
        visibility = 'public'
        briefing = 'lighthouse'
        [channels.10]
        cooldown = 0
    ";

    #[test]
    fn the_nearest_place_that_says_something_counts() {
        let settings = Settings::parse(FILE).unwrap();
        assert_eq!(settings.visibility(Some(1), &[10]), Visibility::Public);
        assert_eq!(settings.visibility(Some(2), &[10]), Visibility::Private);
        assert_eq!(settings.visibility(None, &[]), Visibility::Private);
        assert_eq!(settings.briefing(Some(1), &[10]), Some("lighthouse"));
        assert_eq!(settings.briefing(Some(2), &[10]), None);
        assert_eq!(settings.cooldown(Some(1), &[11, 10]), Duration::ZERO, "a thread of the channel");
        assert_eq!(settings.cooldown(Some(1), &[11]), Duration::from_secs(5));
        assert_eq!(settings.briefings, [("lighthouse".to_owned(), "briefings/lighthouse-repair".into())]);
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let set = |name: &str| match name {
            "ATTACHE_VISIBILITY" => Some("public".to_owned()),
            "ATTACHE_COOLDOWN" => Some("9".to_owned()),
            _ => None,
        };
        let settings = Settings::parse(FILE).unwrap().under(set).unwrap();
        assert_eq!(settings.visibility(Some(2), &[]), Visibility::Public);
        assert_eq!(settings.cooldown(Some(2), &[]), Duration::from_secs(9));
        for name in ["ATTACHE_VISIBILITY", "ATTACHE_COOLDOWN"] {
            let broken = Settings::default().under(|asked| (asked == name).then(|| "loud".to_owned()));
            assert!(broken.unwrap_err().to_string().starts_with(name));
        }
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for (text, says) in [
            ("visibility = 'loud'", "unknown variant `loud`"),
            ("colour = 'red'", "unknown field `colour`"),
            ("[guilds.home]\ncooldown = 1", "`home` is not the id"),
            ("[briefings]\na = 1", "the briefing `a` needs the path"),
        ] {
            let error = Settings::parse(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
