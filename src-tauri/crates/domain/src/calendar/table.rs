//! The shipped table of holidays as it is written (`assets/nts/holidays.json`): plain texts, one row per day.
//!
//! Dates and kinds stay texts until they are checked here rather than by serde, so that a mistake is reported with the
//! date of its row instead of a column number.

use chrono::NaiveDate;
use serde::Deserialize;

use super::holiday::{Holiday, HolidayKind, HolidayName, HolidaySource};
use crate::fault::FaultCode;

/// The table as written, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayTable {
    /// The acts it follows and as of when; for the reader of the file.
    pub source: String,
    /// The years of which every holiday is listed.
    pub years: Vec<i32>,
    /// One row per day.
    pub holidays: Vec<HolidayRow>,
}

/// One row as written, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayRow {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// What the day is called. Two holidays on one day share a row.
    pub name: String,
    /// One of [`HolidayKind::ALL`].
    pub kind: String,
}

/// What is wrong with the table, and in the row of which date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HolidayTableInvalid {
    /// No day of the calendar in the form `YYYY-MM-DD`.
    #[error("the table of holidays names `{date}`, which is no date of the form YYYY-MM-DD")]
    Date {
        /// As written.
        date: String,
    },
    /// A second row for a day.
    #[error("the table of holidays names {date} twice")]
    Twice {
        /// The day.
        date: NaiveDate,
    },
    /// A day outside the years the table says it covers.
    #[error("the table of holidays names {date}, but not its year")]
    YearNotListed {
        /// The day.
        date: NaiveDate,
    },
    /// A kind that does not exist.
    #[error("the holiday of {date} is of the unknown kind `{kind}`")]
    Kind {
        /// The day.
        date: NaiveDate,
        /// As written.
        kind: String,
    },
    /// A name that is blank, too long or not one line.
    #[error("the name of the holiday of {date} is wrong: {fault}")]
    Name {
        /// The day.
        date: NaiveDate,
        /// What is wrong with it.
        fault: FaultCode,
    },
}

impl TryFrom<HolidayRow> for Holiday {
    type Error = HolidayTableInvalid;

    fn try_from(row: HolidayRow) -> Result<Self, HolidayTableInvalid> {
        let HolidayRow { date, name, kind } = row;
        let date = read_date(&date).ok_or(HolidayTableInvalid::Date { date })?;
        let name = HolidayName::parse(&name).map_err(|fault| HolidayTableInvalid::Name { date, fault })?;
        let kind = HolidayKind::from_name(&kind).ok_or(HolidayTableInvalid::Kind { date, kind })?;
        Ok(Self { date, name, kind, source: HolidaySource::Law })
    }
}

/// Only the padded form, in which a day has one spelling.
fn read_date(text: &str) -> Option<NaiveDate> {
    text.parse::<NaiveDate>().ok().filter(|date| date.to_string() == text)
}
