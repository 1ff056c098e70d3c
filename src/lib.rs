//! Attaché answers questions about a briefing document, each answer quoting the sentence it rests on, and says plainly
//! what the document does not say. No language model runs: the same question on the same knowledge gives the same bytes.
//!
//! Data flows one way, and modules import only from those above them in this table:
//!
//! | module | job |
//! |---|---|
//! | [`text`] | normalise, tokenise, stem, compare |
//! | [`source`] | document -> paragraphs -> sentences with spans |
//! | [`knowledge`] | files -> verified [`KnowledgeBase`](knowledge::KnowledgeBase), or all diagnostics at once |
//! | [`matching`] | utterance -> what is asked, with an explanation |
//! | [`answer`] | match -> claims, attribution, citations, what is not stated |
//! | [`checking`] | message -> the closest sentence to each statement, and what of it can be seen to be the same or to differ |
//! | [`command`] | transport-neutral requests and replies, and the one table of commands |
//! | [`words`] | what Attaché itself says, in the reader's language |
//! | [`engine`] | a knowledge base and its matcher, ready to reply |
//! | [`eval`] | question sets: how good the answers are, and what an edit changes |
//! | [`render`] | reply -> terminal, Markdown, JSON |
//! | `discord` | the only module that names serenity (feature `discord`) |
//! | [`cli`] | the terminal |

pub mod answer;
pub mod checking;
pub mod cli;
pub mod command;
#[cfg(feature = "discord")]
pub mod discord;
pub mod engine;
pub mod eval;
pub mod knowledge;
pub mod matching;
pub mod render;
pub mod source;
pub mod text;
pub mod words;
