//! The `attache` program: the terminal, with the subcommands that other edges bring.

use std::process::ExitCode;

use attache::cli::{self, Extension};

fn main() -> ExitCode {
    cli::main(&extensions())
}

/// `attache run` and `attache commands` come from Discord's edge, where it is built in.
fn extensions() -> Vec<Extension> {
    Vec::new()
}
