//! Markdown, as Discord and `CommonMark` both read it. Whatever stands in a layout is escaped: it can neither format nor
//! link nor mention.

use std::fmt::Write;

use super::layout::{Field, Layout, Quote, Section, choices};
use crate::words::Words;

/// Draws a layout as one Markdown document.
pub fn markdown(layout: &Layout) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for section in &layout.sections {
        blocks.extend(section.title.as_deref().map(|title| format!("### {}", escape(title))));
        blocks.extend(Some(body(section)).filter(|body| !body.is_empty()));
        blocks.extend(section.fields.iter().map(field));
    }
    let choices: Vec<_> = choices(layout).map(|button| format!("- {}", escape(&button.label))).collect();
    if !choices.is_empty() {
        blocks.push(format!("{}\n\n{}", Words::english().says.offer, choices.join("\n")));
    }
    blocks.extend(layout.footer.as_deref().map(|footer| format!("_{}_", escape(footer))));
    blocks.join("\n\n") + "\n"
}

/// A section's text and its quotes: what stands between the title and the fields.
pub fn body(section: &Section) -> String {
    let text = Some(escape(&section.text)).filter(|text| !text.is_empty());
    text.into_iter().chain(section.quotes.iter().map(quote)).collect::<Vec<_>>().join("\n\n")
}

/// A whole sentence as a block quote, with its place under it.
pub fn quote(quote: &Quote) -> String {
    let mut drawn = String::from("> ");
    for (run, marked) in &quote.runs {
        let escaped = escape_from(run, drawn.len() == 2).replace('\n', "\n> ");
        let (core, at) = (escaped.trim(), escaped.len() - escaped.trim_start().len());
        if *marked && !core.is_empty() {
            // Emphasis only works against the word itself: blanks stay outside.
            let _ = write!(drawn, "{}**{core}**{}", &escaped[..at], &escaped[at + core.len()..]);
        } else {
            drawn.push_str(&escaped);
        }
    }
    let _ = write!(drawn, "\n> — {}", escape_from(&quote.label, false));
    drawn
}

fn field(field: &Field) -> String {
    let lines: Vec<_> = field.value.lines().map(|line| format!("- {}", escape(line))).collect();
    format!("**{}**\n{}", escape(&field.name), lines.join("\n"))
}

/// Text that shows as itself: no formatting, link, mention or HTML comes to life.
///
/// ```
/// use attache::render::escape;
/// assert_eq!(escape("*hi* <@1> @everyone"), r"\*hi\* \<\@1\> \@everyone");
/// assert_eq!(escape("https://example.org"), r"https\://example.org");
/// assert_eq!(escape("1. one\n- two, a.k.a."), "1\\. one\n\\- two, a.k.a.");
/// ```
pub fn escape(text: &str) -> String {
    escape_from(text, true)
}

/// The same for text that does not stand at the beginning of a line.
fn escape_from(text: &str, mut at_start: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut numbered = false;
    // What stands between two live characters is copied at once: lengths are counted on escaped text, so this runs often.
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let live = match c {
            '\\' | '`' | '*' | '_' | '~' | '|' | '<' | '>' | '[' | ']' | '@' | '&' => true,
            ':' => text[at..].starts_with("://"),
            '#' | '-' | '+' | '=' => at_start,
            // `1.` and `1)` begin a list, and the list may begin at another number than is shown.
            '.' | ')' => numbered,
            _ => false,
        };
        if live {
            escaped.push_str(&text[copied..at]);
            escaped.push('\\');
            copied = at;
        }
        numbered = c.is_ascii_digit() && (at_start || numbered);
        at_start = c == '\n' || at_start && c.is_whitespace();
    }
    escaped.push_str(&text[copied..]);
    escaped
}
