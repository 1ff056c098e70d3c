//! What holds for any string whatever.

mod common;

use attache::answer::{CitationRole, Outcome};
use attache::engine::Engine;
use common::{lighthouse, shipped};
use proptest::prelude::*;

/// Whatever is typed: a reply, citations that are sentences of the source, claims only with citations, and nothing of the
/// typed text in what is said.
fn check(engine: &Engine, typed: &str) -> Result<(), TestCaseError> {
    let knowledge = engine.knowledge();
    let answer = engine.answer(typed);
    prop_assert!(!answer.parts.is_empty());
    for part in &answer.parts {
        prop_assert!(!part.text.is_empty());
        prop_assert_eq!(part.outcome == Outcome::Answer, !part.citations.is_empty());
        prop_assert_eq!(part.outcome == Outcome::Answer, part.intent.is_some() && part.band.is_some());
        prop_assert!(part.options.len() <= 3);
        let mut sentences: Vec<_> = part.citations.iter().map(|citation| citation.sentence).collect();
        sentences.sort();
        sentences.dedup();
        prop_assert_eq!(sentences.len(), part.citations.len(), "a sentence is cited twice");
        for citation in &part.citations {
            let sentence = knowledge.source.sentence(citation.sentence).expect("the sentence is in the source");
            let inside =
                |span: &std::ops::Range<usize>| sentence.span.start <= span.start && span.end <= sentence.span.end;
            prop_assert!(citation.anchors.iter().all(inside));
        }
        prop_assert!(!part.text.contains('@') && !part.text.contains('<'), "{}", part.text);
    }
    prop_assert!(answer.citations().iter().all(|c| matches!(c.role, CitationRole::Support | CitationRole::Tension)));
    prop_assert_eq!(engine.answer(typed), answer, "the same question gives the same answer");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_reply(typed in any::<String>()) {
        check(shipped(), &typed)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Words the matcher knows, in any order, between marks that chat boxes see.
    #[test]
    fn any_mixture_of_words_and_marks_gives_a_reply(
        words in proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z]{1,12}",
                Just("who".to_owned()), Just("when".to_owned()), Just("how many".to_owned()), Just("and what".to_owned()),
                Just("treaty".to_owned()), Just("border".to_owned()), Just("lighthouse".to_owned()), Just("80%".to_owned()),
                Just("@everyone".to_owned()), Just("<@123>".to_owned()), Just("**bold**".to_owned()), Just("\n".to_owned()),
                Just("?".to_owned()), Just("1)".to_owned()), Just("\u{202e}".to_owned()), Just("\0".to_owned()), Just("😡🇦🇲".to_owned()),
                Just("[x](http://x)".to_owned()), Just("’".to_owned()), Just("ı".to_owned()),
            ],
            0..60,
        ),
    ) {
        let typed = words.join(" ");
        check(shipped(), &typed)?;
        check(lighthouse(), &typed)?;
    }
}

#[test]
fn six_thousand_characters_give_a_reply() {
    let mut long = "I read about the treaty and the border and wonder who said what. ".repeat(100);
    long.truncate(6000);
    check(shipped(), &long).unwrap();
    check(shipped(), &"?".repeat(6000)).unwrap();
    check(shipped(), &"who ".repeat(1500)).unwrap();
    check(shipped(), &"a".repeat(6000)).unwrap();
    check(shipped(), &"ꙮ".repeat(6000)).unwrap();
    check(shipped(), &"1) ".repeat(2000)).unwrap();
}

#[test]
fn nothing_typed_is_small_talk() {
    for typed in ["", "   ", "\n\n", "\u{200b}", "???", "😡😡", "\0"] {
        assert_eq!(shipped().answer(typed).outcome(), Outcome::Meta, "{typed:?}");
    }
}
