//! The subcommands that measure: `eval`, `diff`, `bench`, `check --confusion`.

use std::fs;

use serde_json::Value;

use crate::{LIGHTHOUSE, copy_fixture, quiet, run, text};

#[test]
fn a_question_set_is_asked_and_judged() {
    let parent = tempfile::tempdir().expect("a folder");
    let set = parent.path().join("set.jsonl");
    let lines = concat!(
        r#"{"id": "a", "q": "Who owns the tower?", "expect": "answer", "cite": ["S4"], "kind": "direct", "persona": "visitor"}"#,
        "\n",
        r#"{"id": "b", "q": "Who owns the tower?", "expect": "answer", "cite": ["S1"], "kind": "direct"}"#,
        "\n",
        r#"{"id": "c", "q": "Who is the mayor of Paris?", "expect": "abstain"}"#,
        "\n"
    );
    fs::write(&set, lines).expect("written");
    let set = set.to_str().expect("a path");
    let output = run(&["eval", set, "--knowledge", LIGHTHOUSE, "--format", "json", "--min-answered", "0.5"]);
    let (code, json) = quiet(&output);
    assert_eq!(code, Some(0));
    let report: Value = serde_json::from_str(json).expect("an object");
    assert_eq!(report["measures"]["answered_right"], 0.5);
    assert_eq!(report["measures"]["refused"], 1.0);
    assert_eq!(report["kinds"]["direct"]["of"], 2);
    assert_eq!(report["misses"][0]["id"], "b");

    let short = run(&["eval", set, "--knowledge", LIGHTHOUSE, "--min-answered", "0.6"]);
    assert_eq!(short.status.code(), Some(1));
    assert!(text(&short.stderr).contains("--min-answered 0.6 is not reached"));
    assert!(text(&short.stdout).contains("answered right      0.500"), "{}", text(&short.stdout));

    fs::write(set, "{}").expect("written");
    let broken = run(&["eval", set, "--knowledge", LIGHTHOUSE]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stderr).contains("line 1"), "{}", text(&broken.stderr));
}

#[test]
fn an_edit_shows_which_questions_it_answers_differently() {
    let same = run(&["diff", LIGHTHOUSE, LIGHTHOUSE]);
    let (code, told) = quiet(&same);
    assert_eq!(code, Some(0));
    assert!(told.starts_with("0 of "), "{told}");

    let parent = tempfile::tempdir().expect("a folder");
    let edited = parent.path().join("lighthouse-repair");
    copy_fixture(&edited);
    let file = edited.join("topics/cost.toml");
    let before = fs::read_to_string(&file).expect("the file");
    let after = before.replace("are estimated to cost 2.4 million crowns", "would by estimate cost 2.4 million crowns");
    assert_ne!(before, after);
    fs::write(&file, after).expect("written");
    let output = run(&["diff", LIGHTHOUSE, edited.to_str().expect("a path"), "--format", "json"]);
    let (code, told) = quiet(&output);
    assert_eq!(code, Some(0));
    let change: Value = serde_json::from_str(told.lines().next().expect("a change")).expect("an object");
    assert!(change["old"]["text"].as_str().expect("a text").contains("are estimated"), "{change}");
    assert!(change["new"]["text"].as_str().expect("a text").contains("would by estimate"), "{change}");
}

#[test]
fn a_plain_intent_set_is_measured() {
    let parent = tempfile::tempdir().expect("a folder");
    let path = |name: &str| parent.path().join(name).to_str().expect("a path").to_owned();
    let row = |text: &str, intent: &str| format!("{{\"text\": \"{text}\", \"intent\": \"{intent}\"}}\n");
    let train = [("how deep is the harbour", "depth"), ("depth of the water", "depth"), ("who pays the fee", "fee")];
    let test = [("the depth of the harbour", "depth"), ("the fee, who pays", "fee"), ("sing a song", "oos")];
    fs::write(path("train"), train.map(|(text, intent)| row(text, intent)).concat()).expect("written");
    fs::write(path("test"), test.map(|(text, intent)| row(text, intent)).concat()).expect("written");
    let output = run(&["bench", "intents", &path("train"), &path("test")]);
    let (code, told) = quiet(&output);
    assert_eq!(code, Some(0));
    let names: Vec<_> = told.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["accuracy", "auroc", "recall_at_5", "p50_us", "p99_us", "load_ms", "peak_mb"]);
    assert!(told.starts_with("accuracy 1.0000\nauroc 1.0000\n"), "{told}");
}

#[test]
fn check_tells_what_the_matcher_confuses() {
    let output = run(&["check", LIGHTHOUSE, "--confusion"]);
    let (code, told) = quiet(&output);
    assert_eq!(code, Some(0));
    for heading in ["Taken for another intent", "Thin:", "Weak:"] {
        assert!(told.contains(heading), "{told}");
    }
}
