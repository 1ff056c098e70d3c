//! What is not answered, and how that is said.

use serde_json::json;

use crate::client::Answer;
use crate::interactions::ask;
use crate::server::{Builder, Server};
use crate::signing::{Signed, sign, sign_at};

fn refused(server: &Server, signed: &Signed, status: u16) {
    let answer = server.post(signed);
    told(&answer, status);
}

fn told(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.ends_with(".\n") && answer.body.lines().count() == 1, "a sentence: {}", answer.body);
}

#[test]
fn only_what_discord_signed_is_read() {
    let server = Server::start();
    let good = sign(json!({ "type": 1 }));
    assert_eq!(server.post(&good).status, 200);

    refused(&server, &Signed { signature: "00".repeat(64), ..good.clone() }, 401);
    refused(&server, &Signed { signature: "zz".repeat(64), ..good.clone() }, 401);
    refused(&server, &Signed { signature: String::new(), ..good.clone() }, 401);
    refused(&server, &Signed { timestamp: "soon".into(), ..good.clone() }, 401);
    // The signature of one body over another, and of one time over another.
    refused(&server, &Signed { body: json!({ "type": 2 }).to_string(), ..good.clone() }, 401);
    refused(&server, &Signed { body: format!("{} ", good.body), ..good.clone() }, 401);
    refused(&server, &Signed { timestamp: sign_at(1, "").timestamp, ..good.clone() }, 401);

    let headers = [("X-Signature-Ed25519", &*good.signature), ("X-Signature-Timestamp", &*good.timestamp)];
    told(&server.send("POST /interactions", &headers[..1], &good.body), 401);
    told(&server.send("POST /interactions", &headers[1..], &good.body), 401);
    told(&server.send("POST /interactions", &[], &good.body), 401);
    server.stop();
}

#[test]
fn another_key_vouches_for_nothing() {
    // A valid key, but not the one that these tests sign with.
    let other = "67c6bd767ca099e79efac9fcce4d2022a63bf7dea780e7f3d813f694c1597089";
    let server = Builder::new().env("DISCORD_PUBLIC_KEY", other).start();
    refused(&server, &sign(json!({ "type": 1 })), 401);
    server.stop();
}

#[test]
fn a_signature_is_good_for_five_minutes_either_way() {
    let server = Server::start();
    for seconds in [-290, 290] {
        assert_eq!(server.post(&sign_at(seconds, json!({ "type": 1 }))).status, 200, "{seconds}");
    }
    for seconds in [-310, 310, -100_000_000] {
        refused(&server, &sign_at(seconds, json!({ "type": 1 })), 401);
    }
    server.stop();
}

#[test]
fn what_is_larger_than_any_interaction_is_not_read() {
    let server = Server::start();
    let large = ask(&"a".repeat(300_000));
    refused(&server, &sign(&large), 413);
    // And where the head does not say how large it is.
    let signed = sign(&large);
    let headers = [("X-Signature-Ed25519", &*signed.signature), ("X-Signature-Timestamp", &*signed.timestamp)];
    told(&server.chunked("POST /interactions", &headers, &signed.body), 413);
    server.stop();
}

#[test]
fn what_is_signed_but_no_interaction_is_malformed() {
    let server = Server::start();
    for body in [
        "",
        "{",
        "null",
        "[]",
        "{}",
        r#"{"type":"1"}"#,
        r#"{"type":-1}"#,
        r#"{"type":1,"type":2}"#,
        r#"{"type":2}"#,
        r#"{"type":3,"data":{}}"#,
        r#"{"type":4,"data":null}"#,
        r#"{"type":5,"data":{"components":[]}}"#,
        "{\"type\":1}\0",
        &"[".repeat(100_000),
    ] {
        refused(&server, &sign(body), 400);
    }
    for kind in [0, 6, 255, 256, u64::MAX] {
        refused(&server, &sign(json!({ "type": kind, "id": "1", "token": "t", "data": {} })), 400);
    }
    assert_eq!(server.post(&sign(json!({ "type": 1 }))).status, 200, "it is none the worse for it");
    server.stop();
}

#[test]
fn other_ways_and_places_are_not_there() {
    let server = Server::start();
    assert_eq!(server.get("/interactions").status, 405);
    assert_eq!(server.get("/").status, 404);
    assert_eq!(server.send("POST /metrics", &[], "").status, 405);
    server.stop();
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    use std::io::Write;
    let server = Server::start();
    let signed = sign(json!({ "type": 1 }));
    let mut stream = server.connect();
    write!(
        stream,
        "POST /interactions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Signature-Ed25519: {}\r\n\
         X-Signature-Timestamp: {}\r\nContent-Length: 10\r\n\r\n{{",
        signed.signature, signed.timestamp
    )
    .unwrap();
    told(&Answer::read(stream), 408);
    server.stop();
}
