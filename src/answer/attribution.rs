//! Who says it, in words: an attribution for every claim, and a wording that fits its kind.

use crate::knowledge::{ClaimIx, ClaimKind, KnowledgeBase, Speaker};

/// The claims in order, each told with who makes it; those of one speaker and kind in a row share the attribution.
pub fn attribute(knowledge: &KnowledgeBase, claims: &[ClaimIx]) -> String {
    let mut text = String::new();
    let mut last = None;
    for &claim in claims {
        let claim = &knowledge[claim];
        if !text.is_empty() {
            text.push(' ');
        }
        let voice = (claim.by, wording(claim.kind));
        if last == Some(voice) {
            text.push_str(&claim.says);
        } else {
            let again = last.is_some_and(|(by, _)| by == claim.by);
            text.push_str(&lead(knowledge, claim.by, claim.kind, again));
            text.push_str(&after_lead(&claim.says));
        }
        last = Some(voice);
    }
    text
}

/// What is told in the same way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    Fact,
    Words,
    Outlook,
    Judgement,
}

fn wording(kind: ClaimKind) -> Wording {
    match kind {
        ClaimKind::Reported | ClaimKind::Demand => Wording::Fact,
        ClaimKind::Quotation => Wording::Words,
        ClaimKind::Forecast => Wording::Outlook,
        ClaimKind::Assessment => Wording::Judgement,
    }
}

fn lead(knowledge: &KnowledgeBase, by: Speaker, kind: ClaimKind, again: bool) -> String {
    match (by, wording(kind)) {
        (Speaker::Entity(entity), _) => {
            let speaker = &knowledge[entity];
            let role = if again || speaker.role.is_empty() { String::new() } else { format!(", {}", speaker.role) };
            let comma = if role.is_empty() { "" } else { "," };
            if kind == ClaimKind::Quotation || kind == ClaimKind::Reported {
                format!("According to {}{role}, ", speaker.name)
            } else {
                format!("{}{role}{comma} says that ", capitalised(&speaker.name))
            }
        }
        (Speaker::Briefing, Wording::Fact | Wording::Words) if again => "The briefing also says that ".to_owned(),
        (Speaker::Briefing, Wording::Fact | Wording::Words) => "According to the briefing, ".to_owned(),
        (Speaker::Briefing, Wording::Outlook) => "Looking ahead, the briefing says that ".to_owned(),
        (Speaker::Briefing, Wording::Judgement) => "In the briefing's assessment, ".to_owned(),
    }
}

/// A sentence that follows a lead: its first word in lower case if it is one that has a capital only for being first.
fn after_lead(says: &str) -> String {
    const LOWERED: &[&str] = &[
        "A",
        "An",
        "The",
        "Both",
        "Two",
        "Some",
        "There",
        "It",
        "They",
        "Its",
        "Their",
        "This",
        "These",
        "In",
        "On",
        "To",
        "At",
        "As",
        "Officials",
        "Differences",
        "Nearly",
        "One",
        "No",
        "Neither",
        "Tensions",
        "Rising",
        "After",
        "Before",
        "Since",
        "He",
        "She",
        "His",
        "Her",
        "For",
        "From",
        "Talks",
        "Part",
        "Only",
        "Another",
        "What",
        "Relations",
        "Each",
        "Among",
        "Under",
        "During",
        "With",
        "Work",
        "People",
        "More",
        "Most",
        "Many",
        "All",
        "Every",
        "Second",
        "First",
    ];
    match says.split_once(' ') {
        Some((first, rest)) if LOWERED.contains(&first) => format!("{} {rest}", first.to_lowercase()),
        _ => says.to_owned(),
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
