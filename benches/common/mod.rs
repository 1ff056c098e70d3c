//! What several benches need. Each prints `name value` lines; ratios are what stays comparable from machine to machine.
#![allow(dead_code, unreachable_pub)] // each bench uses some of it

use std::time::{Duration, Instant};

use attache::knowledge::{DEFAULT_BRIEFING, Files, KnowledgeBase, compile};

/// Runs every input so many times, after once to warm up; sorted.
pub fn measure<T>(inputs: &[T], repeats: usize, mut run: impl FnMut(&T)) -> Vec<Duration> {
    inputs.iter().for_each(&mut run);
    let mut times = Vec::with_capacity(inputs.len() * repeats);
    for _ in 0..repeats {
        for input in inputs {
            let started = Instant::now();
            run(input);
            times.push(started.elapsed());
        }
    }
    times.sort_unstable();
    times
}

/// Of sorted times, in microseconds.
pub fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    sorted[(sorted.len() - 1) * percent / 100].as_secs_f64() * 1e6
}

/// Prints the median and the 99th percentile.
pub fn report(name: &str, sorted: &[Duration]) {
    for percent in [50, 99] {
        println!("{name}_p{percent}_us {:.1}", percentile(sorted, percent));
    }
}

/// What takes how long, once; in milliseconds.
pub fn once<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = run();
    println!("{name}_ms {:.1}", started.elapsed().as_secs_f64() * 1e3);
    result
}

/// How dear an answer is beside the simplest thing that could be done: comparing the question with every utterance whole.
pub fn report_ratio_to_jaro_winkler(knowledge: &KnowledgeBase, questions: &[String], answers: &[Duration]) {
    let utterances: Vec<&String> = knowledge.intents.iter().flat_map(|intent| &intent.utterances).collect();
    // Some milliseconds each: a few questions say enough.
    let few = &questions[..questions.len().min(20)];
    let nearest = measure(few, 10, |question| {
        let best = utterances.iter().map(|utterance| strsim::jaro_winkler(question, utterance)).fold(0.0, f64::max);
        std::hint::black_box(best);
    });
    report("nearest_by_jaro_winkler", &nearest);
    println!("ratio_jaro_winkler_to_answer_p50 {:.1}", percentile(&nearest, 50) / percentile(answers, 50));
}

/// The briefing in the binary.
pub fn shipped() -> KnowledgeBase {
    compile(&Files::shipped(DEFAULT_BRIEFING).expect("it is in the binary")).expect("it compiles").knowledge
}

/// A briefing's own questions.
pub fn questions(knowledge: &KnowledgeBase) -> Vec<String> {
    let question = |line| serde_json::from_str::<serde_json::Value>(line).ok()?["q"].as_str().map(str::to_owned);
    let questions: Vec<_> = knowledge.questions.lines().filter_map(question).collect();
    assert!(!questions.is_empty(), "the briefing has questions of its own");
    questions
}
