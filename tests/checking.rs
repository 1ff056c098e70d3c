//! Statements held against the briefing: what is said to differ must differ.

mod common;

use std::fmt::Write;

use attache::checking::{Aspect, Check, Comparison, Found, MOST_STATEMENTS, Seen};
use attache::command::Reply;
use attache::engine::Engine;
use attache::render::{self, layout, markdown};
use attache::words::Words;
use common::{lighthouse, shipped};
use serde::Deserialize;
use serde_json::{Value, json};

/// A message with what its sentences are, as a reader sees them. Where a label holds a `|`, either is right.
#[derive(Deserialize)]
struct Labelled {
    text: String,
    statements: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    /// `S7`, or none if no sentence is close; `-` beside others if none may be as right.
    sentence: Option<String>,
    /// same | differs | unclear | nothing | question
    finding: String,
    /// number | name | polarity | wording
    #[serde(default)]
    differs: Vec<String>,
}

#[derive(Default, Debug)]
struct Score {
    statements: usize,
    /// Said to differ; and of these, the ones that differ so, from that sentence.
    said: usize,
    right: usize,
    /// Labelled so; and of these, the ones said to.
    differ: usize,
    found: usize,
    /// Whose closest sentence is the right one, and whose whole finding is.
    placed: usize,
    as_labelled: usize,
    report: String,
}

fn either(label: &str, found: &str) -> bool {
    label.split('|').any(|one| one == found)
}

fn differing(comparison: &Comparison) -> Vec<&'static str> {
    let aspects = [(Aspect::Number, "number"), (Aspect::Name, "name"), (Aspect::Negation, "polarity")];
    aspects
        .into_iter()
        .filter(|(aspect, _)| comparison.points(*aspect, Seen::Differs).next().is_some())
        .map(|(_, name)| name)
        .collect()
}

fn score(engine: &Engine, set: &str) -> Score {
    let mut score = Score::default();
    for line in set.lines() {
        let labelled: Labelled = serde_json::from_str(line).expect(line);
        let Check { items, left_out } = engine.check(&labelled.text);
        assert_eq!((items.len(), left_out), (labelled.statements.len(), 0), "{}: {items:#?}", labelled.text);
        for (item, label) in items.iter().zip(&labelled.statements) {
            let (sentence, finding, differs) = match &item.found {
                Found::Question => ("-".to_owned(), "question", Vec::new()),
                Found::Nothing => ("-".to_owned(), "nothing", Vec::new()),
                Found::Foreign => ("-".to_owned(), "foreign", Vec::new()),
                Found::Closest(comparison) => {
                    let finding = match comparison.seen() {
                        Seen::Differs => "differs",
                        Seen::Unmatched => "unclear",
                        Seen::Same => "same",
                    };
                    (comparison.sentence.to_string(), finding, differing(comparison))
                }
            };
            let placed = either(label.sentence.as_deref().unwrap_or("-"), &sentence);
            let agreed = either(&label.finding, finding);
            let so = differs.iter().all(|aspect| label.differs.iter().any(|labelled| labelled == aspect));
            score.statements += 1;
            score.placed += usize::from(placed);
            score.as_labelled += usize::from(agreed && placed);
            score.differ += usize::from(label.finding == "differs");
            if finding == "differs" {
                score.said += 1;
                score.right += usize::from(agreed && placed && so);
                score.found += usize::from(label.finding == "differs" && placed && so);
            }
            if !(agreed && placed && so) {
                let wanted = format!("{:?} {} {:?}", label.sentence, label.finding, label.differs);
                let _ = writeln!(score.report, "{sentence} {finding} {differs:?}, not {wanted}: {}", item.text);
            }
        }
    }
    score
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { part as f64 / of as f64 }
}

/// Scores the sets, prints what is found, and asserts what they reach together.
#[track_caller]
fn check(engine: &Engine, sets: &[(&str, &str)], recall: f64, placed: f64) {
    let mut all = Score::default();
    for (name, set) in sets {
        let score = score(engine, set);
        println!("{name}: {}\n{}", score.figures(), score.report);
        all.statements += score.statements;
        all.said += score.said;
        all.right += score.right;
        all.differ += score.differ;
        all.found += score.found;
        all.placed += score.placed;
        all.as_labelled += score.as_labelled;
    }
    println!("all: {}", all.figures());
    assert!(share(all.right, all.said) >= 0.95, "precision on what differs: {all:?}");
    assert!(share(all.found, all.differ) >= recall && share(all.placed, all.statements) >= placed, "{all:?}");
}

impl Score {
    fn figures(&self) -> String {
        format!(
            "{} statements; differs: precision {:.3} ({} of {}), recall {:.3} ({} of {}); closest sentence right {:.3}; \
             finding as labelled {:.3}",
            self.statements,
            share(self.right, self.said),
            self.right,
            self.said,
            share(self.found, self.differ),
            self.found,
            self.differ,
            share(self.placed, self.statements),
            share(self.as_labelled, self.statements),
        )
    }
}

#[test]
fn what_is_said_to_differ_differs() {
    let sets = [
        ("statements", include_str!("data/statements.jsonl")),
        ("unseen 1", include_str!("data/statements-unseen-1.jsonl")),
        ("unseen 2", include_str!("data/statements-unseen-2.jsonl")),
        ("unseen 3", include_str!("data/statements-unseen-3.jsonl")),
        ("unseen 4", include_str!("data/statements-unseen-4.jsonl")),
        ("traps 1", include_str!("data/statements-traps-1.jsonl")),
        ("traps 2", include_str!("data/statements-traps-2.jsonl")),
    ];
    check(shipped(), &sets, 0.75, 0.95);
}

#[test]
fn what_is_said_to_differ_from_another_briefing_differs() {
    let sets = [
        ("statements", include_str!("data/lighthouse-statements.jsonl")),
        ("unseen 1", include_str!("data/lighthouse-statements-unseen-1.jsonl")),
        ("unseen 2", include_str!("data/lighthouse-statements-unseen-2.jsonl")),
        ("unseen 3", include_str!("data/lighthouse-statements-unseen-3.jsonl")),
        ("unseen 4", include_str!("data/lighthouse-statements-unseen-4.jsonl")),
        ("traps", include_str!("data/lighthouse-statements-traps.jsonl")),
    ];
    check(lighthouse(), &sets, 0.75, 0.95);
}

#[test]
fn a_long_message_is_cut_and_says_so() {
    let message = "The tower was built in 1868. ".repeat(13);
    let check = lighthouse().check(&message);
    assert_eq!((check.items.len(), check.left_out), (MOST_STATEMENTS, 4));
    let drawn = markdown(&layout(&Reply::Check(check), lighthouse().knowledge(), Words::english()));
    assert!(drawn.contains("Statements left out: 4."), "{drawn}");
}

#[test]
fn a_check_can_be_read_as_json() {
    let check =
        lighthouse().check("Hello! The tower was built in 1886. Who built it? Photosynthesis turns light into sugar.");
    let read: Value = serde_json::from_str(&render::json::check(&check, lighthouse().knowledge())).expect("an object");
    let items = read["items"].as_array().expect("items");
    let found: Vec<_> = items.iter().map(|item| item["found"].as_str().expect("a word")).collect();
    assert_eq!(found, ["closest", "question", "nothing"]);
    assert_eq!((&items[0]["seen"], &items[0]["sentence"]), (&"differs".into(), &"S2".into()));
    let point = json!({ "aspect": "number", "seen": "differs", "said": "1886", "told": "1868" });
    assert_eq!(items[0]["points"], json!([point]));
}
