//! Every document of a period, by trade date (거래일자, 작성일자): what a month's close adds up and writes out.
//!
//! Read a page at a time, oldest first, so that a period of any size costs one page of memory and the book is free for
//! others between two pages.

use chrono::NaiveDate;

use super::cursor::Cursor;
use super::day::{end_of, start_of};
use crate::book::Ask;
use crate::cells::time_text;
use crate::table::document::{Shelved, read_shelved, select_shelved};
use crate::{BookError, Reader};

/// From and to, both included.
pub type Period = (NaiveDate, NaiveDate);

pub(crate) const COUNTED: Ask<'_> = Ask {
    table: "document",
    doing: "reading a period",
    sql: select_shelved!(
        "WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND (d.traded_at, d.id) > (?1, ?3)
           AND s.state IN ('approved', 'transmitted', 'confirmed')
         ORDER BY d.traded_at, d.id LIMIT ?4"
    ),
};
pub(crate) const HOW_MANY: Ask<'_> = Ask {
    table: "document",
    doing: "counting a period",
    sql: "SELECT count(*) AS counted FROM document d CROSS JOIN standing s ON s.document_id = d.id
          WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND s.state IN ('approved', 'transmitted', 'confirmed')",
};
pub(crate) const UNDECIDED: Ask<'_> = Ask {
    table: "document",
    doing: "counting what is undecided in a period",
    sql: "SELECT count(*) AS undecided FROM document d CROSS JOIN standing s ON s.document_id = d.id
          WHERE d.traded_at >= ?1 AND d.traded_at < ?2
            AND s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected', 'refused_later')",
};

impl Reader<'_> {
    /// The next page of the documents of a period that count as issued, oldest first; shorter than `limit` at the end.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn counted_in(
        &self,
        (from, to): Period,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Vec<Shelved>, BookError> {
        // The cursor's time is the lower bound, so that a page does not walk over those before it.
        let (begin, id) = after
            .map_or_else(|| (start_of(from), 0), |Cursor { traded_at, id }| (time_text(traded_at), id.get()));
        self.rows(&COUNTED, (begin, end_of(to), id, limit), read_shelved)
    }

    /// How many documents [`Reader::counted_in`] will read, if nothing moves meanwhile.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn how_many_counted_in(&self, (from, to): Period) -> Result<u32, BookError> {
        let counted = self.row(&HOW_MANY, [start_of(from), end_of(to)], |cells| cells.count("counted"))?;
        Ok(counted.unwrap_or(0))
    }

    /// How many documents of a period may yet come to count: they wait, or it is not known what became of them.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn undecided_in(&self, (from, to): Period) -> Result<u32, BookError> {
        let undecided =
            self.row(&UNDECIDED, [start_of(from), end_of(to)], |cells| cells.count("undecided"))?;
        Ok(undecided.unwrap_or(0))
    }
}
