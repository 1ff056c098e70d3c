//! Memory over minutes of a steady load: what is asked differs, and connections come and go.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::interactions::{ask, briefing, typing_question};
use crate::load::{Client, Requests};
use crate::process::{Server, pin};

const PER_SECOND: u32 = 500;

/// Requests before a connection is closed and another opened.
const OF_A_CONNECTION: usize = 100;

pub fn run(minutes: u32) {
    pin();
    let server = Server::ours();
    let questions = crate::questions(&crate::engine());
    let interactions: Vec<_> = questions
        .iter()
        .enumerate()
        .map(|(index, question)| match index % 4 {
            0 => typing_question(question),
            1 => briefing("source", Some(("sentence", "S7"))),
            _ => ask(question),
        })
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for minute in 1..=minutes {
        runtime.block_on(steady(&server, &Requests::sign(&interactions)));
        println!("resident_after_minute_{minute}_mb {:.2}", server.resident());
    }
}

/// A minute of it.
async fn steady(server: &Server, requests: &Requests) {
    let started = Instant::now();
    let mut client = Client::connect(server.address).await;
    for index in 0..PER_SECOND * 60 {
        sleep_until(started + Duration::from_secs(1) / PER_SECOND * index).await;
        if (index as usize).is_multiple_of(OF_A_CONNECTION) {
            client = Client::connect(server.address).await;
        }
        client.ask(requests.get(index as usize)).await;
    }
}
