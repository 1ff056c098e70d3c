//! The endpoint beside a bare axum route that verifies the same signatures and returns a constant: same machine, same run,
//! rounds in turn. Prints `name value` lines.
//!
//!     cargo bench --features endpoint --bench endpoint              # throughput, CPU a request, latency at half load
//!     cargo bench --features endpoint --bench endpoint -- soak 10   # memory over ten minutes
//!
//! The servers run on one core and the load on another, so that it is the server that is measured. Requests are signed
//! before a round begins. CPU is what the kernel counts for the process: its own work included.
#![allow(clippy::needless_pass_by_value, unreachable_pub)]

mod bare;
#[allow(dead_code)]
#[path = "../../tests/fake_discord/interactions.rs"]
mod interactions;
mod load;
mod process;
#[allow(dead_code)]
#[path = "../../tests/endpoint/signing.rs"]
mod signing;
mod soak;

use std::hint::black_box;
use std::time::Duration;

use attache::discord::Plugin;
use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files, compile};
use serde_json::{Value, json};
use serenity::all::Interaction;

use self::interactions::{ask, briefing, typing_question};
use self::load::{Requests, Round, closed, open};
use self::process::Server;

/// The application that the interactions are for.
const APPLICATION: u64 = 1_234_567_890;

/// Rounds of each server, in turn; the median counts.
const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_secs(2);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["bare"] => bare::serve(),
        ["soak", minutes] => soak::run(minutes.parse().expect("minutes")),
        [] => compare(),
        _ => panic!("nothing, or `soak MINUTES`"),
    }
}

/// Every question of the briefing and every utterance: all different, so that no cache could help.
fn questions(engine: &Engine) -> Vec<String> {
    let knowledge = engine.knowledge();
    let own = knowledge.questions.lines().filter_map(|line| {
        Some(serde_json::from_str::<Value>(line).ok()?["q"].as_str().expect("a question").to_owned())
    });
    let mut all: Vec<String> =
        own.chain(knowledge.intents.iter().flat_map(|intent| intent.utterances.clone())).collect();
    all.sort();
    all.dedup();
    all
}

fn engine() -> Engine {
    Engine::new(
        compile(&Files::shipped(DEFAULT_BRIEFING).expect("it is in the binary")).expect("it compiles").knowledge,
    )
}

fn compare() {
    process::pin();
    let engine = engine();
    let questions = questions(&engine);
    let asks: Vec<Value> = questions.iter().map(|question| ask(question)).collect();
    let typed: Vec<Value> =
        questions.iter().enumerate().map(|(at, question)| typing_question(begun(question, at))).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (ours, bare) = (Server::ours(), Server::bare());

    for (name, bodies) in [
        ("ping", vec![json!({ "type": 1 })]),
        ("source", vec![briefing("source", Some(("sentence", "S7")))]),
        ("ask", asks.clone()),
    ] {
        let requests = Requests::sign(&bodies);
        let (mut ratios, mut ours_rounds, mut bare_rounds) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let one = runtime.block_on(closed(&bare, &requests, ROUND));
            let other = runtime.block_on(closed(&ours, &requests, ROUND));
            ratios.push(other.per_second / one.per_second);
            bare_rounds.push(one);
            ours_rounds.push(other);
        }
        println!("{name}_per_second {:.0}", median(ours_rounds.iter().map(|round| round.per_second)));
        println!("{name}_bare_per_second {:.0}", median(bare_rounds.iter().map(|round| round.per_second)));
        println!("{name}_ratio_to_bare {:.2}", median(ratios.into_iter()));
        let cpu = median(ours_rounds.iter().map(|round| round.cpu_us));
        println!("{name}_cpu_us {cpu:.1}");
        println!("{name}_bare_cpu_us {:.1}", median(bare_rounds.iter().map(|round| round.cpu_us)));
        if name == "ask" {
            let answer = alone(&questions, |question| drop(black_box(engine.answer(question))));
            println!("answer_alone_us {answer:.1}");
            println!("response_alone_us {:.1}", response_alone(&engine, &asks));
            println!("ask_cpu_beyond_the_answer_us {:.1}", cpu - answer);
            runtime.block_on(at_half_load(name, &ours, &bodies, &ours_rounds));
        }
    }
    // Completion comes with every key that is pressed: how quick it is counts, not how it stands beside a bare route.
    let requests = Requests::sign(&typed);
    let rounds: Vec<Round> = (0..ROUNDS).map(|_| runtime.block_on(closed(&ours, &requests, ROUND))).collect();
    println!("autocomplete_per_second {:.0}", median(rounds.iter().map(|round| round.per_second)));
    println!("autocomplete_cpu_us {:.1}", median(rounds.iter().map(|round| round.cpu_us)));
    runtime.block_on(at_half_load("autocomplete", &ours, &typed, &rounds));
}

/// A question as far as it is typed: from its first letter to all of it, in turn.
fn begun(question: &str, turn: usize) -> &str {
    let ends: Vec<usize> = question.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    &question[..ends[turn % ends.len()]]
}

/// Prints how long answers take at half of what these rounds reached.
async fn at_half_load(name: &str, server: &Server, bodies: &[Value], rounds: &[Round]) {
    let rate = median(rounds.iter().map(|round| round.per_second)) / 2.0;
    let mut latencies = open(server, &Requests::sign(bodies), rate, Duration::from_secs(10)).await;
    latencies.sort_unstable();
    println!("{name}_at_half_load_per_second {rate:.0}");
    for percent in [50, 99] {
        let latency = latencies[(latencies.len() - 1) * percent / 100];
        println!("{name}_at_half_load_p{percent}_ms {:.2}", latency.as_secs_f64() * 1e3);
    }
}

/// The same from an interaction's tree to the body of its response: all but the network and the signature.
fn response_alone(engine: &Engine, asks: &[Value]) -> f64 {
    let plugin = Plugin::builder().briefing("one", engine.clone()).build().expect("a plugin");
    let signed = asks.iter().cloned().map(|mut ask| {
        (ask["id"], ask["token"]) = (json!("1"), json!("t"));
        ask.to_string()
    });
    alone(&signed.collect::<Vec<_>>(), |ask| {
        let interaction: Interaction = serde_json::from_str(ask).expect("an interaction");
        let response = plugin.respond_alone(&interaction);
        black_box(serde_json::to_vec(&response.body).expect("it is written"));
    })
}

/// The mean CPU time of one of these, in microseconds: the median of several rounds.
fn alone<T>(inputs: &[T], run: impl Fn(&T)) -> f64 {
    median((0..ROUNDS).map(|_| {
        let before = process::own_cpu();
        inputs.iter().for_each(&run);
        (process::own_cpu() - before) * 1e6 / inputs.len() as f64
    }))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
