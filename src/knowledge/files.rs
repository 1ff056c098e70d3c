//! The files of one briefing, wherever they come from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");

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
    pub fn shipped(id: &str) -> Option<Self> {
        let folder = SHIPPED.get_dir(id)?;
        let mut files = BTreeMap::new();
        collect(folder, folder.path(), &mut files);
        Some(Self { name: id.to_owned(), files })
    }

    /// The ids of the briefings inside the binary, in order.
    pub fn shipped_ids() -> impl Iterator<Item = &'static str> {
        SHIPPED.dirs().filter_map(|dir| dir.path().to_str())
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

fn collect(dir: &Dir<'_>, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        let path = file.path().strip_prefix(root).unwrap_or(file.path());
        files.insert(path.to_string_lossy().replace('\\', "/"), file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect(inner, root, files);
    }
}
