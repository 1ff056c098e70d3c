//! The endpoint, whole: the real program as a child process on a free port of this machine, and requests signed as
//! Discord signs them.
// Payloads are written where they are used and handed over whole.
#![allow(clippy::needless_pass_by_value, unreachable_pub)]

mod answering;
mod client;
#[allow(dead_code)]
#[path = "../fake_discord/interactions.rs"]
mod interactions;
mod refusing;
mod reloading;
mod replicas;
mod server;
mod signing;
mod starting;
mod stopping;
mod watching;

/// The application that the interactions are for.
const APPLICATION: u64 = 1_234_567_890;
