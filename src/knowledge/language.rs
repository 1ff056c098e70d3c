//! What Attaché knows of the readers' language, and of no briefing: the facets that can be asked about, small talk,
//! and word tables. Read from `assets/english/`.

use std::ops::Index;
use std::sync::LazyLock;

use serde::Deserialize;

use super::model::TopicKind;
use crate::source::Fingerprint;
use crate::text::Lexicon;

/// Place of a facet in [`Language::facets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetIx(pub usize);

impl Index<FacetIx> for Language {
    type Output = Facet;

    fn index(&self, index: FacetIx) -> &Facet {
        &self.facets[index.0]
    }
}

/// Everything about one language.
#[derive(Debug)]
pub struct Language {
    /// What can be asked about a topic.
    pub facets: Vec<Facet>,
    /// Small talk and questions about the bot itself.
    pub meta: Vec<Meta>,
    /// Contractions, slang, stop words.
    pub lexicon: Lexicon,
    /// Words that mark how a claim of some kind must be told: see [`Hedges`].
    pub hedges: Hedges,
    /// The sha256 over all of its tables.
    pub fingerprint: Fingerprint,
}

impl Language {
    /// English, from `assets/english/`.
    ///
    /// ```
    /// use attache::knowledge::language::Language;
    /// let english = Language::english();
    /// let since = english.facet("since").unwrap();
    /// assert!(english.is_within(since, english.facet("when").unwrap()));
    /// ```
    ///
    /// # Panics
    /// Only if the tables inside the binary are broken, which a test would have shown.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
            const FACETS: &str = include_str!("../../assets/english/facets.toml");
            const META: &str = include_str!("../../assets/english/meta.toml");
            const WORDS: &str = include_str!("../../assets/english/words.toml");
            let fingerprint = Fingerprint::of([FACETS, META, WORDS].concat());
            let facets: FacetFile = toml::from_str(FACETS).expect("facets.toml");
            let meta: MetaFile = toml::from_str(META).expect("meta.toml");
            let words: WordFile = toml::from_str(WORDS).expect("words.toml");
            let parents: Vec<_> = facets
                .facet
                .iter()
                .map(|raw| {
                    raw.within.as_ref().map(|parent| {
                        let place = facets.facet.iter().position(|other| other.id == *parent);
                        FacetIx(place.expect("a facet's parent is a facet"))
                    })
                })
                .collect();
            let facets = facets.facet.into_iter().zip(parents).map(|(raw, within)| raw.resolve(within)).collect();
            Language {
                facets,
                meta: meta.meta,
                lexicon: Lexicon::new(words.lexicon),
                hedges: words.hedges,
                fingerprint,
            }
        });
        &ENGLISH
    }

    /// The facet of this id.
    pub fn facet(&self, id: &str) -> Option<FacetIx> {
        self.facets.iter().position(|facet| facet.id == id).map(FacetIx)
    }

    /// Whether a facet is the other one or finer than it: `since` is within `when`.
    pub fn is_within(&self, facet: FacetIx, other: FacetIx) -> bool {
        std::iter::successors(Some(facet), |&facet| self[facet].within).any(|facet| facet == other)
    }

    /// Where in [`meta`](Self::meta) the one of this id stands.
    ///
    /// # Panics
    /// There is none in the language's table.
    pub fn meta_place(&self, id: &str) -> usize {
        self.meta.iter().position(|meta| meta.id == id).expect("an id of meta.toml")
    }
}

/// What can be asked about a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The word that claims, intents and gaps use.
    pub id: String,
    /// The facet that this one is finer than.
    pub within: Option<FacetIx>,
    /// The kinds of topic of which readers will ask it, each with what a reply calls the missing thing
    /// ("when it took place") and the questions that ask for it, with `{topic}` for the topic's name.
    pub expected: Vec<Expected>,
}

/// What readers ask of topics of some kinds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The kinds of topic.
    pub of: Vec<TopicKind>,
    /// Reads after "The briefing does not say".
    pub missing: String,
    /// Questions, with `{topic}` where the topic's name goes.
    pub templates: Vec<String>,
}

/// Small talk, or a question about the bot.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// `greeting`, `thanks`, `help`, `sources`, `memory`, `empty`, ...
    pub id: String,
    /// What the reply says. `{title}` stands for the briefing's title.
    pub says: String,
    /// Whether the reply offers sample questions.
    #[serde(default)]
    pub samples: bool,
    /// What readers type.
    #[serde(default)]
    pub utterances: Vec<String>,
}

/// Words of which a claim's `says` must hold one, by kind: a forecast that lost its hedge would be told as a fact.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hedges {
    /// For a forecast: likely, expected, set to ...
    pub forecast: Vec<String>,
    /// For a demand: demands, requires ...
    pub demand: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacetFile {
    facet: Vec<RawFacet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFacet {
    id: String,
    within: Option<String>,
    #[serde(default)]
    expected: Vec<Expected>,
}

impl RawFacet {
    fn resolve(self, within: Option<FacetIx>) -> Facet {
        Facet { id: self.id, within, expected: self.expected }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MetaFile {
    meta: Vec<Meta>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    lexicon: crate::text::WordTables,
    hedges: Hedges,
}
