//! `briefing.toml`: what the document is, and the tensions in it.

use super::ids::Names;
use super::load::Folder;
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::model::{AsOf, Briefing, ClaimIx, Tension};
use crate::knowledge::raw::{RawBriefing, Text};

/// The languages that there are tables of, as ISO 639-1 codes.
const LANGUAGES: &[&str] = &["en"];

/// What stands in `publisher` where the document names none.
const NO_PUBLISHER: &str = "unknown";

/// Resolves the briefing's own entry, and its tensions.
pub(super) fn resolve(
    folder_name: &str,
    folder: &Folder<'_>,
    names: &Names<'_>,
    report: &mut Report,
) -> Option<(Briefing, Vec<Tension>)> {
    let raw = folder.briefing.as_ref()?;
    if let Some(id) = raw.id.as_ref().filter(|id| id.as_str() != folder_name) {
        let message = format!("the briefing `{}` is in the folder `{folder_name}`", id.value);
        report.push(
            Diagnostic::new(Code::FolderName, &id.at, message)
                .help(format!("write `id = \"{folder_name}\"`, or rename the folder to `{}`", id.value)),
        );
    }
    if let Some(language) = raw.language.as_ref().filter(|language| !LANGUAGES.contains(&language.as_str())) {
        report.push(
            Diagnostic::new(
                Code::UnknownValue,
                &language.at,
                format!("`{}` is not a language Attaché has", language.value),
            )
            .help("English is the only one so far: write `en`"),
        );
    }
    check_hash(folder, raw, report);
    let tensions = tensions(raw, names, report);
    let value = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.value.clone());
    let as_of = raw.as_of.as_ref()?;
    let briefing = Briefing {
        id: value(&raw.id)?,
        title: value(&raw.title)?,
        language: value(&raw.language)?,
        publisher: value(&raw.publisher).filter(|publisher| publisher != NO_PUBLISHER),
        as_of: AsOf {
            says: value(&as_of.says).unwrap_or_default(),
            basis: as_of.basis.as_ref()?.value,
            reasoning: value(&as_of.reasoning).unwrap_or_default(),
        },
    };
    Some((briefing, tensions))
}

/// The knowledge was written for one document, byte for byte: numbers of sentences move with every edit.
fn check_hash(folder: &Folder<'_>, raw: &RawBriefing<'_>, report: &mut Report) {
    let (Some(source), Some(sha256)) = (&folder.source, &raw.sha256) else { return };
    let found = source.fingerprint().to_string();
    if !sha256.eq_ignore_ascii_case(&found) {
        report.push(
            Diagnostic::new(
                Code::SourceChanged,
                &sha256.at,
                "`source.txt` is not the document this briefing was written for",
            )
            .label("the document had this sha256")
            .help("if the edit was not meant, bring the old `source.txt` back")
            .help(format!("if it was, go through the claims, then write:\nsha256 = \"{found}\"")),
        );
    }
}

fn tensions(raw: &RawBriefing<'_>, names: &Names<'_>, report: &mut Report) -> Vec<Tension> {
    let mut tensions = Vec::new();
    for tension in &raw.tensions {
        let mut claims = names.claims.resolve_all(&tension.claims, ClaimIx, report);
        let mut ids: Vec<_> = tension.claims.iter().map(|id| id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        if let ([only, ..], 1) = (tension.claims.as_slice(), ids.len()) {
            report.push(
                Diagnostic::new(Code::OneEndedTension, &only.at, "this tension has one end")
                    .label("the only claim in it")
                    .help("name the claim that it pulls against, or take the tension out"),
            );
        }
        let mut seen = Vec::new();
        claims.retain(|claim| !seen.contains(claim) && (seen.push(*claim), true).1);
        if let Some(note) = &tension.note {
            tensions.push(Tension { claims, note: note.value.clone() });
        }
    }
    tensions
}
