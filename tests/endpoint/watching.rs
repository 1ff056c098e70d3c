//! What can be seen from outside, and what must not be.

use std::process::Command;

use serde_json::json;

use crate::client::TOKEN;
use crate::interactions::{ask, typing_question};
use crate::server::{Builder, Server};
use crate::signing::{Signed, public_key, sign};

/// Asks the program itself.
fn check(address: &str) -> (Option<i32>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_attache")).args(["serve", "--health", address]).output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn health_is_asked_for_over_http_or_by_the_program_itself() {
    let server = Server::start();
    for (path, body) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = server.get(path);
        assert_eq!((answer.status, &*answer.body), (200, body));
    }
    let address = server.address.to_string();
    assert_eq!(check(&address), (Some(0), String::new()));
    server.stop();
    let (code, told) = check(&address);
    assert_eq!(code, Some(1));
    assert!(told.starts_with("attache: no endpoint is up at "), "{told}");
}

#[test]
fn metrics_count_what_happened() {
    let server = Server::start();
    let text = server.get("/metrics").body;
    for zero in [r#"answers_total{outcome="abstain"} 0"#, r#"rejects_total{reason="stale"} 0"#] {
        assert!(text.contains(zero), "{zero} is not in:\n{text}");
    }
    server.post(&sign(json!({ "type": 1 })));
    server.interact(ask("When was the tower built?"));
    server.interact(ask("Is a xylophone in it?"));
    server.interact(typing_question("when"));
    server.post(&Signed { signature: "00".repeat(64), ..sign("{}") });
    server.post(&sign("{}"));
    let answer = server.get("/metrics");
    assert!(answer.head.contains("content-type: application/openmetrics-text"), "{}", answer.head);
    for line in [
        r#"attache_answers_total{outcome="ping"} 1"#,
        r#"attache_answers_total{outcome="answer"} 1"#,
        r#"attache_answers_total{outcome="abstain"} 1"#,
        r#"attache_answers_total{outcome="choices"} 1"#,
        r#"attache_answers_total{outcome="look"} 0"#,
        r#"attache_rejects_total{reason="bad_signature"} 1"#,
        r#"attache_rejects_total{reason="malformed"} 1"#,
        r#"attache_reloads_total{result="done"} 0"#,
        "attache_answer_seconds_count 4",
        r#"attache_answer_seconds_bucket{le="+Inf"} 4"#,
        "# EOF",
    ] {
        assert!(answer.body.lines().any(|found| found == line), "{line} is not in:\n{}", answer.body);
    }
    server.stop();
}

#[test]
fn neither_metrics_nor_the_wordiest_log_hold_words_or_secrets() {
    let server = Builder::new().env("RUST_LOG", "trace").start();
    server.interact(ask("Is a secret word like xylophone logged?"));
    server.interact(typing_question("xylophone"));
    // Broken in the middle of what somebody typed: an error would quote it.
    server.post(&sign(r#"{"type":2,"data":{"name":"xylophone","options":"xylophone"}}"#));
    server.post(&Signed { signature: "00".repeat(64), ..sign("xylophone") });
    let metrics = server.get("/metrics").body;
    let log = server.stop();
    assert!(log.contains("answered") && log.contains("refused"), "{log}");
    for secret in ["xylophone", TOKEN, &public_key()] {
        assert!(!metrics.contains(secret), "{secret} is in:\n{metrics}");
        assert_eq!(log.lines().find(|line| line.contains(secret)), None);
    }
}
