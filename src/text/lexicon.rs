//! Word tables of a language.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Word tables as they stand in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordTables {
    /// What is typed for what is meant: contractions, slang, phone spelling.
    pub spellings: BTreeMap<String, String>,
}

/// Word tables, ready for look-ups.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    tables: WordTables,
}

impl Lexicon {
    /// Makes the tables ready.
    pub fn new(tables: WordTables) -> Self {
        Self { tables }
    }

    /// What a word stands for, if it is in the table of spellings.
    pub fn spelling(&self, word: &str) -> Option<&str> {
        self.tables.spellings.get(word).map(String::as_str)
    }
}
