//! A briefing far larger than the shipped one: 150 intents with 15,000 utterances, and gaps besides, written to a folder and
//! loaded from there as any other. Prints `name value` lines: loading, answering questions that are not among the utterances,
//! the most memory that was ever resident, and the ratio to whole-sentence comparison.

#[path = "../common/mod.rs"]
mod common;
mod generate;

use std::hint::black_box;
use std::{fs, io};

use attache::engine::Engine;
use attache::knowledge::{Files, compile};
use common::{measure, once, report, report_ratio_to_jaro_winkler};

const REPEATS: usize = 20;

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let root = folder.path().join(generate::ID);
    let questions = {
        let generated = generate::briefing();
        for (path, text) in &generated.files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&root))?;
            fs::write(path, text)?;
        }
        generated.questions
    };

    let engine = once("large_load", || {
        let files = Files::read(&root).expect("it was just written");
        let compiled = once("large_compile", || compile(&files).expect("it compiles"));
        println!("large_warnings {}", compiled.warnings.len());
        once("large_train", || Engine::new(compiled.knowledge))
    });
    let knowledge = engine.knowledge();
    println!("large_intents {}", knowledge.intents.len());
    println!("large_gaps {}", knowledge.gaps.len());
    println!("large_utterances {}", knowledge.intents.iter().map(|intent| intent.utterances.len()).sum::<usize>());

    let answers = measure(&questions, REPEATS, |question| drop(black_box(engine.answer(question))));
    report("large_answer", &answers);
    let answered = questions.iter().filter(|question| engine.answer(question).parts[0].intent.is_some()).count();
    println!("large_share_answered {:.2}", answered as f64 / questions.len() as f64);
    println!("large_peak_mb {}", peak_mb().map_or("-".to_owned(), |peak| format!("{peak:.0}")));
    report_ratio_to_jaro_winkler(knowledge, &questions, &answers);
    Ok(())
}

/// The most memory the process ever had resident, where the system tells.
fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}
