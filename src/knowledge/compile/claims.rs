//! Claims, resolved.

use super::citation::{Citation, cite};
use super::ids::Names;
use super::load::Folder;
use super::voice::{Cited, check_hedge};
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::language::{FacetIx, Language};
use crate::knowledge::model::{Claim, ClaimIx, Dated, EntityIx, Speaker, TopicIx};
use crate::knowledge::nearest::{nearest, quoted_list};
use crate::knowledge::raw::{RawClaim, RawDated, Text};

/// The id that a claim's `by` has where the document itself speaks.
const BRIEFING: &str = "briefing";

/// A claim as far as it could be resolved.
pub(super) struct Resolved {
    /// Complete unless something was reported.
    pub(super) claim: Option<Claim>,
    pub(super) citation: Citation,
    pub(super) leans_on: Option<usize>,
}

/// What the checks of a claim look things up in.
pub(super) struct Context<'f, 'a> {
    pub(super) folder: &'f Folder<'a>,
    pub(super) names: &'f Names<'f>,
    pub(super) language: &'static Language,
}

/// Resolves all claims, in the order of the files.
pub(super) fn resolve(context: &Context<'_, '_>, report: &mut Report) -> Vec<Resolved> {
    let raw: Vec<(usize, &RawClaim<'_>)> = (0..)
        .zip(&context.folder.topics)
        .flat_map(|(topic, file)| file.claims.iter().map(move |claim| (topic, claim)))
        .collect();
    let cited: Vec<(Citation, Option<usize>)> = raw
        .iter()
        .map(|(_, claim)| {
            let leans_on = claim.leans_on.as_ref().and_then(|id| context.names.claims.resolve(id, report));
            (cite(context.folder, claim, report), leans_on)
        })
        .collect();
    report_circles(&raw, &cited, report);
    let claims: Vec<_> = raw
        .iter()
        .zip(&cited)
        .map(|(&(topic, claim), (citation, leans_on))| {
            let leant_on = leans_on.map(|place| &cited[place].0);
            resolve_claim(context, TopicIx(topic), claim, citation, leant_on, report)
        })
        .collect();
    claims
        .into_iter()
        .zip(cited)
        .map(|(claim, (citation, leans_on))| {
            let claim = claim.map(|claim| Claim { leans_on: leans_on.map(ClaimIx), ..claim });
            Resolved { claim, citation, leans_on }
        })
        .collect()
}

fn resolve_claim(
    context: &Context<'_, '_>,
    topic: TopicIx,
    raw: &RawClaim<'_>,
    citation: &Citation,
    leant_on: Option<&Citation>,
    report: &mut Report,
) -> Option<Claim> {
    let entity = |id: &Option<Text<'_>>, report: &mut Report| {
        id.as_ref().and_then(|id| context.names.entities.resolve(id, report)).map(EntityIx)
    };
    let speaker = match &raw.by {
        Some(by) if by.as_str() == BRIEFING => Some(Speaker::Briefing),
        by => entity(by, report).map(Speaker::Entity),
    };
    let (actor, target) = (entity(&raw.actor, report), entity(&raw.target, report));
    let facets: Vec<_> = raw
        .facets
        .iter()
        .filter_map(|(facet, words)| Some((known_facet(context.language, facet, report)?, words.value.clone())))
        .collect();
    if let Some(cited) = Cited::new(context.folder.source.as_ref(), citation, leant_on) {
        cited.check_words(raw, report);
        if let Some(says) = &raw.says {
            cited.check_says(says, &context.folder.entities, report);
        }
        if let (Some(by), Some(Speaker::Entity(entity))) = (&raw.by, speaker) {
            cited.check_speaker(by, &context.folder.entities[entity.0], report);
        }
    }
    check_hedge(context.language, raw, report);
    let Citation::Found { sentence, anchor } = citation else { return None };
    Some(Claim {
        id: raw.id.as_ref()?.value.clone(),
        topic,
        says: raw.says.as_ref()?.value.clone(),
        by: speaker?,
        kind: raw.kind.as_ref()?.value,
        sentence: *sentence,
        anchor: anchor.clone(),
        leans_on: None,
        actor,
        target,
        dated: match &raw.dated {
            Some(raw) => Some(dated(raw)?),
            None => None,
        },
        facets,
    })
}

/// The facet of this id; an unknown one is reported.
pub(super) fn known_facet(language: &Language, id: &Text<'_>, report: &mut Report) -> Option<FacetIx> {
    let facet = language.facet(id);
    if facet.is_none() {
        let known: Vec<_> = language.facets.iter().map(|facet| facet.id.as_str()).collect();
        let help = match nearest(id, known.iter().copied()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("the facets are {}", quoted_list(&known)),
        };
        report.push(Diagnostic::new(Code::UnknownFacet, &id.at, format!("`{}` is not a facet", id.value)).help(help));
    }
    facet
}

/// A claim that leans on itself, by way of others or not, explains nothing. Each circle is reported once.
fn report_circles(raw: &[(usize, &RawClaim<'_>)], cited: &[(Citation, Option<usize>)], report: &mut Report) {
    for start in 0..raw.len() {
        let mut circle = vec![start];
        while let Some(next) = cited[*circle.last().unwrap_or(&start)].1
            && !circle.contains(&next)
        {
            circle.push(next);
        }
        let closes = cited[*circle.last().unwrap_or(&start)].1 == Some(start);
        let Some(leans_on) = raw[start].1.leans_on.as_ref().filter(|_| closes && circle.iter().min() == Some(&start))
        else {
            continue;
        };
        let mut diagnostic = Diagnostic::new(Code::LeansOnCycle, &leans_on.at, "claims lean on each other in a circle")
            .label(format!("this one leans on `{}`", leans_on.value));
        for &place in &circle[1..] {
            if let Some(other) = &raw[place].1.leans_on {
                diagnostic = diagnostic.related(&other.at, format!("and this one on `{}`", other.value));
            }
        }
        report.push(diagnostic.help("a claim leans on one that can be understood by itself: take out one `leans-on`"));
    }
}

fn dated(raw: &RawDated<'_>) -> Option<Dated> {
    Some(Dated {
        words: raw.words.as_ref()?.value.clone(),
        order: raw.order?,
        basis: raw.basis.as_ref()?.value,
        note: raw.note.as_ref().map(|note| note.value.clone()).unwrap_or_default(),
    })
}
