//! The briefing's own regression set is a gate: no share may fall, and what is missed is listed by name.

mod common;

use attache::engine::Engine;
use attache::eval::{Evaluation, read};
use common::{lighthouse, shipped};

/// At least these shares are reached, and the misses are those of the snapshot: one that is mended leaves the list, and a
/// new one is seen in review.
#[track_caller]
fn check(name: &str, engine: &Engine, set: &str, answered: f64, refused: f64) {
    let evaluation = measured(engine, set, answered, refused);
    let misses: Vec<_> = evaluation
        .misses
        .iter()
        .map(|miss| format!("{} {}: {}", miss.id, miss.verdict, miss.question.replace('\n', " ")))
        .collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("misses_{name}"), misses.join("\n"));
    });
}

#[track_caller]
fn measured(engine: &Engine, set: &str, answered: f64, refused: f64) -> Evaluation {
    let evaluation = Evaluation::of(engine, &read(set).expect("the set can be read"));
    let measures = &evaluation.measures;
    assert!(measures.answered_right.is_some_and(|share| share >= answered), "{measures:#?}");
    assert!(measures.refused.is_some_and(|share| share >= refused), "{measures:#?}");
    assert_eq!(measures.endorsed, 0, "{measures:#?}");
    evaluation
}

/// Questions by people who had seen nothing but the document's sentences: docs/quality.md has each set's first score.
#[test]
fn questions_of_others_are_answered_as_well_as_before() {
    let sets = concat!(
        include_str!("data/fresh-1.jsonl"),
        include_str!("data/fresh-2.jsonl"),
        include_str!("data/fresh-3.jsonl"),
        include_str!("data/fresh-4.jsonl"),
        include_str!("data/fresh-5.jsonl"),
        include_str!("data/fresh-6.jsonl"),
        include_str!("data/fresh-7.jsonl"),
        include_str!("data/fresh-8.jsonl"),
        include_str!("data/fresh-9.jsonl"),
        include_str!("data/fresh-10.jsonl"),
        include_str!("data/fresh-11.jsonl"),
        include_str!("data/fresh-12.jsonl"),
        include_str!("data/fresh-13.jsonl"),
        include_str!("data/fresh-14.jsonl"),
        include_str!("data/fresh-15.jsonl"),
    );
    measured(shipped(), sets, 0.84, 0.89);
    let sets = concat!(
        include_str!("data/lighthouse-1.jsonl"),
        include_str!("data/lighthouse-2.jsonl"),
        include_str!("data/lighthouse-3.jsonl"),
        include_str!("data/lighthouse-4.jsonl"),
        include_str!("data/lighthouse-5.jsonl"),
    );
    measured(lighthouse(), sets, 0.79, 0.90);
}

#[test]
fn the_shipped_briefing_answers_its_own_questions() {
    check("own", shipped(), &shipped().knowledge().questions, 0.74, 0.88);
}

#[test]
fn another_briefing_answers_its_own_questions() {
    check("lighthouse", lighthouse(), &lighthouse().knowledge().questions, 0.85, 0.80);
}

#[test]
fn a_set_says_which_line_is_wrong() {
    let error = read("{\"q\": \"Who?\", \"expect\": \"meta\"}\n\n{\"q\": 3}").unwrap_err();
    assert_eq!(error.line, 3);
    assert!(error.to_string().contains("line 3"), "{error}");
}
