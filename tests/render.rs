//! Replies as they are laid out and drawn, and lengths held.

mod common;

use attache::answer::{Citation, CitationRole};
use attache::command::{Action, Missing, Reply, Request, Verb};
use attache::render::fit::{self, fit};
use attache::render::{Button, Field, Layout, Quote, Section, Terminal, layout, markdown};
use common::{lighthouse, without_fingerprint};
use proptest::collection::vec;
use proptest::prelude::*;

const TERMINAL: Terminal = Terminal { width: 80, colours: false, numbered: true };

fn laid_out(reply: &Reply) -> Layout {
    layout(reply, lighthouse().knowledge())
}

fn ask(question: &str) -> Layout {
    laid_out(&lighthouse().reply(&Request::Ask { question: question.to_owned() }))
}

/// Every sort of reply but answers, which depend on the matcher.
fn pages() -> Vec<(&'static str, Layout)> {
    let engine = lighthouse();
    let reply = |request| laid_out(&engine.reply(&request));
    let press = |verb, places| {
        reply(Request::Press(Action { verb, knowledge: engine.knowledge().fingerprint.short(), places }))
    };
    let related = engine.knowledge().intent("inspection-said").expect("an intent of the fixture").0;
    vec![
        ("topics", reply(Request::Topics)),
        ("document", reply(Request::Source { sentence: None })),
        ("sentence", reply(Request::Source { sentence: Some("3".into()) })),
        ("no such sentence", reply(Request::Source { sentence: Some("S99".into()) })),
        ("context", press(Verb::Context, vec![2, 7])),
        ("related", press(Verb::Related, vec![related])),
        ("answer by button", press(Verb::Answer, vec![related])),
        ("timeline", reply(Request::Timeline)),
        ("people", reply(Request::Who { person: None })),
        ("who", reply(Request::Who { person: Some("vane".into()) })),
        ("no such person", reply(Request::Who { person: Some("xyzzy".into()) })),
        ("nobody near", laid_out(&Reply::NotFound(Missing::Person { nearest: Vec::new() }))),
        (
            "check",
            reply(Request::Check {
                statement:
                    "Hello! The tower was built in 1886. The repairs began on March 9, in Lisbon. The tower is not \
                            sound. Is it? Photosynthesis turns light into sugar."
                        .into(),
            }),
        ),
        ("nothing to check", reply(Request::Check { statement: "hello".into() })),
        ("about", reply(Request::About)),
        ("stale", laid_out(&Reply::Stale)),
    ]
}

#[test]
fn every_page_reads_well_on_the_terminal() {
    let drawn: Vec<_> =
        pages().into_iter().map(|(name, layout)| format!("==== {name}\n{}", TERMINAL.draw(&layout))).collect();
    insta::assert_snapshot!(without_fingerprint(lighthouse(), &drawn.join("\n")));
}

#[test]
fn every_page_reads_well_in_markdown() {
    let drawn: Vec<_> =
        pages().into_iter().map(|(name, layout)| format!("==== {name}\n{}", markdown(&layout))).collect();
    insta::assert_snapshot!(without_fingerprint(lighthouse(), &drawn.join("\n")));
}

#[test]
fn misses_are_private_and_pages_are_not() {
    let private: Vec<_> = pages().into_iter().filter(|(_, layout)| layout.private).map(|(name, _)| name).collect();
    assert_eq!(private, ["no such sentence", "no such person", "nobody near", "check", "nothing to check", "stale"]);
    assert!(ask("hello").private);
    assert!(!ask("Who inspected the tower?").private);
}

#[test]
fn every_quote_is_a_whole_sentence_with_its_place() {
    let source = &lighthouse().knowledge().source;
    for (name, layout) in pages() {
        for quote in layout.sections.iter().flat_map(|section| &section.quotes) {
            let (number, paragraph) = quote.label.split_once(" ¶").expect("a label such as S7 ¶6");
            let sentence = source.sentence(number.parse().expect("a number")).expect("a sentence");
            assert_eq!(sentence.paragraph.to_string(), paragraph, "{name}");
            assert_eq!(source.quote(sentence.number), Some(quote.sentence().as_str()), "{name}");
        }
    }
}

#[test]
fn an_answer_marks_its_anchor_and_leads_on() {
    let layout = ask("Who inspected the tower?");
    let marked: Vec<_> = layout.sections[0].quotes[0].runs.iter().filter(|(_, marked)| *marked).collect();
    assert!(marked.iter().any(|(words, _)| words.contains("the engineer who inspected it in January")), "{marked:?}");
    let labels: Vec<_> = layout.buttons.iter().map(|button| button.label.as_str()).collect();
    assert_eq!(labels, ["Full context", "Related"]);
    let footer = layout.footer.expect("an answer says as of when it is true");
    let short = lighthouse().knowledge().fingerprint.short();
    let expected =
        format!("as of between March 9 and the end of August, year not named (inferred) · briefing {short} · match: ");
    assert!(footer.starts_with(&expected), "{footer}");
    assert!(!footer.contains('%'));
}

#[test]
fn supports_come_before_tensions_which_say_so() {
    let cite = |number: &str, role| Citation { sentence: number.parse().expect("a number"), role, anchors: Vec::new() };
    let mut answer = lighthouse().answer("Who inspected the tower?");
    answer.parts[0].citations = vec![cite("S6", CitationRole::Tension), cite("S3", CitationRole::Support)];
    let layout = laid_out(&Reply::Answer(answer));
    let labels: Vec<_> = layout.sections[0].quotes.iter().map(|quote| quote.label.as_str()).collect();
    assert_eq!(labels, ["S3 ¶2", "S6 ¶4"]);
    for drawn in [TERMINAL.draw(&layout), markdown(&layout)] {
        assert!(drawn.contains("S6 ¶4 (in tension)\n") && drawn.contains("S3 ¶2\n"), "{drawn}");
    }
}

#[test]
fn nothing_typed_comes_back() {
    for typed in ["@everyone **xyzzy** <@1>", "/briefing who xyzzy", "xyzzy https://example.org/xyzzy ?"] {
        let drawn = markdown(&ask(typed));
        assert!(!drawn.contains("xyzzy") && !drawn.contains("@everyone"), "{drawn}");
    }
}

#[test]
fn the_shipped_pages_fit() {
    for (name, layout) in pages() {
        assert!(fit::fits(&layout), "{name}");
    }
}

fn words(most: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[a-z*_@<# \n\u{e9}\u{1f600}]{{0,{most}}}")).expect("a pattern")
}

prop_compose! {
    fn any_quote()(number in 1..2000_usize, text in words(2500), marked in any::<bool>(), tension in any::<bool>()) -> Quote {
        let role = if tension { CitationRole::Tension } else { CitationRole::Support };
        Quote { label: format!("S{number} ¶{number}"), runs: vec![(text, marked), ("end.".into(), false)], role }
    }
}

prop_compose! {
    fn any_section()(
        title in proptest::option::of(words(400)),
        text in words(2500),
        quotes in vec(any_quote(), 0..6),
        fields in vec((words(300), words(1300)), 0..40),
    ) -> Section {
        let fields = fields.into_iter().map(|(name, value)| Field { name, value }).collect();
        Section { title, text, quotes, fields }
    }
}

prop_compose! {
    fn any_layout()(
        sections in vec(any_section(), 1..13),
        footer in proptest::option::of(words(2500)),
        buttons in vec(words(100), 0..40),
    ) -> Layout {
        let button = |label| Button { label, action: Action { verb: Verb::Answer, knowledge: "0".into(), places: vec![1] } };
        Layout { sections, footer, buttons: buttons.into_iter().map(button).collect(), private: false }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn lengths_are_held_and_quotes_never_cut(layout in any_layout()) {
        let fitted = fit(&layout);
        prop_assert!(fit::fits(&fitted));
        prop_assert!(fitted.sections.len() <= layout.sections.len());
        for (after, before) in fitted.sections.iter().zip(&layout.sections) {
            prop_assert!(before.quotes.starts_with(&after.quotes), "quotes come whole, and are left out from the end");
        }
        for (after, before) in fitted.sections.iter().zip(&layout.sections).skip(1) {
            prop_assert_eq!((&after.text, &after.quotes), (&before.text, &before.quotes), "a later section comes whole");
        }
    }

    #[test]
    fn what_is_left_out_is_said(layout in any_layout()) {
        let fitted = fit(&layout);
        let fields = |layout: &Layout| layout.sections.iter().map(|section| section.fields.len()).sum::<usize>();
        let quotes = |layout: &Layout| layout.sections.iter().map(|section| section.quotes.len()).sum::<usize>();
        let said = fitted.sections.iter().any(|section| section.fields.last().is_some_and(|field| field.name == "Left out for length"));
        let missing = quotes(&fitted) < quotes(&layout)
            || fitted.sections.len() < layout.sections.len()
            || fields(&fitted) - usize::from(said) < fields(&layout);
        prop_assert!(said || !missing);
    }

    #[test]
    fn what_fits_stays_as_it_is(layout in any_layout()) {
        let fitted = fit(&layout);
        prop_assert_eq!(fit(&fitted), fitted);
    }

    #[test]
    fn terminal_lines_are_no_wider_than_asked(layout in any_layout(), width in 30..120_usize) {
        let drawn = Terminal { width, colours: false, numbered: false }.draw(&layout);
        for line in drawn.lines() {
            let words = line.trim_start_matches(['│', ' ']).trim_start_matches("- ");
            prop_assert!(line.chars().count() <= width || !words.contains(' '), "{line:?}");
        }
    }
}
