//! The model of a briefing: everything trained on its utterances, and a question put to it.

use rustc_hash::FxHashMap;

use super::align::Vocabulary;
use super::classes::{Class, ClassId, distinct, entries, shape_counts, shape_likelihood, templates};
use super::features::{LENGTH, features};
use super::parallel;
use super::query::{Analyzer, Query, Weights};
use super::ridge::Ridge;
use super::roles::Parties;
use super::score::{Linear, Scored};
use super::stage::Stage;
use crate::knowledge::language::FacetIx;
use crate::knowledge::{IntentIx, KnowledgeBase};

/// Everything trained on the utterances.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) classes: Vec<Class>,
    pub(super) weights: Weights,
    pub(super) vocabulary: Vocabulary,
    ridge: Ridge,
    pub(super) topics: usize,
    pub(super) facets: usize,
}

/// An utterance that the model was trained on.
pub(super) struct Row {
    pub(super) class: usize,
    /// Its place among the class's utterances.
    pub(super) place: usize,
    pub(super) query: Query,
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
        let mut texts: FxHashMap<&str, Query> = FxHashMap::default();
        for text in entries.iter().flat_map(|entry| &entry.evidence) {
            texts.entry(text).or_insert_with(|| analyzer.analyse(text));
        }
        let named = |query: &Query| query.mentions.iter().map(|mention| mention.entity).collect::<Vec<_>>();
        let mut vocabulary = Vocabulary::default();
        let classes: Vec<Class> = entries
            .iter()
            .zip(&analysed)
            .map(|(entry, queries)| {
                let utterances: Vec<_> = queries.iter().map(|query| vocabulary.learn(query, &weights)).collect();
                let evidence = || entry.evidence.iter().map(|text| &texts[text]);
                let evidence_words = distinct(evidence().flat_map(|query| vocabulary.learn(query, &weights)));
                Class {
                    id: entry.id,
                    topic: entry.topic,
                    facet: entry.facet,
                    words: distinct(utterances.iter().flatten().chain(&evidence_words).copied()),
                    utterances,
                    shapes: shape_likelihood(queries, &overall),
                    named: distinct(
                        queries.iter().chain(evidence()).flat_map(named).chain(entry.about.iter().copied()),
                    ),
                    evidence: evidence_words,
                    parties: entry.claims.iter().map(|&claim| Parties::of(knowledge, claim)).collect(),
                    derived: entry.derived,
                }
            })
            .collect();

        let derived: Vec<bool> = entries.iter().map(|entry| entry.derived).collect();
        let row = |class, (place, query)| Row { class, place, query };
        let of_class =
            |(class, queries): (usize, Vec<Query>)| queries.into_iter().enumerate().map(move |q| row(class, q));
        let mut rows: Vec<Row> =
            analysed.into_iter().enumerate().filter(|(class, _)| !derived[*class]).flat_map(of_class).collect();
        rows.extend(templates.into_iter().map(|(facet, query)| row(classes.len() + facet.0, (0, query))));
        let facets = knowledge.language.facets.len();
        let ridge = Ridge::train(&rows, LENGTH, classes.len() + facets, |Row { class, query, .. }| {
            (features(query, &weights, knowledge), *class)
        });
        let topics = knowledge.topics.len();
        rows.retain(|row| classes.get(row.class).is_some_and(|class: &Class| keep(class.id)));
        (Self { classes, weights, vocabulary, ridge, topics, facets }, rows)
    }

    /// Forgets what only [`score_held_out`](Self::score_held_out) needs.
    pub(super) fn settle(&mut self) {
        self.ridge.forget_factor();
    }

    /// Scores a question, telling of every stage when it is done.
    pub(super) fn score(
        &self,
        knowledge: &KnowledgeBase,
        query: &Query,
        context: Option<&Query>,
        done: &mut impl FnMut(Stage),
    ) -> Scored {
        let scores = self.ridge.scores(&features(query, &self.weights, knowledge));
        let behind = context.map(|query| self.ridge.scores(&features(query, &self.weights, knowledge)));
        done(Stage::Topic);
        let weighed = self.weigh(knowledge, query, context, &Linear { own: &scores, behind: behind.as_deref() }, None);
        done(Stage::Evidence);
        weighed
    }

    /// Scores training rows as if they had not been trained on.
    pub(super) fn score_held_out(&self, knowledge: &KnowledgeBase, rows: &[&Row]) -> Vec<Scored> {
        let features = parallel::map(rows, |row| features(&row.query, &self.weights, knowledge));
        let leverages = self.ridge.leverages(&features);
        let rows: Vec<_> = rows.iter().zip(&features).zip(leverages).collect();
        parallel::map(&rows, |&((Row { class, place, query }, features), leverage)| {
            let scores = self.ridge.held_out(features, *class, leverage);
            self.weigh(knowledge, query, None, &Linear { own: &scores, behind: None }, Some((*class, *place)))
        })
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
}
