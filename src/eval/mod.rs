//! How good the answers are: question sets with labels, each answer judged, and what changes from one briefing to the next.
//!
//! A set is JSON Lines; docs/quality.md explains the labels and the measures.

mod changes;
mod intents;
mod question;
mod report;
mod verdict;

pub use changes::{Change, Told, changes};
pub use intents::{IntentFigures, LabelledText, read_intents};
pub use question::{BadLine, Expected, Question, read};
pub use report::{Evaluation, Measures, Miss, Tally};
pub use verdict::Verdict;
