//! That a claim says no more than the sentences it cites, in the right voice.

use super::citation::{Citation, in_source, parting};
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::language::Language;
use crate::knowledge::model::ClaimKind;
use crate::knowledge::nearest::nearest_passage;
use crate::knowledge::raw::{RawClaim, RawEntity, Text};
use crate::knowledge::words::{holds, words};
use crate::source::{Sentence, Source};

/// Words of which more characters in a hundred differ were hardly copied from the passage nearest to them.
const FARTHEST_COPY: usize = 33;

/// The sentences shown with a claim: its own, and that of the claim it leans on.
pub(super) struct Cited<'s> {
    source: &'s Source,
    sentences: Vec<&'s Sentence>,
}

impl<'s> Cited<'s> {
    /// `None` if it is not sure which sentences these are.
    pub(super) fn new(source: Option<&'s Source>, own: &Citation, leant_on: Option<&Citation>) -> Option<Self> {
        let source = source?;
        let sentence = |citation: &Citation| match citation {
            Citation::Found { sentence, .. } => source.sentence(*sentence),
            Citation::Guessed(_) => None,
        };
        let sentences = std::iter::once(own).chain(leant_on).map(sentence).collect::<Option<Vec<_>>>()?;
        Some(Self { source, sentences })
    }

    /// The words of facets and dates are the document's own.
    pub(super) fn check_words(&self, raw: &RawClaim<'_>, report: &mut Report) {
        for (facet, words) in &raw.facets {
            self.check_copied(Code::FacetNotCited, &format!("of the facet `{}`", facet.value), words, report);
        }
        if let Some(words) = raw.dated.as_ref().and_then(|dated| dated.words.as_ref()) {
            self.check_copied(Code::DateNotCited, "of the date", words, report);
        }
    }

    fn check_copied(&self, code: Code, whose: &str, words: &Text<'_>, report: &mut Report) {
        if self.quotes().any(|quote| quote.contains(words.as_str())) {
            return;
        }
        let diagnostic = Diagnostic::new(code, &words.at, format!("the words {whose} are not in the cited sentence"));
        let passage = nearest_passage(self.source, self.sentences.iter().copied(), words);
        report.push(match passage.filter(|passage| passage.percent <= FARTHEST_COPY) {
            Some(passage) => {
                let near = &self.source.text()[passage.span.clone()];
                diagnostic
                    .related(&in_source(&passage.span), format!("{} has this", passage.sentence))
                    .help(parting(near, words))
                    .help(format!("write \"{near}\""))
            }
            None => self.read_out(diagnostic.help("copy the words from the sentence, letter for letter")),
        });
    }

    /// Somebody can only be the speaker of a sentence that names them.
    pub(super) fn check_speaker(&self, by: &Text<'_>, entity: &RawEntity<'_>, report: &mut Report) {
        let quotes: Vec<_> = self.quotes().map(words).collect();
        let named = |phrase: &str| quotes.iter().any(|quote| holds(quote, phrase));
        let Some(name) = &entity.name else { return };
        let last = words(name).pop().unwrap_or_default();
        let head = entity.role.as_ref().map(|role| head_of(role)).unwrap_or_default();
        if named(name) || named(&last) || named(&head) || entity.aliases.iter().any(|alias| named(alias)) {
            return;
        }
        let message = format!("the cited sentence does not name {}", name.value);
        let diagnostic = Diagnostic::new(Code::SpeakerNotNamed, &by.at, message)
            .related(&name.at, "neither this name, nor an alias or the role")
            .help("let the claim be `by` whom the sentence names, or by \"briefing\"")
            .help("if the sentence has another name for the speaker, add it to the aliases");
        report.push(self.read_out(diagnostic));
    }

    /// What is told in words of ours names nobody whom the sentences do not name, and no other numbers.
    pub(super) fn check_says(&self, says: &Text<'_>, entities: &[RawEntity<'_>], report: &mut Report) {
        let quotes: Vec<_> = self.quotes().map(words).collect();
        let text = words(says);
        let is_number = |word: &&String| word.starts_with(|first: char| first.is_ascii_digit());
        let other = text.iter().filter(is_number).find(|number| !quotes.iter().any(|quote| quote.contains(number)));
        let mut report_more = |what: &str| {
            let message = format!("this says more than the cited sentence: {what} is not in it");
            report.push(self.read_out(Diagnostic::new(Code::SaysMore, &says.at, message)));
        };
        if let Some(number) = other {
            report_more(&format!("`{number}`"));
        }
        for entity in entities {
            let names = || entity.name.iter().chain(&entity.aliases).map(|name| name.as_str());
            // A name has a capital: "the talks" may be told of without being named.
            let proper = || names().filter(|name| name.starts_with(char::is_uppercase));
            let told = proper().find(|name| says.contains(*name) && holds(&text, name));
            if let Some(name) = told.filter(|_| !names().any(|name| quotes.iter().any(|quote| holds(quote, name)))) {
                report_more(name);
            }
        }
    }

    fn read_out(&self, diagnostic: Diagnostic) -> Diagnostic {
        self.sentences.iter().zip(self.quotes()).fold(diagnostic, |diagnostic, (sentence, quote)| {
            diagnostic.help(format!("{} reads: {quote}", sentence.number))
        })
    }

    fn quotes(&self) -> impl Iterator<Item = &'s str> {
        self.sentences.iter().map(|sentence| &self.source.text()[sentence.span.clone()])
    }
}

/// The word of a role that says what somebody is: "ambassador" of "Norway's ambassador in Lima".
fn head_of(role: &str) -> String {
    const ENDS: [&str; 12] = ["of", "in", "at", "to", "for", "from", "on", "with", "who", "that", "which", "and"];
    let words = words(role);
    let end = words.iter().position(|word| ENDS.contains(&word.as_str())).unwrap_or(words.len());
    words[..end].last().cloned().unwrap_or_default()
}

/// A forecast keeps its "likely", and a demand its "demands".
pub(super) fn check_hedge(language: &Language, raw: &RawClaim<'_>, report: &mut Report) {
    let (Some(says), Some(kind)) = (&raw.says, &raw.kind) else { return };
    let (hedges, sort) = match kind.value {
        ClaimKind::Forecast => (&language.hedges.forecast, "forecast"),
        ClaimKind::Demand => (&language.hedges.demand, "demand"),
        ClaimKind::Reported | ClaimKind::Quotation | ClaimKind::Assessment => return,
    };
    let text = words(says);
    if hedges.iter().any(|hedge| holds(&text, hedge)) {
        return;
    }
    report.push(
        Diagnostic::new(Code::HedgeMissing, &says.at, format!("this {sort} is told as a fact"))
            .related(&kind.at, format!("the claim is a {sort}"))
            .help(format!("say it with one of these words: {}", hedges.join(", "))),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_role_is_what_somebody_is() {
        assert_eq!(head_of("Norway’s ambassador in Lima"), "ambassador");
        assert_eq!(head_of("the conservation architect who directs the repairs"), "architect");
        assert_eq!(head_of("the contractor"), "contractor");
        assert_eq!(head_of(""), "");
    }
}
