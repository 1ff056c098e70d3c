//! `trained.bin`: what training made of a briefing's files, kept beside them so that loading need not train again.
//!
//! It begins with a sha256 over [`REVISION`], the files' fingerprint, the language's, and all that follows: made by another
//! program, of other files, or damaged, it does not count. What follows is for the engine to read.

use super::Files;
use super::language::Language;
use crate::source::Fingerprint;

/// The name of the file.
pub(crate) const TRAINED: &str = "trained.bin";

/// Raised when a change of the program makes something else of the same files. The test `what_is_kept_is_what_training_makes`
/// tells when.
const REVISION: u8 = 1;

/// Length of the seal.
const SEAL: usize = 32;

fn seal(fingerprint: &Fingerprint, body: &[u8]) -> Fingerprint {
    Fingerprint::of([&[REVISION], fingerprint.as_bytes(), Language::english().fingerprint.as_bytes(), body].concat())
}

/// What the file holds, if it is whole and of files of this fingerprint.
pub(super) fn open(files: &Files, fingerprint: &Fingerprint) -> Option<Vec<u8>> {
    let (sealed, body) = files.files.get(TRAINED)?.split_at_checked(SEAL)?;
    (sealed == seal(fingerprint, body).as_bytes()).then(|| body.to_vec())
}

impl Files {
    /// Puts what training made of files of this fingerprint into `trained.bin`, and gives back that name.
    pub(crate) fn put_trained(&mut self, fingerprint: &Fingerprint, body: &[u8]) -> &'static str {
        let sealed = [seal(fingerprint, body).as_bytes(), body].concat();
        self.files.insert(TRAINED.to_owned(), sealed);
        TRAINED
    }

    /// The same files without what training made of them: compiled, they have every paraphrase.
    #[must_use]
    pub fn untrained(mut self) -> Self {
        self.files.remove(TRAINED);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{DEFAULT_BRIEFING, compile};

    #[test]
    fn what_training_made_is_found_again_until_a_file_changes() {
        let mut files = Files::shipped(DEFAULT_BRIEFING).expect("it is shipped").untrained();
        let fingerprint = compile(&files).expect("it compiles").knowledge.fingerprint;
        files.put_trained(&fingerprint, b"numbers");
        assert_eq!(compile(&files).expect("it compiles").knowledge.trained.as_deref(), Some(&b"numbers"[..]));
        files.files.get_mut("absent.toml").expect("it has one").extend(b"# an afterthought\n");
        assert_eq!(compile(&files).expect("it compiles").knowledge.trained, None);
    }
}
