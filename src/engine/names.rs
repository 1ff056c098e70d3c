//! People and topics, found by what a reader types for them.

use strsim::jaro_winkler;

use super::people;
use crate::knowledge::{EntityIx, KnowledgeBase, Topic, TopicIx};
use crate::text::fold;

/// A typed name at least this near (Jaro-Winkler) to a name or alias means its bearer.
const SAME_NAME: f64 = 0.9;
/// More that a typed name may mean are not offered.
const OFFERED: usize = 3;

/// How near a typed name is to a bearer. From [`SAME_NAME`] on it means one.
const IS_NAME: f64 = 4.0;
const IS_ALIAS: f64 = 3.0;
const BEGINS_NAME: f64 = 2.0;
const BEGINS_ALIAS: f64 = 1.5;

/// What a typed name turned out to mean.
pub(super) enum Meant<T> {
    /// One.
    One(T),
    /// Several, as well the one as the other.
    Several(Vec<T>),
    /// None; those that come nearest.
    Nobody(Vec<T>),
}

/// What is meant by a typed name, of bearers ranked by it.
pub(super) fn meant<T: Copy>(ranked: &[(T, f64)]) -> Meant<T> {
    let first = |count| ranked.iter().map(|(bearer, _)| *bearer).take(count).collect();
    match ranked {
        [(bearer, near), rest @ ..] if *near >= SAME_NAME => {
            match rest.iter().take_while(|(_, as_near)| as_near >= near).count() {
                0 => Meant::One(*bearer),
                others => Meant::Several(first((others + 1).min(OFFERED))),
            }
        }
        _ => Meant::Nobody(first(OFFERED)),
    }
}

/// The people named, those whose name or an alias is nearest to what was typed first.
pub(super) fn rank_people(knowledge: &KnowledgeBase, typed: &str) -> Vec<(EntityIx, f64)> {
    rank(people(knowledge), typed, |person| {
        let entity = &knowledge[person];
        (vec![&entity.name], &entity.aliases)
    })
}

/// The topics that can be asked about, those whose title or a name is nearest to what was typed first.
pub(super) fn rank_topics(knowledge: &KnowledgeBase, typed: &str) -> Vec<(TopicIx, f64)> {
    let asked = (0..knowledge.topics.len()).map(TopicIx).filter(|&topic| knowledge.intents_of(topic).next().is_some());
    rank(asked, typed, |topic| {
        let Topic { title, name, names, .. } = &knowledge[topic];
        (vec![title, name], names)
    })
}

fn rank<'k, T: Copy + Ord>(
    bearers: impl Iterator<Item = T>,
    typed: &str,
    called: impl Fn(T) -> (Vec<&'k String>, &'k Vec<String>),
) -> Vec<(T, f64)> {
    let typed = bare(typed);
    let mut ranked: Vec<_> = bearers
        .map(|bearer| {
            let (names, aliases) = called(bearer);
            let of_names = names.into_iter().map(|name| near(name, &typed, IS_NAME, BEGINS_NAME));
            let of_aliases = aliases.iter().map(|alias| near(alias, &typed, IS_ALIAS, BEGINS_ALIAS));
            (bearer, of_names.chain(of_aliases).fold(0.0, f64::max))
        })
        .collect();
    ranked.sort_by(|(a, near_a), (b, near_b)| near_b.total_cmp(near_a).then(a.cmp(b)));
    ranked
}

fn near(name: &str, typed: &str, is: f64, begins: f64) -> f64 {
    let name = bare(name);
    if name == typed {
        is
    } else if !typed.is_empty() && (name.starts_with(typed) || name.contains(&format!(" {typed}"))) {
        begins
    } else {
        jaro_winkler(&name, typed)
    }
}

/// A name as it is compared: folded, without the article that titles begin with.
fn bare(name: &str) -> String {
    let name = fold(name.trim());
    name.strip_prefix("the ").map_or(name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Files, compile};

    fn lighthouse() -> KnowledgeBase {
        let files = Files::read("tests/fixtures/lighthouse-repair".as_ref()).expect("its files are there");
        compile(&files).expect("it compiles").knowledge
    }

    #[track_caller]
    fn check<T: Copy>(ranked: &[(T, f64)], called: impl Fn(T) -> String, expect: &str) {
        let names = |bearers: Vec<T>| bearers.into_iter().map(&called).collect::<Vec<_>>().join(", ");
        let found = match meant(ranked) {
            Meant::One(bearer) => called(bearer),
            Meant::Several(bearers) => format!("which? {}", names(bearers)),
            Meant::Nobody(bearers) => format!("no: {}", names(bearers)),
        };
        assert_eq!(found, expect);
    }

    #[test]
    fn a_person_is_found_by_any_of_the_names() {
        let knowledge = lighthouse();
        for (typed, expect) in [
            ("Tomas Brekk", "Tomas Brekk"),
            ("brek", "Tomas Brekk"),
            ("the architect", "Dr. Ingrid Vane"),
            ("Thomas Breck", "Tomas Brekk"),
            ("d", "Dr. Ingrid Vane"),
            ("", "no: Dr. Ingrid Vane, Tomas Brekk"),
            ("queen of hearts", "no: Tomas Brekk, Dr. Ingrid Vane"),
        ] {
            check(&rank_people(&knowledge, typed), |person| knowledge[person].name.clone(), expect);
        }
    }

    #[test]
    fn a_topic_is_found_by_its_title_before_any_other_name() {
        let knowledge = lighthouse();
        let title = |topic: TopicIx| knowledge[topic].title.clone();
        let titles = (0..knowledge.topics.len()).map(|topic| title(TopicIx(topic)));
        let asked = titles.filter(|title| rank_topics(&knowledge, title)[0].1 >= SAME_NAME);
        asked.for_each(|typed| check(&rank_topics(&knowledge, &typed), title, &typed));
        for (typed, expect) in [
            ("cost estimate", "The cost estimate"),
            ("engineers inspection", "The engineer's inspection"),
            ("rep", "which? The cost estimate, The report at a glance, The repairs"),
        ] {
            check(&rank_topics(&knowledge, typed), title, expect);
        }
    }
}
