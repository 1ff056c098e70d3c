//! Whole conversations in the harness: what is typed, and what is shown.

mod common;

use attache::cli::transcript;
use attache::engine::Engine;
use common::{lighthouse, without_fingerprint};

/// The conversation as it would stand in a terminal.
fn conversation(engine: &Engine, typed: &str) -> String {
    let mut output = Vec::new();
    transcript(engine, typed.as_bytes(), &mut output).expect("memory can be written to");
    without_fingerprint(engine, &String::from_utf8(output).expect("text comes out"))
}

#[test]
fn a_reader_looks_around() {
    let typed = "/help\n/briefing topics\n/briefing source sentence: S3\n1\n/briefing source S99\n#1\n/briefing who person: Brek\n/briefing check statement: Samples were tested in Oslo.\n/briefing about\n";
    insta::assert_snapshot!(conversation(lighthouse(), typed));
}

#[test]
fn a_reader_asks_and_presses() {
    let typed = "/ask question: Who inspected the tower?\n1\nWho inspected the tower?\n#2\n1\nhello\n";
    insta::assert_snapshot!(conversation(lighthouse(), typed));
}

#[test]
fn mistakes_are_met_kindly() {
    let typed = "1\n/breifing timeline\n/briefing\n/briefing timeline now\n/ask\n\n   \n/ask question: hello\n9\n\u{1b}[2J\n/quit\nnever read\n";
    insta::assert_snapshot!(conversation(lighthouse(), typed));
}

#[test]
fn the_same_conversation_gives_the_same_bytes() {
    let typed = "hello\nWho pays?\n/briefing timeline\n1\n";
    assert_eq!(conversation(lighthouse(), typed), conversation(lighthouse(), typed));
}

#[test]
fn bytes_that_are_no_text_do_not_end_it() {
    let mut output = Vec::new();
    transcript(lighthouse(), &b"\xff\xfe\n/briefing about\n"[..], &mut output).expect("memory can be written to");
    assert!(String::from_utf8(output).expect("text comes out").contains("Lighthouse repairs"));
}

#[test]
fn a_transcript_has_neither_colours_nor_prompts() {
    let shown = conversation(lighthouse(), "hello\n");
    assert!(shown.starts_with("> hello\n") && !shown.contains('\u{1b}'), "{shown}");
}
