//! Numbers in a text, with what they count: digits and number words, shares, dates.

mod dates;
mod numerals;
mod read;

use std::ops::Range;

pub use read::quantities;

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// What number it is, and of what.
    pub amount: Amount,
    /// Its bytes in the text, those of "percent" or the month with it.
    pub span: Range<usize>,
    /// How it is hedged.
    pub hedge: Hedge,
}

/// A number, and what it is a number of. Values are in thousandths, so that they can be compared without rounding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// So many of something.
    Count {
        /// How many, in thousandths.
        value: u64,
        /// The stems of the words it counts; may be empty.
        of: Vec<String>,
    },
    /// A percentage, in thousandths.
    Share(u64),
    /// A day, a month or a year, as far as they are given.
    Date {
        /// The year.
        year: Option<u64>,
        /// The month, from 1.
        month: Option<u64>,
        /// The day of the month.
        day: Option<u64>,
    },
}

/// How a number is hedged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hedge {
    /// It is meant to the digit.
    #[default]
    Exact,
    /// "About", "nearly".
    About,
    /// "More than", "at least"; of a date "since", "after".
    AtLeast,
    /// "Less than", "up to"; of a date "before", "until".
    AtMost,
    /// It is not the whole number: an end of a range, one side of a score, "another five".
    Part,
}

/// How one number is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// They are the same number of the same thing.
    Same,
    /// They are different numbers of the same thing.
    Differs,
    /// They need not be of the same thing.
    Apart,
}

const THOUSANDTHS: u64 = 1000;
/// Hedged numbers that are this near, in parts of the other, can mean the same.
const NEAR: u64 = 20;
impl Amount {
    fn value(&self) -> u64 {
        match self {
            Self::Count { value, .. } | Self::Share(value) => *value,
            Self::Date { .. } => 0,
        }
    }
}

impl Quantity {
    /// A day or a month without its year. `None` for all else, and where no year is given.
    ///
    /// ```
    /// use attache::text::{Lexicon, Likeness, quantities};
    /// let date = |text| quantities(text, &Lexicon::default()).remove(0);
    /// let (said, told) = (date("on May 4, 2023"), date("on May 4"));
    /// assert_eq!(said.like(&told), Likeness::Apart);
    /// assert_eq!(said.without_year().unwrap().like(&told), Likeness::Same);
    /// ```
    pub fn without_year(&self) -> Option<Self> {
        match self.amount {
            Amount::Date { year: Some(_), month: month @ Some(_), day } => {
                Some(Self { amount: Amount::Date { year: None, month, day }, ..self.clone() })
            }
            _ => None,
        }
    }

    /// How a number said is to one told elsewhere. In doubt they are [`Likeness::Apart`].
    ///
    /// ```
    /// use attache::text::{Lexicon, Likeness, quantities};
    /// let lexicon = Lexicon::default();
    /// let like = |said, told| quantities(said, &lexicon)[0].like(&quantities(told, &lexicon)[0]);
    /// assert_eq!(like("twenty-seven boats", "27 boats"), Likeness::Same);
    /// assert_eq!(like("25 boats", "27 boats"), Likeness::Differs);
    /// assert_eq!(like("25 ships", "27 boats"), Likeness::Apart);
    /// assert_eq!(like("on 3 May", "on May 4"), Likeness::Differs);
    /// ```
    pub fn like(&self, told: &Self) -> Likeness {
        let same_thing = match (&self.amount, &told.amount) {
            (Amount::Date { year, month, day }, Amount::Date { year: y, month: m, day: d }) => {
                return dates([(*year, *y), (*month, *m), (*day, *d)], self.hedge, told.hedge);
            }
            (Amount::Share(_), Amount::Share(_)) => true,
            (Amount::Count { of: a, .. }, Amount::Count { of: b, .. }) => {
                a.iter().any(|word| b.contains(word))
                    || ((a.is_empty() || b.is_empty()) && self.amount.value() == told.amount.value())
            }
            _ => false,
        };
        let (said, told_value) = (self.amount.value(), told.amount.value());
        if !same_thing {
            Likeness::Apart
        } else if said == told_value {
            // "More than 80" is not 80, and does not differ from it either.
            if matches!(self.hedge, Hedge::Exact | Hedge::About) { Likeness::Same } else { Likeness::Apart }
        } else if self.may_be(told) || told.may_be(self) || self.rest_of(told) {
            Likeness::Apart
        } else {
            Likeness::Differs
        }
    }

    /// Whether this one, as it is hedged, can mean the other.
    fn may_be(&self, other: &Self) -> bool {
        let (value, exact) = (self.amount.value(), other.amount.value());
        match self.hedge {
            Hedge::Exact => false,
            Hedge::About => value.abs_diff(exact) <= exact / NEAR,
            Hedge::AtLeast => exact >= value,
            Hedge::AtMost => exact <= value,
            Hedge::Part => true,
        }
    }

    /// "80% are agreed" and "20% are open" say the same.
    fn rest_of(&self, other: &Self) -> bool {
        matches!((&self.amount, &other.amount), (Amount::Share(a), Amount::Share(b)) if a + b == 100 * THOUSANDTHS)
    }
}

/// The fields of a date said beside those told: a day is not the same as the month that it is in, and what is so since a
/// year can well be so in the next.
fn dates(fields: [(Option<u64>, Option<u64>); 3], said: Hedge, told: Hedge) -> Likeness {
    let both = || fields.iter().filter_map(|(said, told)| said.zip(*told));
    let finer = fields.iter().any(|(said, told)| said.is_some() && told.is_none());
    let opposed = said != told && said != Hedge::Exact && told != Hedge::Exact;
    if both().any(|(said, told)| said != told) {
        if said == told { Likeness::Differs } else { Likeness::Apart }
    } else if both().next().is_none() || finer || opposed {
        Likeness::Apart
    } else {
        Likeness::Same
    }
}
