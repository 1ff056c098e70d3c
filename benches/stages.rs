//! Where an answer's time goes: each stage of the matcher, telling the answer, and drawing it as JSON, over the briefing's own
//! questions, each a hundred times. Prints `name value` lines, and each stage's share of the whole.
//!
//! The matcher tells when a stage is done; the clock is here. Stages done once a question are added up over a message.

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use attache::answer::compose;
use attache::matching::{Matcher, Stage};
use attache::render::json::{self, Asked};
use common::{percentile, questions, report, shipped};

const REPEATS: usize = 100;

/// Telling and drawing come after the matcher's own.
const AFTER: [&str; 2] = ["compose", "json"];
const STAGES: usize = Stage::ALL.len() + AFTER.len();

fn main() {
    let knowledge = shipped();
    let matcher = Matcher::train(&knowledge);
    let mut times: [Vec<Duration>; STAGES] = Default::default();
    let mut whole = Vec::new();
    let questions = questions(&knowledge);
    // All in turn, a hundred times: one again and again would find its words still in the cache.
    for question in std::iter::repeat_n(&questions, REPEATS).flatten() {
        let mut spent = [Duration::ZERO; STAGES];
        let mut last = Instant::now();
        let mut lap = |place: usize| {
            let now = Instant::now();
            spent[place] += now - last;
            last = now;
        };
        let parts = matcher.understand_in_stages(&knowledge, question, |stage| lap(stage as usize));
        let answer = compose(&knowledge, parts);
        lap(Stage::ALL.len());
        black_box(json::answer(&Asked { question, ..Asked::default() }, &answer, &knowledge));
        lap(Stage::ALL.len() + 1);
        whole.push(spent.iter().sum());
        times.iter_mut().zip(spent).for_each(|(times, spent)| times.push(spent));
    }
    whole.sort_unstable();
    for (name, times) in Stage::ALL.map(Stage::name).into_iter().chain(AFTER).zip(&mut times) {
        times.sort_unstable();
        report(&format!("stage_{name}"), times);
        // Of medians, which other programs on the machine disturb least; so the shares need not add up to 1.
        println!("share_{name} {:.3}", percentile(times, 50) / percentile(&whole, 50));
    }
    report("stages_together", &whole);
}
