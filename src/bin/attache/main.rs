//! The `attache` program: the terminal, with the subcommands that other edges bring.

#[cfg(feature = "discord")]
mod commands;
#[cfg(feature = "gateway")]
mod run;
#[cfg(feature = "endpoint")]
mod serve;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
mod service;

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
        run::run(),
        #[cfg(feature = "endpoint")]
        serve::serve(),
        #[cfg(feature = "discord")]
        commands::commands(),
    ]
}
