//! What a question can turn out to ask: every intent, gap and kind of small talk, and what each is made from.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::align::{Heard, Vocabulary, WordNumber};
use super::query::{Analyzer, Query, Weights};
use super::roles::Parties;
use super::score::Unseen;
use super::shape::WANTS;
use crate::knowledge::language::FacetIx;
use crate::knowledge::{ClaimIx, EntityIx, GapIx, IntentIx, KnowledgeBase};

/// What a class stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClassId {
    Intent(IntentIx),
    Gap(GapIx),
    Meta(usize),
}

/// One intent, gap or kind of small talk.
#[derive(Debug, Clone)]
pub(super) struct Class {
    pub(super) id: ClassId,
    /// Place in the topics; those past the last stand for small talk.
    pub(super) topic: usize,
    pub(super) facet: Option<FacetIx>,
    /// Each utterance's words.
    pub(super) utterances: Vec<Vec<WordNumber>>,
    /// How much likelier each shape is here than anywhere, in logarithms.
    pub(super) shapes: [f32; WANTS],
    /// What it rests on: words of the cited sentences, of what is said, of the title and the topic's names.
    pub(super) evidence: Vec<WordNumber>,
    /// The words of its paraphrases.
    pub(super) heard: Vec<WordNumber>,
    /// The words of its utterances, its paraphrases and its evidence, each once.
    pub(super) words: Vec<WordNumber>,
    /// Everybody and everything its utterances and evidence name.
    pub(super) named: Vec<EntityIx>,
    /// Who does what to whom in its claims.
    pub(super) parties: Vec<Parties>,
    /// Whether its utterances are templates: then the linear model has no class for it.
    pub(super) derived: bool,
}

impl Class {
    /// Its words, but for those that only an unseen utterance of its own brings.
    pub(super) fn words_without(&self, class: usize, unseen: Unseen) -> Cow<'_, [WordNumber]> {
        match unseen {
            Some((of, without)) if of == class => {
                let seen = self.utterances.iter().enumerate().filter(|(place, _)| *place != without);
                Cow::Owned(distinct(
                    seen.flat_map(|(_, words)| words).chain(&self.evidence).chain(&self.heard).copied(),
                ))
            }
            _ => Cow::Borrowed(&self.words),
        }
    }

    /// Whether a question gives the parties other roles than every claim that could answer it.
    pub(super) fn contradicts(&self, query: &Query, knowledge: &KnowledgeBase) -> bool {
        !self.parties.is_empty() && self.parties.iter().all(|parties| parties.contradict(query, knowledge))
    }
}

/// Sorted, each once.
pub(super) fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<_> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// What a class is made from.
pub(super) struct Entry<'a> {
    pub(super) id: ClassId,
    pub(super) topic: usize,
    pub(super) facet: Option<FacetIx>,
    pub(super) utterances: Vec<&'a str>,
    pub(super) paraphrases: &'a [String],
    pub(super) evidence: Vec<&'a str>,
    pub(super) about: &'a [EntityIx],
    pub(super) claims: &'a [ClaimIx],
    pub(super) derived: bool,
}

pub(super) fn entries(knowledge: &KnowledgeBase) -> Vec<Entry<'_>> {
    let small_talk = knowledge.topics.len();
    let intents = knowledge.intents.iter().enumerate().map(|(index, intent)| {
        let topic = &knowledge[intent.topic];
        let mut evidence = vec![intent.title.as_str(), topic.name.as_str()];
        evidence.extend(topic.names.iter().map(String::as_str));
        for &claim in &intent.claims {
            evidence.push(&knowledge[claim].says);
            evidence.extend(knowledge.sentences_of(claim).filter_map(|number| knowledge.source.quote(number)));
        }
        Entry {
            id: ClassId::Intent(IntentIx(index)),
            topic: intent.topic.0,
            facet: Some(intent.facet),
            // The title is what completion offers: it asks for its own intent.
            utterances: [&intent.title].into_iter().chain(&intent.utterances).map(String::as_str).collect(),
            paraphrases: &intent.paraphrases,
            evidence,
            about: &topic.entities,
            claims: &intent.claims,
            derived: false,
        }
    });
    let gaps = knowledge.gaps.iter().enumerate().filter_map(|(index, gap)| {
        Some(Entry {
            id: ClassId::Gap(GapIx(index)),
            topic: gap.topic?.0,
            facet: gap.facet,
            utterances: gap.utterances.iter().map(String::as_str).collect(),
            paraphrases: &gap.paraphrases,
            evidence: Vec::new(),
            about: &knowledge[gap.topic?].entities,
            claims: &[],
            derived: gap.origin == crate::knowledge::GapOrigin::Derived,
        })
    });
    let meta = knowledge.language.meta.iter().enumerate().map(|(index, meta)| Entry {
        id: ClassId::Meta(index),
        topic: small_talk,
        facet: None,
        utterances: meta.utterances.iter().map(String::as_str).collect(),
        paraphrases: &[],
        evidence: Vec::new(),
        about: &[],
        claims: &[],
        derived: false,
    });
    intents.chain(gaps).chain(meta).collect()
}

/// What is made of the entries, their analysed utterances and the words heard in their paraphrases: the words of all, and the
/// classes.
pub(super) fn classes(
    entries: &[Entry<'_>],
    analysed: &[Vec<Query>],
    heard: &[Vec<Heard<'_>>],
    analyzer: &Analyzer,
    weights: &Weights,
    knowledge: &KnowledgeBase,
) -> (Vocabulary, Vec<Class>) {
    let overall = shape_counts(analysed.iter().flatten());
    // Topics' names and sentences are the evidence of many intents: analysed once each.
    let mut texts: FxHashMap<&str, Query> = FxHashMap::default();
    for text in entries.iter().flat_map(|entry| &entry.evidence) {
        texts.entry(text).or_insert_with(|| analyzer.analyse(text));
    }
    let named = |query: &Query| query.mentions.iter().map(|mention| mention.entity).collect::<Vec<_>>();
    let mut vocabulary = Vocabulary::default();
    let class = |((entry, queries), heard): ((&Entry<'_>, &Vec<Query>), &Vec<Heard<'_>>)| {
        let utterances: Vec<_> = queries.iter().map(|query| vocabulary.learn(query, weights)).collect();
        let evidence = || entry.evidence.iter().map(|text| &texts[text]);
        let evidence_words = distinct(evidence().flat_map(|query| vocabulary.learn(query, weights)));
        let heard: Vec<_> = heard.iter().filter_map(|heard| vocabulary.hear(heard, analyzer, weights)).collect();
        Class {
            id: entry.id,
            topic: entry.topic,
            facet: entry.facet,
            words: distinct(utterances.iter().flatten().chain(&evidence_words).chain(&heard).copied()),
            heard,
            utterances,
            shapes: shape_likelihood(queries, &overall),
            named: distinct(queries.iter().chain(evidence()).flat_map(named).chain(entry.about.iter().copied())),
            evidence: evidence_words,
            parties: entry.claims.iter().map(|&claim| Parties::of(knowledge, claim)).collect(),
            derived: entry.derived,
        }
    };
    let classes = entries.iter().zip(analysed).zip(heard).map(class).collect();
    (vocabulary, classes)
}

pub(super) fn templates(knowledge: &KnowledgeBase, analyzer: &Analyzer) -> Vec<(FacetIx, Query)> {
    let mut templates = Vec::new();
    for (index, facet) in knowledge.language.facets.iter().enumerate() {
        for template in facet.expected.iter().flat_map(|expected| &expected.templates) {
            templates.push((FacetIx(index), analyzer.analyse(&template.replace("{topic}", "it"))));
        }
    }
    templates
}

fn shape_counts<'a>(queries: impl Iterator<Item = &'a Query>) -> [f32; WANTS] {
    let mut counts = [0.0; WANTS];
    queries.for_each(|query| counts[query.shape.wants as usize] += 1.0);
    counts
}

/// How much likelier each shape is among these questions than among all, in logarithms, smoothed towards no difference.
fn shape_likelihood(queries: &[Query], overall: &[f32; WANTS]) -> [f32; WANTS] {
    /// Pseudo-counts: as many questions as it takes to believe a class over the language.
    const PRIOR: f32 = 4.0;
    let total: f32 = overall.iter().sum::<f32>().max(1.0);
    let counts = shape_counts(queries.iter());
    let mut likelihood = [0.0; WANTS];
    for (shape, value) in likelihood.iter_mut().enumerate() {
        let expected = ((overall[shape] + 1.0) / (total + WANTS as f32)).max(f32::EPSILON);
        let here = (counts[shape] + PRIOR * expected) / (queries.len() as f32 + PRIOR);
        *value = (here / expected).ln();
    }
    likelihood
}
