//! What the document does not say is refused, and named: for every topic and every facet that no claim fills.

mod common;

use attache::answer::Outcome;
use attache::engine::Engine;
use attache::knowledge::{GapIx, GapOrigin, TopicKind};
use common::{lighthouse, shipped};

/// Asks for every derived gap in the first words of its template and the topic's own name.
fn check(engine: &Engine) {
    let knowledge = engine.knowledge();
    let mut asked = 0;
    let mut answered = Vec::new();
    for gap in (0..knowledge.gaps.len()).map(GapIx).filter(|&gap| knowledge[gap].origin == GapOrigin::Derived) {
        let question = format!("{}?", knowledge[gap].utterances[0]);
        let answer = engine.answer(&question);
        asked += 1;
        if answer.outcome() != Outcome::Abstain {
            answered.push(question);
            continue;
        }
        // Another gap may be as good; whichever it is, topic and missing thing are named.
        for part in &answer.parts {
            let gap = &knowledge[part.gap.unwrap_or_else(|| panic!("{question}: nothing of the briefing?"))];
            let Some(topic) = gap.topic.map(|topic| &knowledge[topic]) else { continue };
            assert!(part.text.contains(&gap.missing), "{question}: {}", part.text);
            assert!(topic.kind == TopicKind::Overview || part.text.contains(&topic.name), "{question}: {}", part.text);
            assert!(part.citations.is_empty());
        }
    }
    assert!(asked > 10, "the briefing has derived gaps");
    assert!(answered.is_empty(), "of {asked} questions on what is not stated these were answered: {answered:#?}");
}

#[test]
fn every_empty_facet_of_the_shipped_briefing_is_refused_by_name() {
    check(shipped());
}

#[test]
fn every_empty_facet_of_another_briefing_is_refused_by_name() {
    check(lighthouse());
}

#[test]
fn every_absent_party_is_said_to_be_absent() {
    let knowledge = shipped().knowledge();
    for entity in knowledge.entities.iter().filter(|entity| entity.is_absent()) {
        let answer = shipped().answer(&format!("What does {} say about it?", entity.name));
        assert_eq!(answer.outcome(), Outcome::Abstain, "{}", entity.name);
    }
}
