//! What the bot and the endpoint have in common as programs that run on.

use std::path::PathBuf;
use std::process::ExitCode;

use attache::cli::{Knowledge, LoadError};
use attache::discord::log::{Log, Readers};
use attache::discord::reload::Reloader;
use attache::discord::settings::Settings;
use attache::discord::{Briefing, Plugin};
use attache::engine::Engine;
use clap::{Arg, ArgAction, ArgMatches};

/// Runs until it is over; what went wrong is the last line logged.
pub(crate) fn run(answer: impl FnOnce(&Log) -> anyhow::Result<()>) -> ExitCode {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    give_memory_back();
    let log = match Log::from_env() {
        Ok(log) => log,
        Err(error) => {
            eprintln!("{}", told(error));
            return ExitCode::FAILURE;
        }
    };
    log.init();
    match readable_dotenv().and_then(|()| answer(&log)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log.last_words(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Starts the program anew with glibc's trim threshold fixed, unless it is already. By default glibc raises it to twice
/// the largest block that was freed, and keeps what training has freed for good: some ten megabytes of an idle bot. Only
/// the environment can fix it without unsafe code.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_memory_back() {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    const THRESHOLD: &str = "MALLOC_TRIM_THRESHOLD_";
    if env::var_os(THRESHOLD).is_none()
        && let Ok(program) = env::current_exe()
    {
        // Comes back only where it fails; then it runs as it is.
        let _ = Command::new(program).args(env::args_os().skip(1)).env(THRESHOLD, "65536").exec();
    }
}

fn readable_dotenv() -> anyhow::Result<()> {
    // Not the error itself: it shows the line, and a secret may stand in it.
    if dotenvy::from_path(".env").is_err_and(|error| !error.not_found()) {
        anyhow::bail!("attache: .env cannot be read: every line must be NAME=value, as in .env.example.");
    }
    Ok(())
}

/// `--watch`.
pub(crate) fn watch() -> Arg {
    let help = "Reload the briefings when a file of theirs changes, not only on SIGHUP";
    Arg::new("watch").long("watch").action(ArgAction::SetTrue).help(help)
}

/// Where the briefings come from: the one that was chosen, which is the default and called by its id, and those of the
/// settings.
#[derive(Clone)]
pub(crate) struct Briefings {
    first: Knowledge,
    others: Vec<(String, Knowledge)>,
}

impl Briefings {
    pub(crate) fn new(first: &Knowledge, settings: &Settings) -> Self {
        let others = settings.briefings.iter();
        let others = others.map(|(name, folder)| (name.clone(), Knowledge::Folder(folder.clone()))).collect();
        Self { first: first.clone(), others }
    }

    pub(crate) fn plugin(&self, settings: Settings, log: &Log) -> anyhow::Result<Plugin> {
        let briefings = self.load(Knowledge::load)?.into_iter();
        let builder =
            briefings.fold(Plugin::builder(), |builder, Briefing { name, engine }| builder.briefing(&name, engine));
        builder.settings(settings).hooks(Readers::new(log)).build().map_err(told)
    }

    /// What exchanges them while the program runs.
    pub(crate) fn reloader(&self, arguments: &ArgMatches) -> Reloader {
        let folder = |knowledge: &Knowledge| match knowledge {
            Knowledge::Folder(folder) => Some(folder.clone()),
            Knowledge::Shipped => None,
        };
        let others = self.others.iter().filter_map(|(_, knowledge)| folder(knowledge));
        let folders: Vec<PathBuf> = folder(&self.first).into_iter().chain(others).collect();
        let again = self.clone();
        let reloader =
            Reloader::new(folders, move || again.load(Knowledge::load_plain).map_err(|error| error.to_string()));
        if arguments.get_flag("watch") { reloader.watch() } else { reloader }
    }

    fn load(&self, engine: fn(&Knowledge) -> Result<Engine, LoadError>) -> Result<Vec<Briefing>, LoadError> {
        let first = engine(&self.first)?;
        let mut briefings = vec![Briefing { name: first.knowledge().briefing.id.clone(), engine: first }];
        for (name, knowledge) in &self.others {
            briefings.push(Briefing { name: name.clone(), engine: engine(knowledge)? });
        }
        Ok(briefings)
    }
}

/// What a person reads. The knowledge's diagnostics begin as a compiler's do, and say so themselves.
pub(crate) fn told(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!("attache: {error}")
}
