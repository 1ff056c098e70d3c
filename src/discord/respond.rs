//! What Discord sends, and what it gets back. No network, and nothing is kept but who asked when.

use std::time::Instant;

use serenity::all::{
    CommandInteraction, ComponentInteraction, ComponentInteractionDataKind, CreateInteractionResponse, Interaction,
    ModalInteraction,
};

use super::convert::{choices, form, message, notice, repost, typed_into};
use super::hooks::{Asked, Feedback, Kept};
use super::incoming::{self, Given};
use super::markup::words_of;
use super::plugin::Plugin;
use super::settings::Visibility;
use super::shelf::{Briefing, Shelf};
use crate::answer::{Answer, Outcome};
use crate::command::{Action, Completion, Reply, Request, Target, Verb};
use crate::knowledge::key;
use crate::render::{Button, Layout, layout};
use crate::words::{Words, fill};

/// What goes back to Discord.
#[derive(Debug, Clone)]
pub struct Response {
    /// The body of the response.
    pub body: CreateInteractionResponse,
    /// What it is, for counting.
    pub kind: Kind,
}

/// What a response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// To a question, which ended so.
    Answer(Outcome),
    /// A look into the briefing.
    Look,
    /// What completes what is typed.
    Choices,
    /// A note, a form, or the answer to a PING.
    Note,
}

impl Kind {
    /// As it is counted: the outcome of an answer, or else `look`, `choices`, `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer(outcome) => outcome.name(),
            Self::Look => "look",
            Self::Choices => "choices",
            Self::Note => "note",
        }
    }
}

impl Response {
    fn note(text: &str) -> Self {
        Self { body: CreateInteractionResponse::Message(notice(text)), kind: Kind::Note }
    }
}

impl Plugin {
    /// Responds to an interaction, at once and whole. `None` if it is not Attaché's: the host's, of a command that was left
    /// out, or the PING of an endpoint, which is for whoever runs that.
    pub fn respond(&self, interaction: &Interaction) -> Option<Response> {
        match interaction {
            Interaction::Command(command) => self.run(command),
            Interaction::Autocomplete(command) => self.complete(command),
            Interaction::Component(press) if press.data.custom_id.starts_with(Action::PREFIX) => {
                Some(self.press(press))
            }
            Interaction::Modal(modal) if modal.data.custom_id.starts_with(Action::PREFIX) => Some(self.feedback(modal)),
            _ => None,
        }
    }

    /// The same for a bot that is nothing but Attaché: what is not its own is from an earlier version, and it says so.
    pub fn respond_alone(&self, interaction: &Interaction) -> Response {
        self.respond(interaction).unwrap_or_else(|| {
            let words = Words::of(incoming::locale(interaction));
            match interaction {
                Interaction::Autocomplete(_) => Response { body: choices(Vec::new()), kind: Kind::Choices },
                Interaction::Ping(_) => Response { body: CreateInteractionResponse::Pong, kind: Kind::Note },
                Interaction::Command(_) => Response::note(&words.notices.unknown_command),
                _ => Response::note(&words.notices.unknown_component),
            }
        })
    }

    pub(super) fn run(&self, command: &CommandInteraction) -> Option<Response> {
        let given = self.inner.roster.given(&command.data)?;
        let asked = incoming::asked(command);
        let words = Words::of(&asked.locale);
        let held = self.shelf();
        let Some(briefing) = self.chosen(&held, &asked, given.text("briefing")) else {
            let names = fill(&words.notices.unknown_briefing, &[("names", &held.names())]);
            return Some(Response::note(&names));
        };
        let Some(request) = given.request() else {
            let notices = &words.notices;
            return Some(Response::note(if given.is_of_message() {
                &notices.no_text
            } else {
                &notices.unknown_command
            }));
        };
        if let Request::Ask { .. } = request {
            let every = self.inner.settings.cooldown(asked.guild, &asked.channels());
            if let Some(left) = self.inner.cooldown.wait(asked.user, asked.channel, every, Instant::now()) {
                let seconds = (left.as_millis().div_ceil(1000)).to_string();
                return Some(Response::note(&fill(&words.notices.wait, &[("seconds", &seconds)])));
            }
        }
        let visibility = self.inner.settings.visibility(asked.guild, &asked.channels());
        let private = given.flag("private").unwrap_or(visibility == Visibility::Private);
        Some(self.reply(&asked, briefing, &request, private))
    }

    /// The briefing of this name, or the one that is asked in this place.
    fn chosen<'s>(&self, held: &'s Shelf, asked: &Asked, name: Option<&str>) -> Option<&'s Briefing> {
        match name.or_else(|| self.inner.settings.briefing(asked.guild, &asked.channels())) {
            Some(name) => held.find(name),
            None => held.first(),
        }
    }

    pub(super) fn complete(&self, command: &CommandInteraction) -> Option<Response> {
        let given = self.inner.roster.given(&command.data)?;
        let asked = incoming::asked(command);
        let held = self.shelf();
        let offered = match given.focused() {
            Some((Completion::Briefings, typed)) => held.complete(typed),
            Some((completion, typed)) => self
                .chosen(&held, &asked, given.text("briefing"))
                .or_else(|| held.first())
                .map(|briefing| briefing.engine.complete(completion, typed, super::limits::MAX_CHOICES))
                .unwrap_or_default(),
            None => Vec::new(),
        };
        Some(Response { body: choices(offered), kind: Kind::Choices })
    }

    /// A button, or a choice from a menu. A channel should see an answer once: who looks further does so without the others
    /// reading along, and may share what is found.
    fn press(&self, press: &ComponentInteraction) -> Response {
        let asked = incoming::asked(press);
        let words = Words::of(&asked.locale);
        let meaning = match &press.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values.first().map_or("", String::as_str),
            _ => &press.data.custom_id,
        };
        let Ok(action) = meaning.parse::<Action>() else { return Response::note(&words.notices.unknown_component) };
        let held = self.shelf();
        let made_from = held.of_fingerprint(&action.knowledge);
        match (action.verb, made_from) {
            (Verb::Wrong, Some(_)) => {
                Response { body: CreateInteractionResponse::Modal(form(&action, words)), kind: Kind::Note }
            }
            (Verb::Share, Some(briefing)) => match repost(&press.message) {
                Some(shown) => Response { body: CreateInteractionResponse::Message(shown), kind: Kind::Look },
                None => self.reply(&asked, briefing, &Request::Press(action), false),
            },
            (_, Some(briefing)) => self.reply(&asked, briefing, &Request::Press(action), true),
            // The briefing has changed: the one that is asked here now says so, and offers the question again.
            (_, None) => match self.chosen(&held, &asked, None).or_else(|| held.first()) {
                Some(briefing) => self.reply(&asked, briefing, &Request::Press(action), true),
                None => Response::note(&words.notices.nothing),
            },
        }
    }

    fn feedback(&self, modal: &ModalInteraction) -> Response {
        let asked = incoming::asked(modal);
        let notices = &Words::of(&asked.locale).notices;
        let Ok(Action { verb: Verb::Wrong, target: Target::Keys(keys), knowledge }) = modal.data.custom_id.parse()
        else {
            return Response::note(&notices.unknown_component);
        };
        let text = typed_into(modal);
        if text.trim().is_empty() {
            return Response::note(&notices.nothing_written);
        }
        let held = self.shelf();
        let intents = held.of_fingerprint(&knowledge).or_else(|| held.first()).map_or_else(Vec::new, |briefing| {
            let knowledge = briefing.engine.knowledge();
            let known = keys.iter().filter_map(|&key| knowledge.intent_of_key(key));
            known.map(|intent| knowledge[intent].id.clone()).collect()
        });
        let feedback = Feedback { knowledge, intents, text };
        // Every hook is told, whatever another keeps.
        let kept = self.inner.hooks.iter().map(|hooks| hooks.on_feedback(&asked, &feedback)).max();
        Response::note(match kept.unwrap_or_default() {
            Kept::Words => &notices.thanks,
            Kept::Report => &notices.thanks_for_report,
            Kept::Nothing => &notices.not_collected,
        })
    }

    fn reply(&self, asked: &Asked, briefing: &Briefing, request: &Request, private: bool) -> Response {
        let (engine, words) = (&briefing.engine, Words::of(&asked.locale));
        let reply = engine.reply(request);
        let mut layout = layout(&reply, engine.knowledge(), words);
        layout.private |= private || matches!(reply, Reply::Topics { .. } | Reply::Topic(_));
        let mut kind = Kind::Look;
        if let Reply::Answer(answer) = &reply {
            kind = Kind::Answer(answer.outcome());
            add_buttons(&mut layout, answer, briefing, words);
            for hooks in &self.inner.hooks {
                match answer.outcome() {
                    Outcome::Answer => hooks.on_answered(asked, answer),
                    Outcome::Clarify | Outcome::Abstain => hooks.on_unanswered(asked, answer),
                    Outcome::Meta => {}
                }
            }
        }
        self.inner.hooks.iter().for_each(|hooks| hooks.before_reply(asked, &mut layout));
        Response { body: CreateInteractionResponse::Message(message(&layout, words)), kind }
    }
}

/// What only Discord can do with an answer.
fn add_buttons(layout: &mut Layout, answer: &Answer, briefing: &Briefing, words: &Words) {
    let knowledge = briefing.engine.knowledge();
    let told = answer.parts.iter().filter_map(|part| part.intent);
    let keys: Vec<_> = told.take(Action::MAX_KEYS).map(|intent| key(&knowledge[intent].id)).collect();
    if keys.is_empty() {
        return;
    }
    let button = |verb, label: &str| {
        let action = Action { verb, knowledge: knowledge.fingerprint.short(), target: Target::Keys(keys.clone()) };
        Button { label: label.to_owned(), action }
    };
    // Right after the button for the context, before the questions that may follow.
    let at = layout.buttons.len().min(1);
    let share = layout.private.then(|| button(Verb::Share, &words.buttons.share));
    let added: Vec<_> = share.into_iter().chain([button(Verb::Wrong, &words.buttons.wrong_answer)]).collect();
    layout.buttons.splice(at..at, added);
}

impl Given<'_> {
    /// The request that the command stands for. `None` for a message without text, or a subcommand of an earlier version.
    fn request(&self) -> Option<Request> {
        let (command, subcommand) = self.path();
        Request::of(command, subcommand, |name| self.text(name).map(words_of))
    }
}
