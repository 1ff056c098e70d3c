//! Draws a real reply as a picture: `cargo run --example picture > docs/reply.svg`.

use std::fmt::Write;

use attache::command::Request;
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files, compile};
use attache::render::{Layout, layout};
use attache::words::Words;

/// Pixels.
const WIDTH: usize = 720;
const LINE: usize = 22;
/// Characters of 15 pixel sans-serif type that fit beside the margins.
const COLUMNS: usize = 84;

fn main() {
    println!("{}", drawn());
}

/// The reply to one question of the shipped briefing, drawn.
pub(crate) fn drawn() -> String {
    let files = Files::shipped(DEFAULT_BRIEFING).expect("it is in the binary");
    let engine = Engine::new(compile(&files).expect("it is checked before every release").knowledge);
    let question =
        engine.knowledge().intents.iter().find(|intent| intent.id == "draft-share").expect("it is there").title.clone();
    let reply = engine.reply(&Request::Ask { question: question.clone() });
    picture(&question, &layout(&reply, engine.knowledge(), Words::english()))
}

fn picture(question: &str, layout: &Layout) -> String {
    let mut drawn = String::new();
    let mut y = 34;
    let mut text = |text: &str, x: usize, class: &str, drawn: &mut String| {
        for line in wrap(text, COLUMNS - x / 10) {
            let _ = writeln!(drawn, "<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{}</text>", escape(&line));
            y += LINE;
        }
        y
    };
    text(&format!("/ask question: {question}"), 24, "typed", &mut drawn);
    for section in &layout.sections {
        text("", 40, "", &mut drawn);
        if let Some(title) = &section.title {
            text(title, 40, "title", &mut drawn);
        }
        for paragraph in section.text.split("\n\n") {
            text(paragraph, 40, "said", &mut drawn);
        }
        for quote in &section.quotes {
            text(&format!("“{}”", quote.sentence()), 60, "quote", &mut drawn);
            text(&quote.label, 60, "label", &mut drawn);
        }
    }
    if let Some(footer) = &layout.footer {
        text(footer, 40, "label", &mut drawn);
    }
    let bottom = text("", 40, "", &mut drawn);
    let mut x = 40;
    for button in &layout.buttons {
        let width = 24 + button.label.chars().count() * 8;
        let (top, base, label) = (bottom - 24, bottom - 4, escape(&button.label));
        let _ =
            writeln!(drawn, "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"30\" rx=\"6\" fill=\"#4e5058\"/>");
        let _ = writeln!(drawn, "<text x=\"{}\" y=\"{base}\" class=\"said\">{label}</text>", x + 12);
        x += width + 10;
    }
    let mut height = bottom + 24;
    if let Some(menu) = &layout.menu {
        let (top, base, label) = (bottom + 16, bottom + 36, escape(&menu.label));
        let _ = writeln!(
            drawn,
            "<rect x=\"40\" y=\"{top}\" width=\"320\" height=\"30\" rx=\"6\" fill=\"#1e1f22\"/>\n\
             <text x=\"52\" y=\"{base}\" class=\"label\">{label}</text>\n<text x=\"336\" y=\"{base}\" class=\"label\">▾</text>"
        );
        height += 40;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"15\">\n\
         <style>.typed{{fill:#b5bac1}}.title{{fill:#fff;font-weight:bold}}.said{{fill:#dbdee1}}.quote{{fill:#c4c9ce;font-style:italic}}\
         .label{{fill:#949ba4;font-size:13px}}</style>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" rx=\"8\" fill=\"#313338\"/>\n\
         <rect x=\"24\" y=\"50\" width=\"4\" height=\"{}\" fill=\"#5865f2\"/>\n{drawn}</svg>",
        bottom - 60
    )
}

fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always one");
        if !line.is_empty() && line.chars().count() + word.chars().count() >= columns {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
