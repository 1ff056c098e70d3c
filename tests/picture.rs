//! The picture in the README is drawn from what the program says today.

#[allow(dead_code)] // its `main` prints
#[path = "../examples/picture.rs"]
mod picture;

/// Any edit of a briefing changes its fingerprint, which is no reason to draw anew.
fn without_fingerprint(svg: &str) -> String {
    let (before, after) = svg.rsplit_once("briefing ").expect("the footer names it");
    let after = after.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    format!("{before}briefing {after}")
}

#[test]
fn the_picture_is_drawn_from_what_is_said_today() {
    let drawn = without_fingerprint(&picture::drawn());
    let shown = without_fingerprint(include_str!("../docs/reply.svg"));
    assert_eq!(drawn.trim_end(), shown.trim_end(), "draw it anew: cargo run --example picture > docs/reply.svg");
}
