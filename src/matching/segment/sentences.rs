//! A message cut into sentences as people type them.

use std::ops::Range;

/// Sentences of a message: ended by a terminator before white space, or by a line's end, or before "2)".
pub fn sentences(message: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    // Of the item last opened: "1. who 2. what", where no other number opens one ("page 5. What").
    let mut item = 0;
    let bytes = message.as_bytes();
    for (at, mark) in message.char_indices() {
        let end = at + mark.len_utf8();
        let next = bytes.get(end).copied().unwrap_or(b' ');
        let ends = match mark {
            '\n' | '?' | '!' => true,
            ';' | '…' => next.is_ascii_whitespace(), // not in "tl;dr"
            ')' | '.' => {
                // An item's number opens a sentence: "2) what".
                let before = message[start..at].trim_end_matches(|c: char| c.is_ascii_digit());
                let number = &message[start + before.len()..at];
                let apart = before.chars().next_back().is_none_or(char::is_whitespace);
                let next_item = mark == ')' || (number.parse() == Ok(item + 1) && next.is_ascii_whitespace());
                if (1..=2).contains(&number.len()) && apart && next_item {
                    item = number.parse().unwrap_or(item);
                    push(message, start..start + before.len(), &mut spans);
                    start = end;
                }
                mark == '.' && start != end && next.is_ascii_whitespace() && !is_initial(&message[start..at])
            }
            _ => false,
        };
        if ends {
            push(message, start..end, &mut spans);
            start = end;
        }
    }
    push(message, start..message.len(), &mut spans);
    spans
}

/// "U.S." and "e.g." do not end a sentence, nor does an item's number.
fn is_initial(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = word.rsplit('.').next().unwrap_or_default();
    last.chars().count() == 1 || matches!(word, "no" | "No" | "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "vs" | "art")
}

fn push(message: &str, span: Range<usize>, spans: &mut Vec<Range<usize>>) {
    let span = trimmed(message, span);
    if message[span.clone()].chars().any(char::is_alphanumeric) {
        spans.push(span);
    } else if let Some(last) = spans.last_mut()
        && message[span.clone()].contains('?')
    {
        last.end = span.end; // "really ??"
    }
}

pub(super) fn trimmed(message: &str, span: Range<usize>) -> Range<usize> {
    let text = &message[span.clone()];
    let start = span.start + text.len() - text.trim_start().len();
    start..(start + text.trim().len())
}
