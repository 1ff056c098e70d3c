//! The JSON contract, rule by rule, and its schema.

mod common;

use std::sync::LazyLock;

use attache::answer::CitationRole::{self, Support, Tension};
use attache::answer::{Answer, Band, Citation, Outcome, Part};
use attache::knowledge::{GapIx, IntentIx};
use attache::render::json::{self, Asked};
use attache::source::SentenceNumber;
use common::{lighthouse, shipped};
use jsonschema::Validator;
use serde_json::{Value, json};

/// A line, parsed and found to be as the schema says.
#[track_caller]
fn valid(line: &str) -> Value {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(include_str!("../docs/answer.schema.json")).expect("it is JSON");
        jsonschema::draft202012::new(&schema).expect("it is a schema")
    });
    let value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let errors: Vec<_> = SCHEMA.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{line}");
    assert!(!line.contains('\n'));
    value
}

/// These parts as a line.
#[track_caller]
fn line(parts: Vec<Part>) -> Value {
    valid(&json::answer(&Asked { line: 1, ..Asked::default() }, &Answer { parts }, lighthouse().knowledge()))
}

fn sentence(number: &str) -> SentenceNumber {
    number.parse().expect("a sentence number")
}

fn intent(id: &str) -> IntentIx {
    lighthouse().knowledge().intent(id).expect("an intent of the fixture")
}

fn part(outcome: Outcome) -> Part {
    Part {
        question: "q".into(),
        outcome,
        intent: None,
        gap: None,
        band: None,
        notice: None,
        text: format!("{outcome:?}."),
        citations: Vec::new(),
        options: Vec::new(),
        nearest: Vec::new(),
    }
}

fn answered(id: &str, band: Band, cited: &[(&str, CitationRole)]) -> Part {
    let cite =
        |&(number, role): &(&str, CitationRole)| Citation { sentence: sentence(number), role, anchors: Vec::new() };
    Part {
        intent: Some(intent(id)),
        band: Some(band),
        citations: cited.iter().map(cite).collect(),
        ..part(Outcome::Answer)
    }
}

#[test]
fn one_part_lends_the_whole_line_its_intent() {
    let line = line(vec![answered("inspection-who", Band::High, &[("S3", Support)])]);
    assert_eq!(line["intent"], "inspection-who");
    assert_eq!(line["gap"], Value::Null);
    assert_eq!(line["band"], "high");
    assert_eq!(line["parts"].as_array().map(Vec::len), Some(1));
    assert_eq!(line["parts"][0]["intent"], "inspection-who");
    assert_eq!(line["elapsed_us"], Value::Null);
}

#[test]
fn a_citation_is_the_whole_sentence_at_its_bytes() {
    let line = line(vec![answered("inspection-who", Band::High, &[("S3", Support)])]);
    let citation = &line["citations"][0];
    let source = lighthouse().knowledge().source.text();
    let place = |field: &str| usize::try_from(citation[field].as_u64().expect("a number")).expect("a small one");
    assert_eq!(citation["quote"], source[place("start")..place("end")]);
    assert_eq!(citation["briefing"], "lighthouse-repair");
    assert_eq!(citation["sentence"], "S3");
    assert_eq!(citation["paragraph"], 2);
    assert_eq!(citation["role"], "support");
}

#[test]
fn several_parts_join_their_texts_and_citations() {
    let line = line(vec![
        answered("inspection-who", Band::High, &[("S3", Support), ("S1", Tension)]),
        answered("road-what", Band::Low, &[("S3", Tension), ("S1", Support)]),
        Part { gap: Some(GapIx(0)), nearest: vec![intent("road-what")], ..part(Outcome::Abstain) },
    ]);
    assert_eq!(line["outcome"], "answer");
    assert_eq!((&line["intent"], &line["gap"]), (&Value::Null, &Value::Null));
    assert_eq!(line["band"], "low", "the lowest of the answered parts");
    assert_eq!(line["text"], "Answer.\n\nAnswer.\n\nAbstain.");
    let union = line["citations"].as_array().expect("a list");
    let cited: Vec<_> = union.iter().map(|citation| (&citation["sentence"], &citation["role"])).collect();
    assert_eq!(cited, [(&json!("S3"), &json!("support")), (&json!("S1"), &json!("support"))]);
    assert_eq!(
        line["nearest"],
        json!([{"intent": "road-what", "title": "What does the council demand of the contractor?"}])
    );
}

#[test]
fn options_bring_what_they_rest_on_and_are_three_at_most() {
    let clarify = |ids: &[&str]| Part { options: ids.iter().map(|id| intent(id)).collect(), ..part(Outcome::Clarify) };
    let line = line(vec![
        clarify(&["inspection-who", "inspection-said"]),
        clarify(&["inspection-said", "road-what", "road-consequence"]),
    ]);
    assert_eq!(line["outcome"], "clarify");
    let options = line["options"].as_array().expect("a list");
    let ids: Vec<_> = options.iter().map(|option| option["intent"].as_str().unwrap_or_default()).collect();
    assert_eq!(ids, ["inspection-who", "inspection-said", "road-what"]);
    assert_eq!(options[0]["title"], "Who inspected the tower, and when?");
    assert_eq!(options[0]["citations"][0]["sentence"], "S3");
}

#[test]
fn the_outcome_is_the_best_of_the_parts_and_meta_only_if_all_are() {
    use Outcome::{Abstain, Clarify, Meta};
    let choose = Part { options: vec![intent("road-what")], ..part(Clarify) };
    assert_eq!(line(vec![part(Meta)])["outcome"], "meta");
    assert_eq!(line(vec![part(Meta), part(Abstain)])["outcome"], "abstain");
    assert_eq!(line(vec![part(Abstain), choose.clone(), part(Meta)])["outcome"], "clarify");
    let answer = answered("road-what", Band::Medium, &[("S5", Support)]);
    assert_eq!(line(vec![choose, part(Abstain), answer])["outcome"], "answer");
}

#[test]
fn time_and_id_are_told_as_asked() {
    let engine = lighthouse();
    let id: Box<serde_json::value::RawValue> = serde_json::from_str("12345678901234567890123").expect("a number");
    let asked = Asked { line: 4, id: Some(&id), question: "Who inspected the tower?", elapsed_us: Some(7) };
    let line = json::answer(&asked, &engine.answer(asked.question), engine.knowledge());
    assert!(
        line.starts_with(r#"{"line":4,"id":12345678901234567890123,"question":"Who inspected the tower?","#),
        "{line}"
    );
    assert!(line.ends_with(r#","elapsed_us":7}"#), "{line}");
    valid(&line);
}

#[test]
fn an_error_has_a_line_and_no_id() {
    assert_eq!(
        valid(&json::error(3, "the line is not UTF-8")),
        json!({"line": 3, "id": null, "error": "the line is not UTF-8"})
    );
}

#[test]
fn what_the_engine_says_is_as_the_schema_says() {
    for engine in [shipped(), lighthouse()] {
        let knowledge = engine.knowledge();
        let titles = knowledge.intents.iter().map(|intent| intent.title.as_str());
        let refused = knowledge.gaps.iter().step_by(7).filter_map(|gap| gap.utterances.first()).map(String::as_str);
        let others =
            ["", "hello", "hello. who is who? and when?", "\u{0}\u{202e}@everyone `*_~|", "¿Quién dijo eso y por qué?"];
        for question in titles.chain(refused).chain(others) {
            let line =
                json::answer(&Asked { line: 1, question, ..Asked::default() }, &engine.answer(question), knowledge);
            valid(&line);
        }
    }
}

#[test]
fn every_utterance_is_exported_with_what_it_stands_for() {
    let knowledge = lighthouse().knowledge();
    let exported: Vec<_> = json::utterances(knowledge).collect();
    let of = |kind| exported.iter().filter(|utterance| utterance.kind == kind).count();
    assert_eq!(
        of("intent"),
        knowledge.intents.iter().map(|intent| intent.utterances.len() + intent.paraphrases.len()).sum::<usize>()
    );
    assert_eq!(of("gap"), knowledge.gaps.iter().map(|gap| gap.utterances.len() + gap.paraphrases.len()).sum::<usize>());
    assert_eq!(of("meta"), knowledge.language.meta.iter().map(|meta| meta.utterances.len()).sum::<usize>());
    let first = &exported[0];
    let expected = format!(r#"{{"text":{},"intent":{},"kind":"intent"}}"#, json!(first.text), json!(first.intent));
    assert_eq!(json::to_line(first), expected);
}
