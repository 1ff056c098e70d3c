//! What several fuzz targets need: briefings to ask, and what must hold of everything they say.

pub mod discord;
pub mod json;

use std::path::Path;
use std::sync::LazyLock;

use attache::engine::Engine;
use attache::knowledge::{DEFAULT_BRIEFING, Files, compile};

/// The shipped briefing and a small one on quite another subject.
pub fn engines() -> &'static [Engine; 2] {
    static ENGINES: LazyLock<[Engine; 2]> = LazyLock::new(|| {
        let shipped = Files::shipped(DEFAULT_BRIEFING).expect("it is in the binary");
        [shipped, lighthouse()].map(|files| Engine::new(compile(&files).expect("it compiles").knowledge))
    });
    &ENGINES
}

/// The files of the small briefing.
pub fn lighthouse() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/lighthouse-repair");
    Files::read(&folder).expect("the fixture can be read")
}
