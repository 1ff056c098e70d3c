//! Replies as they are laid out and drawn, and lengths held.

mod common;

use attache::answer::{Citation, CitationRole};
use attache::command::{Action, List, Missing, Reply, Request, Target, Verb};
use attache::knowledge::key;
use attache::render::fit::{self, fit};
use attache::render::{Button, Field, Layout, Menu, Paging, Quote, Section, Terminal, layout, markdown};
use attache::words::Words;
use common::{lighthouse, without_fingerprint};
use proptest::collection::vec;
use proptest::prelude::*;

const TERMINAL: Terminal = Terminal { width: 80, colours: false, numbered: true };

fn laid_out(reply: &Reply) -> Layout {
    layout(reply, lighthouse().knowledge(), Words::english())
}

fn ask(question: &str) -> Layout {
    laid_out(&lighthouse().reply(&Request::Ask { question: question.to_owned() }))
}

/// Every sort of reply but answers, which depend on the matcher.
fn pages() -> Vec<(&'static str, Layout)> {
    let engine = lighthouse();
    let reply = |request| laid_out(&engine.reply(&request));
    let press = |verb, target| {
        reply(Request::Press(Action { verb, knowledge: engine.knowledge().fingerprint.short(), target }))
    };
    let asked = Target::Keys(vec![key("inspection-said")]);
    let old = |target| reply(Request::Press(Action { verb: Verb::Answer, knowledge: "0".into(), target }));
    vec![
        ("topics", reply(Request::Topics { topic: None })),
        ("topic", reply(Request::Topics { topic: Some("repairs".into()) })),
        ("no such topic", reply(Request::Topics { topic: Some("xyzzy".into()) })),
        ("document", reply(Request::Source { sentence: None })),
        ("sentence", reply(Request::Source { sentence: Some("3".into()) })),
        ("no such sentence", reply(Request::Source { sentence: Some("S99".into()) })),
        ("context", press(Verb::Context, Target::Sentences(vec![2, 7]))),
        ("context of an answer", press(Verb::Context, asked.clone())),
        ("answer by button", press(Verb::Answer, asked.clone())),
        ("none of these", press(Verb::None, Target::Nothing)),
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
        ("stale", old(Target::Sentences(vec![1]))),
        ("stale, asked again", old(asked)),
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
    assert_eq!(
        private,
        [
            "no such topic",
            "no such sentence",
            "none of these",
            "no such person",
            "nobody near",
            "check",
            "nothing to check",
            "stale",
            "stale, asked again"
        ]
    );
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
    assert_eq!(labels, ["Full context"]);
    let menu = layout.menu.expect("an answer leads on");
    assert!(menu.label == "Related questions" && !menu.options.is_empty());
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
    assert_eq!(labels, ["S3 ¶2", "S6 ¶4 (in tension)"]);
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

fn any_words(most: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[a-z*_@<# \n\u{e9}\u{1f600}]{{0,{most}}}")).expect("a pattern")
}

prop_compose! {
    fn any_quote()(number in 1..2000_usize, text in any_words(2500), marked in any::<bool>()) -> Quote {
        Quote { label: format!("S{number} ¶{number}"), runs: vec![(text, marked), ("end.".into(), false)] }
    }
}

prop_compose! {
    fn any_section()(
        title in proptest::option::of(any_words(400)),
        text in any_words(2500),
        quotes in vec(any_quote(), 0..6),
        fields in vec((any_words(300), any_words(1300)), 0..40),
    ) -> Section {
        let fields = fields.into_iter().map(|(name, value)| Field { name, value }).collect();
        Section { title, text, quotes, fields, again: None }
    }
}

prop_compose! {
    fn any_layout()(
        sections in vec(any_section(), 1..13),
        footer in proptest::option::of(any_words(2500)),
        buttons in vec(any_words(100), 0..40),
    ) -> Layout {
        let button = |label| Button { label, action: action(Target::Keys(vec![1])) };
        let options = buttons.iter().cloned().map(button).collect();
        let menu = Some(Menu { label: "Related questions".into(), options });
        let buttons = buttons.into_iter().map(button).collect();
        Layout { sections, footer, buttons, menu, ..Layout::default() }
    }
}

fn action(target: Target) -> Action {
    Action { verb: Verb::Answer, knowledge: "0".into(), target }
}

/// A layout made to fit, in English.
fn fitted(layout: &Layout) -> Layout {
    fit(layout, Words::english())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn lengths_are_held_and_quotes_never_cut(layout in any_layout()) {
        let fitted = fitted(&layout);
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
        let fitted = fitted(&layout);
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
        let once = fitted(&layout);
        prop_assert_eq!(fitted(&once), once);
    }

    /// What has no room is behind a button, and what cannot be asked for again stays.
    #[test]
    fn of_several_answers_none_is_lost(sections in vec((any_section(), any::<bool>()), 1..10)) {
        let section = |(place, (section, answered)): (usize, (Section, bool))| {
            let again = answered.then(|| action(Target::Keys(vec![u32::try_from(place).unwrap()])));
            let text = section.text.chars().take(200).collect();
            let mut quotes: Vec<_> = if answered { section.quotes.into_iter().take(1).collect() } else { Vec::new() };
            // Every sentence of a briefing has room in an embed: the compiler sees to that.
            for quote in &mut quotes {
                quote.runs[0].0 = quote.runs[0].0.chars().take(900).collect();
            }
            Section { title: None, text, quotes, fields: Vec::new(), again }
        };
        let sections: Vec<_> = sections.into_iter().enumerate().map(section).collect();
        let layout = Layout { sections, ..Layout::default() };
        let shown = fitted(&layout);
        prop_assert!(fit::fits(&shown));
        let behind: Vec<u32> = shown.buttons.iter().flat_map(|button| match &button.action.target {
            Target::Keys(keys) => keys.clone(),
            _ => Vec::new(),
        }).collect();
        for (place, section) in layout.sections.iter().enumerate() {
            let is_shown = shown.sections.iter().any(|other| other.text == section.text && other.quotes == section.quotes);
            prop_assert!(is_shown || behind.contains(&u32::try_from(place).unwrap()), "section {place}");
        }
    }

    /// Page by page, a list is shown whole and in order.
    #[test]
    fn every_entry_of_a_list_is_on_some_page(fields in vec((any_words(60), any_words(400)), 0..90)) {
        let fields: Vec<_> = fields.into_iter().map(|(name, value)| Field { name, value: value.replace('\n', " ") }).collect();
        let section = Section { title: Some("List".into()), fields: fields.clone(), ..Section::default() };
        let next = |page| Button {
            label: "More".into(),
            action: Action { verb: Verb::Page, knowledge: "0".into(), target: Target::Page(List::Topics, page + 1) },
        };
        let mut shown = Vec::new();
        for page in 0.. {
            let paging = Some(Paging { page, next: next(page) });
            let fitted = fitted(&Layout { sections: vec![section.clone()], paging, ..Layout::default() });
            prop_assert!(fit::fits(&fitted));
            shown.extend(fitted.sections.into_iter().flat_map(|section| section.fields));
            if fitted.buttons.is_empty() {
                break;
            }
        }
        prop_assert_eq!(shown, fields);
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
