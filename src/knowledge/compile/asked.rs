//! Topics, and the intents and gaps asked of them.

use super::claims::{Context, known_facet};
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::language::FacetIx;
use crate::knowledge::model::{ClaimIx, EntityIx, Gap, GapOrigin, Intent, IntentIx, Topic, TopicIx};

/// A topic and the facets that make no sense of it.
pub(super) struct ResolvedTopic {
    pub(super) topic: Topic,
    pub(super) without: Vec<FacetIx>,
}

/// Resolves all topics; those that are not complete have been reported.
pub(super) fn topics(context: &Context<'_, '_>, report: &mut Report) -> Vec<Option<ResolvedTopic>> {
    let mut topics = Vec::new();
    for file in &context.folder.topics {
        topics.push(file.topic.as_ref().and_then(|raw| {
            let entities = context.names.entities.resolve_all(&raw.entities, EntityIx, report);
            let without = raw.without.iter().filter_map(|id| known_facet(context.language, id, report)).collect();
            let topic = Topic {
                id: file.id.to_owned(),
                kind: raw.kind.as_ref()?.value,
                title: raw.title.as_ref()?.value.clone(),
                name: raw.name.as_ref()?.value.clone(),
                names: raw.names.iter().map(|name| name.value.clone()).collect(),
                entities,
            };
            Some(ResolvedTopic { topic, without })
        }));
    }
    topics
}

/// Resolves all intents, in the order of the files.
pub(super) fn intents(context: &Context<'_, '_>, report: &mut Report) -> Vec<Option<Intent>> {
    let mut intents = Vec::new();
    for (topic, file) in context.folder.topics.iter().enumerate() {
        for raw in &file.intents {
            let claims = raw.claims.as_deref();
            if claims.is_some_and(<[_]>::is_empty) {
                let at = raw.id.as_ref().map_or(&raw.at, |id| &id.at);
                report.push(
                    Diagnostic::new(Code::IntentWithoutClaims, at, "this intent has no claims to answer with").help(
                        "name the claims that answer it in `claims`; if the document does not answer it, make it a gap",
                    ),
                );
            }
            let facet = raw.facet.as_ref().and_then(|facet| known_facet(context.language, facet, report));
            let claims = context.names.claims.resolve_all(claims.unwrap_or_default(), ClaimIx, report);
            let related = context.names.intents.resolve_all(&raw.related, IntentIx, report);
            intents.push((|| {
                Some(Intent {
                    id: raw.id.as_ref()?.value.clone(),
                    topic: TopicIx(topic),
                    facet: facet?,
                    title: raw.title.as_ref()?.value.clone(),
                    claims,
                    related,
                    utterances: raw.utterances.iter().map(|utterance| utterance.value.clone()).collect(),
                    paraphrases: Vec::new(),
                })
            })());
        }
    }
    intents
}

/// Resolves the written gaps, in the order of the files. A facet of a gap's own making is `None`.
pub(super) fn gaps(context: &Context<'_, '_>, report: &mut Report) -> Vec<Option<Gap>> {
    let mut gaps = Vec::new();
    for (topic, file) in context.folder.topics.iter().enumerate() {
        for raw in &file.gaps {
            let near = context.names.intents.resolve_all(&raw.near, IntentIx, report);
            gaps.push((|| {
                Some(Gap {
                    id: raw.id.as_ref()?.value.clone(),
                    origin: GapOrigin::Written,
                    topic: Some(TopicIx(topic)),
                    facet: context.language.facet(raw.facet.as_ref()?),
                    missing: raw.missing.as_ref()?.value.clone(),
                    near,
                    utterances: raw.utterances.iter().map(|utterance| utterance.value.clone()).collect(),
                    paraphrases: Vec::new(),
                })
            })());
        }
    }
    gaps
}

/// A gap for each party that the document never mentions: asked about it, the reply says just that.
pub(super) fn absent_gaps(context: &Context<'_, '_>, report: &mut Report) -> Vec<Option<Gap>> {
    let absent = context.folder.entities.iter().enumerate().filter(|(_, entity)| entity.absent);
    absent
        .map(|(place, raw)| {
            let near = context.names.intents.resolve_all(&raw.near, IntentIx, report);
            Some(Gap {
                id: format!("absent.{}", raw.id.as_ref()?.value),
                origin: GapOrigin::Absent(EntityIx(place)),
                topic: None,
                facet: None,
                missing: String::new(),
                near,
                utterances: Vec::new(),
                paraphrases: Vec::new(),
            })
        })
        .collect()
}
