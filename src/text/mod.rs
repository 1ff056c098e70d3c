//! Words: normalised, cut, stemmed, compared. Knows no briefing.

mod lexicon;

pub use lexicon::{Lexicon, WordTables};
