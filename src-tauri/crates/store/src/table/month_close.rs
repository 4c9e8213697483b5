//! Closed months (월 마감): which documents counted at the moment of closing, so that whatever changes later is seen.
//!
//! Closing again after a change is a new row; none is ever changed.

use chrono::NaiveDateTime;
use domain::Period;

use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::runs::DocumentSet;
use crate::{BookError, Reader, Writer};

/// Part of migration 4.
pub(crate) const SCHEMA: &str = "
CREATE TABLE month_close (
  id        INTEGER PRIMARY KEY,
  month     TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  total     INTEGER NOT NULL,
  counted   TEXT NOT NULL
) STRICT;
CREATE INDEX month_close_newest ON month_close (month, id);
CREATE TRIGGER month_close_fixed BEFORE UPDATE ON month_close
BEGIN SELECT RAISE(ABORT, 'a close is never changed'); END;
CREATE TRIGGER month_close_kept BEFORE DELETE ON month_close
BEGIN SELECT RAISE(ABORT, 'a close is never removed'); END;
";

/// A month as it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthClose {
    /// When.
    pub closed_at: NaiveDateTime,
    /// What it added up to, won.
    pub total_won: i64,
    /// Which documents counted.
    pub counted: DocumentSet,
}

pub(crate) const NEWEST: Ask<'_> = Ask {
    table: "month_close",
    doing: "reading when a month was closed",
    sql: "SELECT * FROM month_close WHERE month = ?1 ORDER BY id DESC LIMIT 1",
};

impl Reader<'_> {
    /// The last close of a month, if it was ever closed.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn month_close(&self, month: Period) -> Result<Option<MonthClose>, BookError> {
        self.row(&NEWEST, [month.to_string()], read_close)
    }
}

impl Writer<'_> {
    /// Closes a month, for the first time or again.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn close_month(&mut self, month: Period, close: &MonthClose) -> Result<(), BookError> {
        self.run(
            "closing a month",
            "INSERT INTO month_close (month, closed_at, total, counted) VALUES (?1, ?2, ?3, ?4)",
            (month.to_string(), time_text(close.closed_at), close.total_won, close.counted.text()),
        )?;
        Ok(())
    }
}

fn read_close(cells: &Cells<'_>) -> Result<MonthClose, BookError> {
    Ok(MonthClose {
        closed_at: cells.time("closed_at")?,
        total_won: cells.get("total")?,
        counted: cells.parsed("counted", |text| DocumentSet::parse(text).ok_or(()))?,
    })
}
