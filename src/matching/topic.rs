//! The model of a briefing: everything trained on its utterances, and a question put to it.

use super::align::Vocabulary;
use super::classes::{Class, ClassId, classes, entries, templates};
use super::features::{LENGTH, features};
use super::parallel;
use super::query::{Analyzer, Query, Weights};
use super::ridge::Ridge;
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
        let weights = Weights::new(analysed.iter().flatten());
        let facets = knowledge.language.facets.len();
        let of_classes = analysed.iter().enumerate().filter(|(class, _)| !entries[*class].derived);
        let examples: Vec<(&Query, usize)> = of_classes
            .flat_map(|(class, queries)| queries.iter().map(move |query| (query, class)))
            .chain(templates.iter().map(|(facet, query)| (query, entries.len() + facet.0)))
            .collect();
        let (ridge, (vocabulary, classes)) = parallel::both(
            || {
                Ridge::train(&examples, LENGTH, entries.len() + facets, |&(query, class)| {
                    (features(query, &weights, knowledge), class)
                })
            },
            || classes(&entries, &analysed, analyzer, &weights, knowledge),
        );
        let row = |class, (place, query)| Row { class, place, query };
        let of_class =
            |(class, queries): (usize, Vec<Query>)| queries.into_iter().enumerate().map(move |q| row(class, q));
        let kept = |(class, _): &(usize, _)| !entries[*class].derived && keep(entries[*class].id);
        let rows = analysed.into_iter().enumerate().filter(kept).flat_map(of_class).collect();
        let topics = knowledge.topics.len();
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
        let classes: Vec<_> = rows.iter().map(|row| row.class).collect();
        let rows: Vec<_> = rows.iter().zip(self.ridge.held_out(&features, &classes)).collect();
        parallel::map(&rows, |(Row { class, place, query }, scores)| {
            self.weigh(knowledge, query, None, &Linear { own: scores, behind: None }, Some((*class, *place)))
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
