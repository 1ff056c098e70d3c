//! Who does what to whom, where word order and prepositions tell: "what does A demand of B" is not "what does B demand of A".
//!
//! Small named rules over the words around each party named. Where they are not sure they say nothing: an honest question
//! hardly ever breaks them, so that breaking them is a veto and not a matter of degree.

use super::entities::Mention;
use super::query::{Query, Word};
use crate::knowledge::{ClaimIx, ClaimKind, EntityIx, EntityKind, KnowledgeBase, Speaker};
use crate::text::Lexicon;

/// The parts that those named in a question play.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles {
    /// Who wants something of somebody.
    pub wants: Option<EntityIx>,
    /// Of whom something is wanted.
    pub wanted_of: Option<EntityIx>,
    /// Who does what is asked about, where it is no demand.
    pub does: Option<EntityIx>,
    /// Whose words are asked for.
    pub speaker: Option<EntityIx>,
}

/// Words that lead to the one of whom something is wanted.
const TOWARDS: &[&str] = &["of", "on", "upon", "to", "for", "from", "against", "towards", "toward"];
/// Forms of "to be": what follows is done to the subject.
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"];
/// Words behind a party that tell it has the demand before it.
const HAS: &[&str] = &["is", "are", "was", "were", "has", "have", "had", "makes", "made", "sets", "puts"];
/// Auxiliaries behind which the subject of a question stands.
const AUXILIARIES: &[&str] = &[
    "does", "do", "did", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should",
    "must", "may",
];
/// How far a party may stand from the word of wanting, in words.
const NEAR: usize = 4;

/// Reads the roles of a question.
pub(super) fn roles(words: &[Word], mentions: &[Mention], lexicon: &Lexicon) -> Roles {
    let mut roles = Roles { speaker: speaker(words, mentions), ..Roles::default() };
    match words.iter().position(|word| lexicon.is_demand(&word.stem)) {
        Some(demand) => (roles.wants, roles.wanted_of) = parties(demand, words, mentions),
        None => roles.does = subject(words, mentions),
    }
    roles
}

/// Who wants and of whom, around the word of wanting.
fn parties(demand: usize, words: &[Word], mentions: &[Mention]) -> (Option<EntityIx>, Option<EntityIx>) {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let (mut wants, mut wanted_of) = (None, None);
    for mention in mentions {
        let before = mention.words.start.checked_sub(1).map_or("", text);
        let before = if before == "the" { mention.words.start.checked_sub(2).map_or("", text) } else { before };
        let (start, end) = (mention.words.start, mention.words.end);
        if before == "by" {
            wants = wants.or(Some(mention.entity)); // "demanded by A"
        } else if end <= demand && demand - end < NEAR {
            let passive = (end..demand).any(|at| BE.contains(&text(at))) // "A is asked to"
                // "is A asked to", but not "what are A's demands"
                || start.checked_sub(1).is_some_and(|at| BE.contains(&text(at))) && demand == end && text(demand).ends_with("ed");
            let side = if passive { &mut wanted_of } else { &mut wants };
            *side = side.or(Some(mention.entity)); // "A demands", "A's main demands"
        } else if start > demand {
            if TOWARDS.contains(&before) {
                if before != "of" && wants.is_none() && wanted_of != Some(mention.entity) {
                    wants = wanted_of.take(); // "demands of A from B": until here it was "demands of B"
                }
                wanted_of = wanted_of.or(Some(mention.entity)); // "demands of B"
            } else if start == demand + 1 && HAS.contains(&text(end)) {
                wants = wants.or(Some(mention.entity)); // "demands A is making"
            } else if start == demand + 1 {
                wanted_of = wanted_of.or(Some(mention.entity)); // "asks B to"
            }
        }
    }
    (wants, wanted_of)
}

/// The party behind the auxiliary that opens a question: "is A arming", "when did A take B".
fn subject(words: &[Word], mentions: &[Mention]) -> Option<EntityIx> {
    let first = mentions.first()?;
    let before = first.words.start.checked_sub(1)?;
    AUXILIARIES.contains(&words[before].text.as_str()).then_some(first.entity)
}

/// "According to A".
fn speaker(words: &[Word], mentions: &[Mention]) -> Option<EntityIx> {
    let to = words.windows(2).position(|pair| pair[0].text == "according" && pair[1].text == "to")?;
    let behind = |start: usize| start > to && start <= to + 3;
    mentions.iter().find(|mention| behind(mention.words.start)).map(|mention| mention.entity)
}

/// The parties of a claim that a question can get wrong.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parties {
    demand: bool,
    actor: Option<EntityIx>,
    target: Option<EntityIx>,
    by: Option<EntityIx>,
}

impl Parties {
    pub(super) fn of(knowledge: &KnowledgeBase, claim: ClaimIx) -> Self {
        let claim = &knowledge[claim];
        let by = match claim.by {
            Speaker::Entity(entity) => Some(entity),
            Speaker::Briefing => None,
        };
        Self { demand: claim.kind == ClaimKind::Demand, actor: claim.actor, target: claim.target, by }
    }

    /// Whether a question gives the claim's parties other roles than it has.
    pub(super) fn contradict(&self, query: &Query, knowledge: &KnowledgeBase) -> bool {
        let roles = &query.roles;
        let names = |party: EntityIx| query.mentions.iter().any(|mention| mention.entity == party);
        let same = |role: Option<EntityIx>, party: Option<EntityIx>| role.is_some() && role == party;
        let swapped = self.demand && (same(roles.wants, self.target) || same(roles.wanted_of, self.actor));
        let is_person = |entity: EntityIx| knowledge[entity].kind == Some(EntityKind::Person);
        let other_speaker = roles.speaker.is_some_and(|speaker| is_person(speaker) && self.by != Some(speaker));
        let other_actor = !self.demand
            && self.by.is_none()
            && roles.does.zip(self.actor).is_some_and(|(does, actor)| {
                !names(actor) && Some(does) != self.target && knowledge[does].kind == knowledge[actor].kind
            });
        swapped || other_speaker || other_actor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::language::Language;
    use crate::text::{stem, tokenize};

    const NORWAY: Option<EntityIx> = Some(EntityIx(0));
    const PERU: Option<EntityIx> = Some(EntityIx(1));

    fn read(question: &str) -> Roles {
        let lexicon = &Language::english().lexicon;
        let word = |token: crate::text::Token| Word {
            stem: stem(&token.text),
            content: lexicon.is_content(&token.text),
            span: token.span,
            text: token.text,
            corrected: false,
            is_name: false,
        };
        let words: Vec<_> = tokenize(question).into_iter().map(word).collect();
        let named = |(at, word): (usize, &Word)| {
            let entity = ["norway", "peru"].iter().position(|name| *name == word.text)?;
            Some(Mention { entity: EntityIx(entity), words: at..at + 1 })
        };
        roles(&words, &words.iter().enumerate().filter_map(named).collect::<Vec<_>>(), lexicon)
    }

    #[test]
    fn who_wants_something_of_whom_is_read_from_the_order() {
        for (question, wants, wanted_of) in [
            ("What does Norway demand of Peru?", NORWAY, PERU),
            ("what does Peru want from Norway", PERU, NORWAY),
            ("What are Norway's main demands?", NORWAY, None),
            ("the demands Norway is making of Peru", NORWAY, PERU),
            ("What is demanded by Norway?", NORWAY, None),
            ("What is Peru asked to do by Norway?", NORWAY, PERU),
            ("What is asked of Peru?", None, PERU),
            ("the main demands of Norway from Peru", NORWAY, PERU),
            ("Which demands are there on Peru?", None, PERU),
            ("What are Norway's demands?", NORWAY, None),
            ("Is Peru asked to leave?", None, PERU),
            ("Which demands are there?", None, None),
        ] {
            let roles = read(question);
            assert_eq!((roles.wants, roles.wanted_of), (wants, wanted_of), "{question}");
        }
    }

    #[test]
    fn who_does_something_stands_behind_the_auxiliary() {
        for (question, does) in [
            ("Is Norway arming itself?", NORWAY),
            ("When did Peru take the island from Norway?", PERU),
            ("arming of Norway", None),
            ("Who is arming?", None),
        ] {
            assert_eq!(read(question).does, does, "{question}");
        }
    }

    #[test]
    fn whose_words_are_asked_for_follows_according_to() {
        assert_eq!(read("According to Peru, how many are there?").speaker, PERU);
        assert_eq!(read("What did Peru say to Norway?").speaker, None);
    }
}
