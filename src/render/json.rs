//! The JSON contract of `attache ask`: docs/json.md describes it, docs/answer.schema.json is its schema.

mod check;

use serde::Serialize;
use serde_json::value::RawValue;

use super::unique;
use crate::answer::{Answer, Band, Citation, CitationRole, Part};
use crate::knowledge::{IntentIx, KnowledgeBase};
use crate::source::SentenceNumber;

pub use check::check;

/// Most options of an object, however many parts ask for a choice.
const MAX_OPTIONS: usize = 3;

/// What is told besides the answer itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The number of the input's line, from 1.
    pub line: u64,
    /// The question's own `id`, as it came.
    pub id: Option<&'a RawValue>,
    /// The question.
    pub question: &'a str,
    /// How long answering took, where that was asked for.
    pub elapsed_us: Option<u64>,
}

/// One answer as one JSON object on one line, without the newline.
pub fn answer(asked: &Asked<'_>, answer: &Answer, knowledge: &KnowledgeBase) -> String {
    let parts: Vec<_> = answer.parts.iter().map(|part| json_part(part, knowledge)).collect();
    let only = match answer.parts.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let object = JsonAnswer {
        line: asked.line,
        id: asked.id,
        question: asked.question,
        outcome: answer.outcome().name(),
        intent: only.and_then(|part| intent_id(part, knowledge)),
        gap: only.and_then(|part| gap_id(part, knowledge)),
        band: answer.parts.iter().filter_map(|part| part.band).min().map(band),
        text: answer.text(),
        citations: citations(&answer.citations(), knowledge),
        options: options(answer.parts.iter().flat_map(|part| &part.options), knowledge),
        nearest: nearest(answer.parts.iter().flat_map(|part| &part.nearest), knowledge),
        parts,
        elapsed_us: asked.elapsed_us,
    };
    to_line(&object)
}

/// A line that holds no question, as one JSON object on one line.
pub fn error(line: u64, error: &str) -> String {
    to_line(&JsonError { line, id: None, error })
}

/// A line of `attache export --format jsonl`: something readers type, and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Utterance<'a> {
    /// What is typed.
    pub text: &'a str,
    /// The id of the intent, gap or small talk.
    pub intent: &'a str,
    /// `intent`, `gap` or `meta`.
    pub kind: &'static str,
}

/// Every utterance of a knowledge base and every paraphrase it has, in order: those of intents, of gaps and of small talk.
pub fn utterances(knowledge: &KnowledgeBase) -> impl Iterator<Item = Utterance<'_>> {
    let of = |kind, intent, texts: &'static [String]| texts.iter().map(move |text| Utterance { text, intent, kind });
    let meta = knowledge.language.meta.iter().flat_map(move |meta| of("meta", &*meta.id, &meta.utterances));
    let intents = knowledge.intents.iter().flat_map(|intent| {
        intent.utterances.iter().chain(&intent.paraphrases).map(|text| Utterance {
            text,
            intent: &intent.id,
            kind: "intent",
        })
    });
    let gaps = knowledge.gaps.iter().flat_map(|gap| {
        gap.utterances.iter().chain(&gap.paraphrases).map(|text| Utterance { text, intent: &gap.id, kind: "gap" })
    });
    intents.chain(gaps).chain(meta)
}

/// Any of the objects above as one line, without the newline.
pub fn to_line(object: &impl Serialize) -> String {
    // Only a map whose keys are not text could fail; there are none here.
    serde_json::to_string(object).unwrap_or_default()
}

#[derive(Serialize)]
struct JsonAnswer<'a> {
    line: u64,
    id: Option<&'a RawValue>,
    question: &'a str,
    outcome: &'static str,
    intent: Option<&'a str>,
    gap: Option<&'a str>,
    band: Option<&'static str>,
    text: String,
    citations: Vec<JsonCitation<'a>>,
    options: Vec<JsonOption<'a>>,
    nearest: Vec<JsonIntent<'a>>,
    parts: Vec<JsonPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_us: Option<u64>,
}

#[derive(Serialize)]
struct JsonPart<'a> {
    question: &'a str,
    outcome: &'static str,
    intent: Option<&'a str>,
    gap: Option<&'a str>,
    band: Option<&'static str>,
    text: &'a str,
    citations: Vec<JsonCitation<'a>>,
    options: Vec<JsonOption<'a>>,
    nearest: Vec<JsonIntent<'a>>,
}

#[derive(Serialize)]
struct JsonCitation<'a> {
    briefing: &'a str,
    sentence: String,
    paragraph: usize,
    start: usize,
    end: usize,
    quote: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct JsonOption<'a> {
    intent: &'a str,
    title: &'a str,
    citations: Vec<JsonCitation<'a>>,
}

#[derive(Serialize)]
struct JsonIntent<'a> {
    intent: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct JsonError<'a> {
    line: u64,
    id: Option<()>,
    error: &'a str,
}

fn json_part<'a>(part: &'a Part, knowledge: &'a KnowledgeBase) -> JsonPart<'a> {
    JsonPart {
        question: &part.question,
        outcome: part.outcome.name(),
        intent: intent_id(part, knowledge),
        gap: gap_id(part, knowledge),
        band: part.band.map(band),
        text: &part.text,
        citations: citations(&part.citations, knowledge),
        options: options(&part.options, knowledge),
        nearest: nearest(&part.nearest, knowledge),
    }
}

fn intent_id<'a>(part: &Part, knowledge: &'a KnowledgeBase) -> Option<&'a str> {
    part.intent.map(|intent| knowledge[intent].id.as_str())
}

fn gap_id<'a>(part: &Part, knowledge: &'a KnowledgeBase) -> Option<&'a str> {
    part.gap.map(|gap| knowledge[gap].id.as_str())
}

fn citations<'a>(citations: &[Citation], knowledge: &'a KnowledgeBase) -> Vec<JsonCitation<'a>> {
    citations.iter().filter_map(|citation| json_citation(citation.sentence, citation.role, knowledge)).collect()
}

fn json_citation(number: SentenceNumber, role: CitationRole, knowledge: &KnowledgeBase) -> Option<JsonCitation<'_>> {
    let sentence = knowledge.source.sentence(number)?;
    Some(JsonCitation {
        briefing: &knowledge.briefing.id,
        sentence: number.to_string(),
        paragraph: sentence.paragraph,
        start: sentence.span.start,
        end: sentence.span.end,
        quote: &knowledge.source.text()[sentence.span.clone()],
        role: match role {
            CitationRole::Support => "support",
            CitationRole::Tension => "tension",
        },
    })
}

fn options<'a, 'b>(
    intents: impl IntoIterator<Item = &'b IntentIx>,
    knowledge: &'a KnowledgeBase,
) -> Vec<JsonOption<'a>> {
    let intents = unique(intents.into_iter().copied()).into_iter().take(MAX_OPTIONS);
    intents
        .map(|intent| {
            let claims = knowledge[intent].claims.iter();
            let sentences = unique(claims.flat_map(|&claim| knowledge.sentences_of(claim)));
            let cited = sentences.into_iter().filter_map(|s| json_citation(s, CitationRole::Support, knowledge));
            let citations = cited.collect();
            JsonOption { intent: &knowledge[intent].id, title: &knowledge[intent].title, citations }
        })
        .collect()
}

fn nearest<'a, 'b>(
    intents: impl IntoIterator<Item = &'b IntentIx>,
    knowledge: &'a KnowledgeBase,
) -> Vec<JsonIntent<'a>> {
    let intents = unique(intents.into_iter().copied()).into_iter();
    intents.map(|intent| JsonIntent { intent: &knowledge[intent].id, title: &knowledge[intent].title }).collect()
}

fn band(band: Band) -> &'static str {
    match band {
        Band::High => "high",
        Band::Medium => "medium",
        Band::Low => "low",
    }
}
