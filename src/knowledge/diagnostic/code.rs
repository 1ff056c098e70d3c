//! The codes of the knowledge compiler. docs/diagnostics.md has a section for each; a test holds the two together.

use std::fmt;

use serde::{Serialize, Serializer};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The briefing is not compiled.
    Error,
    /// The briefing is compiled, but somebody should look.
    Warning,
}

/// Defines [`Code`]: its name, number, severity and one-line explanation in one place.
macro_rules! codes {
    ($($name:ident $number:literal $severity:ident $summary:literal)*) => {
        /// What sort of problem a diagnostic reports. A number is never used again for something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {$(#[doc = $summary] $name,)*}

        impl Code {
            /// All codes, by number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The number, as in `K030`.
            pub const fn number(self) -> &'static str {
                match self {$(Self::$name => $number,)*}
            }

            /// Whether it stops the briefing from being compiled.
            pub const fn severity(self) -> Severity {
                match self {$(Self::$name => Severity::$severity,)*}
            }

            /// What it means, in one line.
            pub const fn summary(self) -> &'static str {
                match self {$(Self::$name => $summary,)*}
            }
        }
    };
}

codes! {
    MissingFile "K001" Error "a file that every briefing needs is missing"
    NotUtf8 "K002" Error "a file is not UTF-8 text"
    TooLarge "K003" Error "a file is larger than a briefing's file may be"
    Syntax "K004" Error "a file is not valid TOML"
    UnknownKey "K005" Error "a key means nothing where it stands"
    MissingKey "K006" Error "a key that must be there is missing"
    WrongType "K007" Error "a value is of the wrong type"
    UnknownFile "K008" Warning "a file is not part of a briefing and is not read"
    EmptyText "K009" Error "a text is empty or holds no word"
    BadQuestion "K010" Error "a line of questions.jsonl is not a question"
    EmptySource "K011" Error "the document has no sentence"
    SourceChanged "K012" Error "the document is not the one the briefing was written for"
    FolderName "K013" Error "the briefing's id is not its folder's name"

    UnknownId "K020" Error "an id is not defined anywhere"
    DuplicateId "K021" Error "an id is defined twice"
    UnknownFacet "K022" Error "a facet does not exist"
    UnknownValue "K023" Error "a value is not one of those allowed"
    SharedAlias "K024" Error "two entities have the same alias"
    LeansOnCycle "K025" Error "claims lean on each other in a circle"
    OneEndedTension "K026" Error "a tension has fewer than two ends"
    BadId "K027" Error "an id is not lower case words joined by hyphens"

    AnchorNotFound "K030" Error "an anchor is not in the document, or not inside one sentence of it"
    AnchorAmbiguous "K031" Error "an anchor stands in the document more than once"
    FacetNotCited "K032" Error "the words of a facet are not in the cited sentences"
    DateNotCited "K033" Error "the words of a date are not in the cited sentences"
    SpeakerNotNamed "K034" Error "the speaker is not named in the cited sentences"
    SentenceTooLong "K035" Error "a sentence is longer than a reply can show whole"
    HedgeMissing "K036" Error "a forecast or a demand is told as a fact"
    NoSuchSentence "K037" Error "the document has no sentence of this number"
    SentenceNotUsed "K038" Error "no intent cites a sentence of the document"
    ClaimNotUsed "K039" Warning "no intent uses a claim"

    IntentWithoutClaims "K040" Error "an intent has no claims to answer with"
    UtteranceCount "K041" Warning "an intent has too few utterances or too many"
    NearEqualUtterances "K042" Warning "two utterances of an intent are nearly the same"
    SharedUtterance "K043" Error "two intents or gaps have the same utterance"
    CannotTellApart "K044" Error "two intents cannot be told apart"
    FacetNotFilled "K045" Warning "an intent answers a facet that no claim of its topic fills"
    SaysMore "K046" Error "what a claim says names somebody or a number that the cited sentences do not"
    TrainedOnOthers "K047" Warning "trained.bin was not made of the files beside it"
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `## K030: an anchor is ...`, a section a code, in order, with an example and a way to mend it.
    #[test]
    fn the_document_explains_every_code_and_no_other() {
        let document = include_str!("../../../docs/diagnostics.md");
        let headings: Vec<_> = document.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let expected: Vec<_> = Code::ALL.iter().map(|code| format!("{code}: {}", code.summary())).collect();
        assert_eq!(headings, expected);
        for section in document.split("\n## ").skip(1) {
            assert!(section.contains("\n**Mend:** "), "how is this mended?\n{section}");
            assert!(section.contains("\n**Example:**\n"), "no example:\n{section}");
        }
    }

    #[test]
    fn numbers_rise() {
        assert!(Code::ALL.is_sorted_by(|a, b| a.number() < b.number()));
    }
}
