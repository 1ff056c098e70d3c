//! `attache eval`: a question set asked and judged.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, Knowledge, out, text_of};
use crate::eval::{Evaluation, Measures, Tally, read};
use crate::render::json;

pub(super) fn run(arguments: &ArgMatches, knowledge: &Knowledge) -> Result<ExitCode, Failure> {
    let engine = knowledge.load()?;
    let own = PathBuf::from("questions.jsonl");
    let (path, text) = match arguments.get_one::<PathBuf>("file") {
        Some(path) => (path, text_of(path)?),
        None => (&own, engine.knowledge().questions.clone()),
    };
    let questions = read(&text).map_err(|error| Failure::BadLine { path: path.clone(), error })?;
    let evaluation = Evaluation::of(&engine, &questions);
    let mut out = out::stdout();
    if arguments.get_one::<String>("format").is_some_and(|format| format == "json") {
        writeln!(out, "{}", json::to_line(&evaluation))?;
    } else {
        draw(&mut out, &evaluation)?;
    }
    out.flush()?;
    let short = |name, reached: Option<f64>| {
        let wanted = arguments.get_one::<f64>(name).copied();
        wanted.filter(|&wanted| reached.is_none_or(|reached| reached < wanted)).map(|wanted| (name, wanted))
    };
    let measures = &evaluation.measures;
    let missed = [short("min-answered", measures.answered_right), short("min-refused", measures.refused)];
    for (name, wanted) in missed.into_iter().flatten() {
        writeln!(io::stderr(), "attache: --{name} {wanted} is not reached")?;
    }
    Ok(if missed == [None, None] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn draw(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    let Measures {
        answered_right,
        right_or_offered,
        refused,
        on_topic_refused,
        trust,
        citation_precision,
        clarified,
        endorsed,
    } = &evaluation.measures;
    writeln!(out, "questions           {:>5}", evaluation.questions)?;
    for (name, share) in [
        ("answered right", answered_right),
        ("right or offered", right_or_offered),
        ("refused", refused),
        ("on-topic refused", on_topic_refused),
        ("trust", trust),
        ("citation precision", citation_precision),
        ("clarified", clarified),
    ] {
        writeln!(out, "{name:19} {:>5}", share.map_or("-".to_owned(), |share| format!("{share:.3}")))?;
    }
    writeln!(out, "endorsed            {endorsed:>5}")?;
    tallies(out, "by kind", &evaluation.kinds)?;
    tallies(out, "by persona", &evaluation.personas)?;
    if !evaluation.misses.is_empty() {
        writeln!(out, "\nnot right")?;
    }
    for miss in &evaluation.misses {
        let or_none = |list: &[String]| if list.is_empty() { "nothing".to_owned() } else { list.join(", ") };
        writeln!(out, "  {} {}: {}", miss.id, miss.verdict, miss.question.replace('\n', " "))?;
        let (wanted, cited, decided) = (or_none(&miss.wanted), or_none(&miss.cited), or_none(&miss.decided));
        writeln!(out, "      wanted {wanted}, cited {cited}, decided {decided}")?;
    }
    Ok(())
}

fn tallies(out: &mut impl Write, title: &str, tallies: &BTreeMap<String, Tally>) -> io::Result<()> {
    if tallies.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for (name, Tally { right, of }) in tallies {
        writeln!(out, "  {name:30} {right:>3} of {of:>3}")?;
    }
    Ok(())
}
