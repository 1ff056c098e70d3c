//! Coverage, both ways: every sentence is cited by some intent, every claim is used by one.

use std::collections::BTreeSet;

use super::claims::Resolved;
use super::ids::Names;
use super::load::Folder;
use crate::knowledge::diagnostic::{At, Code, Diagnostic, Report};

/// Reports sentences and claims that no intent leads to. Where a reference or an anchor is broken, what it probably meant
/// counts as used: the slip is reported already, and mending it mends the rest.
pub(super) fn check(folder: &Folder<'_>, names: &Names<'_>, claims: &[Resolved], report: &mut Report) {
    if folder.unread.topics {
        return; // Who knows what the unread claims and intents cite.
    }
    let used: BTreeSet<usize> = folder
        .topics
        .iter()
        .flat_map(|topic| &topic.intents)
        .flat_map(|intent| intent.claims.iter().flatten())
        .filter_map(|id| names.claims.guess(id))
        .collect();
    let cited: BTreeSet<_> = used
        .iter()
        .flat_map(|&place| [Some(place), claims[place].leans_on])
        .flatten()
        .flat_map(|place| claims[place].citation.sentences())
        .collect();
    for (place, claim) in folder.topics.iter().flat_map(|topic| &topic.claims).enumerate() {
        if let Some(id) = claim.id.as_ref().filter(|_| !used.contains(&place)) {
            report.push(
                Diagnostic::new(Code::ClaimNotUsed, &id.at, format!("no intent uses the claim `{}`", id.value))
                    .help("add it to the `claims` of an intent, or take it out"),
            );
        }
    }
    for sentence in folder.source.iter().flat_map(|source| source.sentences()) {
        if !cited.contains(&sentence.number) {
            let number = sentence.number;
            let at = At { file: "source.txt", span: sentence.span.clone() };
            report.push(
                Diagnostic::new(Code::SentenceNotUsed, &at, format!("no intent cites sentence {number}"))
                    .label(format!("{number}: readers can ask nothing about it"))
                    .help("write a claim that is anchored in it, and an intent that uses the claim"),
            );
        }
    }
}
