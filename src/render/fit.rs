//! Lengths held: a layout that fits into Discord's embeds when drawn with [`super::body`].
//!
//! A quote is never cut, and neither is the place it comes from. A list goes on on the next page; of several answers those
//! that have no room are left out whole, behind a button that shows them; what else has no room is left out from the end,
//! and the reply says so. Lengths are in UTF-16 units, which is never less than what Discord counts.

mod pages;
mod spread;

use self::spread::spread;
use super::layout::{Button, Field, Layout, Menu, Quote, Section};
use super::markdown::{body, escape};
use crate::command::{Action, Target, Verb};
use crate::words::{Words, fill};

/// Longest title of an embed.
pub const MAX_TITLE: usize = 256;
/// Longest description of an embed: text and quotes, as drawn.
pub const MAX_DESCRIPTION: usize = 4096;
/// Most fields of an embed.
pub const MAX_FIELDS: usize = 25;
/// Longest name of a field.
pub const MAX_FIELD_NAME: usize = 256;
/// Longest value of a field.
pub const MAX_FIELD_VALUE: usize = 1024;
/// Longest footer.
pub const MAX_FOOTER: usize = 2048;
/// Most characters in all embeds of a message together.
pub const MAX_TOTAL: usize = 6000;
/// Most embeds of a message: a section each.
pub const MAX_SECTIONS: usize = 10;
/// Longest label of a button.
pub const MAX_BUTTON_LABEL: usize = 80;
/// Most buttons of a message: five rows of five, one of them for the menu.
pub const MAX_BUTTONS: usize = 20;
/// Most options of a menu.
pub const MAX_OPTIONS: usize = 25;
/// Longest label of a menu's option.
pub const MAX_OPTION_LABEL: usize = 100;

/// Room kept for saying what was left out.
const NOTICE_ROOM: usize = 200;

/// The layout itself if it fits, else as much of it as does, or the page of it that is asked for.
///
/// ```
/// use attache::render::{Field, Layout, Section, fit};
/// use attache::words::Words;
/// let field = |n: usize| Field { name: format!("Topic {n}"), value: "A question?".into() };
/// let section = Section { fields: (1..=40).map(field).collect(), ..Section::default() };
/// let fitted = fit::fit(&Layout { sections: vec![section], ..Layout::default() }, Words::english());
/// assert_eq!(fitted.sections[0].fields.len(), fit::MAX_FIELDS);
/// assert_eq!(fitted.sections[0].fields[24].value, "entries: 16");
/// ```
pub fn fit(layout: &Layout, words: &Words) -> Layout {
    if fits(layout) {
        return layout.clone();
    }
    if let Some(paging) = &layout.paging {
        return pages::page(layout, paging, words);
    }
    let spread = Layout { sections: layout.sections.iter().flat_map(spread).collect(), ..layout.clone() };
    if fits(&spread) { spread } else { cut(layout, words) }
}

/// As much of a layout as has room.
fn cut(layout: &Layout, words: &Words) -> Layout {
    let footer = layout.footer.as_deref().map(|footer| clip_drawn(footer, MAX_FOOTER));
    let mut left = MAX_TOTAL - NOTICE_ROOM - footer.as_deref().map_or(0, drawn_length);
    // What can be asked for again makes room for what cannot.
    let some_again = layout.sections.iter().any(|section| section.again.is_some());
    let is_kept = |section: &Section| some_again && section.again.is_none();
    let mut held: usize = layout.sections.iter().filter(|section| is_kept(section)).map(section_length).sum();
    let mut sections: Vec<Section> = Vec::new();
    let mut omitted = Omitted::default();
    let mut again: Vec<Action> = Vec::new();
    for (index, section) in layout.sections.iter().enumerate() {
        held -= if is_kept(section) { section_length(section) } else { 0 };
        let room = if is_kept(section) { left } else { left.saturating_sub(held) };
        // Later sections come whole or not at all: a text without its quotes would be a claim without its citation.
        let fitted = fit_section(section, room, sections.is_empty()).filter(|_| sections.len() < MAX_SECTIONS);
        match (fitted, &section.again) {
            (Some((fitted, missing)), _) => {
                left -= section_length(&fitted).min(left);
                omitted.add(missing);
                sections.push(fitted);
            }
            (None, Some(action)) => again.push(action.clone()),
            (None, None) => {
                omitted.sections += layout.sections.len() - index;
                break;
            }
        }
    }
    if let (Some(value), Some(last)) = (omitted.says(words), sections.last_mut()) {
        if last.fields.len() == MAX_FIELDS {
            last.fields.pop();
            omitted.fields += 1;
        }
        let value = omitted.says(words).unwrap_or(value);
        last.fields.push(Field { name: words.titles.left_out.clone(), value });
    }
    let more = more(&again, words);
    let others = layout.buttons.iter().take(MAX_BUTTONS.saturating_sub(more.len())).map(fit_button);
    let buttons = others.chain(more).collect();
    Layout { sections, footer, buttons, menu: fit_menu(layout), paging: None, private: layout.private }
}

/// Buttons for the answers that have no room, as many to a button as it holds.
fn more(again: &[Action], words: &Words) -> Vec<Button> {
    let keys = again.iter().filter_map(|action| match &action.target {
        Target::Keys(keys) => Some((&action.knowledge, keys)),
        _ => None,
    });
    let all: Vec<_> = keys.flat_map(|(knowledge, keys)| keys.iter().map(move |&key| (knowledge, key))).collect();
    let button = |some: &[(&String, u32)]| {
        let target = Target::Keys(some.iter().map(|(_, key)| *key).collect());
        let knowledge = some[0].0.clone();
        Button { label: words.buttons.more.clone(), action: Action { verb: Verb::Answer, knowledge, target } }
    };
    all.chunks(Action::MAX_KEYS).map(button).collect()
}

/// Whether nothing is too long or too many.
pub fn fits(layout: &Layout) -> bool {
    let footer = layout.footer.as_deref().map_or(0, drawn_length);
    let sections: Vec<Lengths> = layout.sections.iter().map(Lengths::of).collect();
    sections.len() <= MAX_SECTIONS
        && sections.iter().all(Lengths::are_held)
        && footer <= MAX_FOOTER
        && sections.iter().map(Lengths::total).sum::<usize>() + footer <= MAX_TOTAL
        && layout.buttons.len() <= MAX_BUTTONS
        && layout.buttons.iter().all(|button| length(&button.label) <= MAX_BUTTON_LABEL)
        && layout.menu.as_ref().is_none_or(|menu| menu.options.len() <= MAX_OPTIONS)
}

/// Text cut to `max` UTF-16 units, with an ellipsis where something is missing. Not for the document's words.
pub fn clip(text: &str, max: usize) -> String {
    clip_by(text, max, length)
}

/// How long a text is, in UTF-16 units.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn drawn_length(text: &str) -> usize {
    length(&escape(text))
}

fn clip_drawn(text: &str, max: usize) -> String {
    clip_by(text, max, drawn_length)
}

fn clip_by(text: &str, max: usize, measure: fn(&str) -> usize) -> String {
    if measure(text) <= max {
        return text.to_owned();
    }
    // Measures only grow with the text, so the longest beginning that has room can be halved in on.
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let clipped = |end: usize| format!("{}…", text[..end].trim_end());
    let room = ends.partition_point(|&end| measure(&clipped(end)) <= max);
    clipped(room.checked_sub(1).map_or(0, |last| ends[last]))
}

/// How long everything in a section is, as drawn. Drawing is what measuring costs, so each is drawn once.
struct Lengths {
    title: usize,
    body: usize,
    /// Names and values.
    fields: Vec<(usize, usize)>,
}

impl Lengths {
    fn of(section: &Section) -> Self {
        let field = |field: &Field| (drawn_length(&field.name), drawn_length(&field.value));
        Self {
            title: section.title.as_deref().map_or(0, drawn_length),
            body: length(&body(section)),
            fields: section.fields.iter().map(field).collect(),
        }
    }

    fn are_held(&self) -> bool {
        let held = |&(name, value): &(usize, usize)| name <= MAX_FIELD_NAME && value <= MAX_FIELD_VALUE;
        self.title <= MAX_TITLE
            && self.body <= MAX_DESCRIPTION
            && self.fields.len() <= MAX_FIELDS
            && self.fields.iter().all(held)
    }

    fn total(&self) -> usize {
        self.title + self.body + self.fields.iter().map(|(name, value)| name + value).sum::<usize>()
    }
}

fn section_length(section: &Section) -> usize {
    Lengths::of(section).total()
}

fn field_length(field: &Field) -> usize {
    drawn_length(&field.name) + drawn_length(&field.value)
}

/// What has no room, counted.
#[derive(Default)]
struct Omitted {
    /// The labels of the quotes.
    quotes: Vec<String>,
    sections: usize,
    fields: usize,
    lines: bool,
}

impl Omitted {
    fn add(&mut self, other: Self) {
        self.quotes.extend(other.quotes);
        self.fields += other.fields;
        self.lines |= other.lines;
    }

    fn says(&self, words: &Words) -> Option<String> {
        let says = &words.says;
        let count = |n: usize, text: &str| (n > 0).then(|| fill(text, &[("count", &n.to_string())]));
        let quotes = match self.quotes.as_slice() {
            [] => None,
            [only] => Some(clip_drawn(only, 40)),
            [first, .., last] => {
                let (first, last) = (clip_drawn(first, 40), clip_drawn(last, 40));
                Some(fill(&says.left_quotes, &[("from", &first), ("to", &last)]))
            }
        };
        let lines = self.lines.then(|| says.left_lines.clone());
        let said = [quotes, count(self.sections, &says.left_sections), count(self.fields, &says.left_fields), lines];
        let said: Vec<_> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// As much of a section as has room, and what has none. `None` if it may only come whole and does not; then fields may
/// still be left out of it.
fn fit_section(section: &Section, room: usize, is_first: bool) -> Option<(Section, Omitted)> {
    let mut omitted = Omitted::default();
    let title = section.title.as_deref().map(|title| clip_drawn(title, MAX_TITLE));
    let mut left = room.checked_sub(title.as_deref().map_or(0, drawn_length))?;
    let whole = Section { title, fields: Vec::new(), ..section.clone() };
    let most = left.min(MAX_DESCRIPTION);
    let mut fitted = if length(&body(&whole)) <= most {
        whole
    } else if is_first {
        let (quotes, missing) = fit_quotes(&whole, most);
        omitted.quotes = missing;
        Section { text: clip_drawn(&whole.text, most), quotes, ..whole }
    } else {
        return None;
    };
    left -= length(&body(&fitted));
    for (index, field) in section.fields.iter().enumerate() {
        let Some((field, is_whole)) = fit_field(field) else {
            omitted.fields += 1;
            continue;
        };
        if index == MAX_FIELDS || field_length(&field) > left {
            omitted.fields += section.fields.len() - index;
            break;
        }
        omitted.lines |= !is_whole;
        left -= field_length(&field);
        fitted.fields.push(field);
    }
    Some((fitted, omitted))
}

/// The first quotes that have room together with the text, and the labels of the others.
fn fit_quotes(section: &Section, most: usize) -> (Vec<Quote>, Vec<String>) {
    let fits = |&count: &usize| {
        let quotes = section.quotes[..count].to_vec();
        length(&body(&Section { text: section.text.clone(), quotes, ..Section::default() })) <= most
    };
    let count = (0..=section.quotes.len()).rev().find(fits).unwrap_or(0);
    let (kept, missing) = section.quotes.split_at(count);
    (kept.to_vec(), missing.iter().map(|quote| quote.label.clone()).collect())
}

/// A field with as many whole lines as have room, and whether these are all. `None` if not even the first has.
fn fit_field(field: &Field) -> Option<(Field, bool)> {
    let name = clip_drawn(&field.name, MAX_FIELD_NAME);
    let lines: Vec<_> = field.value.split('\n').collect();
    let fits = |&count: &usize| drawn_length(&lines[..count].join("\n")) <= MAX_FIELD_VALUE;
    let count = (1..=lines.len()).rev().find(fits)?;
    Some((Field { name, value: lines[..count].join("\n") }, count == lines.len()))
}

fn fit_button(button: &Button) -> Button {
    Button { label: clip(&button.label, MAX_BUTTON_LABEL), action: button.action.clone() }
}

fn fit_menu(layout: &Layout) -> Option<Menu> {
    let menu = layout.menu.as_ref()?;
    Some(Menu { label: menu.label.clone(), options: menu.options.iter().take(MAX_OPTIONS).cloned().collect() })
}
