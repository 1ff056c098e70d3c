//! The `attache` program: the terminal, with the subcommands that other edges bring.

use std::process::ExitCode;

use attache::cli::{self, Extension};

fn main() -> ExitCode {
    // First of all, while there is one thread: what stands in `.env` is environment from here on, where the environment
    // itself does not say otherwise. `run` and `serve` complain if the file is broken; the others need nothing of it.
    let _ = dotenvy::from_path(".env");
    cli::main(&extensions())
}

/// `attache run`, `attache serve` and `attache commands` come from Discord's edge, where it is built in.
fn extensions() -> Vec<Extension> {
    vec![
        #[cfg(feature = "gateway")]
        bot::run(),
        #[cfg(feature = "endpoint")]
        endpoint::serve(),
        #[cfg(feature = "discord")]
        registration::commands(),
    ]
}

#[cfg(feature = "discord")]
mod registration {
    use std::io::{self, Write};
    use std::process::ExitCode;

    use attache::cli::{Extension, Knowledge};
    use attache::discord::commands::{definitions, registration};
    use clap::{ArgMatches, Command};

    pub(crate) fn commands() -> Extension {
        let about = "Print the commands as they are registered with Discord, as JSON; no network";
        let command = Command::new("commands").about(about);
        #[cfg(feature = "gateway")]
        let command = command.args(online::arguments());
        Extension { command, run: print_or_register }
    }

    #[cfg_attr(not(feature = "gateway"), allow(unused_variables))]
    fn print_or_register(arguments: &ArgMatches, _: &Knowledge) -> ExitCode {
        #[cfg(feature = "gateway")]
        if arguments.get_flag("register") {
            return online::register(arguments);
        }
        match writeln!(io::stdout(), "{:#}", registration(&definitions())) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    }

    /// With a network: what an endpoint needs done once, which never connects by itself.
    #[cfg(feature = "gateway")]
    mod online {
        use std::process::ExitCode;

        use attache::discord::commands::definitions;
        use attache::discord::connection::Connection;
        use attache::discord::gateway::register_now;
        use clap::{Arg, ArgAction, ArgMatches, value_parser};

        use crate::service;

        pub(super) fn arguments() -> [Arg; 2] {
            let register = Arg::new("register").long("register").action(ArgAction::SetTrue);
            let guild = Arg::new("guild").long("guild").value_name("ID").requires("register");
            [
                register.help("Register them with Discord, in place of what is registered"),
                guild.value_parser(value_parser!(u64).range(1..)).help("For one server, where they show at once"),
            ]
        }

        pub(super) fn register(arguments: &ArgMatches) -> ExitCode {
            service::run(|| {
                let connection = Connection::from_env().map_err(service::told)?;
                let guild = arguments.get_one("guild").copied();
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(register_now(&connection, &definitions(), guild)).map_err(service::told)?;
                println!("registered");
                Ok(())
            })
        }
    }
}

#[cfg(feature = "gateway")]
mod bot {
    use attache::cli::{Extension, Knowledge};
    use attache::discord::connection::Connection;
    use attache::discord::gateway;
    use attache::discord::settings::Settings;

    use super::service;

    pub(crate) fn run() -> Extension {
        let about = "Connect to Discord and answer until told to stop; settings: .env.example";
        Extension {
            command: clap::Command::new("run").about(about),
            run: |_, knowledge| service::run(|| answer(knowledge)),
        }
    }

    fn answer(knowledge: &Knowledge) -> anyhow::Result<()> {
        let connection = Connection::from_env().map_err(service::told)?;
        let settings = Settings::load().map_err(service::told)?;
        service::log();
        gateway::run_blocking(connection, service::plugin(knowledge, settings)?).map_err(service::told)
    }
}

#[cfg(feature = "endpoint")]
mod endpoint {
    use std::process::ExitCode;
    use std::sync::Arc;
    use std::time::Duration;

    use attache::cli::{Extension, Knowledge};
    use attache::discord::endpoint::{self, Listening, PublicKey, health};
    use attache::discord::settings::Settings;
    use clap::{Arg, ArgMatches, Command, value_parser};

    use super::service;

    pub(crate) fn serve() -> Extension {
        let about = "Answer Discord's interactions over HTTP until told to stop; settings: .env.example";
        let listen = Arg::new("listen").long("listen").value_name("ADDR").env("ATTACHE_LISTEN");
        let grace = Arg::new("grace").long("grace").value_name("SECONDS").value_parser(value_parser!(u8));
        let health = Arg::new("health").long("health").value_name("ADDR").conflicts_with("grace");
        Extension {
            command: Command::new("serve")
                .about(about)
                .arg(listen.default_value("127.0.0.1:8080").help("Where to listen"))
                .arg(grace.default_value("2").help("How long to accept connections once told to stop"))
                .arg(health.help("Ask the endpoint that listens there whether it is up, and serve nothing")),
            run: |arguments, knowledge| match arguments.get_one::<String>("health") {
                Some(address) => ask(address),
                None => service::run(|| answer(arguments, knowledge)),
            },
        }
    }

    fn answer(arguments: &ArgMatches, knowledge: &Knowledge) -> anyhow::Result<()> {
        let listening = Listening {
            key: PublicKey::from_env().map_err(service::told)?,
            listen: arguments.get_one("listen").cloned().unwrap_or_default(),
            grace: Duration::from_secs(arguments.get_one::<u8>("grace").copied().unwrap_or_default().into()),
        };
        let settings = Settings::load().map_err(service::told)?;
        service::log();
        let (again, folders) = (knowledge.clone(), settings.briefings.clone());
        let load = Arc::new(move || service::briefings(&again, &folders).map_err(|error| error.to_string()));
        let plugin = service::plugin(knowledge, settings)?;
        endpoint::run_blocking(listening, plugin, load).map_err(service::told)
    }

    fn ask(address: &str) -> ExitCode {
        match health::check(address) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("attache: no endpoint is up at {address}: {error}.");
                ExitCode::FAILURE
            }
        }
    }
}

/// What the bot and the endpoint have in common as programs that run on.
#[cfg(any(feature = "gateway", feature = "endpoint"))]
mod service {
    use std::path::PathBuf;
    use std::process::ExitCode;

    use attache::cli::{Knowledge, LoadError};
    pub(crate) use attache::discord::log::init as log;
    use attache::discord::settings::Settings;
    use attache::discord::{Briefing, Plugin};

    pub(crate) fn run(answer: impl FnOnce() -> anyhow::Result<()>) -> ExitCode {
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        give_memory_back();
        match readable_dotenv().and_then(|()| answer()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
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

    pub(crate) fn plugin(knowledge: &Knowledge, settings: Settings) -> anyhow::Result<Plugin> {
        let briefings = briefings(knowledge, &settings.briefings)?;
        let builder = briefings
            .into_iter()
            .fold(Plugin::builder(), |builder, briefing| builder.briefing(&briefing.name, briefing.engine));
        builder.settings(settings).build().map_err(told)
    }

    /// The briefing that was chosen, which is the default, and those of the settings.
    pub(crate) fn briefings(knowledge: &Knowledge, others: &[(String, PathBuf)]) -> Result<Vec<Briefing>, LoadError> {
        let engine = knowledge.load()?;
        let mut briefings = vec![Briefing { name: engine.knowledge().briefing.id.clone(), engine }];
        for (name, folder) in others {
            let engine = Knowledge::Folder(folder.clone()).load()?;
            briefings.push(Briefing { name: name.clone(), engine });
        }
        Ok(briefings)
    }

    /// What a person reads. The knowledge's diagnostics begin as a compiler's do, and say so themselves.
    pub(crate) fn told(error: impl std::fmt::Display) -> anyhow::Error {
        anyhow::anyhow!("attache: {error}")
    }
}
