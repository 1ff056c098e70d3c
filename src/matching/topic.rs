//! The model of a briefing: everything trained on its utterances, and a question put to it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{Heard, Vocabulary, WordNumber, terms};
use super::classes::{Class, ClassId, Entry, classes, entries, templates};
use super::features::{LENGTH, features};
use super::learned::{Learned, Rows};
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

/// What training brings besides the model: the utterances of the classes to be kept, for [`Model::score_held_out`], and the
/// weights as they are kept.
pub(super) struct Training {
    pub(super) model: Model,
    pub(super) utterances: Vec<Row>,
    pub(super) rows: Rows,
}

/// An utterance that the model was trained on.
pub(super) struct Row {
    pub(super) class: usize,
    /// Its place among the class's utterances.
    pub(super) place: usize,
    pub(super) query: Query,
}

impl Model {
    /// Trains, keeping the utterances of some classes.
    pub(super) fn train(knowledge: &KnowledgeBase, analyzer: &Analyzer, keep: impl Fn(ClassId) -> bool) -> Training {
        let entries = entries(knowledge);
        let analysed = analysed(&entries, analyzer);
        let paraphrases: Vec<Vec<Query>> =
            parallel::map(&entries, |entry| entry.paraphrases.iter().map(|text| analyzer.analyse(text)).collect());
        let heard: Vec<_> = paraphrases.iter().map(|queries| heard(queries)).collect();
        // The templates that derived gaps are made of, with the topic left out: they teach facets.
        let templates: Vec<(FacetIx, Query)> = templates(knowledge, analyzer);
        let weights = Weights::new(analysed.iter().flatten());
        let facets = knowledge.language.facets.len();
        let of_classes = analysed.iter().enumerate().filter(|(class, _)| !entries[*class].derived);
        let examples: Vec<(&Query, usize)> = of_classes
            .chain(paraphrases.iter().enumerate())
            .flat_map(|(class, queries)| queries.iter().map(move |query| (query, class)))
            .chain(templates.iter().map(|(facet, query)| (query, entries.len() + facet.0)))
            .collect();
        let ((ridge, weights_kept), (vocabulary, classes)) = parallel::both(
            || {
                Ridge::train(&examples, LENGTH, entries.len() + facets, |&(query, class)| {
                    (features(query, &weights, knowledge), class)
                })
            },
            || classes(&entries, &analysed, &heard, analyzer, &weights, knowledge),
        );
        let row = |class, (place, query)| Row { class, place, query };
        let of_class =
            |(class, queries): (usize, Vec<Query>)| queries.into_iter().enumerate().map(move |q| row(class, q));
        let kept = |(class, _): &(usize, _)| !entries[*class].derived && keep(entries[*class].id);
        let utterances = analysed.into_iter().enumerate().filter(kept).flat_map(of_class).collect();
        let topics = knowledge.topics.len();
        let model = Self { classes, weights, vocabulary, ridge, topics, facets };
        Training { model, utterances, rows: weights_kept }
    }

    /// Makes the model of what an earlier training learned from the same knowledge; `None` if it cannot be that.
    pub(super) fn of(knowledge: &KnowledgeBase, analyzer: &Analyzer, learned: &Learned) -> Option<Self> {
        let entries = entries(knowledge);
        let facets = knowledge.language.facets.len();
        let word = |&number: &u32| {
            let word = learned.words.get(number as usize)?;
            Some(match word.strip_prefix('@') {
                Some(entity) => Heard::Entity(knowledge.entity(entity)?),
                None => Heard::Word(word),
            })
        };
        let heard =
            learned.heard.iter().map(|numbers| numbers.iter().map(word).collect()).collect::<Option<Vec<_>>>()?;
        let rows = &learned.rows;
        let fits = heard.len() == entries.len()
            && rows.scales.len() == entries.len() + facets
            && rows.cells.len() == rows.scales.len() * LENGTH;
        if !fits {
            return None;
        }
        let analysed = analysed(&entries, analyzer);
        let weights = Weights::new(analysed.iter().flatten());
        let (vocabulary, classes) = classes(&entries, &analysed, &heard, analyzer, &weights, knowledge);
        let topics = knowledge.topics.len();
        Some(Self { classes, weights, vocabulary, ridge: Ridge::of(rows, LENGTH), topics, facets })
    }

    /// The words of the classes' paraphrases, each once, and for each class their numbers among these.
    pub(super) fn heard(&self, knowledge: &KnowledgeBase) -> (Vec<String>, Vec<Vec<u32>>) {
        let names = self.vocabulary.names(knowledge);
        let mut numbers: FxHashMap<WordNumber, u32> = FxHashMap::default();
        let mut words = Vec::new();
        let mut number = |word: &WordNumber| {
            *numbers.entry(*word).or_insert_with(|| {
                words.push(names[*word as usize].clone());
                u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let heard = self.classes.iter().map(|class| class.heard.iter().map(&mut number).collect()).collect();
        (words, heard)
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

fn analysed(entries: &[Entry<'_>], analyzer: &Analyzer) -> Vec<Vec<Query>> {
    parallel::map(entries, |entry| entry.utterances.iter().map(|text| analyzer.analyse(text)).collect())
}

/// The words and names of paraphrases, each once.
fn heard(paraphrases: &[Query]) -> Vec<Heard<'_>> {
    let mut seen = FxHashSet::default();
    let terms = paraphrases.iter().flat_map(terms);
    let heard = terms.map(|(word, entity)| entity.map_or(Heard::Word(&word.text), Heard::Entity));
    heard.filter(|heard| seen.insert(*heard)).collect()
}
