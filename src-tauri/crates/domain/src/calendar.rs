//! Business days (영업일) of the Korean calendar: what a deadline moves over when the law says "the next business day".
//!
//! Holidays are data with provenance, not code: the shipped table says what the law gives (domain.md §2.14), the shop's
//! [`CalendarEdits`] say what it knows better, such as a day off announced last week (임시공휴일). Nothing is computed from the
//! moon here, so a year that the table does not know has weekends only; [`BusinessCalendar::covers`] lets the caller warn.

mod edits;
mod holiday;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

pub use edits::{AddedHoliday, CalendarEdits, CalendarEditsInvalid};
pub use holiday::{Holiday, HolidayKind, HolidayName, HolidaySource};
pub use table::{HolidayRow, HolidayTable, HolidayTableInvalid};

/// Which days are business days. Read with serde from the shipped table; the shop's edits are laid over it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "HolidayTable")]
pub struct BusinessCalendar {
    years: BTreeSet<i32>,
    holidays: BTreeMap<NaiveDate, Holiday>,
}

impl BusinessCalendar {
    /// Reads the shipped table. `Deserialize` goes through here, so the caller that owns the text writes
    /// `serde_json::from_str::<BusinessCalendar>(text)`.
    ///
    /// # Errors
    /// The first row that is wrong, named by its date.
    pub fn from_table(table: HolidayTable) -> Result<Self, HolidayTableInvalid> {
        let years: BTreeSet<i32> = table.years.into_iter().collect();
        let mut holidays = BTreeMap::new();
        for row in table.holidays {
            let holiday = Holiday::try_from(row)?;
            let date = holiday.date;
            if !years.contains(&date.year()) {
                return Err(HolidayTableInvalid::YearNotListed { date });
            }
            if holidays.insert(date, holiday).is_some() {
                return Err(HolidayTableInvalid::Twice { date });
            }
        }
        Ok(Self { years, holidays })
    }

    /// This calendar with the shop's edits: first the removed days go, then the added days come, so that a day which is both
    /// is a holiday with the shop's name for it.
    #[must_use]
    pub fn with_edits(&self, edits: &CalendarEdits) -> Self {
        let mut holidays = self.holidays.clone();
        for date in edits.removed() {
            holidays.remove(&date);
        }
        holidays.extend(edits.holidays().map(|holiday| (holiday.date, holiday)));
        Self { years: self.years.clone(), holidays }
    }

    /// Whether offices are open: neither Saturday, Sunday nor a holiday.
    #[must_use]
    pub fn is_business_day(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains_key(&date)
    }

    /// The first business day from `date` on; `date` itself when it is one.
    #[must_use]
    pub fn next_business_day(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|day| self.is_business_day(*day)).unwrap_or(date)
    }

    /// The holiday on `date`, for its name. A plain weekend has none.
    #[must_use]
    pub fn holiday_on(&self, date: NaiveDate) -> Option<&Holiday> {
        self.holidays.get(&date)
    }

    /// The holidays of a year in order of date, those on weekends included.
    pub fn holidays_of(&self, year: i32) -> impl Iterator<Item = &Holiday> {
        self.holidays.values().filter(move |holiday| holiday.date.year() == year)
    }

    /// Whether the table knows this year. Of any other it knows the weekends, and what the shop added.
    #[must_use]
    pub fn covers(&self, year: i32) -> bool {
        self.years.contains(&year)
    }
}

impl TryFrom<HolidayTable> for BusinessCalendar {
    type Error = HolidayTableInvalid;

    fn try_from(table: HolidayTable) -> Result<Self, HolidayTableInvalid> {
        Self::from_table(table)
    }
}
