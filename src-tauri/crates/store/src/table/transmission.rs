//! Transmissions (전송): issued invoices that still have to reach the NTS, by the moment the program means to send them.
//!
//! Like the [queue](super::queue) no table of its own: an approved invoice with a planned moment. A try that failed puts
//! the next one off through [`Writer::schedule`]; the plan itself stays, so that lateness can be told.

use chrono::{NaiveDate, NaiveDateTime};
use domain::DocumentKey;

use super::document::{ActKind, DocumentId, read_act_kind};
use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::{BookError, Reader, Writer};

/// An invoice whose transmission is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTransmission {
    /// Row number.
    pub id: DocumentId,
    /// Its key.
    pub key: DocumentKey,
    /// Invoice or amendment.
    pub act: ActKind,
    /// 작성일자.
    pub written_on: NaiveDate,
    /// When it was issued (발급): the legal day counts from here.
    pub approved_at: NaiveDateTime,
    /// When the program means to transmit it.
    pub transmit_at: NaiveDateTime,
    /// How often it has been tried.
    pub attempts: u32,
}

macro_rules! planned {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.key, d.act, d.trade_date, s.approved_at, s.transmit_at, s.attempts
             FROM standing s CROSS JOIN document d ON d.id = s.document_id
             WHERE s.state = 'approved' AND s.transmit_at IS NOT NULL ",
            $rest
        )
    };
}

pub(crate) const DUE: Ask<'_> = Ask {
    table: "standing",
    doing: "reading the transmissions that are due",
    sql: planned!(
        "AND s.transmit_at <= ?1 AND (s.next_at IS NULL OR s.next_at <= ?1) AND d.route = ?2
         ORDER BY s.transmit_at, s.document_id LIMIT ?3"
    ),
};
pub(crate) const WAITING: Ask<'_> = Ask {
    table: "standing",
    doing: "reading the transmissions that wait",
    sql: planned!("ORDER BY s.transmit_at, s.document_id LIMIT ?1"),
};
pub(crate) const NEXT: Ask<'_> = Ask {
    table: "standing",
    doing: "looking for the next transmission",
    sql: "SELECT count(*) AS waiting, min(max(transmit_at, coalesce(next_at, ''))) AS next FROM standing
          WHERE state = 'approved' AND transmit_at IS NOT NULL",
};
pub(crate) const LATE: Ask<'_> = Ask {
    table: "standing",
    doing: "counting the late transmissions",
    sql: "SELECT count(*) AS late FROM standing INDEXED BY standing_transmissions
          WHERE state = 'approved' AND transmit_at IS NOT NULL AND (transmit_at <= ?1 OR approved_at < ?2)",
};
pub(crate) const UNCONFIRMED: Ask<'_> = Ask {
    table: "standing",
    doing: "looking for unconfirmed days of invoices",
    sql: "SELECT DISTINCT trade_date FROM standing
          WHERE state = 'transmitted' AND trade_date < ?1 AND sent_at >= ?2 AND sent_at < ?3 ORDER BY trade_date",
};

impl Reader<'_> {
    /// Issued invoices frozen for `route` whose moment has come, the earliest planned first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn due_transmissions(
        &self,
        now: NaiveDateTime,
        route: &str,
        limit: u32,
    ) -> Result<Vec<PlannedTransmission>, BookError> {
        self.rows(&DUE, (time_text(now), route, limit), read_planned)
    }

    /// Every issued invoice that waits to be transmitted, the earliest planned first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn transmissions_waiting(&self, limit: u32) -> Result<Vec<PlannedTransmission>, BookError> {
        self.rows(&WAITING, [limit], read_planned)
    }

    /// When the next transmission is to be tried: its planned moment, or the next try after one that failed. `None` when
    /// none waits.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn next_transmission(&self) -> Result<Option<NaiveDateTime>, BookError> {
        Ok(self.row(&NEXT, [], |cells| cells.next_of_waiting())?.flatten().flatten())
    }

    /// How many issued invoices wait to be transmitted that were planned for `planned_until` or earlier, or issued before
    /// `approved_before`.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn late_transmission_count(
        &self,
        planned_until: NaiveDateTime,
        approved_before: NaiveDateTime,
    ) -> Result<u32, BookError> {
        let moments = (time_text(planned_until), time_text(approved_before));
        Ok(self.row(&LATE, moments, |cells| cells.count("late"))?.unwrap_or_default())
    }

    /// 작성일자 before `to` that have invoices transmitted from `sent_from` up to but without `sent_before` which nobody has
    /// confirmed yet: the NTS refuses the day after the transmission, not the day after the date, which may lie years back.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a date does not read back.
    pub fn sent_unconfirmed_days(
        &self,
        to: NaiveDate,
        sent_from: NaiveDateTime,
        sent_before: NaiveDateTime,
    ) -> Result<Vec<NaiveDate>, BookError> {
        let period = (date_text(to), time_text(sent_from), time_text(sent_before));
        self.rows(&UNCONFIRMED, period, |cells| cells.parsed("trade_date", str::parse))
    }
}

impl Writer<'_> {
    /// Sets the moment at which an issued invoice is to be transmitted, in place of the one before. Answers whether it
    /// still waited for that.
    ///
    /// # Errors
    /// [`BookError::Rule`] when it is not an invoice.
    pub fn plan_transmission(&mut self, id: DocumentId, at: NaiveDateTime) -> Result<bool, BookError> {
        let changed = self.run(
            "planning a transmission",
            "UPDATE standing SET transmit_at = ?2, next_at = NULL WHERE document_id = ?1 AND state = 'approved'",
            (id.get(), time_text(at)),
        )?;
        Ok(changed > 0)
    }
}

fn read_planned(cells: &Cells<'_>) -> Result<PlannedTransmission, BookError> {
    Ok(PlannedTransmission {
        id: DocumentId(cells.get("id")?),
        key: cells.parsed("key", DocumentKey::parse)?,
        act: read_act_kind(cells)?,
        written_on: cells.parsed("trade_date", str::parse)?,
        approved_at: cells.time("approved_at")?,
        transmit_at: cells.time("transmit_at")?,
        attempts: cells.count("attempts")?,
    })
}
