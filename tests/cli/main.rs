//! The program itself: arguments, exit codes, and what goes where.

mod measuring;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const LIGHTHOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lighthouse-repair");

fn attache(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(arguments).env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> Output {
    attache(arguments).output().expect("the program starts")
}

fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = attache(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("it is piped").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

/// The exit code and standard output of a run that says nothing on standard error.
#[track_caller]
fn quiet(output: &Output) -> (Option<i32>, &str) {
    assert_eq!(text(&output.stderr), "");
    (output.status.code(), text(&output.stdout))
}

fn copy_fixture(to: &Path) {
    fs::create_dir_all(to.join("topics")).expect("a folder");
    for below in ["", "topics"] {
        for entry in fs::read_dir(Path::new(LIGHTHOUSE).join(below)).expect("the fixture") {
            let path = entry.expect("a file").path();
            if path.is_file() {
                fs::copy(&path, to.join(below).join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
}

/// A copy of the fixture with a claim that cites what is not in the document, and a key that does not exist.
fn broken() -> tempfile::TempDir {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("lighthouse-repair");
    copy_fixture(&folder);
    for (file, from, to) in [
        ("topics/inspection.toml", "who inspected it in January\"\nactor", "who inspected it in June\"\nactor"),
        ("entities.toml", "role = \"the contractor\"", "rule = \"the contractor\""),
    ] {
        let before = fs::read_to_string(folder.join(file)).expect("the file");
        assert!(before.contains(from), "{file}");
        fs::write(folder.join(file), before.replace(from, to)).expect("written");
    }
    parent
}

fn folder(parent: &tempfile::TempDir) -> String {
    parent.path().join("lighthouse-repair").display().to_string()
}

#[test]
fn a_question_from_arguments_or_from_standard_input_is_the_same() {
    let arguments = run(&["--knowledge", LIGHTHOUSE, "ask", "Who", "inspected", "the", "tower?"]);
    let piped = fed(&["ask", "--knowledge", LIGHTHOUSE], b"Who inspected the tower?\n");
    let (code, shown) = quiet(&arguments);
    assert_eq!(code, Some(0));
    assert!(shown.contains("│") && shown.contains("S3 ¶2"), "{shown}");
    assert_eq!(quiet(&piped), (Some(0), shown));
}

#[test]
fn what_is_not_stated_is_no_failure() {
    let (code, shown) = (run(&["ask", "zxqv zxqv?"]).status.code(), run(&["ask", ""]));
    assert_eq!(code, Some(0));
    assert_eq!(quiet(&shown).0, Some(0));
}

#[test]
fn formats_are_text_json_and_markdown() {
    let ask = |format: &str| {
        let output = run(&["--knowledge", LIGHTHOUSE, "ask", "--format", format, "Who inspected the tower?"]);
        quiet(&output).1.to_owned()
    };
    let json: Value = serde_json::from_str(&ask("json")).expect("one object");
    assert_eq!(json["outcome"], "answer");
    assert_eq!(json["line"], 1);
    assert!(
        ask("markdown").contains("**Tomas Brekk, the engineer who inspected it in January**"),
        "{}",
        ask("markdown")
    );
    assert!(ask("text").starts_with("Who inspected the tower"));
}

#[test]
fn explanation_and_timing_go_beside_the_answer() {
    let output = run(&["ask", "--explain", "--timing", "hello"]);
    let beside = text(&output.stderr);
    assert!(beside.contains("hello") && beside.contains(" µs"), "{beside}");
    assert!(!text(&output.stdout).contains("µs"));
}

#[test]
fn a_batch_answers_line_by_line_whatever_the_line() {
    let input =
        b"hello\n\n{\"q\": \"Who inspected the tower?\", \"id\": \"a1\"}\n\xff\xfe\n{\"id\": 3}\n{\"q\": \"\"}\nlast";
    let output = fed(&["ask", "--batch", "--format", "json", "--knowledge", LIGHTHOUSE], input);
    let (code, lines) = quiet(&output);
    assert_eq!(code, Some(0));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let numbers: Vec<_> = lines.iter().map(|line| line["line"].as_u64().unwrap_or_default()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    let outcomes: Vec<_> = lines.iter().map(|line| line["outcome"].as_str().unwrap_or("error")).collect();
    assert_eq!(outcomes[..6], ["meta", "meta", "answer", "error", "error", "meta"]);
    assert_eq!(lines[2]["id"], "a1");
    assert!(lines[3]["id"].is_null() && lines[4]["id"].is_null());
    assert!(lines.iter().all(|line| line.get("elapsed_us").is_none()));
    let timed = fed(&["ask", "--batch", "--timing"], b"hello\n");
    assert!(quiet(&timed).1.contains("\"elapsed_us\":"));
}

#[test]
fn a_batch_answers_before_the_next_line_comes() {
    let mut child = attache(&["ask", "--batch"]).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut output = child.stdout.take().expect("it is piped");
    for _ in 0..2 {
        input.write_all(b"hello\n").expect("it reads");
        let mut line = Vec::new();
        let mut byte = [0];
        while line.last() != Some(&b'\n') {
            output.read_exact(&mut byte).expect("it answers while its input is open");
            line.push(byte[0]);
        }
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_reader_who_has_read_enough_is_no_error() {
    for arguments in [&["export"][..], &["briefing", "source"], &["ask", "--batch"], &["check", "--coverage"]] {
        let mut child = attache(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        // It may be gone before it has read this.
        let _ = child.stdin.take().expect("it is piped").write_all(b"hello\nhello\n");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(quiet(&output).0, Some(0), "{arguments:?}");
    }
}

#[test]
fn broken_knowledge_stops_everything_with_all_diagnostics() {
    let broken = broken();
    let folder = folder(&broken);
    for arguments in
        [&["ask", "hello"][..], &["ask", "--batch"], &["briefing", "topics"], &["chat"], &["export"], &["check"]]
    {
        let output = attache(arguments).env("ATTACHE_KNOWLEDGE", &folder).output().expect("the program starts");
        let diagnostics = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(diagnostics.contains("inspection.toml:") && diagnostics.contains("`rule`"), "{diagnostics}");
        assert!(!diagnostics.contains('\u{1b}'));
    }
    let checked = run(&["check", &folder, "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    for line in quiet(&checked).1.lines() {
        let diagnostic: Value = serde_json::from_str(line).expect("an object a line");
        assert!(diagnostic["code"].is_string() && diagnostic["file"].is_string());
    }
}

#[test]
fn a_good_folder_is_checked_and_its_coverage_shown() {
    let checked = run(&["check", LIGHTHOUSE]);
    assert_eq!(checked.status.code(), Some(0));
    assert!(text(&checked.stdout).starts_with("lighthouse-repair: 0 errors and 0 warnings (8 sentences, "));
    let covered = run(&["check", LIGHTHOUSE, "--coverage"]);
    assert!(text(&covered.stdout).contains("inspection-made: inspection-who"), "{}", text(&covered.stdout));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    for arguments in [&["--knowledge", "/no/such", "ask", "hello"][..], &["check", "/no/such"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("/no/such cannot be read"), "{}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "");
    }
}

#[test]
fn the_option_may_follow_any_subcommand_and_beats_the_variable() {
    let about =
        |command: &mut Command| text(&command.output().expect("it starts").stdout).contains("Lighthouse repairs");
    assert!(about(&mut attache(&["briefing", "about", "--knowledge", LIGHTHOUSE])));
    assert!(about(&mut attache(&["--knowledge", LIGHTHOUSE, "briefing", "about"])));
    assert!(about(attache(&["briefing", "about"]).env("ATTACHE_KNOWLEDGE", LIGHTHOUSE)));
    assert!(about(attache(&["briefing", "about", "--knowledge", LIGHTHOUSE]).env("ATTACHE_KNOWLEDGE", "/no/such")));
    assert!(!about(attache(&["briefing", "about"]).env("ATTACHE_KNOWLEDGE", "")));
}

#[test]
fn the_briefing_is_looked_into_from_the_shell() {
    let shown = |arguments: &[&str]| {
        let output = run(&[&["--knowledge", LIGHTHOUSE, "briefing"], arguments].concat());
        quiet(&output).1.to_owned()
    };
    assert!(shown(&["source", "S3"]).contains("S3 ¶2"));
    assert!(shown(&["source"]).contains("S8 ¶5"));
    assert!(shown(&["who", "Ingrid", "Vane"]).starts_with("Dr. Ingrid Vane"));
    assert!(shown(&["source", "S99"]).contains("S1 to S8"));
}

#[test]
fn arguments_that_make_no_sense_are_usage() {
    let cases: [&[&str]; 7] = [
        &[],
        &["nonsense"],
        &["briefing"],
        &["briefing", "nonsense"],
        &["ask", "--format", "xml", "hello"],
        &["ask", "--batch", "--format", "text"],
        &["check", "--coverage", "--format", "json"],
    ];
    for arguments in cases {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}

#[test]
fn every_utterance_is_exported() {
    let output = run(&["export", "--format", "jsonl", "--knowledge", LIGHTHOUSE]);
    let first: Value = serde_json::from_str(quiet(&output).1.lines().next().expect("a line")).expect("an object");
    assert_eq!(first["kind"], "intent");
}

#[test]
fn what_training_makes_is_kept_until_a_file_is_edited() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = folder(&parent);
    copy_fixture(Path::new(&folder));
    let ask = ["ask", "--knowledge", &folder, "--format", "json", "who blocked the road?", "--explain"];
    let trained_now = run(&ask);
    let trained = run(&["train", &folder]);
    assert!(quiet(&trained).1.contains("trained.bin: ") && trained.status.success());
    let kept = run(&ask);
    assert_eq!(
        (trained_now.stdout, trained_now.stderr),
        (kept.stdout, kept.stderr),
        "the same answer for the same reasons"
    );
    assert!(quiet(&run(&["check", &folder])).1.contains("0 errors and 0 warnings"));
    let topic = Path::new(&folder).join("topics/cost.toml");
    fs::write(&topic, fs::read_to_string(&topic).expect("a topic") + "# an afterthought\n").expect("it is written");
    assert!(text(&run(&["check", &folder]).stderr).starts_with("warning[K047]"));
    assert_eq!(run(&["train"]).status.code(), Some(2), "the briefing inside the program");
}

#[test]
fn a_conversation_can_be_piped_in() {
    let output = fed(&["chat", "--knowledge", LIGHTHOUSE], b"/briefing about\n/quit\n");
    let (code, shown) = quiet(&output);
    assert_eq!(code, Some(0));
    assert!(shown.starts_with("> /briefing about\nLighthouse repairs"), "{shown}");
}

#[test]
fn what_the_briefing_lacks_is_not_found() {
    assert_eq!(run(&["briefing", "source", "S99"]).status.code(), Some(1));
    assert_eq!(run(&["briefing", "source", "S1"]).status.code(), Some(0));
}
