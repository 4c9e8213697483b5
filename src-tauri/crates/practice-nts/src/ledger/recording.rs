//! Writing receipts and their cancellations: the checks that need the ledger, and the row, in one transaction.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::document::{self, Amounts, Document, Kind, Original, Purpose, Status, Taxation};
use super::invoice::{self, Invoice, Stored};
use super::invoicing::Unamendable;
use super::{Ledger, begin, schema};
use crate::authority::stamp;
use crate::error::PracticeError;

/// A receipt that passed every check a request can be put to alone.
#[derive(Debug, Clone)]
pub(crate) struct IssueDraft {
    /// Absent in the short form of the request; the ledger then makes one.
    pub(crate) document_key: Option<String>,
    pub(crate) business_number: String,
    pub(crate) sale: Sale,
    pub(crate) taxation: Taxation,
    pub(crate) purpose: Purpose,
    pub(crate) consumer_masked: String,
    pub(crate) item_name: Option<String>,
    pub(crate) request: String,
}

/// A cancellation that passed every check a request can be put to alone.
#[derive(Debug, Clone)]
pub(crate) struct CancelDraft {
    pub(crate) document_key: String,
    pub(crate) business_number: String,
    pub(crate) sale: Sale,
    pub(crate) original: Original,
    pub(crate) request: String,
}

/// When, and how much.
#[derive(Debug, Clone)]
pub(crate) struct Sale {
    /// `YYYYMMDD`.
    pub(crate) date: String,
    /// `HHMMSS`.
    pub(crate) time: String,
    pub(crate) amounts: Amounts,
}

/// The circumstances of a recording.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) at: DateTime<FixedOffset>,
    pub(crate) daily_limit: u32,
}

/// From when on a receipt can be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CancelRule {
    /// As soon as it is approved.
    AnyTime,
    /// Only once it is confirmed.
    OnlyConfirmed,
}

/// Why nothing was recorded.
#[derive(Debug)]
pub(crate) enum NotRecorded {
    KeyUsed(Stored),
    DailyLimit,
    OriginalUnknown,
    OriginalNotConfirmed,
    BeforeOriginal,
    AlreadyCancelled,
    Exceeds,
    /// An amended invoice that does not fit its original.
    Unamendable(Unamendable),
    Broken(PracticeError),
}

impl From<rusqlite::Error> for NotRecorded {
    fn from(error: rusqlite::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl Ledger {
    /// Records a receipt and gives it an approval number; on disk when this returns.
    pub(crate) fn issue(&self, draft: &IssueDraft, desk: Desk) -> Result<Document, NotRecorded> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let document_key = match &draft.document_key {
            Some(key) => key.clone(),
            None => format!("AUTO-{:07}", schema::next(&transaction, "auto_key")?),
        };
        refuse_used(&transaction, &document_key)?;
        refuse_over_limit(&transaction, desk)?;
        let document = Document {
            document_key,
            kind: Kind::Issue,
            status: Status::Approved,
            business_number: draft.business_number.clone(),
            transaction_date: draft.sale.date.clone(),
            transaction_time: draft.sale.time.clone(),
            amounts: draft.sale.amounts,
            taxation: draft.taxation,
            receipt_purpose: draft.purpose,
            consumer_number_masked: draft.consumer_masked.clone(),
            item_name: draft.item_name.clone(),
            approval_number: next_approval(&transaction)?,
            approved_at: stamp(desk.at),
            original: None,
        };
        insert(&transaction, &document, &draft.request)?;
        transaction.commit()?;
        Ok(document)
    }

    /// Records a cancellation, if what is left of the original covers it; on disk when this returns.
    pub(crate) fn cancel(
        &self,
        draft: &CancelDraft,
        desk: Desk,
        rule: CancelRule,
    ) -> Result<Document, NotRecorded> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        refuse_used(&transaction, &draft.document_key)?;
        let original = original_of(&transaction, draft)?;
        refuse_uncancellable(&transaction, draft, &original, rule)?;
        refuse_over_limit(&transaction, desk)?;
        let document = Document {
            document_key: draft.document_key.clone(),
            kind: Kind::Cancel,
            status: Status::Approved,
            transaction_date: draft.sale.date.clone(),
            transaction_time: draft.sale.time.clone(),
            amounts: draft.sale.amounts,
            approval_number: next_approval(&transaction)?,
            approved_at: stamp(desk.at),
            original: Some(draft.original.clone()),
            ..original
        };
        insert(&transaction, &document, &draft.request)?;
        transaction.commit()?;
        Ok(document)
    }
}

/// How many receipts, cancellations and invoices were taken on a day.
pub(super) fn used_on(connection: &Connection, day: NaiveDate) -> rusqlite::Result<u32> {
    let (from, to) = (day.to_string(), day.succ_opt().unwrap_or(day).to_string());
    let sql = "SELECT (SELECT count(*) FROM documents WHERE approved_at >= ?1 AND approved_at < ?2) \
               + (SELECT count(*) FROM invoices WHERE issued_at >= ?1 AND issued_at < ?2) \
               + (SELECT count(*) FROM popbill_documents WHERE issued_at >= ?3 AND issued_at < ?4)";
    let (popbill_from, popbill_to) = (from.replace('-', ""), to.replace('-', ""));
    connection.prepare_cached(sql)?.query_row(params![from, to, popbill_from, popbill_to], |row| row.get(0))
}

/// A key is used once over receipts and invoices together.
pub(super) fn refuse_used(transaction: &Transaction<'_>, key: &str) -> Result<(), NotRecorded> {
    let receipts = document::select("WHERE document_key = ?1");
    if let Some(used) =
        transaction.prepare_cached(&receipts)?.query_row([key], Document::from_row).optional()?
    {
        return Err(NotRecorded::KeyUsed(Stored::Receipt(Box::new(used))));
    }
    let invoices = invoice::select("WHERE document_key = ?1");
    match transaction.prepare_cached(&invoices)?.query_row([key], Invoice::from_row).optional()? {
        Some(used) => Err(NotRecorded::KeyUsed(Stored::Invoice(Box::new(used)))),
        None => Ok(()),
    }
}

pub(super) fn refuse_over_limit(transaction: &Transaction<'_>, desk: Desk) -> Result<(), NotRecorded> {
    let used = used_on(transaction, desk.at.date_naive())?;
    if used < desk.daily_limit { Ok(()) } else { Err(NotRecorded::DailyLimit) }
}

fn original_of(transaction: &Transaction<'_>, draft: &CancelDraft) -> Result<Document, NotRecorded> {
    let sql = document::select(
        "WHERE business_number = ?1 AND approval_number = ?2 AND transaction_date = ?3 \
         AND kind = 'issue' AND status <> 'rejected'",
    );
    let Original { original_approval_number: number, original_transaction_date: date, .. } = &draft.original;
    transaction
        .query_row(&sql, params![draft.business_number, number, date], Document::from_row)
        .optional()?
        .ok_or(NotRecorded::OriginalUnknown)
}

fn refuse_uncancellable(
    transaction: &Transaction<'_>,
    draft: &CancelDraft,
    original: &Document,
    rule: CancelRule,
) -> Result<(), NotRecorded> {
    if rule == CancelRule::OnlyConfirmed && original.status != Status::Confirmed {
        return Err(NotRecorded::OriginalNotConfirmed);
    }
    if draft.sale.date < original.transaction_date {
        return Err(NotRecorded::BeforeOriginal);
    }
    let left = remaining(transaction, original)?;
    if left.transaction_amount == 0 {
        return Err(NotRecorded::AlreadyCancelled);
    }
    if draft.sale.amounts.fits_in(&left) { Ok(()) } else { Err(NotRecorded::Exceeds) }
}

/// What the standing cancellations leave of an original, column by column.
fn remaining(transaction: &Transaction<'_>, original: &Document) -> rusqlite::Result<Amounts> {
    let sql = "SELECT coalesce(sum(transaction_amount), 0) AS transaction_amount, \
               coalesce(sum(supply_amount), 0) AS supply_amount, coalesce(sum(tax_amount), 0) AS tax_amount, \
               coalesce(sum(service_amount), 0) AS service_amount FROM documents \
               WHERE business_number = ?1 AND original_approval_number = ?2 \
               AND original_transaction_date = ?3 AND status <> 'rejected'";
    let key = params![original.business_number, original.approval_number, original.transaction_date];
    let gone = transaction.query_row(sql, key, Amounts::from_row)?;
    Ok(original.amounts.less(&gone))
}

impl Amounts {
    pub(super) fn less(&self, other: &Self) -> Self {
        Self {
            transaction_amount: self.transaction_amount - other.transaction_amount,
            supply_amount: self.supply_amount - other.supply_amount,
            tax_amount: self.tax_amount - other.tax_amount,
            service_amount: self.service_amount - other.service_amount,
        }
    }

    pub(super) fn fits_in(&self, left: &Self) -> bool {
        self.transaction_amount <= left.transaction_amount
            && self.supply_amount <= left.supply_amount
            && self.tax_amount <= left.tax_amount
            && self.service_amount <= left.service_amount
    }
}

/// `TB` and seven digits, always increasing; after ten million it starts over, on another day by then.
pub(super) fn next_approval(transaction: &Transaction<'_>) -> rusqlite::Result<String> {
    Ok(format!("TB{:07}", schema::next(transaction, "approval")? % 10_000_000))
}

fn insert(transaction: &Transaction<'_>, document: &Document, request: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO documents (document_key, kind, status, business_number, transaction_date, \
               transaction_time, transaction_amount, supply_amount, tax_amount, service_amount, taxation, \
               receipt_purpose, consumer_number_masked, item_name, approval_number, approved_at, \
               original_approval_number, original_transaction_date, cancel_reason, request) \
               VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)";
    let original = document.original.as_ref();
    let values = params![
        document.document_key,
        document.kind,
        document.status,
        document.business_number,
        document.transaction_date,
        document.transaction_time,
        document.amounts.transaction_amount,
        document.amounts.supply_amount,
        document.amounts.tax_amount,
        document.amounts.service_amount,
        document.taxation,
        document.receipt_purpose,
        document.consumer_number_masked,
        document.item_name,
        document.approval_number,
        document.approved_at,
        original.map(|original| &original.original_approval_number),
        original.map(|original| &original.original_transaction_date),
        original.map(|original| &original.cancel_reason),
        request,
    ];
    transaction.prepare_cached(sql)?.execute(values).map(|_rows| ())
}
