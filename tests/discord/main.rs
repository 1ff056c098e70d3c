//! The bot, whole: the real program as a child process, against a Discord of our own on this machine.
//!
//! It never reaches another: every child gets `DISCORD_API_BASE` with a loopback address and nothing of the environment.
//! Hosts that mount the plugin run inside the test, connected to the same address.
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
mod handling;
mod hosts;
mod logging;
mod manners;
#[cfg(feature = "poise")]
#[allow(dead_code)] // its `main`
#[path = "../../examples/poise_host.rs"]
mod poise_host;
mod registering;
mod reloading;
#[allow(dead_code)] // its `main`
#[path = "../../examples/serenity_host.rs"]
mod serenity_host;
mod shards;
mod starting;
mod stopping;
