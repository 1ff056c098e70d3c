//! Whether what an intent tells can be of the sort that a question wants: a date for when, a place for where.

use super::shape::Wants;
use crate::knowledge::{IntentIx, KnowledgeBase};

/// The facets, or coarser ones of theirs, that can answer each sort of question. Other sorts are answered by too many.
const ANSWERED_BY: &[(Wants, &[&str])] = &[
    (Wants::When, &["when", "timeline", "duration"]),
    (Wants::Where, &["where", "whereabouts", "definition", "list"]),
    (Wants::HowMany, &["amount", "length", "cost", "population", "list", "status"]),
    (Wants::HowLong, &["length", "duration", "when", "size"]),
    (Wants::Summary, &["summary", "status", "what"]),
    (Wants::Timeline, &["timeline", "when"]),
];

/// Whether some claim of the intent, or the intent itself, has a facet of the sort wanted.
pub(super) fn can_answer(knowledge: &KnowledgeBase, intent: IntentIx, wants: Wants) -> bool {
    let Some((_, facets)) = ANSWERED_BY.iter().find(|(sort, _)| *sort == wants) else { return true };
    let language = knowledge.language;
    let told = knowledge[intent].claims.iter().flat_map(|&claim| &knowledge[claim].facets).map(|(facet, _)| *facet);
    let mut told = told.chain([knowledge[intent].facet]);
    told.any(|facet| facets.iter().filter_map(|id| language.facet(id)).any(|wanted| language.is_within(facet, wanted)))
}
