//! What readers ask, and what answers it: the data is in `data/utterances.tsv`.

mod common;

use std::collections::BTreeSet;

use attache::answer::{CitationRole, Outcome};
use common::shipped;

/// Whether an utterance is answered (or refused) as the line wants.
fn holds(utterance: &str, wanted: &str, sentences: &str) -> Result<(), String> {
    let knowledge = shipped().knowledge();
    let answer = shipped().answer(utterance);
    let intents: Vec<_> =
        answer.parts.iter().filter_map(|part| part.intent).map(|intent| knowledge[intent].id.as_str()).collect();
    let citations = answer.citations();
    let supports = citations.iter().filter(|citation| citation.role == CitationRole::Support);
    let cited: BTreeSet<_> = supports.map(|citation| citation.sentence.to_string()).collect();
    let found = || {
        format!(
            "{utterance}\n    wanted {wanted} {sentences}, found {:?} {intents:?} {cited:?}\n{}",
            answer.outcome(),
            answer.text()
        )
    };
    let gaps: Vec<_> = answer.parts.iter().filter_map(|part| part.gap).map(|gap| &knowledge[gap].id).collect();
    let refused = answer.outcome() == Outcome::Abstain && cited.is_empty();
    let right = match wanted {
        "gap" => refused,
        "-" => refused && gaps.is_empty(),
        "meta" => answer.outcome() == Outcome::Meta && cited.is_empty(),
        _ if wanted.starts_with("gap ") => refused && gaps == [&wanted["gap ".len()..]],
        _ => {
            wanted.split('|').any(|intent| intents == [intent])
                && sentences.split(',').all(|sentence| cited.contains(sentence))
        }
    };
    if right { Ok(()) } else { Err(found()) }
}

#[test]
fn utterances_find_their_intents_and_cite_their_sentences() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in include_str!("data/utterances.tsv").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<_> = line.split('\t').collect();
        let [utterance, wanted, sentences] = fields[..] else { panic!("three fields a line: {line}") };
        lines += 1;
        match (utterance.strip_prefix('!'), holds(utterance.trim_start_matches('!'), wanted, sentences)) {
            (None, Err(found)) => wrong.push(found),
            (Some(_), Ok(())) => wrong.push(format!("right by now, take the mark off: {utterance}")),
            (None, Ok(())) | (Some(_), Err(_)) => {}
        }
    }
    assert!(lines > 20, "the data is there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_title_answers_itself() {
    let knowledge = shipped().knowledge();
    let mut wrong = Vec::new();
    for intent in &knowledge.intents {
        let answer = shipped().answer(&intent.title);
        let cited: BTreeSet<_> = answer.citations().iter().map(|citation| citation.sentence).collect();
        let wanted: BTreeSet<_> = intent.claims.iter().map(|&claim| knowledge[claim].sentence).collect();
        if answer.outcome() != Outcome::Answer || !wanted.is_subset(&cited) {
            let found: Vec<_> =
                answer.parts.iter().filter_map(|part| part.intent).map(|found| &knowledge[found].id).collect();
            wrong.push(format!("{} ({}): {found:?}", intent.title, intent.id));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), knowledge.intents.len(), wrong.join("\n"));
}
