//! Why a question was decided as it was, for curators.

use std::fmt;

use super::Decision;
use super::classes::ClassId;
use super::decide::Policy;
use super::query::Query;
use super::score::{Candidate, Scored};
use crate::knowledge::KnowledgeBase;

/// The reasons for everything decided on one message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// One a question.
    pub parts: Vec<PartExplanation>,
}

/// The reasons for one question.
#[derive(Debug, Clone, PartialEq)]
pub struct PartExplanation {
    /// The question as it stood in the message.
    pub question: String,
    /// What it was read as, corrected.
    pub read_as: String,
    /// Words corrected, as `typed -> read`.
    pub corrections: Vec<String>,
    /// Entities named.
    pub entities: Vec<String>,
    /// What sort of answer it wants.
    pub wants: String,
    /// The best five, with the parts of their scores.
    pub rivals: Vec<Rival>,
    /// Share of the question's content that the best intent's evidence leaves uncovered.
    pub uncovered: f32,
    /// The words uncovered.
    pub missing: Vec<String>,
    /// The lead over the bar; below 0 nothing is answered.
    pub margin: f32,
    /// The bar that the lead had to reach.
    pub bar: f32,
    /// What was decided.
    pub decision: String,
}

/// One of the best candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// `intent`, `gap` or `meta`, and its id.
    pub name: String,
    /// The whole score.
    pub score: f32,
    /// How well the topic fits.
    pub topic: f32,
    /// How well the facet fits.
    pub facet: f32,
    /// How well the class itself fits.
    pub own: f32,
    /// The best alignment with one of its utterances.
    pub alignment: f32,
    /// How likely the question's shape is here, in logarithms.
    pub shape: f32,
    /// The share of those the question names that it has nothing to do with.
    pub strangers: f32,
}

pub(super) fn part(
    knowledge: &KnowledgeBase,
    policy: &Policy,
    question: &str,
    query: &Query,
    scored: &Scored,
    decision: Decision,
    margin: f32,
) -> PartExplanation {
    let corrected = query.words.iter().filter(|word| word.corrected);
    PartExplanation {
        question: question.to_owned(),
        read_as: query.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
        corrections: corrected.map(|word| format!("{} -> {}", &question[word.span.clone()], word.text)).collect(),
        entities: query.mentions.iter().map(|mention| knowledge[mention.entity].id.clone()).collect(),
        wants: format!("{:?}", query.shape.wants),
        rivals: scored.candidates.iter().take(5).map(|candidate| rival(knowledge, candidate)).collect(),
        uncovered: scored.uncovered,
        missing: scored.missing.clone(),
        margin,
        bar: policy.bar(),
        decision: name_decision(knowledge, decision),
    }
}

fn rival(knowledge: &KnowledgeBase, candidate: &Candidate) -> Rival {
    let &Candidate { id, score, topic, facet, own, alignment, shape, strangers, .. } = candidate;
    let name = match id {
        ClassId::Intent(intent) => format!("intent {}", knowledge[intent].id),
        ClassId::Gap(gap) => format!("gap {}", knowledge[gap].id),
        ClassId::Meta(meta) => format!("meta {}", knowledge.language.meta[meta].id),
    };
    Rival { name, score, topic, facet, own, alignment, shape, strangers }
}

fn name_decision(knowledge: &KnowledgeBase, decision: Decision) -> String {
    match decision {
        Decision::Answer { intent, .. } => format!("answer with {}", knowledge[intent].id),
        Decision::Clarify { .. } => "ask which is meant: several intents are as near".to_owned(),
        Decision::Gap(gap) => format!("not stated: gap {}", knowledge[gap].id),
        Decision::Absent(entity) => format!("never mentioned: {}", knowledge[entity].name),
        Decision::Unrelated => "nothing of the briefing was asked".to_owned(),
        Decision::Meta(meta) => format!("small talk: {}", knowledge.language.meta[meta].id),
        Decision::Foreign => "another language".to_owned(),
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| part.fmt(f))
    }
}

impl fmt::Display for PartExplanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |list: &[String]| if list.is_empty() { "none".to_owned() } else { list.join(", ") };
        writeln!(f, "question: {}", self.question)?;
        writeln!(f, "├─ read as      {}", self.read_as)?;
        writeln!(f, "├─ corrections  {}", or_none(&self.corrections))?;
        writeln!(f, "├─ entities     {}", or_none(&self.entities))?;
        writeln!(f, "├─ wants        {}", self.wants)?;
        writeln!(f, "├─ best matches      score   topic   facet     own   align   shape strange")?;
        for Rival { name, score, topic, facet, own, alignment, shape, strangers } in &self.rivals {
            writeln!(f, "│  ├─ {name}")?;
            writeln!(
                f,
                "│  │             {score:9.2} {topic:7.2} {facet:7.2} {own:7.2} {alignment:7.2} {shape:7.2} {strangers:7.2}"
            )?;
        }
        writeln!(f, "├─ evidence     {:.0} % uncovered; missing: {}", self.uncovered * 100.0, or_none(&self.missing))?;
        writeln!(f, "├─ margin       {:.2} over the bar ({:.2})", self.margin, self.bar)?;
        writeln!(f, "└─ decision     {}", self.decision)
    }
}
