//! Any files as knowledge: a verified knowledge base or diagnostics that can be shown, never a panic.
#![no_main]

use arbitrary::Arbitrary;
use attache::engine::Engine;
use attache::knowledge::{Compiled, Files, KnowledgeBase, Severity, compile, inseparable, render, summary};
use attache_fuzz::{json, lighthouse};
use libfuzzer_sys::fuzz_target;

/// A change to one of the files: `removed` bytes at a place give way to others. What is removed past the end is all of it, so
/// a whole file of any bytes is one edit too.
#[derive(Debug, Arbitrary)]
struct Edit<'a> {
    file: u8,
    at: u16,
    removed: u16,
    with: With<'a>,
}

#[derive(Debug, Arbitrary)]
enum With<'a> {
    Bytes(&'a [u8]),
    /// A passage of another file: keys and tables in places where they do not belong.
    Passage {
        file: u8,
        at: u16,
        length: u8,
    },
    /// The file is gone.
    Nothing,
}

fuzz_target!(|input: (u8, Vec<Edit<'_>>)| {
    let (train, edits) = input;
    let mut files = lighthouse();
    for edit in &edits {
        apply(&mut files, edit);
    }
    match compile(&files) {
        Ok(Compiled { knowledge, warnings }) => {
            render(&warnings, &files, true);
            check(&knowledge);
            // Far dearer than compiling, so only one input in many asks for it.
            if train == 1 {
                let pairs: Vec<_> = knowledge
                    .intents_of(attache::knowledge::TopicIx(0))
                    .zip(knowledge.intents_of(attache::knowledge::TopicIx(1)))
                    .collect();
                render(&inseparable(&files, &knowledge, &pairs), &files, false);
                let engine = Engine::new(knowledge);
                for typed in ["who pays for the repairs, and when did they begin?", "what does the mayor say"] {
                    json::check(typed, &engine.answer(typed), engine.knowledge());
                }
            }
        }
        Err(diagnostics) => {
            assert!(diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error));
            assert!(!render(&diagnostics, &files, false).is_empty() && !summary(&diagnostics).is_empty());
        }
    }
});

fn apply(files: &mut Files, edit: &Edit<'_>) {
    let name = |file: u8| files.files.keys().nth(usize::from(file) % files.files.len().max(1)).cloned();
    let Some(path) = name(edit.file) else { return };
    let with = match edit.with {
        With::Bytes(bytes) => bytes.to_vec(),
        With::Passage { file, at, length } => {
            let from = name(file).map_or(&[][..], |from| &files.files[&from]);
            from.iter().skip(usize::from(at)).take(usize::from(length)).copied().collect()
        }
        With::Nothing => {
            files.files.remove(&path);
            return;
        }
    };
    let content = files.files.entry(path).or_default();
    let start = usize::from(edit.at).min(content.len());
    let end = (start + usize::from(edit.removed)).min(content.len());
    content.splice(start..end, with);
}

/// If a knowledge base exists, every citation in it is an exact substring of the source.
fn check(knowledge: &KnowledgeBase) {
    for claim in &knowledge.claims {
        let sentence = knowledge.source.sentence(claim.sentence).expect("the sentence is in the document");
        assert!(sentence.span.start <= claim.anchor.start && claim.anchor.end <= sentence.span.end);
        assert!(knowledge.source.text().get(claim.anchor.clone()).is_some_and(|words| !words.is_empty()));
    }
    assert!(knowledge.intents.iter().all(|intent| !intent.claims.is_empty()));
}
