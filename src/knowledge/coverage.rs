//! Which intents lead to which part of the document: the proof that nothing was left out.

use std::fmt;

use super::derive;
use super::language::FacetIx;
use super::model::{ClaimIx, GapIx, IntentIx, KnowledgeBase, TopicIx};
use crate::source::SentenceNumber;

/// What of a briefing is reached, and by which intents.
#[derive(Debug)]
pub struct Coverage<'k> {
    /// What is reported on.
    pub knowledge: &'k KnowledgeBase,
    /// Every sentence of the document with the claims anchored in it, and the intents that show it.
    pub sentences: Vec<(SentenceNumber, Vec<ClaimIx>, Vec<IntentIx>)>,
    /// Every claim with the intents that tell it.
    pub claims: Vec<(ClaimIx, Vec<IntentIx>)>,
    /// For every topic, the facets that its claims fill or its kind leads readers to ask for.
    pub topics: Vec<(TopicIx, Vec<(FacetIx, Cell)>)>,
}

/// What is known of one facet of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// These claims fill it or a finer facet, and these intents tell one of them.
    Filled(Vec<ClaimIx>, Vec<IntentIx>),
    /// The document does not tell it.
    Gap(GapIx),
    /// It makes no sense of this topic.
    Without,
}

impl<'k> Coverage<'k> {
    /// Works the report out.
    pub fn of(knowledge: &'k KnowledgeBase) -> Self {
        let claims: Vec<_> =
            (0..knowledge.claims.len()).map(ClaimIx).map(|claim| (claim, users(knowledge, &[claim]))).collect();
        let sentences = knowledge.source.sentences().iter().map(|sentence| {
            let anchored =
                claims.iter().map(|(claim, _)| *claim).filter(|&claim| knowledge[claim].sentence == sentence.number);
            let shown = |claim: &ClaimIx| knowledge.sentences_of(*claim).any(|number| number == sentence.number);
            let intents = (0..knowledge.intents.len()).map(IntentIx);
            let intents = intents.filter(|&intent| knowledge[intent].claims.iter().any(shown)).collect();
            (sentence.number, anchored.collect(), intents)
        });
        let topics = (0..knowledge.topics.len()).map(TopicIx).map(|topic| (topic, cells(knowledge, topic)));
        Self { knowledge, sentences: sentences.collect(), topics: topics.collect(), claims }
    }
}

/// The intents that tell one of the claims.
fn users(knowledge: &KnowledgeBase, claims: &[ClaimIx]) -> Vec<IntentIx> {
    let tells = |intent: &IntentIx| knowledge[*intent].claims.iter().any(|claim| claims.contains(claim));
    (0..knowledge.intents.len()).map(IntentIx).filter(tells).collect()
}

fn cells(knowledge: &KnowledgeBase, topic: TopicIx) -> Vec<(FacetIx, Cell)> {
    let mut cells = Vec::new();
    for facet in (0..knowledge.language.facets.len()).map(FacetIx) {
        let fills = |claim: &ClaimIx| {
            let claim = &knowledge[*claim];
            claim.topic == topic && claim.facets.iter().any(|(filled, _)| knowledge.language.is_within(*filled, facet))
        };
        let claims: Vec<_> = (0..knowledge.claims.len()).map(ClaimIx).filter(fills).collect();
        let gap = knowledge.gaps.iter().position(|gap| gap.topic == Some(topic) && gap.facet == Some(facet));
        if !claims.is_empty() {
            let intents = users(knowledge, &claims);
            cells.push((facet, Cell::Filled(claims, intents)));
        } else if let Some(gap) = gap {
            cells.push((facet, Cell::Gap(GapIx(gap))));
        } else if derive::expected(knowledge, &knowledge[topic], facet).is_some() {
            cells.push((facet, Cell::Without));
        }
    }
    cells
}

impl fmt::Display for Coverage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let knowledge = self.knowledge;
        let claims = |claims: &[ClaimIx]| listed(claims.iter().map(|&claim| &knowledge[claim].id));
        let intents = |intents: &[IntentIx]| listed(intents.iter().map(|&intent| &knowledge[intent].id));
        writeln!(f, "Sentences")?;
        for (number, anchored, used) in &self.sentences {
            writeln!(f, "  {number}\n    claims:  {}\n    intents: {}", claims(anchored), intents(used))?;
        }
        writeln!(f, "\nClaims")?;
        for (claim, used) in &self.claims {
            writeln!(f, "  {}: {}", knowledge[*claim].id, intents(used))?;
        }
        writeln!(f, "\nTopics")?;
        for (topic, cells) in &self.topics {
            let topic = &knowledge[*topic];
            writeln!(f, "  {} ({})", topic.id, topic.title)?;
            for (facet, cell) in cells {
                write!(f, "    {:<12} ", knowledge.language[*facet].id)?;
                match cell {
                    Cell::Filled(filled, used) => writeln!(f, "filled   {} <- {}", claims(filled), intents(used))?,
                    Cell::Gap(gap) => writeln!(f, "gap      {}: {}", knowledge[*gap].id, knowledge[*gap].missing)?,
                    Cell::Without => writeln!(f, "without")?,
                }
            }
        }
        Ok(())
    }
}

fn listed<'i>(ids: impl Iterator<Item = &'i String>) -> String {
    let ids: Vec<_> = ids.map(String::as_str).collect();
    if ids.is_empty() { "-".to_owned() } else { ids.join(", ") }
}
