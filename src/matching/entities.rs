//! Who and what an utterance names: aliases linked to entities, longest match first.

use rustc_hash::FxHashMap;

use super::query::Word;
use crate::knowledge::{Entity, EntityIx, EntityKind, KnowledgeBase};
use crate::text::{is_slip, tokenize};

/// An entity named by some words of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Who or what.
    pub entity: EntityIx,
    /// The words, by place.
    pub words: std::ops::Range<usize>,
}

/// Every name and alias, by its words in the singular.
#[derive(Debug, Clone, Default)]
pub(super) struct Gazetteer {
    /// First word to the aliases that begin with it, longest first.
    by_first: FxHashMap<String, Vec<(Vec<String>, EntityIx)>>,
}

impl Gazetteer {
    pub(super) fn new(knowledge: &KnowledgeBase) -> Self {
        Self::of(knowledge, |_, _| true)
    }

    /// Only proper names: "Norway" and "Republic of Norway", not "Norway's ambassador in Lima", nor a "Minister of Justice".
    pub(super) fn proper(knowledge: &KnowledgeBase) -> Self {
        let is_small = |word: &str| ["of", "the", "and", "for"].contains(&word);
        Self::of(knowledge, |entity, name| {
            let is_person = entity.kind == Some(EntityKind::Person);
            name.split(' ').all(|word| word.starts_with(char::is_uppercase) || (is_small(word) && !is_person))
        })
    }

    fn of(knowledge: &KnowledgeBase, wanted: impl Fn(&Entity, &str) -> bool) -> Self {
        let mut by_first: FxHashMap<String, Vec<_>> = FxHashMap::default();
        for (index, entity) in knowledge.entities.iter().enumerate() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases).filter(|name| wanted(entity, name)) {
                let mut words: Vec<_> = tokenize(name).iter().map(|token| singular(&token.text).to_owned()).collect();
                if words.first().is_some_and(|first| first == "the") {
                    words.remove(0);
                }
                if let Some(first) = words.first().cloned() {
                    by_first.entry(first).or_default().push((words, EntityIx(index)));
                }
            }
        }
        for aliases in by_first.values_mut() {
            aliases.sort_by(|(a, ea), (b, eb)| b.len().cmp(&a.len()).then(a.cmp(b)).then(ea.cmp(eb)));
        }
        Self { by_first }
    }

    /// The mentions in these words, from the left, none overlapping. Behind its first word a name may hold a slip that is a
    /// word of its own ("Costa Rico"): the rest of the name tells.
    pub(super) fn link(&self, words: &[Word]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let found = self.by_first.get(singular(&words[at].text)).and_then(|aliases| {
                aliases.iter().find(|(alias, _)| {
                    words.len() - at >= alias.len()
                        && alias.iter().zip(&words[at..]).enumerate().all(|(place, (name, word))| {
                            let written = singular(&word.text);
                            name == written || (place > 0 && !is_number(name) && is_slip(written, name))
                        })
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

/// Another number is no slip: 2023 is not 2022.
fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// A word without the "s" of a plural. Names are compared so and not by their stems, which throw "imports" and "important"
/// together.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(rest) if rest.len() > 2 && !rest.ends_with(['s', 'u', 'i']) => rest,
        _ => word,
    }
}
