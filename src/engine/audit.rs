//! How well the knowledge can be told apart by the matcher that is trained on it: what `attache check` looks at once the
//! files are right.

use std::collections::BTreeMap;
use std::fmt;

use super::Engine;
use crate::answer::Outcome;
use crate::knowledge::{GapIx, GapOrigin, IntentIx, KnowledgeBase};
use crate::matching::{HeldOut, WrittenFor};

/// Utterances of one intent that are nearer to another, by a matcher that had not seen them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    /// The intent they were written for.
    pub of: IntentIx,
    /// The intent they are taken for.
    pub with: IntentIx,
    /// The utterances.
    pub utterances: Vec<String>,
}

/// What a matcher makes of the knowledge's own utterances.
#[derive(Debug)]
pub struct Audit<'k> {
    /// What is audited.
    pub knowledge: &'k KnowledgeBase,
    /// Intents taken for others that tell something else, the most confused first.
    pub confusions: Vec<Confusion>,
    /// Intents of whose utterances fewer than half are found again: how many, of how many.
    pub thin: Vec<(IntentIx, usize, usize)>,
    /// Gaps whose own questions would be answered nevertheless, with those questions.
    pub weak: Vec<(GapIx, Vec<String>)>,
}

impl Engine {
    /// Takes every utterance as if it had not been seen. As dear as training a matcher.
    pub fn audit(&self) -> Audit<'_> {
        let knowledge = self.knowledge();
        let held_out = self.inner.matcher.held_out(knowledge);
        let mut confused: BTreeMap<(IntentIx, IntentIx), Vec<String>> = BTreeMap::new();
        let mut found: BTreeMap<IntentIx, (usize, usize)> = BTreeMap::new();
        let mut weak: BTreeMap<GapIx, Vec<String>> = BTreeMap::new();
        for HeldOut { written_for, utterance, nearest, answered } in held_out {
            match written_for {
                WrittenFor::Intent(intent) => {
                    let right = nearest.is_some_and(|nearest| tells_all(knowledge, nearest, intent));
                    let (again, all) = found.entry(intent).or_default();
                    *again += usize::from(right);
                    *all += 1;
                    if let Some(nearest) = nearest.filter(|_| !right) {
                        confused.entry((intent, nearest)).or_default().push(utterance);
                    }
                }
                WrittenFor::Gap(gap) if answered => weak.entry(gap).or_default().push(utterance),
                WrittenFor::Gap(_) => {}
            }
        }
        for gap in (0..knowledge.gaps.len()).map(GapIx).filter(|&gap| knowledge[gap].origin == GapOrigin::Derived) {
            let answered = |question: &&String| self.answer(question).outcome() == Outcome::Answer;
            let questions: Vec<_> = knowledge[gap].utterances.iter().filter(answered).cloned().collect();
            if !questions.is_empty() {
                weak.insert(gap, questions);
            }
        }
        let confusions = confused.into_iter().map(|((of, with), utterances)| Confusion { of, with, utterances });
        let mut confusions: Vec<_> = confusions.collect();
        confusions.sort_by_key(|confusion| std::cmp::Reverse(confusion.utterances.len()));
        let thin = found.into_iter().filter(|(_, (again, all))| again * 2 < *all);
        let thin = thin.map(|(intent, (again, all))| (intent, again, all)).collect();
        Audit { knowledge, confusions, thin, weak: weak.into_iter().collect() }
    }
}

/// Whether one intent tells everything that another does: to take it for that one misleads nobody.
fn tells_all(knowledge: &KnowledgeBase, one: IntentIx, other: IntentIx) -> bool {
    one == other || knowledge[other].claims.iter().all(|claim| knowledge[one].claims.contains(claim))
}

impl Audit<'_> {
    /// Pairs of intents that cannot be told apart: half of each one's utterances are taken for the other's.
    pub fn inseparable(&self) -> Vec<(IntentIx, IntentIx)> {
        let half = |of: IntentIx, with: IntentIx| {
            let confused = self.confusions.iter().find(|confusion| confusion.of == of && confusion.with == with);
            confused.is_some_and(|confusion| confusion.utterances.len() * 2 >= self.knowledge[of].utterances.len())
        };
        let pairs = self.confusions.iter().map(|confusion| (confusion.of, confusion.with));
        pairs.filter(|&(of, with)| of < with && half(of, with) && half(with, of)).collect()
    }
}

impl fmt::Display for Audit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let knowledge = self.knowledge;
        writeln!(f, "Taken for another intent, when not seen before")?;
        for Confusion { of, with, utterances } in &self.confusions {
            writeln!(f, "  {} -> {} ({})", knowledge[*of].id, knowledge[*with].id, utterances.len())?;
            for utterance in utterances {
                writeln!(f, "    {utterance}")?;
            }
        }
        writeln!(f, "\nThin: fewer than half of the utterances lead back to the intent")?;
        for (intent, again, all) in &self.thin {
            writeln!(f, "  {} ({again} of {all})", knowledge[*intent].id)?;
        }
        writeln!(f, "\nWeak: questions of a gap that would be answered")?;
        for (gap, questions) in &self.weak {
            writeln!(f, "  {} ({} of {})", knowledge[*gap].id, questions.len(), knowledge[*gap].utterances.len())?;
            for question in questions {
                writeln!(f, "    {question}")?;
            }
        }
        Ok(())
    }
}
