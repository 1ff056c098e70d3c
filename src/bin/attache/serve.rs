//! `attache serve`: the endpoint that Discord calls.

use std::process::ExitCode;
use std::time::Duration;

use attache::cli::{Extension, Knowledge};
use attache::discord::endpoint::{self, Listening, PublicKey, health};
use attache::discord::log::Log;
use attache::discord::settings::Settings;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::service::{self, Briefings};

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
            .arg(service::watch())
            .arg(health.help("Ask the endpoint that listens there whether it is up, and serve nothing")),
        run: |arguments, knowledge| match arguments.get_one::<String>("health") {
            Some(address) => ask(address),
            None => service::run(|log| answer(arguments, knowledge, log)),
        },
    }
}

fn answer(arguments: &ArgMatches, knowledge: &Knowledge, log: &Log) -> anyhow::Result<()> {
    let listening = Listening {
        key: PublicKey::from_env().map_err(service::told)?,
        listen: arguments.get_one("listen").cloned().unwrap_or_default(),
        grace: Duration::from_secs(arguments.get_one::<u8>("grace").copied().unwrap_or_default().into()),
    };
    let settings = Settings::load().map_err(service::told)?;
    let briefings = Briefings::new(knowledge, &settings);
    // Before anything is loaded: what changes from then on is seen.
    let reloader = briefings.reloader(arguments);
    let plugin = briefings.plugin(settings, log)?;
    endpoint::run_blocking(listening, plugin, reloader).map_err(service::told)
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
