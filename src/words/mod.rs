//! What Attaché itself says to readers, in their language: labels, headings, notices. The document's sentences and the
//! knowledge's wording are never translated.
//!
//! The texts are data: `assets/words/<language>.toml`, a file a language, all with the same keys.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Everything said in one language. Texts may hold places for values, as `{count}`: see [`fill`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What stands on buttons and menus.
    pub buttons: Buttons,
    /// The line under a reply.
    pub footer: Footer,
    /// Headings.
    pub titles: Titles,
    /// Sentences around what the knowledge says.
    pub says: Says,
    /// Short notes that only the one who asked sees.
    pub notices: Notices,
    /// A statement held against the document.
    pub check: Check,
    /// The form behind "Wrong answer?".
    pub feedback: Feedback,
    /// What an answer says that rests on nothing of the document, by the key of the
    /// [`Notice`](crate::answer::Notice). Empty in English, which answers are in.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// What commands and options are called, by their path in the table (`ask question`). Empty in English, where the table
    /// itself says it.
    #[serde(default)]
    pub commands: BTreeMap<String, Named>,
}

/// What a command or an option is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its description; empty for a command of a message's menu, which has none.
    #[serde(default)]
    pub description: String,
}

/// Declares a group of texts, all needed.
macro_rules! texts {
    ($(#[$about:meta])* $name:ident { $($text:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs)] // each is what its key says; assets/words/en.toml shows it
        pub struct $name { $(pub $text: String),+ }

        impl $name {
            #[cfg(test)]
            fn texts(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($text), self.$text.as_str())),+]
            }
        }
    };
}

texts! {
    /// What stands on buttons and menus.
    Buttons { full_context, related, share, wrong_answer, none_of_these, more, topics, show }
}
texts! {
    /// The line under a reply.
    Footer { as_of, inferred, undated, briefing, clear, fair, thin }
}
texts! {
    /// Headings.
    Titles {
        topics, timeline, people, sentence, paragraph, also_named, not_found, several, stale, left_out, publisher, as_of,
        document, fingerprints, never,
    }
}
texts! {
    /// Sentences around what the knowledge says.
    Says {
        offer, in_tension, size, topics, topic, timeline, timeline_none, people, people_none, cited,
        stated, inferred, unknown, not_stated, date, fingerprints, about, never, no_sentences, no_such_sentence,
        no_such_person, no_such_topic, several_people, several_topics, nearest, stale, stale_offer, left_quotes, left_sections, left_fields, left_lines,
    }
}
texts! {
    /// Short notes that only the one who asked sees.
    Notices {
        unknown_command, unknown_component, unknown_briefing, unshowable, nothing, wait, thanks, thanks_for_report,
        not_collected, nothing_written, none_of_these, no_text,
    }
}
texts! {
    /// A statement held against the document.
    Check {
        title, none, left_out, only, question, nothing, foreign, closest, missing, said_alone, told_alone, same, names, numbers,
        negation, no_points, number_differs, name_differs, negation_differs, negation_missing,
    }
}
texts! {
    /// The form behind "Wrong answer?".
    Feedback { title, label, placeholder }
}

/// The languages, by the code that Discord's locales begin with, English first.
const LANGUAGES: [(&str, &str); 4] = [
    ("en", include_str!("../../assets/words/en.toml")),
    ("fr", include_str!("../../assets/words/fr.toml")),
    ("ru", include_str!("../../assets/words/ru.toml")),
    ("tr", include_str!("../../assets/words/tr.toml")),
];

/// Read when first needed: the terminal needs one of them.
static READ: [LazyLock<Words>; LANGUAGES.len()] =
    [LazyLock::new(|| read(0)), LazyLock::new(|| read(1)), LazyLock::new(|| read(2)), LazyLock::new(|| read(3))];

fn read(language: usize) -> Words {
    let (code, text) = LANGUAGES[language];
    toml::from_str(text).unwrap_or_else(|error| panic!("assets/words/{code}.toml: {error}"))
}

impl Words {
    /// In English.
    ///
    /// # Panics
    /// Only if the file inside the program is broken, which a test would have shown.
    pub fn english() -> &'static Self {
        &READ[0]
    }

    /// In the language of a reader's locale, English where that is none of ours.
    ///
    /// ```
    /// use attache::words::Words;
    /// assert_eq!(Words::of("fr").buttons.share, "Partager");
    /// assert_eq!(Words::of("en-GB").buttons.share, "Share");
    /// assert_eq!(Words::of("ja").buttons.share, "Share");
    /// ```
    pub fn of(locale: &str) -> &'static Self {
        let code = locale.split('-').next().unwrap_or_default();
        let known = LANGUAGES.iter().position(|(language, _)| *language == code).unwrap_or_default();
        &READ[known]
    }

    /// The other languages than English, with their codes, which are Discord's locales too.
    pub fn translations() -> impl Iterator<Item = (&'static str, &'static Self)> {
        LANGUAGES.iter().zip(&READ).skip(1).map(|((code, _), words)| (*code, &**words))
    }
}

/// A text with its places filled in.
///
/// ```
/// use attache::words::fill;
/// assert_eq!(fill("S1 to S{last}", &[("last", "11")]), "S1 to S11");
/// ```
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        // What is no place stays as it stands.
        let (value, after) = value.unwrap_or(("{", after));
        filled.extend([before, value]);
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of the places in a text.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<_> = text.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0)).collect();
        places.sort_unstable();
        places
    }

    fn texts(words: &Words) -> Vec<(&'static str, &str)> {
        let Words { buttons, footer, titles, says, notices, check, feedback, answers: _, commands: _ } = words;
        let groups = [
            buttons.texts(),
            footer.texts(),
            titles.texts(),
            says.texts(),
            notices.texts(),
            check.texts(),
            feedback.texts(),
        ];
        groups.concat()
    }

    #[test]
    fn every_language_says_everything_with_the_same_places() {
        for (code, words) in Words::translations() {
            for ((name, ours), (_, english)) in texts(words).into_iter().zip(texts(Words::english())) {
                assert!(!ours.trim().is_empty(), "{code}: {name}");
                assert_eq!(places(ours), places(english), "{code}: {name}");
            }
        }
    }

    #[test]
    fn what_has_no_value_stays() {
        assert_eq!(fill("{a} and {b} {", &[("a", "{b}")]), "{b} and {b} {");
        assert_eq!(fill("plain", &[]), "plain");
    }
}
