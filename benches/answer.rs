//! How long an answer takes: the briefing's own questions, each a hundred times, warm, one thread, no cache of answers;
//! then a message of 6,000 characters, a key stroke of completion, and loading. Prints `name value` lines and ratios to
//! whole-sentence comparison by strsim, the simplest thing that could be done.

use std::hint::black_box;
use std::time::{Duration, Instant};

use attache::command::Completion;
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files, compile};

const REPEATS: usize = 100;

fn main() {
    let files = Files::shipped(DEFAULT_BRIEFING).expect("it is in the binary");
    let started = Instant::now();
    let knowledge = compile(&files).expect("it compiles").knowledge;
    let compiled = started.elapsed();
    let started = Instant::now();
    let engine = Engine::new(knowledge);
    let trained = started.elapsed();
    println!("compile_ms {:.1}", compiled.as_secs_f64() * 1e3);
    println!("train_ms {:.1}", trained.as_secs_f64() * 1e3);

    let questions: Vec<String> = engine
        .knowledge()
        .questions
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["q"].as_str().map(str::to_owned))
        .collect();
    assert!(!questions.is_empty(), "the briefing has questions of its own");
    let answers = measure(&questions, |question| drop(black_box(engine.answer(question))));
    report("answer", &answers);

    let long: String = questions.join(" ").chars().take(6000).collect();
    report("answer_6000_characters", &measure(&[long], |question| drop(black_box(engine.answer(question)))));

    let strokes: Vec<String> = questions.iter().map(|question| question.chars().take(12).collect()).collect();
    report("complete", &measure(&strokes, |typed| drop(black_box(engine.complete(Completion::Questions, typed, 25)))));

    let utterances: Vec<&String> = engine.knowledge().intents.iter().flat_map(|intent| &intent.utterances).collect();
    // Some milliseconds each: a few questions say enough.
    let nearest = measure(&questions[..questions.len().min(20)], |question| {
        let best = utterances.iter().map(|utterance| strsim::jaro_winkler(question, utterance)).fold(0.0, f64::max);
        black_box(best);
    });
    report("nearest_by_jaro_winkler", &nearest);
    println!(
        "ratio_jaro_winkler_to_answer_p50 {:.1}",
        percentile(&nearest, 50).as_secs_f64() / percentile(&answers, 50).as_secs_f64()
    );
}

fn measure(inputs: &[String], mut run: impl FnMut(&str)) -> Vec<Duration> {
    for input in inputs {
        run(input); // warm
    }
    let mut times = Vec::with_capacity(inputs.len() * REPEATS);
    for _ in 0..REPEATS {
        for input in inputs {
            let started = Instant::now();
            run(input);
            times.push(started.elapsed());
        }
    }
    times.sort_unstable();
    times
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() - 1) * percent / 100]
}

fn report(name: &str, sorted: &[Duration]) {
    for percent in [50, 99] {
        println!("{name}_p{percent}_us {:.1}", percentile(sorted, percent).as_secs_f64() * 1e6);
    }
}
