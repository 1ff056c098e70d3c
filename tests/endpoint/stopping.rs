//! How it stops: what has begun is answered, and nothing is refused before a balancer could know.

use std::io::Write;

use serde_json::json;

use crate::client::{Answer, TOKEN, request};
use crate::interactions::ask;
use crate::server::{Builder, Server};
use crate::signing::sign;

#[test]
fn it_exits_with_zero() {
    for signal in ["TERM", "INT"] {
        let server = Server::start();
        // An idle connection holds up nothing.
        let idle = server.connect();
        server.signal(signal);
        let (code, log) = server.exit();
        assert_eq!(code, Some(0), "{signal}: {log}");
        assert!(!log.contains("not answered"), "{log}");
        drop(idle);
    }
}

#[test]
fn a_request_in_flight_is_answered_before_it_exits() {
    let mut server = Server::start();
    let mut interaction = ask("When was the tower built?");
    (interaction["id"], interaction["token"]) = (json!("9"), json!(TOKEN));
    let signed = sign(interaction);
    let headers = [("X-Signature-Ed25519", &*signed.signature), ("X-Signature-Timestamp", &*signed.timestamp)];
    let text = request("POST /interactions", &headers, &signed.body);
    let (first, second) = text.split_at(text.len() - 100);
    let mut stream = server.connect();
    stream.write_all(first.as_bytes()).unwrap();
    // Another one answered: the first has been accepted too.
    assert_eq!(server.get("/healthz").status, 200);
    server.signal("TERM");
    server.logged("stopping");
    stream.write_all(second.as_bytes()).unwrap();
    let answer = Answer::read(stream);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.contains("S2 ¶1"), "{}", answer.body);
    let (code, log) = server.exit();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn while_it_drains_it_answers_and_says_that_it_is_not_ready() {
    let mut server = Builder::graceful("3").start();
    assert_eq!(server.get("/readyz").status, 200);
    server.signal("TERM");
    server.logged("stopping");
    let ready = server.get("/readyz");
    assert_eq!((ready.status, &*ready.body), (503, "stopping\n"));
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.post(&sign(json!({ "type": 1 }))).status, 200);
    let (code, log) = server.exit();
    assert_eq!(code, Some(0), "{log}");
}
