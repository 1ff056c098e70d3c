//! The plainest client there is: a connection for each request.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};

use crate::signing::{Signed, sign};

/// Longer than anything takes on a slow machine; only a failing test waits so long.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The token of every interaction: a secret, so that it must be in no log.
pub const TOKEN: &str = "interaction-token";

/// Asks whoever listens at an address.
#[derive(Clone, Copy)]
pub struct Client {
    pub address: SocketAddr,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Client {
    /// Sends an interaction as Discord does, signed, with id and token.
    pub fn interact(&self, mut interaction: Value) -> Value {
        interaction["id"] = json!("9");
        interaction["token"] = json!(TOKEN);
        let answer = self.post(&sign(&interaction));
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.head.contains("content-type: application/json"), "{}", answer.head);
        serde_json::from_str(&answer.body).unwrap()
    }

    pub fn post(&self, signed: &Signed) -> Answer {
        let headers = [("X-Signature-Ed25519", &*signed.signature), ("X-Signature-Timestamp", &*signed.timestamp)];
        self.send("POST /interactions", &headers, &signed.body)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path}"), &[], "")
    }

    pub fn send(&self, what: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = self.connect();
        // An answer may come before all of the body is sent, and the connection close: that is not the test's business.
        let _ = stream.write_all(request(what, headers, body).as_bytes());
        Answer::read(stream)
    }

    /// As [`Self::send`], without saying beforehand how long the body is.
    pub fn chunked(&self, what: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = self.connect();
        let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        let head = request(what, headers, "").replace("Content-Length: 0", "Transfer-Encoding: chunked");
        let _ = stream.write_all((head + &chunk).as_bytes());
        Answer::read(stream)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }
}

impl Answer {
    pub fn read(mut stream: TcpStream) -> Self {
        let mut text = Vec::new();
        // A reset after the answer takes nothing from it.
        let _ = stream.read_to_end(&mut text);
        let text = String::from_utf8(text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }
}

/// A whole request, after which the connection is closed.
pub fn request(what: &str, headers: &[(&str, &str)], body: &str) -> String {
    let headers: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!("{what} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}", headers.concat());
    head + &format!("Content-Length: {}\r\n\r\n{body}", body.len())
}
