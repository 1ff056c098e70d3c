//! What comes out of the compiler for the good briefing.

use std::path::Path;

use attache::knowledge::{Cell, Coverage, Files, GapOrigin, KnowledgeBase, compile};

fn files() -> Files {
    Files::read(Path::new("tests/fixtures/lighthouse-repair")).expect("the fixture is there")
}

fn knowledge() -> KnowledgeBase {
    compile(&files()).expect("the fixture is good").knowledge
}

#[test]
fn every_anchor_is_in_its_sentence_byte_for_byte() {
    let knowledge = knowledge();
    for claim in &knowledge.claims {
        let sentence = knowledge.source.sentence(claim.sentence).expect("the sentence is there");
        assert!(sentence.span.start <= claim.anchor.start && claim.anchor.end <= sentence.span.end, "{}", claim.id);
        assert!(
            knowledge.source.text().get(claim.anchor.clone()).is_some_and(|words| !words.is_empty()),
            "{}",
            claim.id
        );
    }
}

#[test]
fn gaps_are_written_then_absent_then_derived() {
    let knowledge = knowledge();
    let order = |origin: GapOrigin| match origin {
        GapOrigin::Written => 0,
        GapOrigin::Absent(_) => 1,
        GapOrigin::Derived => 2,
    };
    assert!(knowledge.gaps.iter().map(|gap| order(gap.origin)).is_sorted());
    assert!(knowledge.gaps.iter().any(|gap| gap.id == "absent.mayor" && gap.topic.is_none() && gap.near.len() == 1));
}

/// The demand on the contractor says who, what and with what consequence; `without` rules the cost out. The rest of what
/// readers ask of a demand is missing.
#[test]
fn a_gap_is_derived_for_each_facet_that_nothing_fills() {
    let knowledge = knowledge();
    let derived: Vec<_> = knowledge
        .gaps
        .iter()
        .filter(|gap| gap.origin == GapOrigin::Derived && gap.id.starts_with("road."))
        .map(|gap| gap.id.as_str())
        .collect();
    assert_eq!(derived, ["road.when", "road.why"]);
}

#[test]
fn a_finer_facet_fills_the_one_it_is_within() {
    let knowledge = knowledge();
    let has = |id: &str| knowledge.gaps.iter().any(|gap| gap.id == id);
    assert!(!has("repairs.why"), "the claims tell the cause");
    assert!(has("reopening.clock"), "a day is no hour");
}

#[test]
fn a_written_gap_takes_the_place_of_the_derived_one() {
    let knowledge = knowledge();
    assert!(knowledge.gaps.iter().any(|gap| gap.id == "lighthouse-height"));
    assert!(!knowledge.gaps.iter().any(|gap| gap.id == "lighthouse.size"));
}

#[test]
fn a_derived_gap_has_templates_with_the_names_of_its_topic() {
    let knowledge = knowledge();
    let gap = knowledge.gaps.iter().find(|gap| gap.id == "cost.response").expect("it is derived");
    assert_eq!(gap.missing, "how the other side answered");
    assert_eq!(gap.near.len(), 3);
    assert_eq!(
        gap.utterances[..2],
        ["what was the answer to the cost estimate for the repairs", "how did the other side respond to the estimate",]
    );
    assert_eq!(gap.utterances.len(), 10);
}

#[test]
fn coverage_reaches_everything() {
    let knowledge = knowledge();
    let coverage = Coverage::of(&knowledge);
    assert!(coverage.sentences.iter().all(|(_, claims, intents)| !claims.is_empty() && !intents.is_empty()));
    assert!(coverage.claims.iter().all(|(_, intents)| !intents.is_empty()));
    for (topic, cells) in &coverage.topics {
        for (facet, cell) in cells {
            if let Cell::Gap(gap) = cell {
                assert_eq!((knowledge[*gap].topic, knowledge[*gap].facet), (Some(*topic), Some(*facet)));
            }
        }
    }
    insta::assert_snapshot!(coverage.to_string());
}

#[test]
fn the_fingerprint_is_of_all_files() {
    let before = knowledge().fingerprint;
    assert_eq!(before, knowledge().fingerprint);
    let mut files = files();
    files.files.entry("absent.toml".to_owned()).or_default().push(b'\n');
    assert_ne!(before, compile(&files).expect("a newline breaks nothing").knowledge.fingerprint);
}
