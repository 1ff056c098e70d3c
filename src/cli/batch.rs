//! `attache ask --batch`: one line in, one JSON object out, in order. Only failing input or output stops it.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};
use std::time::{Duration, Instant};

use serde_json::value::RawValue;

use crate::engine::Engine;
use crate::render::json::{self, Asked};

/// A longer line is passed over: without a limit, one line could take all memory.
const MAX_LINE: u64 = 1024 * 1024;

/// Answers line by line, each flushed before the next is read.
pub(super) fn run(engine: &Engine, mut input: impl BufRead, mut output: impl Write, timing: bool) -> io::Result<()> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.by_ref().take(MAX_LINE + 1).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let object = match question(&mut bytes, &mut input, number == 1)? {
            Ok(typed) => {
                let start = Instant::now();
                let answer = engine.answer(typed.question.trim());
                let elapsed_us = timing.then(|| microseconds(start.elapsed()));
                let id = typed.id.as_deref();
                json::answer(
                    &Asked { line: number, id, question: &typed.question, elapsed_us },
                    &answer,
                    engine.knowledge(),
                )
            }
            Err(error) => json::error(number, error),
        };
        writeln!(output, "{object}")?;
        output.flush()?;
    }
    Ok(())
}

/// Whole microseconds.
pub(super) fn microseconds(elapsed: Duration) -> u64 {
    u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX)
}

#[derive(Debug)]
struct Typed {
    question: String,
    id: Option<Box<RawValue>>,
}

/// The question on a line, or what is wrong with it.
fn question(bytes: &mut Vec<u8>, input: &mut impl BufRead, is_first: bool) -> io::Result<Result<Typed, &'static str>> {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() as u64 > MAX_LINE {
        skip_line(input)?;
        return Ok(Err("the line is longer than 1 MiB"));
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(Err("the line is not UTF-8")) };
    // Some editors begin a file with a mark.
    let text = if is_first { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    let Ok(fields) = serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(text) else {
        return Ok(Ok(Typed { question: text.to_owned(), id: None }));
    };
    let question = fields.get("q").and_then(|q| serde_json::from_str::<String>(q.get()).ok());
    let id = fields.get("id").filter(|id| id.get().starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit()));
    Ok(question.map(|question| Typed { question, id: id.cloned() }).ok_or("the object has no text in `q`"))
}

/// Reads on to the end of the line, keeping nothing of it.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let newline = buffer.iter().position(|&byte| byte == b'\n');
        let length = newline.map_or(buffer.len(), |at| at + 1);
        input.consume(length);
        if newline.is_some() || length == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[u8]) -> Result<(String, Option<String>), &'static str> {
        let typed = question(&mut line.to_vec(), &mut io::empty(), true).expect("nothing is read")?;
        Ok((typed.question, typed.id.map(|id| id.get().to_owned())))
    }

    #[test]
    fn a_line_is_a_question_or_says_why_not() {
        let text = |question: &str| Ok((question.to_owned(), None));
        let with_id = |question: &str, id: &str| Ok((question.to_owned(), Some(id.to_owned())));
        let no_q = Err("the object has no text in `q`");
        let cases: [(&[u8], _); 16] = [
            (b"who said it?\n", text("who said it?")),
            (b"who said it?\r\n", text("who said it?")),
            (b"who said it?", text("who said it?")),
            (b"\n", text("")),
            (b"\xef\xbb\xbfwho?\n", text("who?")),
            (br#"{"q": "who?", "id": "a\u00e9"}"#, with_id("who?", r#""a\u00e9""#)),
            (br#"{"q": "who?", "id": 123456789012345678901}"#, with_id("who?", "123456789012345678901")),
            (br#"{"q": "who?", "id": -1.50}"#, with_id("who?", "-1.50")),
            (br#"{"q": "who?", "id": null}"#, text("who?")),
            (br#"{"q": "who?", "id": {"a": 1}}"#, text("who?")),
            (br#"{"q": 1, "id": 2}"#, no_q),
            (br#"{"id": 2}"#, no_q),
            (b"{}", no_q),
            (br#"{"q": "who?""#, text(r#"{"q": "who?""#)),
            (br#"["q"]"#, text(r#"["q"]"#)),
            (b"\xff\n", Err("the line is not UTF-8")),
        ];
        for (line, expected) in cases {
            assert_eq!(read(line), expected, "{}", String::from_utf8_lossy(line));
        }
    }

    #[test]
    fn a_huge_line_is_passed_over_whole() {
        let mut input: &[u8] = b"more\nnext\n";
        let mut bytes = vec![b'x'; usize::try_from(MAX_LINE).unwrap() + 1];
        let typed = question(&mut bytes, &mut input, false).unwrap();
        assert_eq!(typed.unwrap_err(), "the line is longer than 1 MiB");
        assert_eq!(input, b"next\n");
    }
}
