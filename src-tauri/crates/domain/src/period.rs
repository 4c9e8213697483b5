//! The stretches of time a shop closes its books over: a month, and the quarter and half-year that a VAT return covers
//! (과세기간, domain.md §6.1).

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

/// A month, a quarter or a half-year of the calendar. Ordered by its first day, the shorter first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    span: Span,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// A month.
    Month,
    /// Three months: 예정 or 확정신고 of a corporation.
    Quarter,
    /// Six months: 확정신고 of a person (제1기, 제2기).
    Half,
}

impl Span {
    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
        }
    }
}

impl Period {
    /// The period of this length that a day is in.
    #[must_use]
    pub fn of(day: NaiveDate, span: Span) -> Self {
        let month0 = day.month0() - day.month0() % span.months();
        let first = NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1).unwrap_or(day);
        Self { first, span }
    }

    /// Reads `2026-11`, `2026-Q4` and `2026-H2`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = text.split_once('-').filter(|(year, part)| year.len() == 4 && part.len() == 2)?;
        let (span, number) = match part.strip_prefix(['Q', 'H']) {
            Some(number) if part.starts_with('Q') => (Span::Quarter, number),
            Some(number) => (Span::Half, number),
            None => (Span::Month, part),
        };
        let digits = year.bytes().chain(number.bytes()).all(|byte| byte.is_ascii_digit());
        let number: u32 =
            number.parse().ok().filter(|number| digits && (1..=12 / span.months()).contains(number))?;
        let first = NaiveDate::from_ymd_opt(year.parse().ok()?, (number - 1) * span.months() + 1, 1)?;
        Some(Self { first, span })
    }

    /// Its length.
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let next = self.first.checked_add_months(Months::new(self.span.months()));
        next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The one of the same length just before it.
    #[must_use]
    pub fn before(self) -> Self {
        self.first.pred_opt().map_or(self, |day| Self::of(day, self.span))
    }

    /// The one of the same length just after it.
    #[must_use]
    pub fn after(self) -> Self {
        self.last().succ_opt().map_or(self, |day| Self::of(day, self.span))
    }

    /// Its months, in order.
    pub fn months(self) -> impl Iterator<Item = Self> {
        let first = Self { first: self.first, span: Span::Month };
        std::iter::successors(Some(first), |month| Some(month.after()))
            .take(usize::try_from(self.span.months()).unwrap_or(0))
    }

    /// Whether a day is in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last()
    }
}

/// `2026-11`, `2026-Q4`, `2026-H2`
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.first.month0() / self.span.months() + 1;
        let year = self.first.year();
        match self.span {
            Span::Month => write!(f, "{year:04}-{number:02}"),
            Span::Quarter => write!(f, "{year:04}-Q{number}"),
            Span::Half => write!(f, "{year:04}-H{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_read_as_it_is_written_and_knows_its_days() {
        for (text, first, last) in [
            ("2026-11", "2026-11-01", "2026-11-30"),
            ("2028-02", "2028-02-01", "2028-02-29"),
            ("2026-Q1", "2026-01-01", "2026-03-31"),
            ("2026-Q4", "2026-10-01", "2026-12-31"),
            ("2026-H1", "2026-01-01", "2026-06-30"),
            ("2026-H2", "2026-07-01", "2026-12-31"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(
                (period.first(), period.last(), period.to_string()),
                (day(first), day(last), text.to_owned())
            );
            assert_eq!(Period::of(day(last), period.span()), period);
            assert_eq!(period.after().before(), period);
            assert!(!period.contains(period.after().first()) && !period.contains(period.before().last()));
        }
        for wrong in [
            "", "2026", "2026-13", "2026-00", "2026-1", "2026-Q5", "2026-Q0", "2026-H3", "2026-q1", "26-11",
            "2026-+1", "+026-11",
        ] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year_s_end() {
        let december = Period::parse("2026-12").unwrap();
        assert_eq!(december.after().to_string(), "2027-01");
        let quarter: Vec<String> =
            Period::parse("2026-Q4").unwrap().months().map(|month| month.to_string()).collect();
        assert_eq!(quarter, ["2026-10", "2026-11", "2026-12"]);
        assert_eq!(Period::parse("2026-H1").unwrap().months().count(), 6);
    }
}
