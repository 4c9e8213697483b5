//! What happens to an invoice after it is issued: it is sent, on request or by itself, and may be refused the day after.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset, Timelike};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::invoice::{self, Invoice};
use super::{Ledger, begin};
use crate::authority::stamp;
use crate::error::PracticeError;

/// The hour of the day after the issue at which the server sends what nobody has sent.
const OWN_HOUR: u32 = 17;

impl Ledger {
    /// Sends an invoice now; one that is sent already stays as it is. On disk when this returns.
    pub(crate) fn transmit(
        &self,
        key: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<Option<Invoice>, PracticeError> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let send = "UPDATE invoices SET status = 'sent', sent_at = ?2 \
                    WHERE document_key = ?1 AND status = 'issued'";
        transaction.execute(send, params![key, stamp(at)])?;
        let sql = invoice::select("WHERE document_key = ?1");
        let sent = transaction.query_row(&sql, [key], Invoice::from_row).optional()?;
        transaction.commit()?;
        Ok(sent)
    }
}

/// Whether [`settle`] has anything to do.
pub(super) fn waits(connection: &Connection, now: DateTime<FixedOffset>) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS(SELECT 1 FROM invoices WHERE status = 'issued' AND issued_at < ?1) \
               OR EXISTS(SELECT 1 FROM invoices WHERE status = 'sent' AND settled = 0 AND sent_at < ?2)";
    connection.prepare_cached(sql)?.query_row(params![due_before(now), day(now)], |row| row.get(0))
}

/// Sends what is due, at the hour it was due; then what was sent before today is refused if chosen, else it stays.
pub(super) fn settle(
    transaction: &Transaction<'_>,
    now: DateTime<FixedOffset>,
    to_reject: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    let send = "UPDATE invoices SET status = 'sent', \
                sent_at = date(substr(issued_at, 1, 10), '+1 day') || ?2 \
                WHERE status = 'issued' AND issued_at < ?1";
    transaction.execute(send, params![due_before(now), format!("T{OWN_HOUR}:00:00+09:00")])?;
    let reject = "UPDATE invoices SET status = 'rejected', settled = 1 \
                  WHERE document_key = ?1 AND status = 'sent' AND settled = 0 AND sent_at < ?2";
    for key in to_reject {
        transaction.execute(reject, params![key, day(now)])?;
    }
    let keep = "UPDATE invoices SET settled = 1 WHERE status = 'sent' AND settled = 0 AND sent_at < ?1";
    transaction.execute(keep, [day(now)]).map(|_rows| ())
}

fn day(now: DateTime<FixedOffset>) -> String {
    now.date_naive().to_string()
}

/// What was issued before this day is due.
fn due_before(now: DateTime<FixedOffset>) -> String {
    let days_back = if now.hour() >= OWN_HOUR { 0 } else { 1 };
    let today = now.date_naive();
    today.checked_sub_days(Days::new(days_back)).unwrap_or(today).to_string()
}
