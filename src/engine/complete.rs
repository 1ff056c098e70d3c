//! What could complete an option's value.

use strsim::jaro_winkler;

use super::people;
use crate::command::Completion;
use crate::knowledge::{EntityIx, KnowledgeBase};
use crate::matching::Matcher;
use crate::text::fold;

/// Something to choose: what is shown, and what it stands for when chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What a reader sees, at most 100 characters.
    pub label: String,
    /// What is put in, at most 100 characters.
    pub value: String,
}

/// Discord's limit for the name and the value of a choice.
const LONGEST_CHOICE: usize = 100;

/// A typed name at least this near (Jaro-Winkler) to a name or alias means its bearer.
pub(super) const SAME_NAME: f64 = 0.9;

pub(super) fn complete(
    knowledge: &KnowledgeBase,
    matcher: &Matcher,
    completion: Completion,
    typed: &str,
    limit: usize,
) -> Vec<Choice> {
    match completion {
        Completion::Questions if typed.trim().is_empty() => {
            let titles = knowledge.intents.iter().map(|intent| intent.title.as_str());
            titles.take(limit).map(|title| choice(title, title)).collect()
        }
        Completion::Questions => {
            let ranked = matcher.rank(knowledge, typed).into_iter().map(|intent| knowledge[intent].title.as_str());
            ranked.take(limit).map(|title| choice(title, title)).collect()
        }
        Completion::Sentences => {
            let typed = fold(typed.trim());
            let sentences = knowledge.source.sentences().iter().filter_map(|sentence| {
                let text = knowledge.source.quote(sentence.number)?;
                let number = sentence.number.to_string();
                let wanted = typed.is_empty()
                    || fold(&number).starts_with(&typed)
                    || fold(&number)[1..].starts_with(&typed)
                    || fold(text).contains(&typed);
                wanted.then(|| choice(&format!("{number} {text}"), &number))
            });
            sentences.take(limit).collect()
        }
        Completion::People => {
            let ranked = rank_people(knowledge, typed).into_iter();
            ranked.take(limit).map(|(person, _)| choice(&knowledge[person].name, &knowledge[person].name)).collect()
        }
        Completion::Free => Vec::new(),
    }
}

/// The people named, those whose name or an alias is nearest to what was typed first.
pub(super) fn rank_people(knowledge: &KnowledgeBase, typed: &str) -> Vec<(EntityIx, f64)> {
    let typed = fold(typed.trim());
    let mut ranked: Vec<_> = people(knowledge)
        .map(|person| {
            let entity = &knowledge[person];
            let begins = fold(&entity.name).split(' ').any(|word| !typed.is_empty() && word.starts_with(&typed));
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            let near = names.map(|name| jaro_winkler(&fold(name), &typed)).chain(begins.then_some(1.0));
            (person, near.fold(0.0, f64::max))
        })
        .collect();
    ranked.sort_by(|(a, near_a), (b, near_b)| near_b.total_cmp(near_a).then(a.cmp(b)));
    ranked
}

fn choice(label: &str, value: &str) -> Choice {
    let short = |text: &str| {
        if text.chars().count() <= LONGEST_CHOICE {
            text.to_owned()
        } else {
            text.chars().take(LONGEST_CHOICE - 1).chain(['…']).collect()
        }
    };
    Choice { label: short(label), value: short(value) }
}
