//! Numbers in digits and in words.

use super::THOUSANDTHS;
use super::read::Reader;

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const HUNDRED: u64 = 100;
const LARGE: &[(&str, u64)] =
    &[("hundred", HUNDRED), ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)];

impl Reader<'_> {
    /// The number that begins here in thousandths, where it ends, and letters that stick to it ("12km").
    pub(super) fn number(&self, at: usize) -> Option<(u64, usize, &str)> {
        let word = self.word(at);
        let (mut value, mut end) = if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = word.trim_end_matches(char::is_alphabetic);
            let glued = &word[digits.len()..];
            if matches!(glued, "st" | "nd" | "rd" | "th") {
                return None;
            }
            if !glued.is_empty() {
                return Some((in_thousandths(digits)?, at + 1, glued));
            }
            (in_thousandths(digits)?, at + 1)
        } else {
            self.in_words(at)?
        };
        // "two hundred and five thousand": what is counted in the power of ten being read, and what is done.
        let mut done: u64 = 0;
        while let Some((_, times)) = LARGE.iter().find(|(name, _)| *name == self.word(end)) {
            value = value.checked_mul(*times)?;
            end += 1;
            if *times > HUNDRED {
                (done, value) = (done.checked_add(value)?, 0);
            }
            let next = end + usize::from(self.word(end) == "and");
            if let Some((rest, after)) = self.in_words(next) {
                (value, end) = (value.checked_add(rest)?, after);
            }
        }
        Some((done.checked_add(value)?, end, ""))
    }

    /// "twenty-seven", "two point four": in thousandths, and where it ends.
    fn in_words(&self, at: usize) -> Option<(u64, usize)> {
        let small = |at: usize| SMALL.iter().position(|name| *name == self.word(at)).map(|place| place as u64);
        let tens = TENS.iter().position(|name| *name == self.word(at)).map(|place| (place as u64 + 2) * 10);
        let (value, end) = match tens {
            Some(tens) => match small(at + 1).filter(|digit| (1..10).contains(digit)) {
                Some(digit) => (tens + digit, at + 2),
                None => (tens, at + 1),
            },
            None => (small(at)?, at + 1),
        };
        let value = value * THOUSANDTHS;
        match small(end + 1).filter(|digit| self.word(end) == "point" && *digit < 10) {
            Some(tenths) => Some((value + tenths * THOUSANDTHS / 10, end + 2)),
            None => Some((value, end)),
        }
    }
}

/// "2,000.5" in thousandths. "2,5" is not sure, and no number here.
fn in_thousandths(digits: &str) -> Option<u64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    if (grouped && first.len() > 3) || groups.any(|group| group.len() != 3) || part.len() > 3 {
        return None;
    }
    let whole: u64 = whole.replace(',', "").parse().ok()?;
    let part: u64 = if part.is_empty() { 0 } else { format!("{part:0<3}").parse().ok()? };
    whole.checked_mul(THOUSANDTHS)?.checked_add(part)
}
