//! From files to a verified knowledge base, all or nothing, with every problem of every file at once.
//!
//! First everything is read as far as it can be ([`load`]), then ids are collected ([`ids`]), then each sort of thing is
//! resolved and checked. No step stops at an error, and none reports what follows from an error already reported.

mod apart;
mod asked;
mod briefing;
mod citation;
mod claims;
mod entities;
mod ids;
mod load;
mod paraphrases;
mod questions;
mod uses;
mod utterances;
mod voice;

use std::thread;

pub use self::apart::inseparable;
use self::claims::Context;
use self::ids::Names;
use self::load::Folder;
use super::Files;
use super::derive;
use super::diagnostic::{Code, Diagnostic, Report, Severity};
use super::language::Language;
use super::model::{Gap, KnowledgeBase};
use super::trained::{self, TRAINED};
use crate::source::Fingerprint;

/// A briefing that was compiled.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// What may be answered from.
    pub knowledge: KnowledgeBase,
    /// What somebody should look at nevertheless.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles the files of a briefing.
///
/// # Errors
/// All problems, warnings among them, by file and line; one of them at least is an error. Nothing is half compiled.
///
/// ```
/// use attache::knowledge::{Files, compile, render};
/// let files = Files::default();
/// let diagnostics = compile(&files).unwrap_err();
/// assert!(render(&diagnostics, &files, false).contains("the file `source.txt` is missing"));
/// ```
pub fn compile(files: &Files) -> Result<Compiled, Vec<Diagnostic>> {
    let mut report = Report::default();
    let fingerprint = fingerprint(files);
    let trained = trained::open(files, &fingerprint);
    let folder = load::folder(files, trained.is_some(), &mut report);
    if trained.is_none() && files.files.contains_key(TRAINED) {
        report.push(
            Diagnostic::new(Code::TrainedOnOthers, &load::start_of(TRAINED), "it was not made of these files")
                .help("`attache train` makes it anew; until then the briefing is trained on whenever it is loaded"),
        );
    }
    let (knowledge, of_utterances) = thread::scope(|scope| {
        // Comparing the utterances takes as long as all the rest, and needs nothing that the rest resolves.
        let of_utterances = scope.spawn(|| utterances::check(&folder, Language::english()));
        (resolve(files, &folder, fingerprint, &mut report), of_utterances.join())
    });
    report.extend(of_utterances.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    let diagnostics = report.finish(files);
    let clean = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
    match knowledge {
        Some(knowledge) if clean => {
            Ok(Compiled { knowledge: KnowledgeBase { trained, ..knowledge }, warnings: diagnostics })
        }
        _ => Err(diagnostics),
    }
}

/// Resolves and checks everything. The knowledge base counts for nothing if an error was reported.
fn resolve(files: &Files, folder: &Folder<'_>, fingerprint: Fingerprint, report: &mut Report) -> Option<KnowledgeBase> {
    let language = Language::english();
    let names = Names::collect(folder, report);
    let context = Context { folder, names: &names, language };
    let briefing = briefing::resolve(&files.name, folder, &names, report);
    let entities = entities::resolve(folder, &names, report);
    let topics = asked::topics(&context, report);
    let claims = claims::resolve(&context, report);
    let intents = asked::intents(&context, report);
    let written = asked::gaps(&context, report);
    let absent = asked::absent_gaps(&context, report);
    uses::check(folder, &names, &claims, report);
    if let Some(questions) = folder.questions {
        questions::check(questions, folder.source.as_ref(), report);
    }

    let (briefing, tensions) = briefing?;
    let topics = topics.into_iter().collect::<Option<Vec<_>>>()?;
    let (topics, without): (Vec<_>, Vec<_>) = topics.into_iter().map(|topic| (topic.topic, topic.without)).unzip();
    let mut knowledge = KnowledgeBase {
        briefing,
        source: folder.source.clone()?,
        topics,
        claims: claims.into_iter().map(|claim| claim.claim).collect::<Option<_>>()?,
        intents: intents.into_iter().collect::<Option<_>>()?,
        gaps: written.into_iter().chain(absent).collect::<Option<_>>()?,
        entities: entities.into_iter().collect::<Option<_>>()?,
        tensions,
        questions: folder.questions.unwrap_or_default().to_owned(),
        language,
        fingerprint,
        trained: None,
    };
    paraphrases::attach(folder, &mut knowledge, report);
    let derived = derive::gaps(&knowledge, &without);
    check_filled(folder, &knowledge, &derived, report);
    knowledge.gaps.extend(derived);
    Some(knowledge)
}

/// An intent whose facet no claim of its topic fills has the gap derived for that facet as a rival.
fn check_filled(folder: &Folder<'_>, knowledge: &KnowledgeBase, derived: &[Gap], report: &mut Report) {
    let raw = folder.topics.iter().flat_map(|topic| &topic.intents);
    for (raw, intent) in raw.zip(&knowledge.intents) {
        let Some(facet) = &raw.facet else { continue };
        if derived.iter().any(|gap| gap.topic == Some(intent.topic) && gap.facet == Some(intent.facet)) {
            let message = format!("this intent answers `{}`, but no claim of its topic fills that facet", facet.value);
            report.push(
                Diagnostic::new(Code::FacetNotFilled, &facet.at, message)
                    .label("a gap is derived that says the document does not tell this")
                    .help(format!(
                        "put `{}` into the `[claim.facets]` of a claim of this topic that tells it",
                        facet.value
                    ))
                    .help("if the claim belongs to another topic, name the facet in `without` of this one"),
            );
        }
    }
}

/// Any edit of any file gives another one, but for what training makes of them.
fn fingerprint(files: &Files) -> Fingerprint {
    let mut bytes = Vec::new();
    for (path, content) in files.files.iter().filter(|(path, _)| *path != TRAINED) {
        bytes.extend(format!("{path}\0{}\0", content.len()).into_bytes());
        bytes.extend(content);
    }
    Fingerprint::of(bytes)
}
