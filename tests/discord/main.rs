//! The bot, whole: the real program as a child process, against a Discord of our own on this machine.
//!
//! It never reaches another: every child gets `DISCORD_API_BASE` with a loopback address and nothing of the environment.
// Payloads are written where they are used and handed over whole.
#![allow(
    clippy::needless_pass_by_value,
    clippy::assigning_clones,
    clippy::match_wild_err_arm,
    clippy::unused_async,
    unreachable_pub
)]

mod answering;
mod bot;
mod callbacks;
#[path = "../fake_discord/mod.rs"]
mod fake_discord;
mod faults;
mod logging;
mod manners;
mod registering;
mod reloading;
mod shards;
mod starting;
mod stopping;
