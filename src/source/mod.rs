//! The document: paragraphs and numbered sentences, each with its byte span and fingerprint.
//!
//! Everything Attaché says rests on these spans. Segmentation is deterministic, so a sentence number
//! means the same on every machine for as long as the document's fingerprint is the same.

mod segment;

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// A range of bytes in the document, always on character boundaries.
pub type Span = Range<usize>;

/// The sha256 of some text. Displayed in full; [`Fingerprint::short`] is for people.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes.as_ref()).into())
    }

    /// The bytes themselves.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The first eight hexadecimal digits, as shown in a reply's footer.
    pub fn short(&self) -> String {
        format!("{:08x}", self.key())
    }

    /// The same digits as a number: what stands for an id where there is no room for it.
    pub fn key(&self) -> u32 {
        let [a, b, c, d, ..] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// The number of a sentence, counted through the whole document from 1 and written `S7`.
///
/// ```
/// use attache::source::SentenceNumber;
/// assert_eq!("s7".parse::<SentenceNumber>().unwrap().to_string(), "S7");
/// assert!("seven".parse::<SentenceNumber>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceNumber(u16);

impl SentenceNumber {
    /// The sentence at this index, counted from 0.
    pub(crate) fn from_index(index: usize) -> Self {
        Self(u16::try_from(index + 1).unwrap_or(u16::MAX))
    }

    /// Index into [`Source::sentences`], counted from 0.
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

impl fmt::Display for SentenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S{}", self.0)
    }
}

/// What was typed is not the number of a sentence: a positive number, with or without an `S` before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a sentence number such as S7")]
pub struct NotASentenceNumber(pub String);

impl FromStr for SentenceNumber {
    type Err = NotASentenceNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let typed = text.trim();
        let digits = typed.strip_prefix(['S', 's']).unwrap_or(typed);
        match digits.parse::<u16>() {
            Ok(number) if number > 0 => Ok(Self(number)),
            _ => Err(NotASentenceNumber(typed.to_owned())),
        }
    }
}

/// One sentence of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its number in the document.
    pub number: SentenceNumber,
    /// The paragraph it stands in, counted from 1.
    pub paragraph: usize,
    /// Where it stands in [`Source::text`].
    pub span: Span,
    /// The sha256 of its text.
    pub fingerprint: Fingerprint,
}

/// A document cut into paragraphs and sentences.
///
/// ```
/// let source = attache::source::Source::new("The U.S. Secretary came. He left.\nNobody knows why.");
/// assert_eq!(source.sentences().len(), 3);
/// assert_eq!(source.quote(source.sentences()[0].number), Some("The U.S. Secretary came."));
/// assert_eq!(source.sentences()[2].paragraph, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    text: String,
    paragraphs: Vec<Span>,
    sentences: Vec<Sentence>,
    fingerprint: Fingerprint,
}

impl Source {
    /// Cuts a document: every line that is not blank is a paragraph.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let paragraphs = segment::paragraphs(&text);
        let mut sentences = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            for within in segment::sentences(&text[paragraph.clone()]) {
                let span = paragraph.start + within.start..paragraph.start + within.end;
                sentences.push(Sentence {
                    number: SentenceNumber::from_index(sentences.len()),
                    paragraph: index + 1,
                    fingerprint: Fingerprint::of(&text[span.clone()]),
                    span,
                });
            }
        }
        Self { fingerprint: Fingerprint::of(&text), text, paragraphs, sentences }
    }

    /// The document, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs' spans, in order.
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// The sentences, in order: `sentences()[n.index()].number == n`.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentence of that number, if the document has so many.
    pub fn sentence(&self, number: SentenceNumber) -> Option<&Sentence> {
        self.sentences.get(number.index())
    }

    /// The whole sentence of that number, verbatim.
    pub fn quote(&self, number: SentenceNumber) -> Option<&str> {
        self.sentence(number).map(|sentence| &self.text[sentence.span.clone()])
    }

    /// The sentence whose span holds this one whole.
    pub fn sentence_at(&self, span: &Span) -> Option<&Sentence> {
        self.sentences.iter().find(|s| s.span.start <= span.start && span.end <= s.span.end)
    }

    /// The sha256 of the document.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
