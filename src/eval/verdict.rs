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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::read;
    use crate::knowledge::{Files, compile};
    use crate::{answer, engine::Engine};

    /// Judges what an engine says to the title of an intent, as if `labels` had been asked.
    #[track_caller]
    fn check(engine: &Engine, answer: &answer::Answer, labels: &str, verdict: Verdict) {
        let question = read(&format!(r#"{{"q": "-", {labels}}}"#)).expect("the labels can be read").remove(0);
        assert_eq!(judge(&question, answer, engine.knowledge()).verdict, verdict, "{labels}");
    }

    #[test]
    fn an_answer_is_judged_by_its_labels() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lighthouse-repair");
        let files = Files::read(std::path::Path::new(folder)).expect("the fixture can be read");
        let engine = Engine::new(compile(&files).expect("it compiles").knowledge);
        let cost = engine.answer("What are the repairs expected to cost?");
        let cited: Vec<_> = cost.citations().iter().map(|citation| citation.sentence.to_string()).collect();
        assert_eq!(cited, ["S4"], "the cases below rest on this");
        let silence = engine.answer("who won the football match in the town yesterday evening");
        assert_eq!(silence.outcome(), Outcome::Abstain, "and on this");

        let answered = |labels, verdict| check(&engine, &cost, labels, verdict);
        answered(r#""expect": "answer", "cite": ["S4"]"#, Verdict::Right);
        answered(r#""expect": "answer", "cite": ["S4"], "must": ["3 million|2.4 MILLION"]"#, Verdict::Right);
        answered(r#""expect": "answer", "cite": [], "also_ok": ["S5"]"#, Verdict::RightWithMore);
        answered(r#""expect": "answer", "cite": ["S4", "S5"]"#, Verdict::Partial);
        answered(r#""expect": "answer", "cite": ["S4"], "must": ["3 million"]"#, Verdict::Partial);
        answered(r#""expect": "answer", "cite": ["S5"]"#, Verdict::Wrong);
        answered(r#""expect": "abstain""#, Verdict::FalseAnswer);
        answered(r#""expect": "meta""#, Verdict::Mistaken);
        answered(r#""expect": "answer_or_abstain", "cite": ["S4"]"#, Verdict::Right);
        answered(r#""expect": "answer_or_abstain", "cite": ["S5"]"#, Verdict::Endorsed);
        answered(r#""expect": "answer_or_abstain", "cite": ["S4"], "must_not": ["crowns"]"#, Verdict::Endorsed);

        let refused = |labels, verdict| check(&engine, &silence, labels, verdict);
        refused(r#""expect": "answer", "cite": ["S4"]"#, Verdict::Refused);
        refused(r#""expect": "abstain""#, Verdict::Right);
        refused(r#""expect": "answer_or_abstain""#, Verdict::Right);
    }

    #[test]
    fn what_is_denied_is_not_asserted() {
        assert_eq!(asserted("The fee is 3. The paper does not say who pays."), "The fee is 3.");
    }
}
