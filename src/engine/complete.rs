//! What could complete an option's value.

use super::names::{rank_people, rank_topics};
use crate::command::Completion;
use crate::knowledge::KnowledgeBase;
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
            let mut ranked: Vec<_> =
                matcher.rank(knowledge, typed).into_iter().map(|intent| knowledge[intent].title.as_str()).collect();
            let typed = fold(typed.trim());
            // What goes on as it was typed comes first, then what has it further on; else the order is the matcher's.
            ranked.sort_by_cached_key(|title| match fold(title) {
                title if title.starts_with(&typed) => 0,
                title if title.contains(&format!(" {typed}")) => 1,
                _ => 2,
            });
            ranked.into_iter().take(limit).map(|title| choice(title, title)).collect()
        }
        Completion::Topics => {
            let ranked = rank_topics(knowledge, typed).into_iter();
            ranked.take(limit).map(|(topic, _)| choice(&knowledge[topic].title, &knowledge[topic].title)).collect()
        }
        // An engine knows of no other briefing than its own.
        Completion::Briefings => vec![choice(&knowledge.briefing.title, &knowledge.briefing.id)],
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
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::knowledge::Files;

    #[test]
    fn what_goes_on_as_it_was_typed_comes_first() {
        let files = Files::read("tests/fixtures/lighthouse-repair".as_ref()).expect("its files are there");
        let engine = Engine::from_files(&files).expect("it compiles");
        for typed in ["who", "When", "what d", "WHY "] {
            let offered = engine.complete(Completion::Questions, typed, 25);
            let goes_on = |title: &str| fold(title).starts_with(&fold(typed.trim()));
            let all = engine.knowledge().intents.iter().filter(|intent| goes_on(&intent.title)).count();
            assert!(all > 0 && offered.iter().take(all).all(|choice| goes_on(&choice.label)), "{typed}: {offered:?}");
        }
    }
}
