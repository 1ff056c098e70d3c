//! Numbers found in a text.

use std::ops::Range;

use super::{Amount, Hedge, Quantity};
use crate::text::{Lexicon, Token, stem, tokenize};

/// Words looked at behind a number for what it counts.
const COUNTED: usize = 3;

const ABOUT: &[&str] = &["about", "around", "nearly", "almost", "roughly", "approximately", "some", "circa", "close"];
const AT_LEAST: &[&str] = &["over", "above", "exceeding", "beyond"];
const AT_MOST: &[&str] = &["under", "below"];
const PART: &[&str] = &["another", "additional", "extra", "further", "other", "between", "first", "last", "remaining"];

/// The numbers of a text, in order. Words that count nothing ("one of them", "the second") are none.
pub fn quantities(text: &str, lexicon: &Lexicon) -> Vec<Quantity> {
    let reader = Reader { text, tokens: tokenize(text), lexicon };
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        match reader.date(at).or_else(|| reader.amount(at)) {
            Some((quantity, end)) => {
                found.push(quantity);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Range<usize> {
        self.tokens[from].span.start..self.tokens[to - 1].span.end
    }

    /// What stands between a token and the next.
    pub(super) fn gap(&self, at: usize) -> &str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(a), Some(b)) => &self.text[a.span.end..b.span.start],
            _ => "",
        }
    }

    /// A share or a count.
    fn amount(&self, at: usize) -> Option<(Quantity, usize)> {
        let (value, mut end, glued) = self.number(at)?;
        let last = end;
        let symbol = at > 0 && self.word(at - 1) == "$";
        let amount = if self.word(end) == "%" || glued == "%" || is_percent(self.word(end)) {
            end += usize::from(glued.is_empty());
            Amount::Share(value)
        } else if self.word(end) == "per" && self.word(end + 1) == "cent" {
            end += 2;
            Amount::Share(value)
        } else if is_percent(glued) {
            Amount::Share(value)
        } else {
            let mut of = self.counted(end);
            if !glued.is_empty() {
                of.insert(0, self.spelt(glued));
            }
            if symbol {
                of.push("$".to_owned());
            }
            // "One of them", "one demand is": rather a pronoun; and "2 be", which is "to be".
            let is_word = self.word(at) == "one" || (of.is_empty() && self.lexicon.spelling(self.word(at)).is_some());
            if is_word && last == at + 1 {
                return None;
            }
            Amount::Count { value, of }
        };
        let hedge = self.hedge(at, last, end);
        Some((Quantity { amount, span: self.span(at, end), hedge }, end))
    }

    /// The stems of what is counted: content words right behind the number.
    pub(super) fn counted(&self, from: usize) -> Vec<String> {
        let mut of = Vec::new();
        for at in from..(from + COUNTED).min(self.tokens.len()) {
            let parted = self.gap(at.wrapping_sub(1)).contains(|c: char| !c.is_whitespace() && c != '-');
            let word = self.word(at);
            if parted || !self.lexicon.is_content(word) || word.starts_with(|c: char| !c.is_alphabetic()) {
                break;
            }
            of.push(self.spelt(word));
        }
        of
    }

    /// The stem of a word that is counted, as the language spells it: "km" is "kilometer".
    fn spelt(&self, word: &str) -> String {
        match self.lexicon.spelling(word) {
            Some([meant]) => stem(meant),
            _ => stem(word),
        }
    }

    /// How the number whose words are `from..last`, and with its unit end at `end`, is hedged.
    fn hedge(&self, from: usize, last: usize, end: usize) -> Hedge {
        let (one, two) = (self.before(from, 1), self.before(from, 2));
        let joins = |gap: &str| matches!(gap, "-" | "–" | "/" | ":" | "." | " - " | " – ");
        let is_number = |at: usize| self.number(at).is_some();
        let after_number =
            from > 0 && joins(self.gap(from - 1)) && self.before(from, 1).ends_with(|c: char| c.is_ascii_digit());
        let before_number = [last, end].into_iter().any(|end| {
            let to = matches!(self.word(end), "to" | "or" | "and") && is_number(end + 1) && self.word(end) != "and";
            to || (joins(self.gap(end - 1)) && self.word(end).starts_with(|c: char| c.is_ascii_digit()))
        });
        let behind = (from.saturating_sub(4)..from).any(|at| self.word(at) == "between")
            || (matches!(one, "to" | "or") && from > 1 && (is_number(from - 2) || self.word(from - 2) == "%"));
        if after_number
            || before_number
            || behind
            || PART.contains(&one)
            || matches!(self.word(end), "more" | "other")
            || self.word(last) == "more"
        {
            Hedge::Part
        } else if AT_LEAST.contains(&one)
            || (matches!(two, "more" | "greater" | "better") && one == "than")
            || (two == "at" && one == "least")
        {
            Hedge::AtLeast
        } else if AT_MOST.contains(&one)
            || (matches!(two, "less" | "fewer") && one == "than")
            || (two == "at" && one == "most")
            || (two == "up" && one == "to")
        {
            Hedge::AtMost
        } else if ABOUT.contains(&one) || (two == "close" && one == "to") {
            Hedge::About
        } else {
            Hedge::Exact
        }
    }
}

fn is_percent(word: &str) -> bool {
    matches!(word, "percent" | "pct")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let lexicon = &Lexicon::default();
        let shown = |quantity: &Quantity| match &quantity.amount {
            Amount::Count { value, of } => format!("{} {}", value, of.first().map_or("", String::as_str)),
            Amount::Share(value) => format!("{value}%"),
            Amount::Date { year, month, day } => {
                format!("{}/{}/{}", year.unwrap_or(0), month.unwrap_or(0), day.unwrap_or(0))
            }
        };
        let found: Vec<_> =
            quantities(text, lexicon).iter().map(|q| (text[q.span.clone()].to_owned(), shown(q))).collect();
        let found: Vec<_> = found.iter().map(|(words, amount)| (words.as_str(), amount.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn numbers_are_read_with_what_they_count() {
        check("2,000 boats", &[("2,000", "2000000 boat")]);
        check("twenty-seven boats", &[("twenty-seven", "27000 boat")]);
        check("eighteen thousand two hundred boats", &[("eighteen thousand two hundred", "18200000 boat")]);
        check("two point four million", &[("two point four million", "2400000000 ")]);
        check("nearly 80 per cent", &[("80 per cent", "80000%")]);
        check("80pct, 5%", &[("80pct", "80000%"), ("5%", "5000%")]);
        check("12km", &[("12km", "12000 km")]);
        check("2,5 or one", &[]);
    }

    #[test]
    fn dates_are_read_in_every_order() {
        check("on September 23, 2024", &[("September 23, 2024", "2024/9/23")]);
        check("the 23rd of Sept", &[("23rd of Sept", "0/9/23")]);
        check("last March we may march in May", &[("March", "0/3/0"), ("May", "0/5/0")]);
        check("since 2023", &[("2023", "2023/0/0")]);
        check("2023 boats", &[("2023", "2023000 boat")]);
    }
}
