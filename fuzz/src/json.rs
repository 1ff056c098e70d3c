//! What must hold of an answer as `attache ask --batch --format json` prints it.

use attache::answer::Answer;
use attache::knowledge::KnowledgeBase;
use attache::render::json::{Asked, answer};
use serde_json::Value;

/// One line of JSON whose citations are the document's own bytes; what is not answered has none.
///
/// # Panics
/// It does not hold.
pub fn check(question: &str, told: &Answer, knowledge: &KnowledgeBase) {
    let line = answer(&Asked { question, ..Asked::default() }, told, knowledge);
    assert!(!line.contains('\n'), "one line: {line}");
    let object: Value = serde_json::from_str(&line).expect("it is JSON");
    assert_eq!(object["question"], question, "the question goes back as it came");
    check_citations(&object, knowledge);
    let parts = object["parts"].as_array().expect("an answer has parts");
    assert!(!parts.is_empty());
    for part in parts {
        check_citations(part, knowledge);
        assert!(part["text"].as_str().is_some_and(|text| !text.is_empty()), "{part}");
    }
}

/// Of an answer or one of its parts.
fn check_citations(object: &Value, knowledge: &KnowledgeBase) {
    let list = |object: &Value, key: &str| object[key].as_array().cloned().expect("a list");
    let citations = list(object, "citations");
    assert_eq!(
        object["outcome"] == "answer",
        !citations.is_empty(),
        "claims have citations, and nothing else has: {object}"
    );
    let options = list(object, "options");
    assert!(options.len() <= 3 && (options.is_empty() || object["outcome"] != "abstain"), "{object}");
    for citation in citations.into_iter().chain(options.iter().flat_map(|option| list(option, "citations"))) {
        let place = |key: &str| usize::try_from(citation[key].as_u64().expect("a place")).expect("a place in memory");
        let quoted = &knowledge.source.text().as_bytes()[place("start")..place("end")];
        assert_eq!(citation["quote"].as_str().map(str::as_bytes), Some(quoted), "{citation}");
        assert_eq!(citation["briefing"], knowledge.briefing.id.as_str());
    }
}
