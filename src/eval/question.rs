//! A question with the labels it is judged by.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What a right reply does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// It answers, from the sentences of `cite`.
    Answer,
    /// It says that the document does not say it.
    Abstain,
    /// It is small talk, or tells what the bot is.
    Meta,
    /// It answers from the sentences of `cite` and `also_ok` or says nothing: a false premise, an injection. Going along
    /// with it is what counts against it.
    AnswerOrAbstain,
}

/// One line of a question set.
///
/// ```
/// use attache::eval::{Expected, read};
/// let line = r#"{"id": "q1", "q": "When did it start?", "expect": "answer", "cite": ["S1"], "must": ["March|spring"]}"#;
/// let questions = read(line).unwrap();
/// assert_eq!(questions[0].expect, Expected::Answer);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// Unique in the set.
    #[serde(default)]
    pub id: String,
    /// What a reader types.
    pub q: String,
    /// What a right reply does.
    pub expect: Expected,
    /// The sentences that a right answer cites, all of them, such as `S7`.
    #[serde(default)]
    pub cite: Vec<String>,
    /// Sentences that it may cite besides.
    #[serde(default)]
    pub also_ok: Vec<String>,
    /// Strings that its text or its quotes hold, whatever their case; `a|b` is one of the two.
    #[serde(default)]
    pub must: Vec<String>,
    /// Strings that it does not assert.
    #[serde(default)]
    pub must_not: Vec<String>,
    /// What sort of question it is.
    #[serde(default)]
    pub kind: String,
    /// What sort of person asks.
    #[serde(default)]
    pub persona: String,
}

/// A line that is not a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadLine {
    /// Counted from 1.
    pub line: usize,
    /// Why.
    pub reason: String,
}

/// Reads a set; blank lines are passed over. A question without an id is called by its place.
///
/// # Errors
/// The first line that is not a question.
pub fn read(text: &str) -> Result<Vec<Question>, BadLine> {
    let mut questions: Vec<Question> = rows(text)?;
    for (index, question) in questions.iter_mut().enumerate().filter(|(_, question)| question.id.is_empty()) {
        question.id = format!("question {}", index + 1);
    }
    Ok(questions)
}

/// One thing a line; blank lines are passed over.
pub(super) fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, BadLine> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let bad = |line: usize| move |error: serde_json::Error| BadLine { line: line + 1, reason: error.to_string() };
    lines.map(|(number, line)| serde_json::from_str(line).map_err(bad(number))).collect()
}
