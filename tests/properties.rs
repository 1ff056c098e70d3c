//! What holds for any string whatever.

mod common;

use attache::answer::{CitationRole, Outcome};
use attache::checking::{Found, MOST_STATEMENTS, Seen};
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

/// Whatever is checked: statements of the message, sentences of the source, points that lie inside both.
fn hold(engine: &Engine, typed: &str) -> Result<(), TestCaseError> {
    let check = engine.check(typed);
    prop_assert!(check.items.len() <= MOST_STATEMENTS);
    for item in &check.items {
        prop_assert_eq!(&typed[item.span.clone()], &item.text);
        let Found::Closest(comparison) = &item.found else { continue };
        let sentence = engine.knowledge().source.sentence(comparison.sentence).expect("the sentence is in the source");
        for point in &comparison.points {
            prop_assert!(point.said.is_some() || point.told.is_some());
            prop_assert!(point.seen != Seen::Differs || point.told.is_some());
            prop_assert!(
                point.said.as_ref().is_none_or(|said| item.span.start <= said.start && said.end <= item.span.end)
            );
            let inside =
                |told: &std::ops::Range<usize>| sentence.span.start <= told.start && told.end <= sentence.span.end;
            prop_assert!(point.told.as_ref().is_none_or(inside));
        }
    }
    prop_assert_eq!(engine.check(typed), check, "the same message gives the same result");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Words of the briefings among negations, numbers and dates.
    #[test]
    fn any_message_can_be_checked(
        words in proptest::collection::vec(
            prop_oneof![
                any::<String>(), "[a-zA-Z0-9%.,]{1,12}",
                Just("not".to_owned()), Just("never".to_owned()), Just("unlikely".to_owned()), Just("twenty".to_owned()),
                Just("million".to_owned()), Just("since 2019".to_owned()), Just("March".to_owned()), Just("23rd of".to_owned()),
                Just("agreed".to_owned()), Just("treaty".to_owned()), Just("tower".to_owned()), Just("Vane".to_owned()),
                Just("12km.".to_owned()), Just("80%".to_owned()), Just("and".to_owned()), Just("’s".to_owned()),
                Just(". ".to_owned()), Just("\n".to_owned()), Just("?".to_owned()), Just("İ".to_owned()),
            ],
            0..40,
        ),
    ) {
        let typed = words.join(" ");
        hold(shipped(), &typed)?;
        hold(lighthouse(), &typed)?;
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
    hold(shipped(), &long).unwrap();
    hold(shipped(), &"not 12 ".repeat(850)).unwrap();
    hold(shipped(), &"twenty million billion ".repeat(250)).unwrap();
}

#[test]
fn nothing_typed_is_small_talk() {
    for typed in ["", "   ", "\n\n", "\u{200b}", "???", "😡😡", "\0"] {
        assert_eq!(shipped().answer(typed).outcome(), Outcome::Meta, "{typed:?}");
    }
}
