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

const RAN: Ask<'_> = Ask {
    table: "reconciliation",
    doing: "reading when a day was compared",
    sql: "SELECT ran_at FROM reconciliation WHERE route = ?1 AND trade_date = ?2",
};

const NEWEST_DAY: Ask<'_> = Ask {
    table: "reconciliation",
    doing: "reading the newest day compared",
    sql: "SELECT trade_date FROM reconciliation ORDER BY trade_date DESC LIMIT 1",
};

impl Reader<'_> {
    /// When a trade date was last compared with the NTS.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn reconciled_at(&self, route: &str, day: NaiveDate) -> Result<Option<NaiveDateTime>, BookError> {
        self.row(&RAN, (route, date_text(day)), |cells| cells.time("ran_at"))
    }

    /// The newest trade date that has been compared with the NTS, by whichever route.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the date does not read back.
    pub fn newest_reconciled_day(&self) -> Result<Option<NaiveDate>, BookError> {
        self.row(&NEWEST_DAY, [], |cells| cells.parsed("trade_date", str::parse))
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
        day: NaiveDate,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "noting a comparison",
            "INSERT INTO reconciliation (route, trade_date, ran_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (route, trade_date) DO UPDATE SET ran_at = ?3",
            (route, date_text(day), time_text(at)),
        )?;
        Ok(())
    }
}
