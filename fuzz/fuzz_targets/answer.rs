//! Any message to any surface: a reply, never a panic, and what must hold of it holds.
#![no_main]

use arbitrary::Arbitrary;
use attache::command::{Action, COMMANDS, Completion, Reply, Request, Typed, parse};
use attache::engine::Engine;
use attache::render::{Terminal, layout, markdown};
use attache::words::Words;
use attache_fuzz::{discord, engines, json};
use libfuzzer_sys::fuzz_target;

/// A message is put together from what was typed at random and from what the briefing's readers type: random letters alone
/// would never be answered.
#[derive(Debug, Arbitrary)]
enum Piece<'a> {
    Typed(&'a str),
    /// The first so many words of an utterance.
    Utterance {
        number: u16,
        words: u8,
    },
    Name(u8),
    Mark(u8),
}

/// What chat boxes, lists and other scripts put between words.
const MARKS: &[&str] = &[
    "",
    "?",
    "? ",
    "! ",
    ". ",
    ", ",
    ";",
    "\n",
    "\n\n",
    "\n- ",
    "1) ",
    "2. ",
    " and ",
    " & ",
    "/",
    "\"",
    "’s ",
    "“",
    "(",
    ")",
    "*",
    "**",
    "`",
    "||",
    "<@1>",
    "@everyone",
    "#",
    "[x](http://x)",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "😡",
    "ı",
    "İ",
    "ß",
    "ﬁ",
    "\0",
];

fuzz_target!(|input: (bool, Vec<Piece<'_>>)| {
    let (other, pieces) = input;
    let engine = &engines()[usize::from(other)];
    let typed: String = pieces.iter().flat_map(|piece| [text(engine, piece), " ".to_owned()]).collect();
    ask(engine, typed.trim_end());
    browse(engine, typed.trim_end());
});

fn text(engine: &Engine, piece: &Piece<'_>) -> String {
    let knowledge = engine.knowledge();
    match *piece {
        Piece::Typed(typed) => typed.to_owned(),
        Piece::Utterance { number, words } => {
            let intents = knowledge.intents.iter().flat_map(|intent| &intent.utterances);
            let all: Vec<&String> = intents.chain(knowledge.gaps.iter().flat_map(|gap| &gap.utterances)).collect();
            let words = all[usize::from(number) % all.len()].split(' ').take(usize::from(words % 16) + 1);
            words.collect::<Vec<_>>().join(" ")
        }
        Piece::Name(place) => knowledge.entities[usize::from(place) % knowledge.entities.len()].name.clone(),
        Piece::Mark(place) => MARKS[usize::from(place) % MARKS.len()].to_owned(),
    }
}

fn ask(engine: &Engine, typed: &str) {
    let answer = engine.answer(typed);
    for part in &answer.parts {
        for citation in &part.citations {
            let sentence = engine.knowledge().source.sentence(citation.sentence).expect("it is in the document");
            let inside =
                |span: &std::ops::Range<usize>| sentence.span.start <= span.start && span.end <= sentence.span.end;
            assert!(citation.anchors.iter().all(inside));
        }
    }
    json::check(typed, &answer, engine.knowledge());
    assert!(!engine.explain(typed).to_string().is_empty());
    show(engine, &Reply::Answer(answer));
}

/// Draws a reply on every surface, then presses its buttons.
fn show(engine: &Engine, reply: &Reply) {
    for button in draw(engine, reply) {
        assert_eq!(button.to_string().parse().as_ref(), Ok(&button), "a button means what it says");
        draw(engine, &engine.reply(&Request::Press(button)));
    }
}

fn draw(engine: &Engine, reply: &Reply) -> Vec<Action> {
    let layout = layout(reply, engine.knowledge(), Words::english());
    discord::check(&layout);
    markdown(&layout);
    Terminal { width: 80, colours: true, numbered: true }.draw(&layout);
    let options = layout.menu.into_iter().flat_map(|menu| menu.options);
    layout.buttons.into_iter().chain(options).map(|button| button.action).collect()
}

/// The same text as a command line, as every option's value, and as a button that somebody made up.
fn browse(engine: &Engine, typed: &str) {
    if let Ok(Typed::Request(request)) = parse(typed) {
        show(engine, &engine.reply(&request));
    }
    let commands = COMMANDS.iter().flat_map(|command| command.subcommands.iter().map(|sub| (command.name, sub)));
    for (command, sub) in commands.filter(|(_, sub)| !sub.options.is_empty()) {
        let request = Request::of(command, Some(sub.name), |_| Some(typed.to_owned())).expect("it is in the table");
        draw(engine, &engine.reply(&request));
    }
    for completion in [Completion::Questions, Completion::Topics, Completion::Sentences, Completion::People] {
        assert!(engine.complete(completion, typed, 25).len() <= 25);
    }
    if let Ok(action) = typed.parse::<Action>() {
        draw(engine, &engine.reply(&Request::Press(action)));
    }
}
