//! Claims: that each says no more than the sentences it cites, in the right voice.

use super::citation::{Citation, cite, parting};
use super::ids::Names;
use super::load::Folder;
use super::words::{holds, words};
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::language::{FacetIx, Language};
use crate::knowledge::model::{Claim, ClaimIx, ClaimKind, Dated, EntityIx, Speaker, TopicIx};
use crate::knowledge::nearest::{nearest, nearest_passage, quoted_list};
use crate::knowledge::raw::{RawClaim, RawDated, RawEntity, Text};
use crate::source::Source;

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
    if let Some(quotes) = quotes(context.folder.source.as_ref(), citation, leant_on) {
        check_words(raw, &quotes, report);
        if let (Some(by), Some(Speaker::Entity(entity))) = (&raw.by, speaker) {
            check_speaker(by, &context.folder.entities[entity.0], &quotes, report);
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

/// The sentences shown with a claim, if it is sure which.
fn quotes<'s>(source: Option<&'s Source>, own: &Citation, leant_on: Option<&Citation>) -> Option<Vec<&'s str>> {
    let quote = |citation: &Citation| match citation {
        Citation::Found { sentence, .. } => source?.quote(*sentence),
        Citation::Guessed(_) => None,
    };
    std::iter::once(own).chain(leant_on).map(quote).collect()
}

/// The words of facets and dates are the document's own.
fn check_words(raw: &RawClaim<'_>, quotes: &[&str], report: &mut Report) {
    let dates = raw.dated.iter().filter_map(|dated| dated.words.as_ref());
    let facets =
        raw.facets.iter().map(|(facet, words)| (Code::FacetNotCited, format!("of the facet `{}`", facet.value), words));
    for (code, whose, words) in facets.chain(dates.map(|words| (Code::DateNotCited, "of the date".to_owned(), words))) {
        if quotes.iter().any(|quote| quote.contains(words.as_str())) {
            continue;
        }
        let mut diagnostic =
            Diagnostic::new(code, &words.at, format!("the words {whose} are not in the cited sentence"));
        let cited = Source::new(quotes.join("\n"));
        if let Some(passage) = nearest_passage(&cited, words) {
            let near = &cited.text()[passage.span];
            diagnostic = diagnostic.help(parting(near, words)).help(format!("the sentence has: {near}"));
        } else {
            diagnostic = diagnostic.help("use words of the sentence, letter for letter, or leave the facet out");
        }
        if let Some(anchor) = &raw.anchor {
            diagnostic = diagnostic.related(&anchor.at, "this is in the cited sentence");
        }
        report.push(diagnostic);
    }
}

/// Somebody can only be the speaker of a sentence that names them.
fn check_speaker(by: &Text<'_>, entity: &RawEntity<'_>, quotes: &[&str], report: &mut Report) {
    let quotes: Vec<_> = quotes.iter().map(|quote| words(quote)).collect();
    let named = |phrase: &str| quotes.iter().any(|quote| holds(quote, phrase));
    let Some(name) = &entity.name else { return };
    let last = words(name).pop().unwrap_or_default();
    let head = entity.role.as_ref().map(|role| head_of(role)).unwrap_or_default();
    if named(name) || named(&last) || named(&head) || entity.aliases.iter().any(|alias| named(alias)) {
        return;
    }
    report.push(
        Diagnostic::new(Code::SpeakerNotNamed, &by.at, format!("the cited sentence does not name {}", name.value))
            .related(&name.at, "neither this name, nor an alias or the role")
            .help("let the claim be `by` whom the sentence names, or by \"briefing\"")
            .help("if the sentence has another name for the speaker, add it to the aliases"),
    );
}

/// The word of a role that says what somebody is: "ambassador" of "Norway's ambassador in Paris".
fn head_of(role: &str) -> String {
    const ENDS: [&str; 12] = ["of", "in", "at", "to", "for", "from", "on", "with", "who", "that", "which", "and"];
    let words = words(role);
    let end = words.iter().position(|word| ENDS.contains(&word.as_str())).unwrap_or(words.len());
    words[..end].last().cloned().unwrap_or_default()
}

/// A forecast keeps its "likely", and a demand its "demands".
fn check_hedge(language: &Language, raw: &RawClaim<'_>, report: &mut Report) {
    let (Some(says), Some(kind)) = (&raw.says, &raw.kind) else { return };
    let (hedges, sort) = match kind.value {
        ClaimKind::Forecast => (&language.hedges.forecast, "forecast"),
        ClaimKind::Demand => (&language.hedges.demand, "demand"),
        ClaimKind::Reported | ClaimKind::Quotation | ClaimKind::Assessment => return,
    };
    let text = words(says);
    if hedges.iter().any(|hedge| holds(&text, hedge)) {
        return;
    }
    let hedges: Vec<_> = hedges.iter().map(String::as_str).collect();
    report.push(
        Diagnostic::new(Code::HedgeMissing, &says.at, format!("this {sort} is told as a fact"))
            .related(&kind.at, format!("the claim is a {sort}"))
            .help(format!("say it with one of {}", quoted_list(&hedges))),
    );
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
        let mut diagnostic = Diagnostic::new(Code::LeansOnCycle, &leans_on.at, "claims lean on each other in a circle");
        for &place in &circle[1..] {
            if let Some(other) = &raw[place].1.leans_on {
                diagnostic = diagnostic.related(&other.at, "and so on");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_role_is_what_somebody_is() {
        assert_eq!(head_of("Norway’s ambassador in Paris"), "ambassador");
        assert_eq!(head_of("the conservation architect who directs the repairs"), "architect");
        assert_eq!(head_of("the contractor"), "contractor");
        assert_eq!(head_of(""), "");
    }
}
