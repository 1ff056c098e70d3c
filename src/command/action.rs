//! What a button carries: everything needed to answer its press, so that buttons outlive a restart.

use std::fmt;
use std::str::FromStr;

/// A button's meaning, tied to the knowledge it was made from.
///
/// Written as `a1:<verb>:<fingerprint>:<target>`, at most 100 characters (Discord's limit for a `custom_id`).
///
/// ```
/// use attache::command::{Action, Target, Verb};
/// let action = Action { verb: Verb::Context, knowledge: "9f2c01ab".into(), target: Target::Sentences(vec![6, 7]) };
/// assert_eq!(action.to_string(), "a1:c:9f2c01ab:s6.7");
/// assert_eq!("a1:c:9f2c01ab:s6.7".parse(), Ok(action));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What to do.
    pub verb: Verb,
    /// The short fingerprint of the knowledge the button was made from.
    pub knowledge: String,
    /// What to do it with.
    pub target: Target,
}

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Answer with these intents.
    Answer,
    /// Show the paragraphs of the cited sentences.
    Context,
    /// None of the questions offered was meant.
    None,
    /// Show another page of a list.
    Page,
    /// Show to everybody what only one has seen.
    Share,
    /// Show one topic's questions.
    Topic,
    /// Tell those who look after the briefing that an answer is wrong.
    Wrong,
}

/// What a button's verb is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing, or what is chosen from the menu.
    Nothing,
    /// Intents or a topic, by [`key`](crate::knowledge::key), which outlives an edit of the knowledge.
    Keys(Vec<u32>),
    /// Sentences, by their place in the document.
    Sentences(Vec<usize>),
    /// A page of a list, counted from 0.
    Page(List, usize),
}

/// A reply that may take several pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// The topics.
    Topics,
    /// The document.
    Document,
    /// The timeline.
    Timeline,
    /// The people.
    People,
}

impl Action {
    /// What every `custom_id` of ours begins with; what begins otherwise is somebody else's.
    pub const PREFIX: &str = "a1:";
    /// More keys than this are left out: as many as a message has questions that are looked at.
    pub const MAX_KEYS: usize = 8;
    /// More sentences than this are left out.
    pub const MAX_SENTENCES: usize = 12;
}

const VERBS: [(Verb, &str); 7] = [
    (Verb::Answer, "a"),
    (Verb::Context, "c"),
    (Verb::None, "n"),
    (Verb::Page, "p"),
    (Verb::Share, "s"),
    (Verb::Topic, "t"),
    (Verb::Wrong, "w"),
];

const LISTS: [(List, &str); 4] =
    [(List::Topics, "t"), (List::Document, "d"), (List::Timeline, "l"), (List::People, "w")];

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = VERBS.iter().find(|(verb, _)| *verb == self.verb).map_or("", |(_, letter)| letter);
        write!(f, "{}{verb}:{}:{}", Self::PREFIX, self.knowledge, self.target)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Keys(keys) => {
                let keys: Vec<_> = keys.iter().take(Action::MAX_KEYS).map(|key| format!("{key:08x}")).collect();
                write!(f, "k{}", keys.join("."))
            }
            Self::Sentences(places) => {
                let places: Vec<_> = places.iter().take(Action::MAX_SENTENCES).map(usize::to_string).collect();
                write!(f, "s{}", places.join("."))
            }
            Self::Page(list, page) => {
                let list = LISTS.iter().find(|(known, _)| known == list).map_or("", |(_, letter)| letter);
                write!(f, "{list}{page}")
            }
        }
    }
}

/// A `custom_id` that is not one of ours, or of a version that is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a button of this version of Attaché")]
pub struct ActionError;

impl FromStr for Action {
    type Err = ActionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut fields = text.strip_prefix(Self::PREFIX).ok_or(ActionError)?.split(':');
        let (Some(verb), Some(knowledge), Some(target), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(ActionError);
        };
        let (verb, _) = VERBS.iter().find(|(_, letter)| *letter == verb).ok_or(ActionError)?;
        let target = if *verb == Verb::Page { page(target)? } else { things(target)? };
        Ok(Self { verb: *verb, knowledge: knowledge.to_owned(), target })
    }
}

fn page(text: &str) -> Result<Target, ActionError> {
    let (list, page) =
        LISTS.iter().find_map(|(list, letter)| Some((*list, text.strip_prefix(letter)?))).ok_or(ActionError)?;
    page.parse().map(|page| Target::Page(list, page)).map_err(|_| ActionError)
}

fn things(text: &str) -> Result<Target, ActionError> {
    if text.is_empty() {
        return Ok(Target::Nothing);
    }
    if let Some(keys) = text.strip_prefix('k') {
        let keys: Vec<_> = keys
            .split('.')
            .map(|key| u32::from_str_radix(key, 16).map_err(|_| ActionError))
            .collect::<Result<_, _>>()?;
        return if keys.len() <= Action::MAX_KEYS { Ok(Target::Keys(keys)) } else { Err(ActionError) };
    }
    let places = text.strip_prefix('s').ok_or(ActionError)?;
    let places: Vec<_> =
        places.split('.').map(|place| place.parse().map_err(|_| ActionError)).collect::<Result<_, _>>()?;
    if places.len() <= Action::MAX_SENTENCES { Ok(Target::Sentences(places)) } else { Err(ActionError) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_short_enough() {
        let targets = |verb| match verb {
            Verb::Page => vec![Target::Page(List::Document, 3)],
            Verb::Context => {
                vec![Target::Sentences((100..112).collect()), Target::Keys(vec![u32::MAX; Action::MAX_KEYS])]
            }
            _ => vec![Target::Nothing, Target::Keys(vec![0, 1, u32::MAX, 7, 8, 9, 10, 11])],
        };
        for (verb, _) in VERBS {
            for target in targets(verb) {
                let action = Action { verb, knowledge: "9f2c01ab".to_owned(), target };
                let written = action.to_string();
                assert!(written.len() <= 100, "{written}");
                assert_eq!(written.parse(), Ok(action), "{written}");
            }
        }
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        for text in [
            "",
            "a1",
            "a1:a:9f",
            "a1:x:9f:k1",
            "b1:a:9f:k1",
            "a1:a:9f:z1",
            "a1:a:9f:kxyz",
            "a1:p:9f:k1",
            "a1:a:9f:k1.2.3.4.5.6.7.8.9",
            "a1:a:9f:k1:",
            "a1:c:9f:s-1",
        ] {
            assert_eq!(text.parse::<Action>(), Err(ActionError), "{text}");
        }
    }
}
