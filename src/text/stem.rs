//! English stems.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of a folded word by Snowball's English algorithm (Porter2). Words with digits stay as they are.
///
/// ```
/// use attache::text::stem;
/// assert_eq!(stem("meetings"), stem("meeting"));
/// assert_eq!(stem("12"), "12");
/// ```
pub fn stem(word: &str) -> String {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    ENGLISH.stem(word).into_owned()
}
