//! The files of one briefing, wherever they come from.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use flate2::read::DeflateDecoder;

/// The briefing, the file's path in its folder, and what it holds, packed by build.rs; in order.
static SHIPPED: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// The briefing that answers when nobody names another.
pub const DEFAULT_BRIEFING: &str = "armenia-azerbaijan-talks";

/// A briefing's files by their path inside its folder (`topics/border.toml`), in byte order of the paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The folder's name: the briefing's id must be the same.
    pub name: String,
    /// Path to content. Not necessarily UTF-8: the compiler reports that.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// A briefing inside the binary.
    ///
    /// # Panics
    /// Only if what the binary holds is broken, which a test would have shown.
    pub fn shipped(id: &str) -> Option<Self> {
        let of_it = SHIPPED.iter().filter(|(briefing, ..)| *briefing == id);
        let files: BTreeMap<_, _> = of_it.map(|(_, path, packed)| ((*path).to_owned(), unpacked(packed))).collect();
        (!files.is_empty()).then(|| Self { name: id.to_owned(), files })
    }

    /// The ids of the briefings inside the binary, in order.
    pub fn shipped_ids() -> impl Iterator<Item = &'static str> {
        let mut last = "";
        SHIPPED
            .iter()
            .filter_map(move |&(briefing, ..)| (std::mem::replace(&mut last, briefing) != briefing).then_some(briefing))
    }

    /// Reads a folder: its own files, and those of the folder `topics` in it. Files whose names begin with a full
    /// stop, and other folders, are passed over.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let name = folder.canonicalize()?.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = |(name, path): (String, PathBuf)| Ok((name, fs::read(path)?));
        Ok(Self { name, files: Self::paths(folder)?.into_iter().map(read).collect::<io::Result<_>>()? })
    }

    /// Which files of a folder [`read`](Self::read) reads, by what it calls them.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn paths(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
        let mut paths = Vec::new();
        for (folder, prefix) in [(folder.to_path_buf(), ""), (folder.join("topics"), "topics/")] {
            if !prefix.is_empty() && !folder.is_dir() {
                continue;
            }
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.path().is_file() && !name.starts_with('.') {
                    paths.push((format!("{prefix}{name}"), entry.path()));
                }
            }
        }
        Ok(paths)
    }
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut bytes).expect("the binary is whole");
    bytes
}
