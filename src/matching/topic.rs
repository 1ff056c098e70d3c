//! Every intent and gap scored for a question: by topic and facet as two decisions, by class, and by alignment.

use std::collections::HashMap;

use super::align::{Aligner, Vocabulary};
use super::classes::{Class, ClassId, distinct, entries, shape_counts, shape_likelihood, templates};
use super::features::features;
use super::parallel;
use super::query::{Analyzer, Query, Weights};
use super::ridge::Ridge;
use crate::knowledge::language::FacetIx;
use crate::knowledge::{EntityIx, IntentIx, KnowledgeBase};

/// How one class fits a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) class: usize,
    pub(super) id: ClassId,
    pub(super) score: f32,
    pub(super) topic: f32,
    pub(super) facet: f32,
    pub(super) own: f32,
    pub(super) alignment: f32,
    pub(super) shape: f32,
    /// The share of those the question names that the class does not.
    pub(super) strangers: f32,
}

/// A question scored against everything.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    /// Best first.
    pub(super) candidates: Vec<Candidate>,
    /// Share of the question's content that the best intent leaves uncovered, and the words.
    pub(super) uncovered: f32,
    pub(super) missing: Vec<String>,
}

impl Scored {
    pub(super) fn best(&self, wanted: impl Fn(ClassId) -> bool) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| wanted(candidate.id))
    }

    pub(super) fn nearest_intents(&self, count: usize) -> Vec<IntentIx> {
        let intents = self.candidates.iter().filter_map(|candidate| match candidate.id {
            ClassId::Intent(intent) => Some(intent),
            _ => None,
        });
        intents.take(count).collect()
    }
}

/// What each part of a score weighs. Chosen on the regression questions of the shipped briefing; see docs/quality.md.
const TOPIC: f32 = 4.0;
const FACET: f32 = 5.0;
const OWN: f32 = 6.0;
const ALIGNMENT: f32 = 8.0;
const SHAPE: f32 = 0.35;
/// What a context adds to its topic, in parts of what the question's own words do.
const CONTEXT: f32 = 1.0;
/// What it adds that a question is an utterance to the word; from an alignment of `NEARLY` on it counts in part. Without it
/// the classes that people wrote for outweigh a derived gap that was asked for word by word.
const VERBATIM: f32 = 6.0;
const NEARLY: f32 = 0.75;
/// What it costs a class that the question names only people and things it has nothing to do with.
const STRANGERS: f32 = 2.0;
/// Only so many of the classes that look best are aligned: the rest cannot catch up, and alignment is most of the time.
const ALIGNED: usize = 16;

/// Everything trained on the utterances.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) classes: Vec<Class>,
    pub(super) weights: Weights,
    vocabulary: Vocabulary,
    ridge: Ridge,
    topics: usize,
    facets: usize,
}

/// An utterance that the model was trained on.
pub(super) struct Row {
    pub(super) class: usize,
    /// Its place among the class's utterances.
    pub(super) place: usize,
    pub(super) query: Query,
    features: Vec<f32>,
}

impl Model {
    /// Trains, and gives back the utterances of the classes to be kept, for [`Model::score_held_out`].
    pub(super) fn train(
        knowledge: &KnowledgeBase,
        analyzer: &Analyzer,
        keep: impl Fn(ClassId) -> bool,
    ) -> (Self, Vec<Row>) {
        let entries = entries(knowledge);
        let analysed: Vec<Vec<Query>> =
            parallel::map(&entries, |entry| entry.utterances.iter().map(|text| analyzer.analyse(text)).collect());
        // The templates that derived gaps are made of, with the topic left out: they teach facets.
        let templates: Vec<(FacetIx, Query)> = templates(knowledge, analyzer);
        let all: Vec<&Query> = analysed.iter().flatten().collect();
        let weights = Weights::new(all.iter().copied());
        let overall = shape_counts(all.iter().copied());

        // Topics' names and sentences are the evidence of many intents: analysed once each.
        let mut texts: HashMap<&str, Query> = HashMap::new();
        for text in entries.iter().flat_map(|entry| &entry.evidence) {
            texts.entry(text).or_insert_with(|| analyzer.analyse(text));
        }
        let named = |query: &Query| query.mentions.iter().map(|mention| mention.entity).collect::<Vec<_>>();
        let mut vocabulary = Vocabulary::default();
        let classes: Vec<Class> = entries
            .iter()
            .zip(&analysed)
            .map(|(entry, queries)| Class {
                id: entry.id,
                topic: entry.topic,
                facet: entry.facet,
                utterances: queries.iter().map(|query| vocabulary.learn(query, &weights)).collect(),
                shapes: shape_likelihood(queries, &overall),
                named: {
                    let evidence = entry.evidence.iter().map(|text| &texts[text]);
                    distinct(queries.iter().chain(evidence).flat_map(named).chain(entry.about.iter().copied()))
                },
                evidence: distinct(
                    entry.evidence.iter().map(|text| &texts[text]).flat_map(|query| vocabulary.learn(query, &weights)),
                ),
                derived: entry.derived,
            })
            .collect();

        let utterances = entries.iter().zip(&analysed).enumerate().filter(|(_, (entry, _))| !entry.derived);
        let mut trained: Vec<(usize, usize, &Query)> = Vec::new();
        for (class, (_, queries)) in utterances {
            trained.extend(queries.iter().enumerate().map(|(place, query)| (class, place, query)));
        }
        trained.extend(templates.iter().map(|(facet, query)| (classes.len() + facet.0, 0, query)));
        let vectors = parallel::map(&trained, |(_, _, query)| features(query, &weights, knowledge));
        let labels: Vec<usize> = trained.iter().map(|&(class, ..)| class).collect();
        let facets = knowledge.language.facets.len();
        let ridge = Ridge::train(&vectors, &labels, classes.len() + facets);
        let topics = knowledge.topics.len();
        let kept = |class: usize| classes.get(class).is_some_and(|class: &Class| keep(class.id));
        let rows = trained
            .into_iter()
            .zip(vectors)
            .filter(|((class, ..), _)| kept(*class))
            .map(|((class, place, query), features)| Row { class, place, query: query.clone(), features })
            .collect();
        (Self { classes, weights, vocabulary, ridge, topics, facets }, rows)
    }

    /// Scores a question.
    pub(super) fn score(&self, knowledge: &KnowledgeBase, query: &Query, context: Option<&Query>) -> Scored {
        let scores = self.ridge.scores(&features(query, &self.weights, knowledge));
        let behind = context.map(|query| self.ridge.scores(&features(query, &self.weights, knowledge)));
        self.weigh(query, context, &scores, behind.as_deref(), None)
    }

    /// Scores a training row as if it had not been trained on.
    pub(super) fn score_held_out(&self, Row { class, place, query, features }: &Row) -> Scored {
        let scores = self.ridge.held_out(features, *class);
        self.weigh(query, None, &scores, None, Some((*class, *place)))
    }

    /// The intents, best first, by the linear model alone: quick enough for every key stroke.
    pub(super) fn rank(&self, knowledge: &KnowledgeBase, query: &Query) -> Vec<IntentIx> {
        let scores = self.ridge.scores(&features(query, &self.weights, knowledge));
        let mut ranked: Vec<_> = self.classes.iter().enumerate().collect();
        ranked.sort_by(|(a, _), (b, _)| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        ranked
            .into_iter()
            .filter_map(|(_, class)| match class.id {
                ClassId::Intent(intent) => Some(intent),
                _ => None,
            })
            .collect()
    }

    fn weigh(
        &self,
        query: &Query,
        context: Option<&Query>,
        own: &[f32],
        behind: Option<&[f32]>,
        without: Option<(usize, usize)>,
    ) -> Scored {
        let mut topics = vec![0.0f32; self.topics + 1];
        let mut facets = vec![0.0f32; self.facets];
        for (index, class) in self.classes.iter().enumerate() {
            topics[class.topic] += own[index] + behind.map_or(0.0, |behind| behind[index] * CONTEXT);
            if let Some(facet) = class.facet {
                facets[facet.0] += own[index];
            }
        }
        for (facet, score) in facets.iter_mut().enumerate() {
            *score += own[self.classes.len() + facet];
        }
        let mut candidates: Vec<Candidate> = self
            .classes
            .iter()
            .enumerate()
            .map(|(index, class)| {
                let topic = topics[class.topic];
                let facet = class.facet.map_or(own[index], |facet| facets[facet.0]);
                let shape = class.shapes[query.shape.wants as usize];
                let own = if class.derived { topic.min(facet).max(0.0) } else { own[index] };
                let strangers = strangers(&class.named, query);
                let score = TOPIC * topic + FACET * facet + OWN * own + SHAPE * shape - STRANGERS * strangers;
                Candidate { class: index, id: class.id, score, topic, facet, own, alignment: 0.0, shape, strangers }
            })
            .collect();
        let order = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.class.cmp(&b.class));
        candidates.sort_by(order);
        candidates.truncate(ALIGNED);
        let mut aligner = Aligner::new(&self.vocabulary, query, context, &self.weights);
        for candidate in &mut candidates {
            let utterances = self.classes[candidate.class].utterances.iter().enumerate();
            let seen = utterances.filter(|(place, _)| without != Some((candidate.class, *place)));
            candidate.alignment = seen.map(|(_, words)| aligner.align(words)).fold(0.0, f32::max);
            candidate.score +=
                ALIGNMENT * candidate.alignment + VERBATIM * (candidate.alignment - NEARLY).max(0.0) / (1.0 - NEARLY);
        }
        candidates.sort_by(order);
        let best = candidates.iter().find(|candidate| matches!(candidate.id, ClassId::Intent(_)));
        let (uncovered, missing) = best.map_or((1.0, Vec::new()), |best| {
            let class = &self.classes[best.class];
            let utterances = class.utterances.iter().enumerate();
            let seen = utterances.filter(|(place, _)| without != Some((best.class, *place)));
            let mut words: Vec<_> =
                seen.flat_map(|(_, words)| words.iter().copied()).chain(class.evidence.iter().copied()).collect();
            words.sort_unstable();
            words.dedup();
            aligner.uncovered(&words)
        });
        let missing = missing.into_iter().map(|term| aligner.terms[term].text.clone()).collect();
        Scored { candidates, uncovered, missing }
    }
}

/// The share of those named in a question that are not among these.
fn strangers(named: &[EntityIx], query: &Query) -> f32 {
    let missing = query.mentions.iter().filter(|mention| named.binary_search(&mention.entity).is_err()).count();
    missing as f32 / query.mentions.len().max(1) as f32
}
