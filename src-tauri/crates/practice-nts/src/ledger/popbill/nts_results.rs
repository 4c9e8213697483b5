//! What the NTS says to the documents of the Popbill dialect, when the clock gets there.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Transaction, params};

use crate::popbill::moment;

/// Whether [`settle`] has anything to do.
pub(in crate::ledger) fn waits(
    connection: &Connection,
    now: DateTime<FixedOffset>,
) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS(SELECT 1 FROM popbill_documents \
                             WHERE product = 'taxinvoice' AND state = 300 AND send_at <= ?1) \
               OR EXISTS(SELECT 1 FROM popbill_documents WHERE state IN (300, 303) AND result_at <= ?1)";
    connection.prepare_cached(sql)?.query_row([moment(now)], |row| row.get(0))
}

/// Invoices that are due go on their way; documents whose time has come are taken, or refused if their number asks for
/// it or they were chosen.
pub(in crate::ledger) fn settle(
    transaction: &Transaction<'_>,
    now: DateTime<FixedOffset>,
    to_reject: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    let now = moment(now);
    let send = "UPDATE popbill_documents SET state = 303, state_at = send_at \
                WHERE product = 'taxinvoice' AND state = 300 AND send_at <= ?1";
    transaction.execute(send, [&now])?;
    let choose = "UPDATE popbill_documents SET failure = CASE product WHEN 'cashbill' THEN 'TS1' ELSE 'ERR002' END \
                  WHERE mgt_key = ?2 AND failure IS NULL AND state IN (300, 303) AND result_at <= ?1";
    for key in to_reject {
        transaction.execute(choose, params![now, key])?;
    }
    let answer = "UPDATE popbill_documents SET state = CASE WHEN failure IS NULL THEN 304 ELSE 305 END, \
                  state_at = result_at WHERE state IN (300, 303) AND result_at <= ?1";
    transaction.execute(answer, [&now]).map(|_rows| ())
}
