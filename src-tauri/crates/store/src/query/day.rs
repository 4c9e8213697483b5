//! One day at the counter: its sums and its newest receipts and cancels. Invoices are not written there.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::Won;

use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::table::document::{Shelved, read_shelved, select_shelved};
use crate::{BookError, Reader};

/// A trade date. Only what the NTS has approved counts; an unknown document counts when it is settled.
#[derive(Debug, Clone)]
pub struct Day {
    /// Which date.
    pub date: NaiveDate,
    /// Approved receipts.
    pub count: u32,
    /// Won of approved receipts less approved cancels; negative on a day of returns.
    pub total: Won,
    /// Approved cancels.
    pub cancelled_count: u32,
    /// The day's receipts and cancels, whatever became of them, newest first, at most as many as asked for.
    pub rows: Vec<Shelved>,
}

pub(crate) const SUMS: Ask<'_> = Ask {
    table: "document",
    doing: "adding up a day",
    sql: "SELECT count(*) FILTER (WHERE d.act = 'issue') AS issued, count(*) FILTER (WHERE d.act = 'cancel') AS cancelled,
            coalesce(sum(CASE d.act WHEN 'issue' THEN d.total ELSE -d.total END), 0) AS total
          FROM document d CROSS JOIN standing s ON s.document_id = d.id
          WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND d.act IN ('issue', 'cancel')
            AND s.state IN ('approved', 'confirmed')",
};
pub(crate) const ROWS: Ask<'_> = Ask {
    table: "document",
    doing: "reading a day",
    sql: select_shelved!(
        "WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND d.act IN ('issue', 'cancel')
         ORDER BY d.traded_at DESC, d.id DESC LIMIT ?3"
    ),
};

pub(crate) const INVOICES: Ask<'_> = Ask {
    table: "document",
    doing: "reading the invoices of a day",
    sql: select_shelved!(
        "WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND d.act IN ('invoice', 'amend') ORDER BY d.traded_at, d.id"
    ),
};

impl Reader<'_> {
    /// A day's sums and its newest documents.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn day(&self, date: NaiveDate, rows: u32) -> Result<Day, BookError> {
        let (from, to) = (start_of(date), end_of(date));
        let read = |cells: &Cells<'_>| {
            let total = Won::new(cells.get("total")?).map_err(|_| cells.corrupt("total"))?;
            Ok((cells.count("issued")?, total, cells.count("cancelled")?))
        };
        let sums = self.row(&SUMS, [&from, &to], read)?;
        let (count, total, cancelled_count) = sums.unwrap_or((0, Won::ZERO, 0));
        let rows = self.rows(&ROWS, (&from, &to, rows), read_shelved)?;
        Ok(Day { date, count, total, cancelled_count, rows })
    }

    /// Every invoice, new or amended, written on a day (작성일자), oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn invoices_written_on(&self, date: NaiveDate) -> Result<Vec<Shelved>, BookError> {
        self.rows(&INVOICES, [start_of(date), end_of(date)], read_shelved)
    }
}

/// The first moment of a day, as it stands in `traded_at`.
pub(crate) fn start_of(date: NaiveDate) -> String {
    time_text(NaiveDateTime::new(date, NaiveTime::MIN))
}

/// The first moment of the day after; on the calendar's last day a text that sorts after all of its moments.
pub(crate) fn end_of(date: NaiveDate) -> String {
    date.checked_add_days(Days::new(1)).map_or_else(|| date_text(date) + "U", start_of)
}
