//! `attache run`: the bot on Discord's gateway.

use attache::cli::{Extension, Knowledge};
use attache::discord::connection::Connection;
use attache::discord::gateway::{self, Options, Shards};
use attache::discord::log::Log;
use attache::discord::settings::Settings;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::service::{self, Briefings};

pub(crate) fn run() -> Extension {
    let shards = "Over how many connections to spread the servers: a number, or `auto` for what Discord recommends";
    let shards = Arg::new("shards")
        .long("shards")
        .value_name("NUMBER")
        .value_parser(value_parser!(Shards))
        .default_value("auto")
        .help(shards);
    Extension {
        command: Command::new("run")
            .about("Connect to Discord and answer until told to stop; settings: .env.example")
            .args([shards, service::watch()]),
        run: |arguments, knowledge| service::run(|log| answer(arguments, knowledge, log)),
    }
}

fn answer(arguments: &ArgMatches, knowledge: &Knowledge, log: &Log) -> anyhow::Result<()> {
    let connection = Connection::from_env().map_err(service::told)?;
    let settings = Settings::load().map_err(service::told)?;
    let briefings = Briefings::new(knowledge, &settings);
    // Before anything is loaded: what changes from then on is seen.
    let reloader = briefings.reloader(arguments);
    let plugin = briefings.plugin(settings, log)?;
    let shards = arguments.get_one::<Shards>("shards").copied().unwrap_or_default();
    gateway::run_blocking(connection, plugin, Options { shards, reloader: Some(reloader) }).map_err(service::told)
}
