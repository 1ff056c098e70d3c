//! Plain text that stands alone where nothing else is shown: who says what, and where it stands.

use super::fit::length;
use super::layout::{Layout, Section};
use super::markdown::escape;

/// The texts of the sections with the places they rest on, as many as have room in `max` UTF-16 units. Escaped like all else.
pub fn plain(layout: &Layout, max: usize) -> String {
    let mut text = String::new();
    for section in layout.sections.iter().map(stands_alone).filter(|section| !section.is_empty()) {
        let gap = if text.is_empty() { "" } else { "\n\n" };
        if length(&text) + length(gap) + length(&section) > max {
            break;
        }
        text = text + gap + &section;
    }
    text
}

fn stands_alone(section: &Section) -> String {
    let labels: Vec<_> = section.quotes.iter().map(|quote| escape(&quote.label)).collect();
    let text = escape(&section.text);
    match (text.is_empty(), labels.is_empty()) {
        (true, _) => String::new(),
        (false, true) => text,
        (false, false) => format!("{text} [{}]", labels.join(", ")),
    }
}
