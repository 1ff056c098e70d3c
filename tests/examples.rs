//! The examples that need no Discord say what they are for.

#[allow(dead_code)] // its `main` prints
#[path = "../examples/no_discord.rs"]
mod no_discord;
#[allow(dead_code)] // its `main` prints
#[path = "../examples/picture.rs"]
mod picture;

/// Any edit of a briefing changes its fingerprint, which is no reason to draw anew.
fn without_fingerprint(svg: &str) -> String {
    let (before, after) = svg.rsplit_once("briefing ").expect("the footer names it");
    let after = after.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    format!("{before}briefing {after}")
}

/// The picture in the README.
#[test]
fn the_picture_is_drawn_from_what_is_said_today() {
    let drawn = without_fingerprint(&picture::drawn());
    let shown = without_fingerprint(include_str!("../docs/reply.svg"));
    assert_eq!(drawn.trim_end(), shown.trim_end(), "draw it anew: cargo run --example picture > docs/reply.svg");
}

#[test]
fn the_library_alone_answers_and_quotes() {
    let answered = no_discord::answered("How long is the border segment, and where exactly does it run?").unwrap();
    let (text, quoted) = answered.split_once("\n> ").expect("a sentence is quoted");
    assert!(text.contains("12-kilometer") && quoted.contains("12-kilometer"), "{answered}");
    assert!(!no_discord::answered("Who won the football match?").unwrap().contains("\n> "));
}
