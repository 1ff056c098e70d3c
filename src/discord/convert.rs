//! A neutral layout as Discord draws it: an embed a section, rows of buttons below, and no live mention anywhere.
//!
//! Every text that Discord would read as Markdown goes through one helper, [`render::escape`](crate::render::escape);
//! footers, labels and choices are shown by Discord as they stand and are not escaped.

use serenity::all::{
    ActionRowComponent, AutocompleteChoice, ButtonStyle, Colour, CreateActionRow, CreateAllowedMentions,
    CreateAutocompleteResponse, CreateButton, CreateEmbed, CreateEmbedFooter, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, InputTextStyle, Message, ModalInteraction,
};

use super::limits::{MAX_BUTTONS_IN_ROW, MAX_CHOICE, MAX_CHOICES, MAX_CONTENT, MAX_CUSTOM_ID, MAX_FEEDBACK, MAX_ROWS};
use crate::command::{Action, Verb};
use crate::engine::Choice;
use crate::render::{Button, Layout, Menu, Section, body, escape, fit, plain};
use crate::words::Words;

/// The stripe beside an embed: the blue of ink.
const COLOUR: Colour = Colour::new(0x0027_4690);

/// The menu's own `custom_id`: what a choice means stands in the option.
const MENU: &str = "a1:menu";

/// Stands where Discord asks for a text and there is none: a space without width, which it does not trim.
const BLANK: &str = "\u{200b}";

/// Draws a layout, cut to Discord's lengths where it is longer. A quote is never cut. What it says stands in plain text too,
/// for readers who see no embeds.
///
/// ```
/// use attache::discord::convert::message;
/// use attache::render::{Layout, Section};
/// use attache::words::Words;
/// let section = Section { title: Some("Who came?".into()), text: "*Nobody*, @everyone".into(), ..Section::default() };
/// let layout = Layout { sections: vec![section], ..Layout::default() };
/// let json = serde_json::to_value(message(&layout, Words::english())).unwrap();
/// assert_eq!(json["embeds"][0]["description"], r"\*Nobody\*, \@everyone");
/// assert_eq!(json["content"], r"\*Nobody\*, \@everyone");
/// assert_eq!(json["allowed_mentions"]["parse"], serde_json::json!([]));
/// ```
pub fn message(layout: &Layout, words: &Words) -> CreateInteractionResponseMessage {
    let layout = fit::fit(layout, words);
    let mut embeds: Vec<CreateEmbed> = layout.sections.iter().filter_map(embed).collect();
    let Some(last) = embeds.pop() else { return notice(&words.notices.nothing) };
    embeds.push(match &layout.footer {
        Some(footer) => last.footer(CreateEmbedFooter::new(footer)),
        None => last,
    });
    let mut rows = rows(&layout.buttons);
    rows.extend(layout.menu.as_ref().and_then(menu));
    let mut message = bare().embeds(embeds).components(rows).ephemeral(layout.private);
    let text = plain(&layout, MAX_CONTENT);
    if !text.trim().is_empty() {
        message = message.content(text);
    }
    message
}

/// A line of ours that only the one who asked sees. It holds no words but the program's own.
pub(super) fn notice(text: &str) -> CreateInteractionResponseMessage {
    bare().content(text).ephemeral(true)
}

/// What completes what is typed.
pub(super) fn choices(offered: Vec<Choice>) -> CreateInteractionResponse {
    let fits = |choice: &Choice| {
        !choice.label.trim().is_empty() && !choice.value.trim().is_empty() && fit::length(&choice.value) <= MAX_CHOICE
    };
    let offered = offered.into_iter().filter(fits).take(MAX_CHOICES);
    let choice = |choice: Choice| AutocompleteChoice::new(fit::clip(&choice.label, MAX_CHOICE), choice.value);
    CreateInteractionResponse::Autocomplete(
        CreateAutocompleteResponse::new().set_choices(offered.map(choice).collect()),
    )
}

/// The form behind "Wrong answer?".
pub(super) fn form(about: &Action, words: &Words) -> CreateModal {
    let words = &words.feedback;
    let text = CreateInputText::new(InputTextStyle::Paragraph, &words.label, "text")
        .placeholder(&words.placeholder)
        .max_length(MAX_FEEDBACK)
        .required(true);
    CreateModal::new(about.to_string(), &words.title).components(vec![CreateActionRow::InputText(text)])
}

/// What was typed into a form.
pub(super) fn typed_into(form: &ModalInteraction) -> String {
    let mut inputs = form.data.components.iter().flat_map(|row| &row.components);
    let text = inputs.find_map(|input| match input {
        ActionRowComponent::InputText(input) => input.value.clone(),
        _ => None,
    });
    text.unwrap_or_default()
}

/// A message of ours for everybody to see, without what could be pressed in it. `None` if it shows nothing.
pub(super) fn repost(message: &Message) -> Option<CreateInteractionResponseMessage> {
    let embeds: Vec<_> = message.embeds.iter().cloned().map(CreateEmbed::from).collect();
    (!embeds.is_empty()).then(|| bare().content(&message.content).embeds(embeds))
}

/// What every message of ours has in common: it mentions nobody, whatever stands in it.
fn bare() -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new().allowed_mentions(CreateAllowedMentions::new())
}

/// `None` for a section with nothing in it, which Discord would refuse.
fn embed(section: &Section) -> Option<CreateEmbed> {
    let title = section.title.as_deref().map(escape).filter(|title| !title.trim().is_empty());
    let body = Some(body(section)).filter(|body| !body.trim().is_empty());
    if title.is_none() && body.is_none() && section.fields.is_empty() {
        return None;
    }
    let mut embed = CreateEmbed::new().colour(COLOUR);
    if let Some(title) = title {
        embed = embed.title(title);
    }
    if let Some(body) = body {
        embed = embed.description(body);
    }
    for field in &section.fields {
        embed = embed.field(shown(&field.name), shown(&field.value), false);
    }
    Some(embed)
}

fn shown(text: &str) -> String {
    if text.trim().is_empty() { BLANK.to_owned() } else { escape(text) }
}

/// The buttons in rows, in order. Two that mean the same are one, for Discord takes a `custom_id` once.
fn rows(buttons: &[Button]) -> Vec<CreateActionRow> {
    let mut pressable: Vec<(String, &Button)> = Vec::new();
    for button in buttons {
        let id = button.action.to_string();
        let taken = pressable.iter().any(|(other, _)| *other == id);
        if !taken && id.len() <= MAX_CUSTOM_ID && !button.label.trim().is_empty() {
            pressable.push((id, button));
        }
    }
    // One row is the menu's.
    let rows = pressable.chunks(MAX_BUTTONS_IN_ROW).take(MAX_ROWS - 1);
    rows.map(|row| CreateActionRow::Buttons(row.iter().map(|(id, button)| draw(id, button)).collect())).collect()
}

fn draw(id: &str, button: &Button) -> CreateButton {
    let style = match button.action.verb {
        Verb::Answer | Verb::Topic => ButtonStyle::Primary,
        Verb::Context | Verb::None | Verb::Page | Verb::Share | Verb::Wrong => ButtonStyle::Secondary,
    };
    CreateButton::new(id).label(&button.label).style(style)
}

/// `None` if there is nothing to choose from. Options that mean the same are one.
fn menu(menu: &Menu) -> Option<CreateActionRow> {
    let mut options: Vec<CreateSelectMenuOption> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for option in menu.options.iter().filter(|option| !option.label.trim().is_empty()) {
        let value = option.action.to_string();
        if !taken.contains(&value) && value.len() <= MAX_CUSTOM_ID {
            options.push(CreateSelectMenuOption::new(fit::clip(&option.label, fit::MAX_OPTION_LABEL), &value));
            taken.push(value);
        }
    }
    (!options.is_empty()).then(|| {
        let kind = CreateSelectMenuKind::String { options };
        CreateActionRow::SelectMenu(CreateSelectMenu::new(MENU, kind).placeholder(&menu.label))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::command::Target;
    use crate::render::{Field, Quote};

    fn drawn(layout: &Layout) -> Value {
        serde_json::to_value(message(layout, Words::english())).expect("a message is JSON")
    }

    fn section() -> Section {
        Section {
            title: Some("When does the _lamp_ burn?".into()),
            text: "According to the keeper: every night.".into(),
            quotes: vec![Quote {
                label: "S2 ¶1".into(),
                runs: vec![
                    ("The keeper said: ".into(), false),
                    ("“It burns *every* night”".into(), true),
                    (", @here.".into(), false),
                ],
            }],
            fields: vec![Field { name: "Keeper".into(), value: "who?\nsince when?".into() }],
            again: None,
        }
    }

    fn button(label: &str, verb: Verb, sentence: usize) -> Button {
        let target = Target::Sentences(vec![sentence]);
        Button { label: label.into(), action: Action { verb, knowledge: "9f2c01ab".into(), target } }
    }

    #[test]
    fn a_section_becomes_an_embed_with_its_quote_whole() {
        let layout = Layout {
            sections: vec![section()],
            footer: Some("as of May 3 (inferred) · briefing 9f2c01ab".into()),
            buttons: vec![button("Full context", Verb::Context, 1)],
            ..Layout::default()
        };
        let json = drawn(&layout);
        let embed = &json["embeds"][0];
        assert_eq!(embed["title"], r"When does the \_lamp\_ burn?");
        assert_eq!(
            embed["description"],
            "According to the keeper: every night.\n\n\
             > The keeper said: **“It burns \\*every\\* night”**, \\@here.\n> — S2 ¶1"
        );
        assert_eq!(embed["fields"], json!([{ "name": "Keeper", "value": "who?\nsince when?", "inline": false }]));
        assert_eq!(embed["footer"]["text"], "as of May 3 (inferred) · briefing 9f2c01ab");
        assert_eq!(json["components"][0]["components"][0]["custom_id"], "a1:c:9f2c01ab:s1");
        assert_ne!(json["flags"], 64, "seen by everybody");
    }

    #[test]
    fn a_private_layout_is_seen_only_by_the_one_who_asked() {
        let layout = Layout { sections: vec![section()], private: true, ..Layout::default() };
        assert_eq!(drawn(&layout)["flags"], 64);
    }

    #[test]
    fn the_footer_stands_under_the_last_embed() {
        let layout =
            Layout { sections: vec![section(), section()], footer: Some("as of now".into()), ..Layout::default() };
        let json = drawn(&layout);
        assert_eq!(json["embeds"][0]["footer"], Value::Null);
        assert_eq!(json["embeds"][1]["footer"]["text"], "as of now");
    }

    #[test]
    fn buttons_stand_in_rows_of_five_and_each_once() {
        let mut buttons: Vec<_> = (0..30).map(|place| button("Ask", Verb::Answer, place)).collect();
        buttons.insert(1, button("Again", Verb::Answer, 0));
        buttons.insert(2, button("  ", Verb::Answer, 99));
        let json = drawn(&Layout { sections: vec![section()], buttons, ..Layout::default() });
        let rows = json["components"].as_array().expect("rows");
        assert!(rows.len() <= MAX_ROWS);
        let mut ids: Vec<_> = rows
            .iter()
            .flat_map(|row| row["components"].as_array().expect("buttons"))
            .map(|button| button["custom_id"].as_str().expect("an id"))
            .collect();
        assert_eq!(ids[..3], ["a1:a:9f2c01ab:s0", "a1:a:9f2c01ab:s1", "a1:a:9f2c01ab:s2"]);
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }

    #[test]
    fn an_empty_layout_says_so() {
        for layout in [Layout::default(), Layout { sections: vec![Section::default()], ..Layout::default() }] {
            assert_eq!(drawn(&layout)["content"], "There is nothing to show here.");
        }
    }

    #[test]
    fn nothing_typed_comes_to_life() {
        let hostile =
            "@everyone <@1> <#2> [go](https://evil.example) ||boo|| `rm` ~~no~~\n# big\n> said\n-# small\n1. one";
        let escaped = "\\@everyone \\<\\@1\\> \\<#2\\> \\[go\\](https\\://evil.example) \\|\\|boo\\|\\| \\`rm\\` \
                       \\~\\~no\\~\\~\n\\# big\n\\> said\n\\-# small\n1\\. one";
        let field = Field { name: hostile.into(), value: hostile.into() };
        let section = Section { text: hostile.into(), fields: vec![field], ..Section::default() };
        let json = drawn(&Layout { sections: vec![section], ..Layout::default() });
        let embed = &json["embeds"][0];
        for text in [&embed["description"], &embed["fields"][0]["name"], &embed["fields"][0]["value"]] {
            assert_eq!(text, escaped);
        }
        assert_eq!(json["allowed_mentions"], json!({ "parse": [], "users": [], "roles": [] }));
    }
}
