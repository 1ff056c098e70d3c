//! `attache bench intents`: the topic stage on a plain intent set.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, out, text_of};
use crate::eval::{IntentFigures, LabelledText, read_intents};

pub(super) fn run(arguments: &ArgMatches) -> Result<ExitCode, Failure> {
    // clap has seen to it that this is `intents`, the only one.
    let arguments = arguments.subcommand().map_or(arguments, |(_, arguments)| arguments);
    let rows = |name| -> Result<Vec<LabelledText>, Failure> {
        let path = arguments.get_one::<PathBuf>(name).cloned().unwrap_or_default();
        let text = text_of(&path)?;
        read_intents(&text).map_err(|error| Failure::BadLine { path, error })
    };
    let (train, test) = (rows("train")?, rows("test")?);
    let IntentFigures { accuracy, auroc, recall_at_5, p50, p99, load } = IntentFigures::of(&train, &test);
    let mut out = out::stdout();
    writeln!(out, "accuracy {accuracy:.4}")?;
    writeln!(out, "auroc {}", auroc.map_or("-".to_owned(), |auroc| format!("{auroc:.4}")))?;
    writeln!(out, "recall_at_5 {recall_at_5:.4}")?;
    writeln!(out, "p50_us {}", p50.as_micros())?;
    writeln!(out, "p99_us {}", p99.as_micros())?;
    writeln!(out, "load_ms {}", load.as_millis())?;
    writeln!(out, "peak_mb {}", peak_mb().map_or("-".to_owned(), |peak| format!("{peak:.1}")))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The most memory the process ever had resident, in megabytes, where the system tells.
fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}
