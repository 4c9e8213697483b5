//! The authority's own book: one SQLite file, separate from the shop's, so that the two can be compared.
//!
//! Every change is one `IMMEDIATE` transaction with `synchronous=FULL`; when a call returns, the row is on disk. Two
//! processes may keep the same file. Documents are never changed except for their status: receipts on the day after,
//! invoices when they are sent and on the day after that.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::error::PracticeError;
use crate::folder_lock::lock;

mod document;
mod invoice;
mod invoicing;
mod popbill;
mod recording;
mod schema;
mod text;
mod texting;
mod transmission;

pub use document::{Amounts, Document, Kind, Original, Purpose, Status, Taxation};
pub(crate) use invoice::Stored;
pub use invoice::{
    AmendReason, Amends, Billing, Invoice, InvoiceItem, InvoiceKind, InvoicePaper, InvoiceStatus,
    InvoiceType, Party, PartyId, Payment, Totals,
};
pub(crate) use invoicing::{InvoiceDraft, Unamendable};
pub(crate) use popbill::{DateKind, PopbillBatch, PopbillDesk, PopbillReceipt, Wanted};
pub use popbill::{PopbillDocument, PopbillProduct, PopbillState};
pub(crate) use recording::{CancelDraft, CancelRule, Desk, IssueDraft, NotRecorded, Sale};
pub use text::{Text, TextKind, TextStatus};
pub(crate) use texting::{Carrier, TextPage, TextQuery};

/// Documents on one page of a list.
pub(crate) const PAGE: u16 = 500;
/// More than one kind of call needs.
const STATEMENTS_KEPT: usize = 64;
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The ledger of the practice NTS (`ledger.db`).
pub struct Ledger {
    connection: Mutex<Connection>,
}

/// A page of a list and where the next one starts.
pub(crate) struct Page<T> {
    pub(crate) documents: Vec<T>,
    pub(crate) next_cursor: Option<i64>,
}

impl Ledger {
    /// Opens the ledger, and makes it on first use.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`] when the file is not a ledger or cannot be opened, [`PracticeError::File`] when the
    /// lock beside it cannot be taken.
    pub fn open(path: &Path) -> Result<Self, PracticeError> {
        // SQLite does not wait for others while it switches a new file to WAL, whatever the busy timeout.
        let _one_at_a_time = lock(&path.with_extension("lock"))?;
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        schema::ensure(&transaction)?;
        transaction.commit()?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// All receipts and cancellations, oldest first. The status is as of the last API call (see `PUT /practice/clock`).
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn documents(&self) -> Result<Vec<Document>, PracticeError> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&document::select("ORDER BY id"))?;
        let rows = query.query_map([], Document::from_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many receipts and cancellations there are.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn count(&self) -> Result<u32, PracticeError> {
        Ok(self.lock().query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?)
    }

    /// The receipt or cancellation of a key.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn document(&self, key: &str) -> Result<Option<Document>, PracticeError> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&document::select("WHERE document_key = ?1"))?;
        Ok(query.query_row([key], Document::from_row).optional()?)
    }

    /// All invoices, oldest first. The status is as of the last API call (see `PUT /practice/clock`).
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn invoices(&self) -> Result<Vec<Invoice>, PracticeError> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&invoice::select("ORDER BY id"))?;
        let rows = query.query_map([], Invoice::from_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The invoice of a key.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn invoice(&self, key: &str) -> Result<Option<Invoice>, PracticeError> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&invoice::select("WHERE document_key = ?1"))?;
        Ok(query.query_row([key], Invoice::from_row).optional()?)
    }

    /// The request of a receipt or an invoice as it came, with the consumer's or buyer's number masked.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn request(&self, key: &str) -> Result<Option<String>, PracticeError> {
        let sql = "SELECT request FROM documents WHERE document_key = ?1 \
                   UNION ALL SELECT request FROM invoices WHERE document_key = ?1";
        Ok(self.lock().query_row(sql, [key], |row| row.get(0)).optional()?)
    }

    /// A day's receipts by transaction date, [`PAGE`] at a time.
    pub(crate) fn page(&self, date: &str, after: i64) -> Result<Page<Document>, PracticeError> {
        let connection = self.lock();
        let sql = document::select("WHERE transaction_date = ?1 AND id > ?2 ORDER BY id LIMIT ?3");
        let mut query = connection.prepare_cached(&sql)?;
        let rows = query.query_map(params![date, after, PAGE + 1], |row| {
            Ok((row.get::<_, i64>("id")?, Document::from_row(row)?))
        })?;
        Ok(Page::cut(rows.collect::<Result<_, _>>()?))
    }

    /// Invoices by 작성일자, both days included, [`PAGE`] at a time.
    pub(crate) fn invoice_page(
        &self,
        from: &str,
        to: &str,
        after: i64,
    ) -> Result<Page<Invoice>, PracticeError> {
        let connection = self.lock();
        let sql = invoice::select("WHERE issue_date BETWEEN ?1 AND ?2 AND id > ?3 ORDER BY id LIMIT ?4");
        let mut query = connection.prepare_cached(&sql)?;
        let rows = query.query_map(params![from, to, after, PAGE + 1], |row| {
            Ok((row.get::<_, i64>("id")?, Invoice::from_row(row)?))
        })?;
        Ok(Page::cut(rows.collect::<Result<_, _>>()?))
    }

    /// How many receipts and invoices were taken on a day of the practice clock.
    pub(crate) fn used_on(&self, day: NaiveDate) -> Result<u32, PracticeError> {
        Ok(recording::used_on(&self.lock(), day)?)
    }

    /// The day after: receipts taken before today become confirmed, or rejected if chosen; invoices are sent when due
    /// and rejected if chosen.
    pub(crate) fn settle(
        &self,
        now: DateTime<FixedOffset>,
        to_reject: &BTreeSet<String>,
    ) -> Result<(), PracticeError> {
        let today = now.date_naive().to_string();
        let mut connection = self.lock();
        let waiting = "SELECT EXISTS(SELECT 1 FROM documents WHERE status = 'approved' AND approved_at < ?1)";
        let receipts_wait: bool =
            connection.prepare_cached(waiting)?.query_row([&today], |row| row.get(0))?;
        let others_wait = transmission::waits(&connection, now)? || popbill::waits(&connection, now)?;
        if !receipts_wait && !others_wait {
            return Ok(());
        }
        let transaction = begin(&mut connection)?;
        confirm_receipts(&transaction, &today, to_reject)?;
        transmission::settle(&transaction, now, to_reject)?;
        popbill::settle(&transaction, now, to_reject)?;
        Ok(transaction.commit()?)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Page<T> {
    /// Cuts a page from rows of which one more was read than it holds.
    fn cut(mut numbered: Vec<(i64, T)>) -> Self {
        let more = numbered.len() > usize::from(PAGE);
        numbered.truncate(usize::from(PAGE));
        let next_cursor = numbered.last().filter(|_| more).map(|(id, _)| *id);
        Self { documents: numbered.into_iter().map(|(_, document)| document).collect(), next_cursor }
    }
}

fn confirm_receipts(
    transaction: &Transaction<'_>,
    today: &str,
    to_reject: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    let reject = "UPDATE documents SET status = 'rejected' \
                  WHERE document_key = ?1 AND status = 'approved' AND approved_at < ?2";
    for key in to_reject {
        transaction.execute(reject, params![key, today])?;
    }
    let confirm = "UPDATE documents SET status = 'confirmed' WHERE status = 'approved' AND approved_at < ?1";
    transaction.execute(confirm, [today]).map(|_rows| ())
}

fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}
