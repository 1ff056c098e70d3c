//! Discord. The only module that names serenity.
//!
//! | module | job | network |
//! |---|---|---|
//! | [`commands`] | the table of commands as Discord wants it registered | no |
//! | `incoming` | what an interaction holds: who, where, which command with what | no |
//! | `respond` | what Discord sends -> what it gets back | no |
//! | [`convert`] | a neutral layout -> an embed with buttons | no |
//! | [`limits`] | what Discord takes at most | no |
//! | [`settings`] | how the bot behaves where: `attache.toml` | no |
//! | `plugin`, `hooks`, `shelf`, `cooldown` | [`Plugin`]: all this as a part of any bot | no |
//! | `handle` | the same on a host's connection (feature `host`) | yes |
//! | `poise` | the same in a host written with poise (feature `poise`) | yes |
//! | `connection` | token and API base, from the environment (feature `gateway`) | no |
//! | `secret` | a secret from a variable, or from a file that one names (features `gateway`, `endpoint`) | no |
//! | `log` | what is logged, and what never is (features `gateway`, `endpoint`) | no |
//! | `reload` | new briefings while it runs (features `gateway`, `endpoint`) | no |
//! | `signal` | being told to stop (features `gateway`, `endpoint`) | no |
//! | `gateway` | the connection itself (feature `gateway`) | yes |
//! | `endpoint` | the same answers over HTTP, to requests that Discord signs (feature `endpoint`) | yes |
//!
//! Nothing here registers, connects, listens or stores anything unless `gateway` or `endpoint` is run, so that another bot
//! can mount the rest.

pub mod commands;
#[cfg(feature = "gateway")]
pub mod connection;
pub mod convert;
mod cooldown;
#[cfg(feature = "endpoint")]
pub mod endpoint;
#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "host")]
mod handle;
mod hooks;
mod incoming;
pub mod limits;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
pub mod log;
mod markup;
mod plugin;
#[cfg(feature = "poise")]
pub mod poise;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
pub mod reload;
mod respond;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
pub mod secret;
pub mod settings;
mod shelf;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
mod signal;

#[cfg(feature = "host")]
pub use handle::{Attache, Error, Handled};
pub use hooks::{Asked, Feedback, Hooks, Kept};
pub use plugin::{BuildError, Builder, Plugin};
pub use respond::{Kind, Response};
pub use shelf::Briefing;
