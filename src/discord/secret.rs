//! What is kept out of sight: a variable, or the file that a second one names.

use std::{fs, io};

/// A file that was named and cannot be read. Says which variable named it, and nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}_FILE names a file that cannot be read ({1}): correct the path, or let this user read it.")]
pub struct UnreadableSecret(pub &'static str, pub io::ErrorKind);

/// The value of a variable, or else what stands in the file named by the same variable with `_FILE` behind it, as
/// orchestrators and systemd hand secrets over. Empty counts as not set.
pub(super) fn secret(
    name: &'static str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<String>, UnreadableSecret> {
    let said = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    if let Some(value) = variable(name).and_then(said) {
        return Ok(Some(value));
    }
    let Some(path) = variable(&format!("{name}_FILE")).and_then(said) else { return Ok(None) };
    fs::read_to_string(path).map(said).map_err(|error| UnreadableSecret(name, error.kind()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_variable_goes_before_a_file_and_empty_is_as_good_as_none() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        writeln!(file, "from a file").expect("it is written");
        let path = file.path().to_string_lossy().into_owned();
        let read =
            |value: &str, path: &str| secret("KEY", |name| Some(if name == "KEY" { value } else { path }.to_owned()));
        assert_eq!(read("plain", &path), Ok(Some("plain".into())));
        assert_eq!(read(" ", &path), Ok(Some("from a file".into())));
        assert_eq!(read("", ""), Ok(None));
        assert_eq!(read("", "/no/such/file"), Err(UnreadableSecret("KEY", io::ErrorKind::NotFound)));
    }
}
