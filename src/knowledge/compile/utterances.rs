//! What readers type must point one way.

use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::ops::RangeInclusive;

use rustc_hash::FxBuildHasher;

use super::load::Folder;
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::language::Language;
use crate::knowledge::raw::{RawIntent, Text};
use crate::knowledge::words::{key, stems};

/// Fewer leave the matcher blind to other wordings; more of one intent outweigh its neighbours.
const UTTERANCES_OF_AN_INTENT: RangeInclusive<usize> = 8..=15;

/// Share of common stems from which two utterances teach the matcher the same thing.
const NEARLY_EQUAL: f64 = 0.6;

/// Checks the utterances of all intents and gaps.
pub(super) fn check(folder: &Folder<'_>, language: &Language) -> Report {
    let mut report = Report::default();
    check_shared(folder, language, &mut report);
    for intent in folder.topics.iter().flat_map(|topic| &topic.intents) {
        check_count(intent, &mut report);
        check_near_equal(intent, &mut report);
    }
    report
}

/// No utterance belongs to two intents or gaps, nor to small talk.
fn check_shared(folder: &Folder<'_>, language: &Language, report: &mut Report) {
    let mut seen: BTreeMap<String, (&str, Option<&Text<'_>>)> = BTreeMap::new();
    for meta in &language.meta {
        seen.extend(meta.utterances.iter().map(|utterance| (key(utterance), (meta.id.as_str(), None))));
    }
    let intents =
        folder.topics.iter().flat_map(|topic| &topic.intents).map(|intent| (intent.id.as_ref(), &intent.utterances));
    let gaps = folder.topics.iter().flat_map(|topic| &topic.gaps).map(|gap| (gap.id.as_ref(), &gap.utterances));
    let paraphrases = folder.paraphrases.iter().map(|(id, texts)| (Some(id), texts));
    for (id, utterances) in intents.chain(gaps).chain(paraphrases) {
        let owner = id.map_or("", |id| id.as_str());
        for utterance in utterances {
            let key = key(utterance);
            if key.is_empty() {
                report.push(
                    Diagnostic::new(Code::EmptyText, &utterance.at, "this utterance holds no word")
                        .help("write what a reader would type, or take it out"),
                );
                continue;
            }
            let (other, first) = *seen.entry(key).or_insert((owner, Some(utterance)));
            if first.is_some_and(|first| first.at == utterance.at) {
                continue;
            }
            // A near-equal pair of one intent is told below, an equal pair among them; gaps have no such check.
            if other == owner {
                continue;
            }
            let message = format!("an utterance of `{owner}` is also one of `{other}`");
            let mut diagnostic = Diagnostic::new(Code::SharedUtterance, &utterance.at, message);
            diagnostic = match first {
                Some(first) => diagnostic
                    .related(&first.at, format!("it stands in `{other}` already"))
                    .help("keep it where a reader who types it is best served"),
                None => diagnostic.help(format!("`{other}` is small talk of the bot itself: take it out here")),
            };
            report.push(diagnostic);
        }
    }
}

fn check_count(intent: &RawIntent<'_>, report: &mut Report) {
    let count = intent.utterances.len();
    if count == 0 || UTTERANCES_OF_AN_INTENT.contains(&count) {
        return;
    }
    let (least, most) = UTTERANCES_OF_AN_INTENT.into_inner();
    let (many, help) = if count < least {
        ("only ", "add other wordings: fragments, phone spelling, indirect requests")
    } else {
        ("", "keep those that differ most, or make two intents of it")
    };
    let at = intent.id.as_ref().map_or(&intent.at, |id| &id.at);
    let message = format!("this intent has {many}{count} utterance{}", if count == 1 { "" } else { "s" });
    report.push(
        Diagnostic::new(Code::UtteranceCount, at, message).label(format!("{least} to {most} are good")).help(help),
    );
}

fn check_near_equal(intent: &RawIntent<'_>, report: &mut Report) {
    // Thousands of pairs are compared whenever a briefing loads: sorted hashes, not texts.
    let hashes = |utterance: &Text<'_>| -> Vec<u64> {
        let mut hashes: Vec<_> = stems(utterance).iter().map(|stem| FxBuildHasher.hash_one(stem)).collect();
        hashes.sort_unstable();
        hashes
    };
    let stems: Vec<_> = intent.utterances.iter().map(hashes).collect();
    for (place, utterance) in intent.utterances.iter().enumerate() {
        for (other, first) in intent.utterances[..place].iter().enumerate() {
            let shared = stems[place].iter().filter(|stem| stems[other].binary_search(stem).is_ok()).count();
            let all = stems[place].len() + stems[other].len() - shared;
            if all > 0 && shared as f64 / all as f64 > NEARLY_EQUAL {
                report.push(
                    Diagnostic::new(Code::NearEqualUtterances, &utterance.at, "two utterances are nearly the same")
                        .label(format!("shares {shared} of {all} stems with the other"))
                        .related(&first.at, "the other")
                        .help("say one of them in quite different words, or take it out"),
                );
            }
        }
    }
}
