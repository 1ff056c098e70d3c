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
    use std::process::ExitCode;

    use attache::cli::{Extension, Knowledge};
    use attache::discord::connection::Connection;
    use attache::discord::settings::Settings;
    use attache::discord::{Plugin, gateway, log};

    pub(crate) fn run() -> Extension {
        let about = "Connect to Discord and answer until told to stop; settings: .env.example";
        Extension {
            command: clap::Command::new("run").about(about),
            run: |_, knowledge| {
                #[cfg(all(target_os = "linux", target_env = "gnu"))]
                give_memory_back();
                match answer(knowledge) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => {
                        eprintln!("{error}");
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

    fn answer(knowledge: &Knowledge) -> anyhow::Result<()> {
        // Not the error itself: it shows the line, and the token may stand in it.
        if dotenvy::from_path(".env").is_err_and(|error| !error.not_found()) {
            anyhow::bail!("attache: .env cannot be read: every line must be NAME=value, as in .env.example.");
        }
        let connection = Connection::from_env().map_err(told)?;
        let settings = Settings::load().map_err(told)?;
        log::init();
        let engine = knowledge.load()?;
        let name = engine.knowledge().briefing.id.clone();
        let mut plugin = Plugin::builder().briefing(&name, engine);
        for (name, folder) in &settings.briefings {
            plugin = plugin.briefing(name, Knowledge::Folder(folder.clone()).load()?);
        }
        let plugin = plugin.settings(settings).build().map_err(told)?;
        gateway::run_blocking(connection, plugin).map_err(told)
    }

    /// What a person reads. The knowledge's diagnostics begin as a compiler's do, and say so themselves.
    fn told(error: impl std::fmt::Display) -> anyhow::Error {
        anyhow::anyhow!("attache: {error}")
    }
}
