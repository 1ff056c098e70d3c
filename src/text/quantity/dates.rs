//! Dates: a day, a month, a year.

use super::read::Reader;
use super::{Amount, Hedge, Quantity};

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Behind these a word such as "may" is a month and a number such as 2023 a year.
const DATING: &[&str] = &[
    "in", "since", "last", "until", "till", "by", "early", "late", "mid", "next", "before", "after", "from", "during",
];

impl Reader<'_> {
    /// "September 23", "23rd of September", "March", "2023": what it is and where it ends.
    pub(super) fn date(&self, at: usize) -> Option<(Quantity, usize)> {
        let (mut month, mut day, mut year) = (None, None, None);
        let mut end = at;
        if let Some(number) = self.day(at) {
            let of = usize::from(self.word(at + 1) == "of");
            month = Some(month_of(self.word(at + 1 + of), true)?);
            day = Some(number);
            end = at + 2 + of;
        } else if let Some(number) = month_of(self.word(at), self.is_dating(at)) {
            month = Some(number);
            end = at + 1;
            let of = usize::from(self.word(end) == "the");
            if let Some(number) = self.day(end + of).filter(|_| self.gap(end - 1).trim().len() < 2) {
                day = Some(number);
                end += 1 + of;
            }
        }
        let leads = month.is_some() || DATING.contains(&self.before(at, 1)) || self.before(at, 1) == "year";
        if let Some(number) = self.year(end).filter(|_| leads || self.counted(end + 1).is_empty()) {
            year = Some(number);
            end += 1;
        }
        (end > at).then(|| {
            let amount = Amount::Date { year, month, day };
            (Quantity { amount, span: self.span(at, end), hedge: self.bound(at) }, end)
        })
    }

    /// What a date bounds: "since", "until".
    fn bound(&self, at: usize) -> Hedge {
        let before =
            (1..=2).map(|back| self.before(at, back)).find(|word| !matches!(*word, "the" | "early" | "late" | "mid"));
        match before.unwrap_or_default() {
            "since" | "after" | "from" => Hedge::AtLeast,
            "before" | "until" | "till" | "by" => Hedge::AtMost,
            _ => Hedge::Exact,
        }
    }

    /// Whether a word that may be a month is one here: a number is beside it or it is led up to.
    fn is_dating(&self, at: usize) -> bool {
        DATING.contains(&self.before(at, 1)) || self.day(at + 1).is_some()
    }

    /// A day of the month, "23" or "23rd".
    fn day(&self, at: usize) -> Option<u64> {
        let word = self.word(at);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    fn year(&self, at: usize) -> Option<u64> {
        let word = self.word(at);
        let alone = !self.text.get(self.tokens.get(at)?.span.end..)?.starts_with('%');
        word.parse().ok().filter(|year| word.len() == 4 && alone && (1500..2100).contains(year))
    }
}

/// The number of a month. Some are other words too, or short: these are months only where a date is led up to.
fn month_of(word: &str, dating: bool) -> Option<u64> {
    let doubtful = word.len() < 5 || word == "march";
    let full = MONTHS.iter().position(|name| {
        *name == word || (word.len() >= 3 && name.starts_with(word) && (word.len() == 3 || word == "sept"))
    })?;
    (dating || !doubtful || matches!(word, "june" | "july")).then_some(full as u64 + 1)
}
