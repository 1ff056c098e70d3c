//! What is logged, to standard error, and what never is.

use std::io::{self, IsTerminal};

use tracing::Metadata;
use tracing_subscriber::filter::{EnvFilter, LevelFilter, filter_fn};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

/// Our own steps, and what goes wrong elsewhere.
const DEFAULT: &str = "warn,attache=info";

/// Crates that at their wordiest print what goes over the wire: headers and frames, and so the token.
const WIRE: &[&str] = &["h2", "hyper", "hyper_util", "reqwest", "rustls", "tokio_tungstenite", "tungstenite"];

/// serenity prints an event that it cannot decode, with whatever a user wrote in it.
const EVENTS: &str = "serenity::gateway::ws";

/// Starts logging, by the directives in `ATTACHE_LOG` or else `RUST_LOG` (such as `attache=debug`). Directives that make
/// no sense are passed over. Whatever they say, no token and no text of a user is logged. Does nothing where logging has
/// been started already.
pub fn init() {
    let directives = ["ATTACHE_LOG", "RUST_LOG"].into_iter().find_map(|name| std::env::var(name).ok());
    let directives = directives.filter(|text| !text.trim().is_empty());
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .parse_lossy(directives.as_deref().unwrap_or(DEFAULT));
    let lines = fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(false)
        .with_filter(filter_fn(may_be_logged));
    // A failure means that somebody else logs already.
    let _ = tracing_subscriber::registry().with(filter).with(lines).try_init();
}

fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let of = |name: &str| metadata.target() == name || metadata.target().starts_with(&format!("{name}::"));
    !of(EVENTS) && (*metadata.level() <= LevelFilter::INFO || !WIRE.iter().any(|name| of(name)))
}
