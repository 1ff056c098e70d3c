//! How long an answer takes: the briefing's own questions, each a hundred times, warm, one thread, no cache of answers;
//! then a message of 6,000 characters, a key stroke of completion, and loading. Prints `name value` lines and the ratio to
//! whole-sentence comparison by strsim, the simplest thing that could be done.

mod common;

use std::hint::black_box;

use attache::command::Completion;
use attache::engine::Engine;
use common::{measure, once, questions, report, report_ratio_to_jaro_winkler, shipped};

const REPEATS: usize = 100;

fn main() {
    let knowledge = once("compile", shipped);
    let engine = once("train", || Engine::new(knowledge));
    let questions = questions(engine.knowledge());

    let answers = measure(&questions, REPEATS, |question| drop(black_box(engine.answer(question))));
    report("answer", &answers);

    let long: String = questions.join(" ").chars().take(6000).collect();
    report("answer_6000_characters", &measure(&[long], REPEATS, |question| drop(black_box(engine.answer(question)))));

    let strokes: Vec<String> = questions.iter().map(|question| question.chars().take(12).collect()).collect();
    let complete = |typed: &String| drop(black_box(engine.complete(Completion::Questions, typed, 25)));
    report("complete", &measure(&strokes, REPEATS, complete));

    report_ratio_to_jaro_winkler(engine.knowledge(), &questions, &answers);
}
