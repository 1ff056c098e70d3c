//! Gaps that nobody wrote: what readers will ask of a topic of its kind, and no claim says.

use std::collections::BTreeSet;

use super::language::{Expected, FacetIx};
use super::model::{Gap, GapOrigin, IntentIx, KnowledgeBase, Topic, TopicIx};
use super::words::key;

/// Utterances of a derived gap: as many as the templates and names need to appear at all, and few enough that derived gaps
/// do not outweigh the intents.
const MOST_UTTERANCES: usize = 10;

/// Intents offered instead of what is missing.
const MOST_NEAR: usize = 3;

/// The gaps of all topics, by topic and in the order of the facets. `without` has for each topic the facets that make no
/// sense of it. An utterance that a curator wrote somewhere, or that another derived gap has, is left out: it would point
/// two ways.
pub(super) fn gaps(knowledge: &KnowledgeBase, without: &[Vec<FacetIx>]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut taken: BTreeSet<String> = written(knowledge).map(|utterance| key(utterance)).collect();
    for (place, topic) in knowledge.topics.iter().enumerate() {
        let near: Vec<IntentIx> = knowledge.intents_of(TopicIx(place)).take(MOST_NEAR).collect();
        for facet in (0..knowledge.language.facets.len()).map(FacetIx) {
            let Some(expected) = expected(knowledge, topic, facet) else { continue };
            if without[place].contains(&facet) || is_filled(knowledge, TopicIx(place), facet) {
                continue;
            }
            gaps.push(Gap {
                id: format!("{}.{}", topic.id, knowledge.language[facet].id),
                origin: GapOrigin::Derived,
                topic: Some(TopicIx(place)),
                facet: Some(facet),
                missing: expected.missing.clone(),
                near: near.clone(),
                utterances: utterances(&expected.templates, topic, &mut taken),
                paraphrases: Vec::new(),
            });
        }
    }
    gaps
}

/// What readers will ask of a topic of this kind by this facet.
pub(super) fn expected<'k>(knowledge: &'k KnowledgeBase, topic: &Topic, facet: FacetIx) -> Option<&'k Expected> {
    knowledge.language[facet].expected.iter().find(|expected| expected.of.contains(&topic.kind))
}

/// Whether a claim of the topic fills the facet or a finer one, or a curator wrote a gap for it.
fn is_filled(knowledge: &KnowledgeBase, topic: TopicIx, facet: FacetIx) -> bool {
    let claims = knowledge.claims.iter().filter(|claim| claim.topic == topic);
    claims.flat_map(|claim| &claim.facets).any(|(filled, _)| knowledge.language.is_within(*filled, facet))
        || knowledge.gaps.iter().any(|gap| gap.topic == Some(topic) && gap.facet == Some(facet))
}

/// The utterances that a curator wrote, and those of small talk.
fn written(knowledge: &KnowledgeBase) -> impl Iterator<Item = &String> {
    let intents = knowledge.intents.iter().flat_map(|intent| &intent.utterances);
    let gaps = knowledge.gaps.iter().flat_map(|gap| &gap.utterances);
    let meta = knowledge.language.meta.iter().flat_map(|meta| &meta.utterances);
    intents.chain(gaps).chain(meta)
}

/// Templates with the topic's names put in. Round robin: every template and every name comes up before a pair of them
/// would come up again.
fn utterances(templates: &[String], topic: &Topic, taken: &mut BTreeSet<String>) -> Vec<String> {
    let names: Vec<&str> = std::iter::once(&topic.name).chain(&topic.names).map(String::as_str).collect();
    let round = lcm(templates.len(), names.len());
    (0..templates.len() * names.len())
        .map(|turn| templates[turn % templates.len()].replace("{topic}", names[(turn + turn / round) % names.len()]))
        .filter(|utterance| taken.insert(key(utterance)))
        .take(MOST_UTTERANCES)
        .collect()
}

/// Turns after which template and name meet again.
fn lcm(a: usize, b: usize) -> usize {
    let (mut divisor, mut rest) = (a, b);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    a * b / divisor.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::TopicKind;

    fn filled_in(templates: &[&str], names: &[&str], taken: &[&str]) -> Vec<String> {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let topic = Topic {
            id: "works".to_owned(),
            kind: TopicKind::Event,
            title: String::new(),
            name: names[0].to_owned(),
            names: owned(&names[1..]),
            entities: Vec::new(),
        };
        utterances(&owned(templates), &topic, &mut taken.iter().map(|taken| key(taken)).collect())
    }

    #[track_caller]
    fn check(templates: &[&str], names: &[&str], expect: &[&str]) {
        assert_eq!(filled_in(templates, names, &[]), expect);
    }

    #[test]
    fn every_template_and_every_name_comes_up() {
        check(&["when was {topic}", "date of {topic}"], &["A"], &["when was A", "date of A"]);
        check(&["when was {topic}"], &["A", "B"], &["when was A", "when was B"]);
        check(&["x {topic}", "y {topic}"], &["A", "B"], &["x A", "y B", "x B", "y A"]);
        check(&["x {topic}", "y {topic}"], &["A", "B", "C"], &["x A", "y B", "x C", "y A", "x B", "y C"]);
        check(&[], &["A"], &[]);
    }

    #[test]
    fn there_are_ten_at_most_and_no_two_alike() {
        let mut utterances =
            filled_in(&["1 {topic}", "2 {topic}", "3 {topic}", "4 {topic}"], &["A", "B", "C", "D"], &[]);
        assert_eq!(utterances.len(), MOST_UTTERANCES);
        utterances.sort();
        utterances.dedup();
        assert_eq!(utterances.len(), MOST_UTTERANCES);
    }

    #[test]
    fn what_is_taken_is_left_out() {
        assert_eq!(filled_in(&["when was {topic}", "date of {topic}"], &["A"], &["When was A?"]), ["date of A"]);
    }
}
