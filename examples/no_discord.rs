//! The library alone: `cargo run --no-default-features --example no_discord -- "a question of your own"`.

use std::error::Error;

use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files};

fn main() -> Result<(), Box<dyn Error>> {
    let question = std::env::args().nth(1).unwrap_or_else(|| "What is this about?".to_owned());
    println!("{}", answered(&question)?);
    Ok(())
}

/// What is known, and under it the sentences it rests on.
pub(crate) fn answered(question: &str) -> Result<String, Box<dyn Error>> {
    let files = Files::shipped(DEFAULT_BRIEFING).ok_or("it is in every build")?;
    let engine = Engine::from_files(&files)?;
    let answer = engine.answer(question);
    let source = &engine.knowledge().source;
    let quoted = answer
        .citations()
        .into_iter()
        .map(|citation| format!("\n> {}", source.quote(citation.sentence).unwrap_or_default()));
    Ok(answer.text() + &quoted.collect::<String>())
}
