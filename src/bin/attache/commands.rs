//! `attache commands`: what is registered with Discord, printed or registered.

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
        service::run(|_| {
            let connection = Connection::from_env().map_err(service::told)?;
            let guild = arguments.get_one("guild").copied();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(register_now(&connection, &definitions(), guild)).map_err(service::told)?;
            println!("registered");
            Ok(())
        })
    }
}
