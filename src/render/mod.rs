//! Replies made visible. The neutral [`Layout`] of a reply is made once, here; every surface only draws it.

mod layout;

pub use layout::{Button, Field, Layout, Quote, Section, layout};
