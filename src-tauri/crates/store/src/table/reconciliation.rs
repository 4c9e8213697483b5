//! Which trade dates have been compared with the NTS's book (대조), and when last.

use chrono::{NaiveDate, NaiveDateTime};

use crate::book::Ask;
use crate::cells::{date_text, time_text};
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE reconciliation (
  route      TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ran_at     TEXT NOT NULL,
  PRIMARY KEY (route, trade_date)
) STRICT, WITHOUT ROWID;
";

/// Part of migration 3: a day's receipts and a day's invoices are two comparisons.
pub(crate) const INVOICE_SCHEMA: &str = "
CREATE TABLE reconciliation_next (
  route      TEXT NOT NULL,
  ledger     TEXT NOT NULL CHECK (ledger IN ('receipts', 'invoices')),
  trade_date TEXT NOT NULL,
  ran_at     TEXT NOT NULL,
  PRIMARY KEY (route, ledger, trade_date)
) STRICT, WITHOUT ROWID;
INSERT INTO reconciliation_next (route, ledger, trade_date, ran_at)
SELECT route, 'receipts', trade_date, ran_at FROM reconciliation;
DROP TABLE reconciliation;
ALTER TABLE reconciliation_next RENAME TO reconciliation;
";

/// Which of the NTS's lists was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ledger {
    /// Cash receipts and their cancels.
    Receipts,
    /// Tax invoices and their amendments.
    Invoices,
}

impl Ledger {
    /// The stable word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Receipts => "receipts",
            Self::Invoices => "invoices",
        }
    }
}

const RAN: Ask<'_> = Ask {
    table: "reconciliation",
    doing: "reading when a day was compared",
    sql: "SELECT ran_at FROM reconciliation WHERE route = ?1 AND ledger = ?2 AND trade_date = ?3",
};

const NEWEST_DAY: Ask<'_> = Ask {
    table: "reconciliation",
    doing: "reading the newest day compared",
    sql: "SELECT trade_date FROM reconciliation WHERE ledger = ?1 ORDER BY trade_date DESC LIMIT 1",
};

impl Reader<'_> {
    /// When a trade date was last compared with the NTS.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn reconciled_at(
        &self,
        route: &str,
        ledger: Ledger,
        day: NaiveDate,
    ) -> Result<Option<NaiveDateTime>, BookError> {
        self.row(&RAN, (route, ledger.as_str(), date_text(day)), |cells| cells.time("ran_at"))
    }

    /// The newest trade date that has been compared with the NTS, by whichever route.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the date does not read back.
    pub fn newest_reconciled_day(&self, ledger: Ledger) -> Result<Option<NaiveDate>, BookError> {
        self.row(&NEWEST_DAY, [ledger.as_str()], |cells| cells.parsed("trade_date", str::parse))
    }
}

impl Writer<'_> {
    /// Notes that a trade date has been compared.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn note_reconciled(
        &mut self,
        route: &str,
        ledger: Ledger,
        day: NaiveDate,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "noting a comparison",
            "INSERT INTO reconciliation (route, ledger, trade_date, ran_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (route, ledger, trade_date) DO UPDATE SET ran_at = ?4",
            (route, ledger.as_str(), date_text(day), time_text(at)),
        )?;
        Ok(())
    }
}
