//! Every intent and gap scored for one question: by topic and facet as two decisions, by class, by shape and by alignment.

use super::align::Aligner;
use super::classes::{Class, ClassId};
use super::query::Query;
use super::topic::Model;
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
    /// The share of the question's content that neither the class's utterances nor its evidence covers; 1 for small talk.
    pub(super) uncovered: f32,
    /// How near the nearest of these is to the thing asked for; 1 where none is named, 0 for small talk.
    pub(super) focus: f32,
}

/// A question scored against everything.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    /// Best first: the intents, gaps and kinds of small talk that look best.
    pub(super) candidates: Vec<Candidate>,
    /// Share of the question's content that the best intent leaves uncovered, and the words.
    pub(super) uncovered: f32,
    pub(super) missing: Vec<String>,
}

impl Scored {
    pub(super) fn best(&self, wanted: impl Fn(ClassId) -> bool) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| wanted(candidate.id))
    }

    pub(super) fn intents(&self) -> impl Iterator<Item = (IntentIx, &Candidate)> + Clone {
        self.candidates.iter().filter_map(|candidate| match candidate.id {
            ClassId::Intent(intent) => Some((intent, candidate)),
            _ => None,
        })
    }

    pub(super) fn gaps(&self) -> impl Iterator<Item = &Candidate> + Clone {
        self.candidates.iter().filter(|candidate| matches!(candidate.id, ClassId::Gap(_)))
    }

    pub(super) fn nearest_intents(&self, count: usize) -> Vec<IntentIx> {
        self.intents().map(|(intent, _)| intent).take(count).collect()
    }
}

/// What each part of a score weighs. Chosen on the regression questions of the shipped briefing; see docs/quality.md.
const TOPIC: f32 = 4.0;
const FACET: f32 = 4.0;
const OWN: f32 = 9.0;
const ALIGNMENT: f32 = 5.0;
const SHAPE: f32 = 0.35;
/// What a context adds to its topic, in parts of what the question's own words do.
const CONTEXT: f32 = 1.0;
/// What it adds that a question is an utterance to the word; from an alignment of `NEARLY` on it counts in part. Without it
/// the classes that people wrote for outweigh a derived gap that was asked for word by word.
const VERBATIM: f32 = 6.0;
const NEARLY: f32 = 0.75;
/// What it costs a class that the question names only people and things it has nothing to do with.
const STRANGERS: f32 = 2.0;
/// What it costs a class that its claims give the parties other roles than the question does: a veto, in effect.
const SWAPPED: f32 = 8.0;
/// Only so many of the intents, and of the gaps, that look best are aligned: the rest cannot catch up, and alignment is most
/// of the time.
const ALIGNED: usize = 8;
/// And so many of the kinds of small talk.
const ALIGNED_META: usize = 3;

/// What a question is scored with: its own linear scores, and those of what it leans on.
pub(super) struct Linear<'a> {
    pub(super) own: &'a [f32],
    pub(super) behind: Option<&'a [f32]>,
}

/// An utterance that is taken as if it had not been seen: its class and its place there.
pub(super) type Unseen = Option<(usize, usize)>;

impl Model {
    pub(super) fn weigh(
        &self,
        knowledge: &KnowledgeBase,
        query: &Query,
        context: Option<&Query>,
        linear: &Linear<'_>,
        unseen: Unseen,
    ) -> Scored {
        let mut candidates = self.shortlist(knowledge, query, linear);
        let mut aligner = Aligner::new(&self.vocabulary, query, context, &self.weights);
        for candidate in &mut candidates {
            let utterances = self.classes[candidate.class].utterances.iter().enumerate();
            let seen = utterances.filter(|(place, _)| unseen != Some((candidate.class, *place)));
            candidate.alignment = seen.map(|(_, words)| aligner.align(words)).fold(0.0, f32::max);
            candidate.score +=
                ALIGNMENT * candidate.alignment + VERBATIM * (candidate.alignment - NEARLY).max(0.0) / (1.0 - NEARLY);
        }
        candidates.sort_by(order);
        let focus = query.shape.focus.map(|at| query.words[at].text.as_str());
        for candidate in candidates.iter_mut().filter(|candidate| !matches!(candidate.id, ClassId::Meta(_))) {
            let words = self.classes[candidate.class].words_without(candidate.class, unseen);
            let coverage = aligner.coverage(&words, focus);
            (candidate.uncovered, candidate.focus) = (coverage.uncovered, coverage.focus);
        }
        let best = candidates.iter().find(|candidate| matches!(candidate.id, ClassId::Intent(_)));
        let (uncovered, missing) = best.map_or((1.0, Vec::new()), |best| {
            (best.uncovered, aligner.missing(&self.classes[best.class].words_without(best.class, unseen)))
        });
        Scored { candidates, uncovered, missing }
    }

    /// The classes that look best before anything is aligned, in no order.
    fn shortlist(&self, knowledge: &KnowledgeBase, query: &Query, linear: &Linear<'_>) -> Vec<Candidate> {
        let &Linear { own, behind } = linear;
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
        let candidate = |(index, class): (usize, &Class)| {
            let topic = topics[class.topic];
            let facet = class.facet.map_or(own[index], |facet| facets[facet.0]);
            let shape = class.shapes[query.shape.wants as usize];
            let own = if class.derived { topic.min(facet).max(0.0) } else { own[index] };
            let strangers = strangers(&class.named, query);
            let swapped = if class.contradicts(query, knowledge) { SWAPPED } else { 0.0 };
            let score = TOPIC * topic + FACET * facet + OWN * own + SHAPE * shape - STRANGERS * strangers - swapped;
            let (alignment, uncovered, focus) = (0.0, 1.0, 0.0);
            let id = class.id;
            Candidate { class: index, id, score, topic, facet, own, alignment, shape, strangers, uncovered, focus }
        };
        let (mut intents, mut gaps, mut meta) = (Vec::new(), Vec::new(), Vec::new());
        for candidate in self.classes.iter().enumerate().map(candidate) {
            match candidate.id {
                ClassId::Intent(_) => intents.push(candidate),
                ClassId::Gap(_) => gaps.push(candidate),
                ClassId::Meta(_) => meta.push(candidate),
            }
        }
        for (candidates, most) in [(&mut intents, ALIGNED), (&mut gaps, ALIGNED), (&mut meta, ALIGNED_META)] {
            if candidates.len() > most {
                candidates.select_nth_unstable_by(most, order);
                candidates.truncate(most);
            }
        }
        [intents, gaps, meta].concat()
    }
}

/// Best first; equals by their place, so that the order is the same everywhere.
fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.class.cmp(&b.class))
}

/// The share of those named in a question that are not among these.
fn strangers(named: &[EntityIx], query: &Query) -> f32 {
    let missing = query.mentions.iter().filter(|mention| named.binary_search(&mention.entity).is_err()).count();
    missing as f32 / query.mentions.len().max(1) as f32
}
