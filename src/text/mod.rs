//! Words: normalised, cut, corrected, stemmed, compared. Knows no briefing and imports nothing of ours.

mod lexicon;
mod quantity;
mod spelling;
mod stem;
mod token;
mod vectors;

pub use lexicon::{Lexicon, WordTables};
pub use quantity::{Amount, Hedge, Likeness, Quantity, quantities};
pub use spelling::{Speller, is_slip};
pub use stem::stem;
pub use token::{Token, fold, tokenize};
pub use vectors::{DIMENSIONS, Direction, SAME_STEM, Vectors, WordVector};
