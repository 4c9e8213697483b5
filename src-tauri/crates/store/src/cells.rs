//! Between SQLite's cells and the domain's types: one way to write a date, a time or an enum's word, one way to read
//! them back. A cell that does not parse is [`BookError::Corrupt`] and names the column, never the value.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Row;
use rusqlite::types::FromSql;

use crate::BookError;

const TIME_FORMAT: &str = "%Y-%m-%dT%H:%M:%S%.3f";
const TIME_FORMAT_IN: &str = "%Y-%m-%dT%H:%M:%S%.f";
const DATE_FORMAT: &str = "%Y-%m-%d";

/// A time of fixed width, so that text order is time order: `2026-11-22T15:30:00.000`.
pub(crate) fn time_text(at: NaiveDateTime) -> String {
    at.format(TIME_FORMAT).to_string()
}

/// Reads [`time_text`] back.
pub(crate) fn parse_time(text: &str) -> Result<NaiveDateTime, chrono::ParseError> {
    NaiveDateTime::parse_from_str(text, TIME_FORMAT_IN)
}

/// A date: `2026-11-22`.
pub(crate) fn date_text(date: NaiveDate) -> String {
    date.format(DATE_FORMAT).to_string()
}

/// A row of a named table on its way to its type.
pub(crate) struct Cells<'a> {
    table: &'static str,
    row: &'a Row<'a>,
}

impl<'a> Cells<'a> {
    pub(crate) const fn new(table: &'static str, row: &'a Row<'a>) -> Self {
        Self { table, row }
    }

    /// A cell of one of SQLite's own types.
    pub(crate) fn get<T: FromSql>(&self, column: &'static str) -> Result<T, BookError> {
        self.row.get(column).map_err(|_| self.corrupt(column))
    }

    /// A text cell by its place, without a copy: for rows that are looked at by the thousand.
    pub(crate) fn text_at(&self, place: usize, column: &'static str) -> Result<&str, BookError> {
        let cell = self.row.get_ref(place).ok().and_then(|cell| cell.as_str().ok());
        cell.ok_or_else(|| self.corrupt(column))
    }

    /// A number's cell by its place; `None` when it is empty.
    pub(crate) fn number_at(&self, place: usize, column: &'static str) -> Result<Option<i64>, BookError> {
        let cell = self.row.get_ref(place).ok().and_then(|cell| cell.as_i64_or_null().ok());
        cell.ok_or_else(|| self.corrupt(column))
    }

    /// A text cell through its parser.
    pub(crate) fn parsed<T, E>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, BookError> {
        let text: String = self.get(column)?;
        parse(&text).map_err(|_| self.corrupt(column))
    }

    /// A text cell that may be empty, through its parser.
    pub(crate) fn parsed_if_any<T, E>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, BookError> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| parse(&text).map_err(|_| self.corrupt(column))).transpose()
    }

    /// The stable name of one of the domain's choices.
    pub(crate) fn named<T>(
        &self,
        column: &'static str,
        from_name: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, BookError> {
        self.parsed(column, |name| from_name(name).ok_or(()))
    }

    /// A point in time.
    pub(crate) fn time(&self, column: &'static str) -> Result<NaiveDateTime, BookError> {
        self.parsed(column, parse_time)
    }

    /// A count that is never negative.
    pub(crate) fn count(&self, column: &'static str) -> Result<u32, BookError> {
        let value: i64 = self.get(column)?;
        u32::try_from(value).map_err(|_| self.corrupt(column))
    }

    /// Of a row that counts what is `waiting` and gives the earliest time as `next` (empty: at once): when the next one
    /// wants to be tried. `None` when nothing waits.
    pub(crate) fn next_of_waiting(&self) -> Result<Option<Option<NaiveDateTime>>, BookError> {
        if self.count("waiting")? == 0 {
            return Ok(None);
        }
        let text: String = self.get("next")?;
        if text.is_empty() {
            return Ok(Some(None));
        }
        parse_time(&text).map(|at| Some(Some(at))).map_err(|_| self.corrupt("next"))
    }

    /// The error for a column of this row.
    pub(crate) fn corrupt(&self, column: &'static str) -> BookError {
        BookError::Corrupt {
            table: self.table,
            key: self.name(),
            what: format!("{column} does not read back"),
        }
    }

    fn name(&self) -> String {
        let key: Result<String, _> = self.row.get("key");
        let number = || self.row.get::<_, i64>(0).map(|id| id.to_string());
        key.or_else(|_| number()).unwrap_or_default()
    }
}
