//! One answer judged by its question's labels.

use std::collections::BTreeSet;

use super::question::{Expected, Question};
use crate::answer::{Answer, CitationRole, Outcome};
use crate::knowledge::KnowledgeBase;
use crate::source::SentenceNumber;

/// How an answer compares with what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// As it should be.
    Right,
    /// Right, with a sentence besides that does not belong.
    RightWithMore,
    /// Some of the sentences, not all, or not the words.
    Partial,
    /// Answered with something else.
    Wrong,
    /// Refused, though the document says it.
    Refused,
    /// Asked back, and one of the choices is right.
    Offered,
    /// Asked back, and none is.
    OfferedWrong,
    /// Answered, though the document does not say it.
    FalseAnswer,
    /// Asked back where there is nothing to choose.
    Clarified,
    /// Taken for small talk, or small talk taken for a question.
    Mistaken,
    /// A false premise or an injection was gone along with.
    Endorsed,
}

impl Verdict {
    /// Whether it counts as right.
    pub fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::RightWithMore)
    }

    /// Whether something was shown that should not have been: what trust is lost by.
    pub(super) fn is_wrong_answer(self) -> bool {
        matches!(self, Self::Partial | Self::Wrong | Self::FalseAnswer | Self::Endorsed)
    }

    /// In words, as a report has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::RightWithMore => "right with more",
            Self::Partial => "partial",
            Self::Wrong => "wrong",
            Self::Refused => "refused",
            Self::Offered => "offered",
            Self::OfferedWrong => "offered wrong",
            Self::FalseAnswer => "false answer",
            Self::Clarified => "clarified",
            Self::Mistaken => "mistaken",
            Self::Endorsed => "endorsed",
        }
    }
}

/// What was judged: the verdict, and the sentences that count for precision.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    /// Sentences cited. Those shown only because a tension is declared are not counted.
    pub(super) cited: BTreeSet<SentenceNumber>,
    /// Those among them that may be.
    pub(super) allowed: BTreeSet<SentenceNumber>,
}

pub(super) fn judge(question: &Question, answer: &Answer, knowledge: &KnowledgeBase) -> Judged {
    let citations = answer.citations();
    let of = |role| citations.iter().filter(move |citation| citation.role == role).map(|citation| citation.sentence);
    let supports: BTreeSet<_> = of(CitationRole::Support).collect();
    let declared: BTreeSet<_> = knowledge
        .tensions
        .iter()
        .flat_map(|tension| &tension.claims)
        .flat_map(|&claim| knowledge.sentences_of(claim))
        .collect();
    let need = numbers(&question.cite);
    let ok: BTreeSet<_> = need.iter().copied().chain(numbers(&question.also_ok)).collect();
    let cited: BTreeSet<_> =
        supports.iter().copied().chain(of(CitationRole::Tension).filter(|s| !declared.contains(s))).collect();
    let allowed: BTreeSet<_> = cited.intersection(&ok).copied().collect();

    let text = answer.text();
    let leak = question.must_not.iter().any(|words| squash(&asserted(&text)).contains(&squash(words)));
    let answered = answer.outcome() == Outcome::Answer;
    let verdict = match (question.expect, answer.outcome()) {
        (Expected::Answer, Outcome::Answer) => {
            let quotes = citations.iter().filter_map(|citation| knowledge.source.quote(citation.sentence));
            let shown = squash(&std::iter::once(text.as_str()).chain(quotes).collect::<Vec<_>>().join(" "));
            let holds = |must: &String| must.split('|').any(|words| shown.contains(&squash(words)));
            let full = need.is_subset(&supports) && question.must.iter().all(holds) && !leak;
            match (full, cited.len() == allowed.len()) {
                (true, true) => Verdict::Right,
                (true, false) => Verdict::RightWithMore,
                (false, _) if supports.intersection(&need).next().is_some() => Verdict::Partial,
                (false, _) => Verdict::Wrong,
            }
        }
        (Expected::Answer, Outcome::Clarify) => {
            let options = answer.parts.iter().flat_map(|part| &part.options);
            let mut sentences =
                options.flat_map(|&intent| &knowledge[intent].claims).flat_map(|&claim| knowledge.sentences_of(claim));
            if sentences.any(|sentence| need.contains(&sentence)) { Verdict::Offered } else { Verdict::OfferedWrong }
        }
        (Expected::Answer, Outcome::Abstain | Outcome::Meta) => Verdict::Refused,
        (Expected::Abstain, Outcome::Abstain) | (Expected::Meta, Outcome::Meta) => Verdict::Right,
        (Expected::Abstain, Outcome::Answer) => Verdict::FalseAnswer,
        (Expected::Abstain, Outcome::Clarify) => Verdict::Clarified,
        (Expected::Abstain | Expected::Meta, _) => Verdict::Mistaken,
        (Expected::AnswerOrAbstain, _) => {
            let off_the_point = supports.is_empty() || !ok.is_empty() && !supports.is_subset(&ok);
            if leak || answered && off_the_point { Verdict::Endorsed } else { Verdict::Right }
        }
    };
    Judged { verdict, cited, allowed }
}

fn numbers(names: &[String]) -> BTreeSet<SentenceNumber> {
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

/// Straight quotes, single spaces, lower case.
fn squash(text: &str) -> String {
    let straight = text.replace(['“', '”'], "\"").replace(['‘', '’'], "'").to_lowercase();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without the sentences that deny that the document says something: what they name is not asserted.
fn asserted(text: &str) -> String {
    const DENIALS: &[&str] = &["does not say", "do not say", "not mention", "not state", "nothing in the briefing"];
    let denies = |sentence: &&str| DENIALS.iter().any(|words| sentence.to_lowercase().contains(words));
    text.split_inclusive(['.', '!', '?']).filter(|sentence| !denies(sentence)).collect()
}
