//! Load: connections that are kept alive, requests that were signed before.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until};

use crate::process::Server;
use crate::signing::sign;

/// Enough to keep one core busy.
const CONNECTIONS: usize = 8;

/// Whole requests, ready to be sent.
#[derive(Clone)]
pub struct Requests(std::sync::Arc<Vec<Vec<u8>>>);

/// What a round came to.
pub struct Round {
    pub per_second: f64,
    pub cpu_us: f64,
}

impl Requests {
    pub fn sign(interactions: &[Value]) -> Self {
        Self(std::sync::Arc::new(interactions.iter().map(request).collect()))
    }

    pub fn get(&self, index: usize) -> &[u8] {
        &self.0[index % self.0.len()]
    }
}

fn request(interaction: &Value) -> Vec<u8> {
    let mut interaction = interaction.clone();
    (interaction["id"], interaction["token"]) = (json!("1"), json!("t"));
    let signed = sign(&interaction);
    let head = format!(
        "POST /interactions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Signature-Ed25519: {}\r\n\
         X-Signature-Timestamp: {}\r\nContent-Length: {}\r\n\r\n",
        signed.signature,
        signed.timestamp,
        signed.body.len()
    );
    (head + &signed.body).into_bytes()
}

/// As many requests as the server answers in that time.
pub async fn closed(server: &Server, requests: &Requests, time: Duration) -> Round {
    let (started, cpu) = (Instant::now(), server.cpu());
    let until = started + time;
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let (address, requests) = (server.address, requests.clone());
            tokio::spawn(async move {
                let mut client = Client::connect(address).await;
                let mut done = 0;
                while Instant::now() < until {
                    client.ask(requests.get(connection + done * CONNECTIONS)).await;
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.expect("it goes well");
    }
    let (took, cpu) = (started.elapsed().as_secs_f64(), server.cpu() - cpu);
    Round { per_second: done as f64 / took, cpu_us: cpu * 1e6 / done as f64 }
}

/// So many requests a second, however long answers take: latencies are counted from when a request was due.
pub async fn open(server: &Server, requests: &Requests, per_second: f64, time: Duration) -> Vec<Duration> {
    let started = Instant::now();
    let pause = Duration::from_secs_f64(1.0 / per_second);
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let (address, requests) = (server.address, requests.clone());
            tokio::spawn(async move {
                let mut client = Client::connect(address).await;
                let mut latencies = Vec::new();
                for index in (connection..).step_by(CONNECTIONS) {
                    let due = started + pause.mul_f64(index as f64);
                    if due > started + time {
                        break;
                    }
                    sleep_until(due).await;
                    client.ask(requests.get(index)).await;
                    latencies.push(due.elapsed());
                }
                latencies
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("it goes well"));
    }
    latencies
}

/// One connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: std::net::SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("it listens");
        stream.set_nodelay(true).expect("it is a socket");
        Self { stream, buffer: Vec::with_capacity(16 * 1024) }
    }

    /// Sends a request and reads its answer, which must be a good one.
    pub async fn ask(&mut self, request: &[u8]) {
        self.stream.write_all(request).await.expect("it is read");
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("an answer");
            assert!(read > 0, "it closed the connection");
            if let Some(length) = length(&self.buffer)
                && self.buffer.len() >= length
            {
                assert!(self.buffer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&self.buffer));
                return;
            }
        }
    }
}

/// The length of head and body together, once the head is there.
fn length(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&answer[..head]).expect("a head is text");
    let line = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    Some(head + line.expect("a length").trim().parse::<usize>().expect("a number"))
}
