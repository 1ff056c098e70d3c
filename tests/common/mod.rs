//! What several tests need.
#![allow(dead_code, unreachable_pub)] // each test binary uses some of it

use std::path::Path;
use std::sync::LazyLock;

use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files, KnowledgeBase, compile};

/// The briefing shipped in the binary.
pub fn shipped() -> &'static Engine {
    static SHIPPED: LazyLock<Engine> =
        LazyLock::new(|| Engine::new(knowledge(&Files::shipped(DEFAULT_BRIEFING).expect("it is in the binary"))));
    &SHIPPED
}

/// A small briefing on quite another subject.
pub fn lighthouse() -> &'static Engine {
    static LIGHTHOUSE: LazyLock<Engine> = LazyLock::new(|| Engine::new(knowledge(&lighthouse_files())));
    &LIGHTHOUSE
}

pub fn lighthouse_files() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lighthouse-repair");
    Files::read(&folder).expect("the fixture can be read")
}

pub fn knowledge(files: &Files) -> KnowledgeBase {
    match compile(files) {
        Ok(compiled) => compiled.knowledge,
        Err(diagnostics) => panic!("{} does not compile: {diagnostics:#?}", files.name),
    }
}

/// What is shown, without the fingerprint of the briefing: a snapshot should not change with every edit of a file.
pub fn without_fingerprint(engine: &Engine, shown: &str) -> String {
    shown.replace(&engine.knowledge().fingerprint.short(), "01234567")
}
