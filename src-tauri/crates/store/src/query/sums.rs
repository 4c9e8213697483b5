//! What a period adds up to (월 마감), and what of it is still open.
//!
//! The sums are SQLite's own, one row per day and kind of sale: the files of an export are added up from their rows, and
//! the two must agree to the won.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{InvoiceKind, Purpose, Won};

use super::day::{end_of, start_of};
use super::period::Period;
use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::runs::DocumentSet;
use crate::table::document::{DocumentId, Shelved, read_act_kind, read_shelved, select_shelved};
use crate::{BookError, Reader};

/// What was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sold {
    /// On a cash receipt that a customer asked for.
    Receipt(Purpose),
    /// On a receipt that nobody asked for (자진발급).
    SelfIssued,
    /// On an invoice.
    Invoice(InvoiceKind),
}

/// One day's documents of one kind, all issuing or all taking back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySum {
    /// Trade date.
    pub day: NaiveDate,
    /// What was sold.
    pub sold: Sold,
    /// Whether these are cancels or amendments.
    pub revises: bool,
    /// How many.
    pub count: u32,
    /// Supply value; of cancels negative, as are the other three.
    pub supply: Won,
    /// VAT.
    pub vat: Won,
    /// Service charge.
    pub service: Won,
    /// Total.
    pub total: Won,
}

/// Documents of a period whose place in its sums is not certain, each counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenMatters {
    /// A person has to decide.
    pub attention: u32,
    /// They wait to be sent, or it is not known what became of them.
    pub undecided: u32,
    /// Invoices that are issued and not handed over to the NTS.
    pub not_transmitted: u32,
    /// Issued, and not confirmed by the NTS's book of the day after.
    pub not_confirmed: u32,
    /// Days and numbers in which the NTS's book differs.
    pub differences: u32,
}

pub(crate) const SUMS: Ask<'_> = Ask {
    table: "document",
    doing: "adding up a period",
    sql: "SELECT d.trade_date, d.act, d.purpose, d.taxation, d.number_kind = 'self_issue' AS self_issued, count(*) AS documents,
            sum(iif(d.act = 'cancel', -d.supply, d.supply)) AS supply, sum(iif(d.act = 'cancel', -d.vat, d.vat)) AS vat,
            sum(iif(d.act = 'cancel', -d.service, d.service)) AS service,
            sum(iif(d.act = 'cancel', -d.total, d.total)) AS total
          FROM document d CROSS JOIN standing s ON s.document_id = d.id
          WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND s.state IN ('approved', 'transmitted', 'confirmed')
          GROUP BY d.trade_date, d.act, d.purpose, d.taxation, self_issued",
};
pub(crate) const COUNTED_SET: Ask<'_> = Ask {
    table: "document",
    doing: "reading which documents count in a period",
    sql: "SELECT d.id FROM document d CROSS JOIN standing s ON s.document_id = d.id
          WHERE d.traded_at >= ?1 AND d.traded_at < ?2 AND s.state IN ('approved', 'transmitted', 'confirmed')",
};
pub(crate) const OPEN: Ask<'_> = Ask {
    table: "standing",
    doing: "counting what is open in a period",
    sql: "SELECT
            (SELECT count(*) FROM standing s WHERE s.attention IS NOT NULL AND s.trade_date BETWEEN ?1 AND ?2) AS attention,
            (SELECT count(*) FROM standing s WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected')
               AND s.state <> 'refused_later' AND s.attention IS NULL AND s.trade_date BETWEEN ?1 AND ?2) AS undecided,
            (SELECT count(*) FROM standing s CROSS JOIN document d ON d.id = s.document_id
               WHERE s.state = 'approved' AND s.trade_date BETWEEN ?1 AND ?2 AND s.attention IS NULL
                 AND d.act IN ('invoice', 'amend')) AS not_transmitted,
            (SELECT count(*) FROM standing s CROSS JOIN document d ON d.id = s.document_id
               WHERE s.state = 'approved' AND s.trade_date BETWEEN ?1 AND ?2 AND s.attention IS NULL
                 AND d.act IN ('issue', 'cancel')) +
            (SELECT count(*) FROM standing s WHERE s.state = 'transmitted' AND s.trade_date BETWEEN ?1 AND ?2
               AND s.attention IS NULL) AS not_confirmed,
            (SELECT count(*) FROM difference t WHERE t.settled_at IS NULL AND t.trade_date BETWEEN ?1 AND ?2) AS differences",
};
pub(crate) const CANCELLED_LATER: Ask<'_> = Ask {
    table: "document",
    doing: "reading what was cancelled after a period",
    sql: select_shelved!(
        "WHERE d.act = 'cancel' AND d.traded_at >= ?2 AND s.approved_at > ?3
           AND s.state IN ('approved', 'transmitted', 'confirmed')
           AND EXISTS (SELECT 1 FROM document o WHERE o.id = d.original_id AND o.traded_at >= ?1 AND o.traded_at < ?2)
         ORDER BY d.traded_at DESC LIMIT ?4"
    ),
};
pub(crate) const AMENDED_LATER: Ask<'_> = Ask {
    table: "document",
    doing: "reading what was amended after a period",
    sql: select_shelved!(
        "WHERE d.act = 'amend' AND d.traded_at >= ?2 AND s.approved_at > ?3
           AND s.state IN ('approved', 'transmitted', 'confirmed')
           AND EXISTS (SELECT 1 FROM document o WHERE o.id = d.original_id AND o.traded_at >= ?1 AND o.traded_at < ?2)
         ORDER BY d.traded_at DESC LIMIT ?4"
    ),
};

impl Reader<'_> {
    /// What the documents of a period that count as issued add up to, by day and kind.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a sum is no amount of won or a word is not ours.
    pub fn sums_in(&self, (from, to): Period) -> Result<Vec<DaySum>, BookError> {
        self.rows(&SUMS, [start_of(from), end_of(to)], read_sum)
    }

    /// Which documents of a period count as issued.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn counted_set(&self, (from, to): Period) -> Result<DocumentSet, BookError> {
        let ids =
            self.rows(&COUNTED_SET, [start_of(from), end_of(to)], |cells| Ok(DocumentId(cells.get("id")?)))?;
        Ok(ids.into_iter().collect())
    }

    /// What of a period is still open.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn open_matters(&self, (from, to): Period) -> Result<OpenMatters, BookError> {
        let open = self.row(&OPEN, [date_text(from), date_text(to)], |cells| {
            Ok(OpenMatters {
                attention: cells.count("attention")?,
                undecided: cells.count("undecided")?,
                not_transmitted: cells.count("not_transmitted")?,
                not_confirmed: cells.count("not_confirmed")?,
                differences: cells.count("differences")?,
            })
        })?;
        Ok(open.unwrap_or_default())
    }

    /// Cancels and amendments that were issued after `since`, are dated after a period and take back what is in it, at most
    /// `limit` of each.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn revised_later(
        &self,
        (from, to): Period,
        since: NaiveDateTime,
        limit: u32,
    ) -> Result<Vec<Shelved>, BookError> {
        let values = || (start_of(from), end_of(to), time_text(since), limit);
        let mut revised = self.rows(&CANCELLED_LATER, values(), read_shelved)?;
        revised.extend(self.rows(&AMENDED_LATER, values(), read_shelved)?);
        Ok(revised)
    }
}

fn read_sum(cells: &Cells<'_>) -> Result<DaySum, BookError> {
    let won = |column| Won::new(cells.get(column)?).map_err(|_| cells.corrupt(column));
    let act = read_act_kind(cells)?;
    let sold = if act.is_invoice() {
        Sold::Invoice(cells.named("taxation", InvoiceKind::from_name)?)
    } else if cells.get("self_issued")? {
        Sold::SelfIssued
    } else {
        Sold::Receipt(cells.named("purpose", Purpose::from_name)?)
    };
    Ok(DaySum {
        day: cells.parsed("trade_date", str::parse)?,
        sold,
        revises: act.revises(),
        count: cells.count("documents")?,
        supply: won("supply")?,
        vat: won("vat")?,
        service: won("service")?,
        total: won("total")?,
    })
}
