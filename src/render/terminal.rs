//! The terminal: wrapped to its width, block quotes behind a bar, emphasis where colours are on.

use std::fmt::Write;
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::layout::{Layout, Quote, Section, choices};
use crate::words::Words;

/// How the terminal shows things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether bold type and colours are understood.
    pub colours: bool,
    /// Whether buttons can be pressed by their number; the questions among them are shown in any case.
    pub numbered: bool,
}

/// Narrower than this, wrapping would leave a word a line.
const MIN_WIDTH: usize = 24;

impl Terminal {
    /// Draws a layout.
    pub fn draw(self, layout: &Layout) -> String {
        let mut blocks: Vec<String> = layout.sections.iter().flat_map(|section| self.section(section)).collect();
        blocks.extend(Some(self.buttons(layout)).filter(|buttons| !buttons.is_empty()));
        blocks.extend(layout.footer.as_deref().map(|footer| self.text(footer, "", DIM)));
        blocks.join("\n")
    }

    /// The blocks of a section, each ending with its newline.
    fn section(self, section: &Section) -> Vec<String> {
        let heading = section.title.as_deref().map(|title| self.text(title, "", BOLD)).unwrap_or_default();
        let text = if section.text.is_empty() { String::new() } else { self.text(&section.text, "", PLAIN) };
        let mut blocks: Vec<String> = Some(heading + &text).filter(|block| !block.is_empty()).into_iter().collect();
        blocks.extend(section.quotes.iter().map(|quote| self.quote(quote)));
        blocks.extend(section.fields.iter().map(|field| {
            let value: String = field.value.lines().map(|line| self.text(line, "  ", PLAIN)).collect();
            self.text(&field.name, "", BOLD) + &value
        }));
        blocks
    }

    fn quote(self, quote: &Quote) -> String {
        let sentence = shown(&quote.sentence());
        let mut marked = Vec::new();
        let mut at = 0;
        for (run, mark) in &quote.runs {
            let length = shown(run).len();
            if *mark {
                marked.push(at..at + length);
            }
            at += length;
        }
        let bar = self.styled("│ ", QUOTE);
        let mut drawn = String::new();
        for line in wrap(&sentence, self.room("│ ")) {
            let _ = writeln!(drawn, "{bar}{}", self.emphasised(&sentence, line, &marked));
        }
        let _ = writeln!(drawn, "{bar}{}", self.styled(&quote.label, DIM));
        drawn
    }

    /// A line of a sentence with the marked words in bold type.
    fn emphasised(self, sentence: &str, line: Range<usize>, marked: &[Range<usize>]) -> String {
        let mut drawn = String::new();
        let mut at = line.start;
        for mark in marked {
            let (start, end) = (mark.start.clamp(at, line.end), mark.end.clamp(at, line.end));
            if start < end {
                drawn += &sentence[at..start];
                drawn += &self.styled(&sentence[start..end], BOLD);
                at = end;
            }
        }
        drawn + &sentence[at..line.end]
    }

    fn buttons(self, layout: &Layout) -> String {
        if !self.numbered {
            let offered: String =
                choices(layout).map(|button| self.text(&format!("- {}", button.label), "", PLAIN)).collect();
            return if offered.is_empty() { offered } else { format!("{}\n{offered}", Words::english().says.offer) };
        }
        let mut drawn = String::new();
        for (index, button) in layout.buttons.iter().enumerate() {
            let _ = writeln!(drawn, "[{}] {}", index + 1, shown(&button.label));
        }
        if let Some(menu) = &layout.menu {
            let _ = writeln!(drawn, "{}:", menu.label);
            for (index, option) in menu.options.iter().enumerate() {
                let _ = writeln!(drawn, "[{}] {}", layout.buttons.len() + index + 1, shown(&option.label));
            }
        }
        drawn
    }

    /// Lines of text, wrapped behind an indent, each ending with a newline.
    fn text(self, text: &str, indent: &str, style: Style) -> String {
        let mut drawn = String::new();
        for line in text.split('\n') {
            let line = shown(line);
            if line.trim().is_empty() {
                drawn.push('\n');
            }
            for range in wrap(&line, self.room(indent)) {
                let _ = writeln!(drawn, "{indent}{}", self.styled(&line[range], style));
            }
        }
        drawn
    }

    fn room(self, indent: &str) -> usize {
        self.width.max(MIN_WIDTH) - indent.chars().count()
    }

    fn styled(self, text: &str, style: Style) -> String {
        if self.colours { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const QUOTE: Style = AnsiColor::Cyan.on_default();

/// Text that only shows: a control character could move the cursor or change the terminal.
pub(crate) fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Where the lines of a text stand when no line is longer than `width` characters, unless a single word is.
fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let word = start..start + word.len();
        match lines.last_mut() {
            Some(line) if length + text[line.end..word.end].chars().count() <= width => {
                length += text[line.end..word.end].chars().count();
                line.end = word.end;
            }
            _ => {
                length = text[word.clone()].chars().count();
                lines.push(word);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_the_width_unless_a_word_is() {
        let text = "one two  three extraordinarily four";
        let lines: Vec<_> = wrap(text, 10).into_iter().map(|line| &text[line]).collect();
        assert_eq!(lines, ["one two", "three", "extraordinarily", "four"]);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
    }

    #[test]
    fn marked_words_are_bold_across_lines() {
        let quote = Quote {
            label: "S1 ¶1".into(),
            runs: vec![("It ".into(), false), ("was cracked by a great storm".into(), true), (".".into(), false)],
        };
        let terminal = Terminal { width: 24, colours: true, numbered: false };
        let drawn = terminal.quote(&quote);
        assert!(drawn.contains("It \u{1b}[1mwas cracked by a\u{1b}[0m\n"), "{drawn:?}");
        assert!(drawn.contains("\u{1b}[1mgreat storm\u{1b}[0m."), "{drawn:?}");
    }
}
