//! Replies made visible. The neutral [`Layout`] of a reply is made once, here; every surface only draws it.

pub mod fit;
pub mod json;
mod layout;
mod markdown;
mod plain;
mod terminal;

pub use layout::{Button, Field, Layout, Menu, Paging, Quote, Section, layout};
pub use markdown::{body, escape, markdown, quote};
pub use plain::plain;
pub use terminal::Terminal;
pub(crate) use terminal::shown;

/// The items without repeats, in order.
fn unique<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}
