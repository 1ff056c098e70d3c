//! The `attache` program: the terminal, with the subcommands that other edges bring.

use std::process::ExitCode;

use attache::cli::{self, Extension};

fn main() -> ExitCode {
    // First of all, while there is one thread: what stands in `.env` is environment from here on, where the environment
    // itself does not say otherwise. `run` complains if the file is broken; the other subcommands need nothing of it.
    let _ = dotenvy::from_path(".env");
    cli::main(&extensions())
}

/// `attache run` and `attache commands` come from Discord's edge, where it is built in.
fn extensions() -> Vec<Extension> {
    vec![
        #[cfg(feature = "gateway")]
        bot::run(),
        #[cfg(feature = "discord")]
        registration::commands(),
    ]
}

#[cfg(feature = "discord")]
mod registration {
    use std::io::{self, Write};
    use std::process::ExitCode;

    use attache::cli::Extension;
    use attache::discord::commands::{definitions, registration};

    pub(crate) fn commands() -> Extension {
        let about = "Print the commands as they are registered with Discord, as JSON; no network";
        Extension {
            command: clap::Command::new("commands").about(about),
            run: |_, _| match writeln!(io::stdout(), "{:#}", registration(&definitions())) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            },
        }
    }
}

#[cfg(feature = "gateway")]
mod bot {
    use std::path::PathBuf;
    use std::process::ExitCode;

    use attache::cli::{Extension, Knowledge, LoadError};
    use attache::discord::connection::Connection;
    use attache::discord::gateway::{self, Options, Shards};
    use attache::discord::log::{Log, Readers};
    use attache::discord::reload::Reloader;
    use attache::discord::settings::Settings;
    use attache::discord::{Briefing, Plugin};
    use attache::engine::Engine;
    use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

    pub(crate) fn run() -> Extension {
        let shards = "Over how many connections to spread the servers: a number, or `auto` for what Discord recommends";
        let watch = "Reload the briefings when a file of theirs changes, not only on SIGHUP";
        let command = Command::new("run")
            .about("Connect to Discord and answer until told to stop; settings: .env.example")
            .arg(
                Arg::new("shards")
                    .long("shards")
                    .value_name("NUMBER")
                    .value_parser(value_parser!(Shards))
                    .default_value("auto")
                    .help(shards),
            )
            .arg(Arg::new("watch").long("watch").action(ArgAction::SetTrue).help(watch));
        Extension {
            command,
            run: |arguments, knowledge| {
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
                match answer(arguments, knowledge, &log) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => {
                        log.last_words(&error.to_string());
                        ExitCode::FAILURE
                    }
                }
            },
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
            // Comes back only where it fails; then the bot runs as it is.
            let _ = Command::new(program).args(env::args_os().skip(1)).env(THRESHOLD, "65536").exec();
        }
    }

    fn answer(arguments: &ArgMatches, knowledge: &Knowledge, log: &Log) -> anyhow::Result<()> {
        // Not the error itself: it shows the line, and the token may stand in it.
        if dotenvy::from_path(".env").is_err_and(|error| !error.not_found()) {
            anyhow::bail!("attache: .env cannot be read: every line must be NAME=value, as in .env.example.");
        }
        let connection = Connection::from_env().map_err(told)?;
        let settings = Settings::load().map_err(told)?;
        let sources: Vec<(String, Knowledge)> =
            settings.briefings.iter().map(|(name, folder)| (name.clone(), Knowledge::Folder(folder.clone()))).collect();
        // Before anything is loaded: what changes from then on is seen.
        let reloader = reloader(knowledge.clone(), sources.clone(), arguments.get_flag("watch"));
        let mut plugin = Plugin::builder().settings(settings).hooks(Readers::new(log));
        for Briefing { name, engine } in load(knowledge, &sources, Knowledge::load)? {
            plugin = plugin.briefing(&name, engine);
        }
        let shards = arguments.get_one::<Shards>("shards").copied().unwrap_or_default();
        let options = Options { shards, reloader: Some(reloader) };
        gateway::run_blocking(connection, plugin.build().map_err(told)?, options).map_err(told)
    }

    fn reloader(first: Knowledge, others: Vec<(String, Knowledge)>, watch: bool) -> Reloader {
        let folder = |knowledge: &Knowledge| match knowledge {
            Knowledge::Folder(folder) => Some(folder.clone()),
            Knowledge::Shipped => None,
        };
        let folders: Vec<PathBuf> =
            folder(&first).into_iter().chain(others.iter().filter_map(|(_, k)| folder(k))).collect();
        let load = move || load(&first, &others, Knowledge::load_plain).map_err(|error| error.to_string());
        let reloader = Reloader::new(folders, load);
        if watch { reloader.watch() } else { reloader }
    }

    /// The briefing that was chosen, which is called by its id, and those of the settings.
    fn load(
        first: &Knowledge,
        others: &[(String, Knowledge)],
        engine: fn(&Knowledge) -> Result<Engine, LoadError>,
    ) -> Result<Vec<Briefing>, LoadError> {
        let first = engine(first)?;
        let mut briefings = vec![Briefing { name: first.knowledge().briefing.id.clone(), engine: first }];
        for (name, knowledge) in others {
            briefings.push(Briefing { name: name.clone(), engine: engine(knowledge)? });
        }
        Ok(briefings)
    }

    /// What a person reads. The knowledge's diagnostics begin as a compiler's do, and say so themselves.
    fn told(error: impl std::fmt::Display) -> anyhow::Error {
        anyhow::anyhow!("attache: {error}")
    }
}
