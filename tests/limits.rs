//! Whatever a briefing says and whatever a reader types, the payload holds every limit of Discord.

mod common;
#[allow(dead_code, unreachable_pub, clippy::needless_pass_by_value)]
#[path = "fake_discord/interactions.rs"]
mod interactions;
#[allow(dead_code, unreachable_pub, clippy::assigning_clones, clippy::needless_pass_by_value)]
#[path = "fake_discord/rules/mod.rs"]
mod rules;

use std::sync::LazyLock;

use attache::discord::Plugin;
use attache::engine::Engine;
use attache::knowledge::KnowledgeBase;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use serenity::all::Interaction;

use crate::interactions::{ask, briefing, choose, of_message, press, typing_question};
use crate::rules::responses::{broken_by, kind_fits};

/// The application that the interactions are for.
const APPLICATION: u64 = 900_000_000_000_000_001;

/// Characters that mean something to Discord or to a counter of characters, and some that mean nothing.
fn hostile(most: usize) -> impl Strategy<Value = String> {
    let pattern =
        format!("[a-z*_`~|>#@<:\\\\/.0-9 \n\\u{{202e}}\\u{{200b}}\\u{{e9}}\\u{{1f600}}\\u{{5e74}}]{{1,{most}}}");
    proptest::string::string_regex(&pattern).expect("a pattern")
}

/// The small briefing of the tests with its words exchanged for these, in turn; the document itself stays.
fn with_words(words: &[String]) -> KnowledgeBase {
    static KNOWLEDGE: LazyLock<KnowledgeBase> = LazyLock::new(|| common::knowledge(&common::lighthouse_files()));
    let mut knowledge = KNOWLEDGE.clone();
    let mut words = words.iter().cycle().cloned();
    let mut next = |text: &mut String| {
        if !text.is_empty() {
            *text = words.next().unwrap_or_default();
        }
    };
    next(&mut knowledge.briefing.title);
    knowledge.topics.iter_mut().for_each(|topic| [&mut topic.title, &mut topic.name].into_iter().for_each(&mut next));
    knowledge.intents.iter_mut().for_each(|intent| next(&mut intent.title));
    knowledge.gaps.iter_mut().for_each(|gap| next(&mut gap.missing));
    knowledge.tensions.iter_mut().for_each(|tension| next(&mut tension.note));
    for claim in &mut knowledge.claims {
        next(&mut claim.says);
        claim.dated.iter_mut().for_each(|dated| [&mut dated.words, &mut dated.note].into_iter().for_each(&mut next));
    }
    for entity in &mut knowledge.entities {
        [&mut entity.name, &mut entity.role].into_iter().for_each(&mut next);
    }
    knowledge
}

fn respond(plugin: &Plugin, mut interaction: Value) -> Value {
    interaction["id"] = json!("1");
    interaction["token"] = json!("token");
    let kind = interaction["type"].as_u64().unwrap();
    let interaction: Interaction = serde_json::from_value(interaction).unwrap();
    let response = serde_json::to_value(&plugin.respond_alone(&interaction).body).unwrap();
    assert_eq!(broken_by(&response), [""; 0], "{response:#}");
    assert!(kind_fits(kind, response["type"].as_u64().unwrap()), "{response:#}");
    response
}

/// Everything that can be pressed or chosen in a response, as interactions.
fn leads(response: &Value) -> Vec<Value> {
    let rows = response["data"]["components"].as_array().into_iter().flatten();
    let components = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let lead = |component: &Value| {
        let id = component["custom_id"].as_str()?;
        match component["type"].as_u64()? {
            2 => Some(press(id)),
            3 => Some(choose(id, component["options"][0]["value"].as_str()?)),
            _ => None,
        }
    };
    components.filter_map(lead).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_limit_is_held(
        short in vec(hostile(120), 12..20),
        long in vec(hostile(2500), 1..6),
        typed in hostile(6000),
    ) {
        let words: Vec<_> = short.into_iter().chain(long).collect();
        let plugin = Plugin::builder().briefing("words", Engine::new(with_words(&words))).build().unwrap();
        let several = "When was the tower built? Who inspected it? What will it cost? Who pays? When does it reopen?";
        let first = [
            ask("Who inspected the tower?"),
            ask("How tall is the tower?"),
            ask(several),
            ask(&typed),
            of_message("Ask the briefing", &typed),
            typing_question(&typed.chars().take(100).collect::<String>()),
            briefing("topics", None),
            briefing("topics", Some(("topic", &words[0]))),
            briefing("source", None),
            briefing("source", Some(("sentence", "S99"))),
            briefing("timeline", None),
            briefing("who", None),
            briefing("who", Some(("person", &words[1]))),
            briefing("about", None),
        ];
        for interaction in first {
            for lead in leads(&respond(&plugin, interaction)) {
                respond(&plugin, lead);
            }
        }
    }
}
