//! Discord. The only module that names serenity.
//!
//! | module | job | network |
//! |---|---|---|
//! | [`commands`] | the table of commands as Discord wants it registered | no |
//! | [`interaction`] | what Discord sends -> what it gets back | no |
//! | [`convert`] | a neutral layout -> an embed with buttons | no |
//! | [`limits`] | what Discord takes at most | no |
//! | `settings` | token and API base, from the environment (feature `gateway`) | no |
//! | `secret` | a secret from a variable, or from a file that one names (features `gateway`, `endpoint`) | no |
//! | `log` | what is logged, and what never is (features `gateway`, `endpoint`) | no |
//! | `signal` | being told to stop (features `gateway`, `endpoint`) | no |
//! | `gateway` | the connection itself (feature `gateway`) | yes |
//! | `endpoint` | the same answers over HTTP, to requests that Discord signs (feature `endpoint`) | yes |
//!
//! Nothing here registers, connects, listens or stores anything unless `gateway` or `endpoint` is run, so that another bot
//! can mount the rest.

pub mod commands;
pub mod convert;
#[cfg(feature = "endpoint")]
pub mod endpoint;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod interaction;
pub mod limits;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
pub mod log;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
pub mod secret;
#[cfg(feature = "gateway")]
pub mod settings;
#[cfg(any(feature = "gateway", feature = "endpoint"))]
mod signal;
