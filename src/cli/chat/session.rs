//! A conversation: what a typed line is answered with, and which buttons can be pressed after it.

use crate::command::{Action, HARNESS, Reply, Request, Typed, parse, usages};
use crate::engine::Engine;
use crate::render::{Terminal, fit, layout};
use crate::words::Words;

/// What follows a typed line.
pub(super) enum Turn {
    /// This is shown.
    Reply(String),
    /// The conversation is over.
    Quit,
}

pub(super) struct Session<'e> {
    engine: &'e Engine,
    terminal: Terminal,
    /// The buttons under the last reply, in order.
    buttons: Vec<Action>,
}

impl<'e> Session<'e> {
    pub(super) fn new(engine: &'e Engine, terminal: Terminal) -> Self {
        Self { engine, terminal, buttons: Vec::new() }
    }

    pub(super) fn take(&mut self, line: &str) -> Turn {
        Turn::Reply(match parse(line) {
            Ok(Typed::Request(request)) => self.reply(&request),
            Ok(Typed::Button(number)) => match number.checked_sub(1).and_then(|index| self.buttons.get(index)) {
                Some(action) => self.reply(&Request::Press(action.clone())),
                None if self.buttons.is_empty() => "There is no button to press.\n".to_owned(),
                None => format!("There is no such button: they go from 1 to {}.\n", self.buttons.len()),
            },
            Ok(Typed::Help) => help(),
            Ok(Typed::Quit) => return Turn::Quit,
            Err(error) => format!("{error}\n"),
        })
    }

    fn reply(&mut self, request: &Request) -> String {
        let words = Words::english();
        let reply: Reply = self.engine.reply(request);
        let layout = fit::fit(&layout(&reply, self.engine.knowledge(), words), words);
        let options = layout.menu.iter().flat_map(|menu| &menu.options);
        self.buttons = layout.buttons.iter().chain(options).map(|button| button.action.clone()).collect();
        // As Discord marks such a reply.
        let private = if layout.private { "(only you see this)\n" } else { "" };
        format!("{private}{}", self.terminal.draw(&layout))
    }
}

/// How to use the harness.
pub(super) fn help() -> String {
    let harness = HARNESS.iter().map(|(name, does)| (format!("/{name}"), *does));
    let listed: Vec<_> = usages().chain(harness).collect();
    let width = listed.iter().map(|(usage, _)| usage.len()).max().unwrap_or(0);
    let commands: Vec<_> = listed.iter().map(|(usage, does)| format!("  {usage:width$}  {does}")).collect();
    format!(
        "Type a question, or a command as in Discord:\n{}\nPress a button by its number: 1 or #1.\n",
        commands.join("\n")
    )
}
