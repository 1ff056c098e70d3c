//! Who and what an utterance names: aliases linked to entities, longest match first.

use rustc_hash::FxHashMap;

use crate::knowledge::{EntityIx, KnowledgeBase};
use crate::text::{stem, tokenize};

/// An entity named by some words of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Who or what.
    pub entity: EntityIx,
    /// The words, by place.
    pub words: std::ops::Range<usize>,
}

/// Every name and alias, by its stems.
#[derive(Debug, Clone, Default)]
pub(super) struct Gazetteer {
    /// First stem to the aliases that begin with it, longest first.
    by_first: FxHashMap<String, Vec<(Vec<String>, EntityIx)>>,
}

impl Gazetteer {
    pub(super) fn new(knowledge: &KnowledgeBase) -> Self {
        let mut by_first: FxHashMap<String, Vec<_>> = FxHashMap::default();
        for (index, entity) in knowledge.entities.iter().enumerate() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let mut stems: Vec<_> = tokenize(name).iter().map(|token| stem(&token.text)).collect();
                if stems.first().is_some_and(|first| first == "the") {
                    stems.remove(0);
                }
                if let Some(first) = stems.first().cloned() {
                    by_first.entry(first).or_default().push((stems, EntityIx(index)));
                }
            }
        }
        for aliases in by_first.values_mut() {
            aliases.sort_by(|(a, ea), (b, eb)| b.len().cmp(&a.len()).then(a.cmp(b)).then(ea.cmp(eb)));
        }
        Self { by_first }
    }

    /// The mentions in these stems, from the left, none overlapping.
    pub(super) fn link(&self, stems: &[&str]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let found = self.by_first.get(stems[at]).and_then(|aliases| {
                aliases.iter().find(|(alias, _)| {
                    stems.len() - at >= alias.len() && alias.iter().zip(&stems[at..]).all(|(a, b)| a == b)
                })
            });
            if let Some((alias, entity)) = found {
                mentions.push(Mention { entity: *entity, words: at..at + alias.len() });
                at += alias.len();
            } else {
                at += 1;
            }
        }
        mentions
    }
}
