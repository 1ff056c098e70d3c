//! What readers see, whole: replies as snapshots, and their citations asserted from the knowledge besides.

mod common;

use std::collections::BTreeSet;

use attache::answer::{CitationRole, Outcome};
use attache::command::{Reply, Request};
use attache::render::{Terminal, layout};
use attache::words::Words;
use common::shipped;

#[track_caller]
fn check(name: &str, outcome: Outcome, question: &str) {
    let engine = shipped();
    let knowledge = engine.knowledge();
    let reply = engine.reply(&Request::Ask { question: question.to_owned() });
    let drawn =
        Terminal { width: 100, colours: false, numbered: false }.draw(&layout(&reply, knowledge, Words::english()));
    insta::with_settings!({ description => question, prepend_module_to_snapshot => false }, {
        // The fingerprint changes with every edit of the knowledge; what readers are told need not.
        let shown = drawn.replace(&knowledge.fingerprint.short(), "[fingerprint]");
        insta::assert_snapshot!(format!("reply_{name}"), shown);
    });
    let Reply::Answer(answer) = reply else { panic!("a question gets an answer") };
    assert_eq!(answer.outcome(), outcome, "{question}\n{drawn}");
    for part in &answer.parts {
        let wanted: BTreeSet<_> = part
            .intent
            .iter()
            .flat_map(|&intent| &knowledge[intent].claims)
            .flat_map(|&claim| knowledge.sentences_of(claim))
            .collect();
        let supports = part.citations.iter().filter(|citation| citation.role == CitationRole::Support);
        assert_eq!(supports.map(|citation| citation.sentence).collect::<BTreeSet<_>>(), wanted, "{question}");
        for citation in &part.citations {
            let quote = knowledge.source.quote(citation.sentence).expect("it is in the source");
            let shown: String = drawn.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
            assert!(shown.contains(quote), "the whole sentence is shown: {quote}\n{drawn}");
        }
    }
}

#[test]
fn a_fact_is_told_with_its_sentence() {
    check("fact", Outcome::Answer, "How many kilometers of the border will be delineated?");
}

#[test]
fn what_somebody_said_is_told_as_that_and_with_what_pulls_against_it() {
    check("quotation_with_tension", Outcome::Answer, "How much of the draft peace treaty is agreed?");
}

#[test]
fn a_forecast_is_not_told_as_a_fact() {
    check("forecast", Outcome::Answer, "Will Blinken meet the two ministers together?");
}

#[test]
fn a_demand_is_told_as_a_demand() {
    check("demand", Outcome::Answer, "What does Azerbaijan want removed from the constitution?");
}

#[test]
fn a_sentence_that_leans_on_another_comes_with_it() {
    check("leaning", Outcome::Answer, "What did Mirzoyan and Kabba discuss?");
}

#[test]
fn a_gap_names_the_topic_and_what_is_missing() {
    check("gap", Outcome::Abstain, "In which city did Mirzoyan and Kabba meet?");
}

#[test]
fn an_absent_party_is_said_to_be_absent() {
    check("absent", Outcome::Abstain, "What does Russia say about the treaty?");
}

#[test]
fn each_of_several_questions_is_answered_on_its_own() {
    check("several", Outcome::Answer, "Who re-captured Nagorno-Karabakh? And how many people died?");
}

#[test]
fn a_false_premise_is_met_with_what_the_text_says() {
    check("false_premise", Outcome::Answer, "Is it true that Armenia re-captured Nagorno-Karabakh?");
}

#[test]
fn something_else_is_refused_without_a_source() {
    check("unrelated", Outcome::Abstain, "How do I bake sourdough bread?");
}

#[test]
fn more_questions_than_are_answered_are_told() {
    let questions = ["How long is the border segment? ", "How much is agreed? ", "Where is Nakhchivan? "].concat();
    check("too_many", Outcome::Answer, &questions.repeat(4));
}

#[test]
fn another_language_gets_a_kind_word() {
    check("foreign", Outcome::Abstain, "Qui a repris le Haut-Karabagh l'année dernière, et pourquoi maintenant?");
    check("foreign_script", Outcome::Abstain, "Кто захватил Нагорный Карабах?");
}

#[test]
fn small_talk_is_small() {
    check("greeting", Outcome::Meta, "hello there");
    check("thanks", Outcome::Meta, "thanks a lot!");
    check("memory", Outcome::Meta, "do you remember what I asked before?");
}
