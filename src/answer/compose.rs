//! From what is asked to what is said.

use super::attribution::attribute;
use super::{Answer, Band, Citation, CitationRole, Notice, Outcome, Part};
use crate::knowledge::{ClaimIx, GapIx, IntentIx, KnowledgeBase, TopicKind};
use crate::matching::{Decision, PartMatch};

/// A margin of at least this is a clear match; of half of it, a fair one. In log-odds: five times, and more than twice, the odds
/// at which a question is just answered.
const CLEAR: f32 = 1.6;

/// Says what was asked, part by part.
///
/// # Panics
/// Never for parts that a matcher made of the same knowledge.
pub fn compose(knowledge: &KnowledgeBase, parts: Vec<PartMatch>) -> Answer {
    Answer { parts: parts.into_iter().map(|part| compose_part(knowledge, part)).collect() }
}

/// The answers of these intents, as a pressed button asks for them.
pub fn compose_intents(knowledge: &KnowledgeBase, intents: &[IntentIx]) -> Answer {
    let part = |&intent: &IntentIx| {
        let question = knowledge[intent].title.clone();
        let decision = Decision::Answer { intent, margin: CLEAR };
        compose_part(knowledge, PartMatch { question, decision, nearest: Vec::new() })
    };
    Answer { parts: intents.iter().map(part).collect() }
}

fn compose_part(knowledge: &KnowledgeBase, PartMatch { question, decision, nearest }: PartMatch) -> Part {
    let silent = Part {
        question,
        outcome: Outcome::Abstain,
        intent: None,
        gap: None,
        band: None,
        text: String::new(),
        notice: None,
        citations: Vec::new(),
        options: Vec::new(),
        nearest,
    };
    match decision {
        Decision::Answer { intent, margin } => {
            let claims = &knowledge[intent].claims;
            let (tense, notes) = tensions(knowledge, claims);
            let mut text = attribute(knowledge, claims);
            for note in notes {
                text.push_str("\n\nNote: ");
                text.push_str(&note);
            }
            Part {
                outcome: Outcome::Answer,
                intent: Some(intent),
                band: Some(band(margin)),
                text,
                citations: citations(knowledge, claims, &tense),
                nearest: Vec::new(),
                ..silent
            }
        }
        Decision::Clarify { options } => Part {
            outcome: Outcome::Clarify,
            notice: Some(Notice::Clarify),
            text: "That can be read in more than one way. Which of these do you mean?".to_owned(),
            options: options.into_iter().flatten().collect(),
            nearest: Vec::new(),
            ..silent
        },
        Decision::Gap(gap) => Part {
            gap: Some(gap),
            text: missing(knowledge, gap),
            nearest: or_else(&knowledge[gap].near, silent.nearest.clone()),
            ..silent
        },
        Decision::Absent(entity) => {
            let gap = knowledge
                .gaps
                .iter()
                .position(|gap| gap.origin == crate::knowledge::GapOrigin::Absent(entity))
                .map(GapIx);
            let near = gap.map_or(&[][..], |gap| &knowledge[gap].near);
            Part {
                gap,
                text: format!("The briefing does not mention {}.", knowledge[entity].name),
                notice: Some(Notice::Absent(entity)),
                nearest: or_else(near, silent.nearest.clone()),
                ..silent
            }
        }
        Decision::Unrelated => Part {
            text: "The briefing does not say anything about that.".to_owned(),
            notice: Some(Notice::Unrelated),
            ..silent
        },
        Decision::Foreign => Part {
            notice: Some(Notice::Foreign),
            text: "I understand English only so far. Please ask in English.".to_owned(),
            nearest: samples(knowledge),
            ..silent
        },
        Decision::Meta(place) => {
            let meta = &knowledge.language.meta[place];
            Part {
                outcome: Outcome::Meta,
                text: about(knowledge, &meta.says),
                notice: Some(Notice::Meta(place)),
                nearest: if meta.samples { samples(knowledge) } else { Vec::new() },
                ..silent
            }
        }
    }
}

/// What is said of the bot and its briefing, the places for what this briefing is called filled.
pub fn about(knowledge: &KnowledgeBase, says: &str) -> String {
    let briefing = &knowledge.briefing;
    let publisher = briefing.publisher.as_deref().unwrap_or("not stated");
    let as_of = if briefing.as_of.says.is_empty() { "not stated" } else { &briefing.as_of.says };
    says.replace("{title}", &briefing.title).replace("{publisher}", publisher).replace("{as_of}", as_of)
}

/// What a gap says: the topic, and what of it is missing.
fn missing(knowledge: &KnowledgeBase, gap: GapIx) -> String {
    let gap = &knowledge[gap];
    let Some(topic) = gap.topic.map(|topic| &knowledge[topic]) else {
        return format!("The briefing does not say {}.", gap.missing);
    };
    match topic.kind {
        TopicKind::Overview => format!("The briefing does not say {}.", gap.missing),
        TopicKind::Person | TopicKind::Place | TopicKind::Group => {
            format!("The briefing names {}, but does not say {}.", topic.name, gap.missing)
        }
        _ => format!("The briefing describes {}, but does not say {}.", topic.name, gap.missing),
    }
}

/// The sentences of these claims, each once, in the order the claims are told; then those in tension with them.
fn citations(knowledge: &KnowledgeBase, claims: &[ClaimIx], tense: &[ClaimIx]) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    for (list, role) in [(claims, CitationRole::Support), (tense, CitationRole::Tension)] {
        for &claim in list {
            let leaned = knowledge[claim].leans_on.filter(|_| role == CitationRole::Support);
            for claim in leaned.into_iter().chain([claim]).map(|claim| &knowledge[claim]) {
                match citations.iter_mut().find(|known| known.sentence == claim.sentence) {
                    Some(known) if known.role == role => known.anchors.push(claim.anchor.clone()),
                    Some(_) => {}
                    None => {
                        citations.push(Citation {
                            sentence: claim.sentence,
                            role,
                            anchors: vec![claim.anchor.clone()],
                        });
                    }
                }
            }
        }
    }
    for citation in &mut citations {
        citation.anchors.sort_by_key(|span| (span.start, span.end));
        citation.anchors.dedup();
    }
    citations
}

/// The other ends of the tensions that these claims are in, and what pulls apart. A tension whose ends stand in sentences
/// that are shown anyway needs no note: the reader sees both.
fn tensions(knowledge: &KnowledgeBase, claims: &[ClaimIx]) -> (Vec<ClaimIx>, Vec<String>) {
    let mut others = Vec::new();
    let mut notes = Vec::new();
    for tension in &knowledge.tensions {
        let (told, untold): (Vec<ClaimIx>, Vec<_>) = tension.claims.iter().partition(|claim| claims.contains(claim));
        let shown = |claim: &ClaimIx| claims.iter().any(|&told| knowledge[told].sentence == knowledge[*claim].sentence);
        if !told.is_empty() && !untold.iter().all(shown) {
            others.extend(untold);
            notes.push(tension.note.clone());
        }
    }
    (others, notes)
}

fn band(margin: f32) -> Band {
    match margin {
        margin if margin >= CLEAR => Band::High,
        margin if margin >= CLEAR / 2.0 => Band::Medium,
        _ => Band::Low,
    }
}

fn or_else(near: &[IntentIx], otherwise: Vec<IntentIx>) -> Vec<IntentIx> {
    if near.is_empty() { otherwise } else { near.iter().copied().take(3).collect() }
}

/// The first intents of the first topics that have some: what a newcomer could ask.
fn samples(knowledge: &KnowledgeBase) -> Vec<IntentIx> {
    let mut seen = Vec::new();
    let firsts = knowledge.intents.iter().enumerate().filter(|(_, intent)| {
        let first = !seen.contains(&intent.topic);
        seen.push(intent.topic);
        first
    });
    firsts.map(|(index, _)| IntentIx(index)).take(3).collect()
}
