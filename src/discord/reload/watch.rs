//! Whether a file in a briefing's folder has changed.
//!
//! It looks twice a second instead of letting the system tell it. A briefing has some ten files, so a look takes a few dozen
//! microseconds; and it sees what notifications miss: mounts over a network or into a container, a folder behind a symbolic
//! link that is pointed elsewhere, a folder that is moved away and comes back.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use tokio::task::spawn_blocking;
use tokio::time::sleep;

use crate::knowledge::Files;

/// Between two looks. A change counts when the next look finds no other: files saved in one go are one change.
const INTERVAL: Duration = Duration::from_millis(500);

/// Every file's length and when it was written.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

#[derive(Debug)]
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    known: Look,
}

impl Watch {
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        let known = look(&folders);
        Self { folders, known }
    }

    /// Waits until the files differ from those of the last time, and no longer change.
    pub(super) async fn changed(&mut self) {
        let mut last = self.known.clone();
        loop {
            sleep(INTERVAL).await;
            let folders = self.folders.clone();
            let Ok(now) = spawn_blocking(move || look(&folders)).await else { continue };
            if now == last && now != self.known {
                self.known = now;
                return;
            }
            last = now;
        }
    }
}

/// A folder or a file that cannot be read is as good as none; when it comes back, that is a change.
fn look(folders: &[PathBuf]) -> Look {
    let files = folders.iter().filter_map(|folder| Files::paths(folder).ok()).flatten();
    let seen = files.filter_map(|(_, path)| {
        let metadata = fs::metadata(&path).ok()?;
        Some((path, (metadata.len(), metadata.modified().ok())))
    });
    seen.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_tells_what_was_saved_added_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let folders = vec![folder.path().to_owned()];
        let before = look(&folders);
        let file = folder.path().join("a.toml");
        fs::write(&file, "a").unwrap();
        let added = look(&folders);
        assert_ne!(added, before);
        fs::write(&file, "ab").unwrap();
        assert_ne!(look(&folders), added);
        fs::write(folder.path().join(".a.toml.swp"), "").unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(look(&folders), before, "an editor's own files do not count");
    }
}
