//! Discord. The only module that names serenity.
//!
//! | module | job | network |
//! |---|---|---|
//! | [`commands`] | the table of commands as Discord wants it registered | no |
//! | [`interaction`] | what Discord sends -> what it gets back | no |
//! | [`convert`] | a neutral layout -> an embed with buttons | no |
//! | [`limits`] | what Discord takes at most | no |
//! | `settings` | token and API base, from the environment (feature `gateway`) | no |
//! | `log` | what is logged, and what never is (feature `gateway`) | no |
//! | `gateway` | the connection itself (feature `gateway`) | yes |
//!
//! Nothing here registers, connects or stores anything unless `gateway` is run, so that another bot can mount the rest.

pub mod commands;
pub mod convert;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod interaction;
pub mod limits;
#[cfg(feature = "gateway")]
pub mod log;
#[cfg(feature = "gateway")]
pub mod settings;
