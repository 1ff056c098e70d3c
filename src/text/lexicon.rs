//! Word tables of a language.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

use serde::Deserialize;

/// Word tables as they stand in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordTables {
    /// What is typed, to what is meant: contractions, slang, phone spelling. Meanings may be several words.
    pub spellings: BTreeMap<String, String>,
    /// Words that say nothing of what is asked about.
    pub stop_words: Vec<String>,
    /// Words that frame a question and are no part of what is asked: "briefing", "please", "tell".
    pub frame_words: Vec<String>,
    /// Words that point back at something said before.
    pub pronouns: Vec<String>,
    /// Words for wanting something of somebody: "demand", "requirement".
    pub demands: Vec<String>,
    /// Words that turn what follows them into its opposite: "not", "refused".
    pub negations: Vec<String>,
    /// Words beside which a negation denies only part of what it stands with, or something else: "all", "until", "if".
    pub reservations: Vec<String>,
    /// Words that open another clause: "but", "which".
    pub clause_openers: Vec<String>,
    /// Words by which other languages ask, folded, and that this one has not: "quand", "quien".
    pub foreign: Vec<String>,
}

/// Word tables, ready for look-ups.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    spellings: FxHashMap<String, Vec<String>>,
    stop_words: FxHashSet<String>,
    frame_words: FxHashSet<String>,
    pronouns: FxHashSet<String>,
    demands: FxHashSet<String>,
    negations: FxHashSet<String>,
    reservations: FxHashSet<String>,
    clause_openers: FxHashSet<String>,
    foreign: FxHashSet<String>,
}

impl Lexicon {
    /// Makes the tables ready.
    pub fn new(tables: WordTables) -> Self {
        let spellings = tables.spellings.into_iter();
        Self {
            spellings: spellings.map(|(typed, meant)| (typed, meant.split(' ').map(str::to_owned).collect())).collect(),
            stop_words: tables.stop_words.into_iter().collect(),
            frame_words: tables.frame_words.into_iter().collect(),
            pronouns: tables.pronouns.into_iter().collect(),
            demands: tables.demands.iter().map(|word| super::stem(word)).collect(),
            negations: tables.negations.into_iter().collect(),
            reservations: tables.reservations.into_iter().collect(),
            clause_openers: tables.clause_openers.into_iter().collect(),
            foreign: tables.foreign.into_iter().collect(),
        }
    }

    /// The words that a folded word stands for, if it is in the table of spellings.
    pub fn spelling(&self, word: &str) -> Option<&[String]> {
        self.spellings.get(word).map(Vec::as_slice)
    }

    /// Whether a word says nothing of what is asked about.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// Whether a word only frames the question.
    pub fn is_frame_word(&self, word: &str) -> bool {
        self.frame_words.contains(word)
    }

    /// Whether a word can carry what is asked about.
    pub fn is_content(&self, word: &str) -> bool {
        !self.is_stop_word(word) && !self.is_frame_word(word)
    }

    /// Whether a word points back at something said before.
    pub fn is_pronoun(&self, word: &str) -> bool {
        self.pronouns.contains(word)
    }

    /// Whether a stem is of a word for wanting something of somebody.
    pub fn is_demand(&self, stem: &str) -> bool {
        self.demands.contains(stem)
    }

    /// Whether a word turns what follows it into its opposite.
    pub fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word)
    }

    /// Whether a negation beside this word may deny only part of what it stands with, or something else.
    pub fn is_reservation(&self, word: &str) -> bool {
        self.reservations.contains(word)
    }

    /// Whether another language asks with this word.
    pub fn is_foreign(&self, word: &str) -> bool {
        self.foreign.contains(word)
    }

    /// Whether another clause begins with this word.
    pub fn is_clause_opener(&self, word: &str) -> bool {
        self.clause_openers.contains(word)
    }
}
