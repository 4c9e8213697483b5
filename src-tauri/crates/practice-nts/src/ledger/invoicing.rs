//! Writing invoices: the checks that need the ledger, and the row, in one transaction.

use rusqlite::{OptionalExtension, Transaction, params};

use super::invoice::{self, AmendReason, Amends, Invoice, InvoiceKind, InvoicePaper, InvoiceStatus, Totals};
use super::recording::{Desk, NotRecorded, refuse_over_limit, refuse_used};
use super::{Ledger, begin, schema};
use crate::authority::stamp;

/// The sending system in the middle of an approval number (domain.md §2.5): nobody's.
const SYSTEM: &str = "41999999";

/// An invoice that passed every check a request can be put to alone.
#[derive(Debug, Clone)]
pub(crate) struct InvoiceDraft {
    pub(crate) document_key: String,
    pub(crate) paper: InvoicePaper,
    /// As it came, with the buyer's number masked.
    pub(crate) request: String,
}

/// Why an amendment does not fit its original (domain.md §2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unamendable {
    OriginalUnknown,
    OriginalNotSent,
    OtherKind,
    OtherDate,
    NotTheWhole,
    NothingLeft,
    Exceeds,
}

/// The next approval number for a 작성일자 (`YYYYMMDD`), 24 digits.
pub(super) fn next_number(transaction: &Transaction<'_>, issue_date: &str) -> rusqlite::Result<String> {
    let serial = schema::next(transaction, "invoice")? % 100_000_000;
    Ok(format!("{issue_date}{SYSTEM}{serial:08}"))
}

impl Ledger {
    /// Records an invoice and gives it an approval number; on disk when this returns.
    pub(crate) fn issue_invoice(&self, draft: &InvoiceDraft, desk: Desk) -> Result<Invoice, NotRecorded> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        refuse_used(&transaction, &draft.document_key)?;
        if let Some(amends) = &draft.paper.amends {
            refuse_unamendable(&transaction, &draft.paper, amends)?;
        }
        refuse_over_limit(&transaction, desk)?;
        let invoice = Invoice {
            document_key: draft.document_key.clone(),
            status: InvoiceStatus::Issued,
            invoice_id: next_number(&transaction, &draft.paper.issue_date)?,
            issued_at: stamp(desk.at),
            sent_at: None,
            paper: draft.paper.clone(),
        };
        insert(&transaction, &invoice, &draft.request)?;
        transaction.commit()?;
        Ok(invoice)
    }
}

fn insert(transaction: &Transaction<'_>, invoice: &Invoice, request: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO invoices (document_key, status, invoice_id, issue_date, issued_at, sent_at, \
               total_supply_amount, total_tax_amount, original_invoice_id, amend_reason, paper, request) \
               VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)";
    let amends = invoice.paper.amends.as_ref();
    let values = params![
        invoice.document_key,
        invoice.status,
        invoice.invoice_id,
        invoice.paper.issue_date,
        invoice.issued_at,
        invoice.sent_at,
        invoice.paper.totals.total_supply_amount,
        invoice.paper.totals.total_tax_amount,
        amends.map(|amends| &amends.original_invoice_id),
        amends.map(|amends| amends.amend_reason),
        invoice.paper.written()?,
        request,
    ];
    transaction.prepare_cached(sql)?.execute(values).map(|_rows| ())
}

fn refuse_unamendable(
    transaction: &Transaction<'_>,
    paper: &InvoicePaper,
    amends: &Amends,
) -> Result<(), NotRecorded> {
    let original = original_of(transaction, amends)?.ok_or(Unamendable::OriginalUnknown)?;
    if original.status == InvoiceStatus::Issued {
        return Err(Unamendable::OriginalNotSent.into());
    }
    let reason = amends.amend_reason;
    if !kind_fits(paper, reason, &original.paper) {
        return Err(Unamendable::OtherKind.into());
    }
    if !date_fits(paper, reason, &original.paper) {
        return Err(Unamendable::OtherDate.into());
    }
    if paper.totals.is_negative() {
        refuse_taking_too_much(transaction, paper, reason, &original)
    } else {
        Ok(())
    }
}

/// A standing document with something in it; amendments of amendments name the positive one (domain.md §2.8).
fn original_of(transaction: &Transaction<'_>, amends: &Amends) -> rusqlite::Result<Option<Invoice>> {
    let sql = invoice::select(
        "WHERE invoice_id = ?1 AND status <> 'rejected' AND total_supply_amount + total_tax_amount > 0",
    );
    transaction.query_row(&sql, [&amends.original_invoice_id], Invoice::from_row).optional()
}

/// An amendment is of its original's kind, but a corrected one may be of any, and a letter of credit makes taxable
/// supply zero-rated.
fn kind_fits(paper: &InvoicePaper, reason: AmendReason, original: &InvoicePaper) -> bool {
    let replaces = !paper.totals.is_negative();
    match reason {
        AmendReason::Correction if replaces => true,
        AmendReason::LetterOfCredit => {
            let expected = if replaces { InvoiceKind::ZeroRated } else { InvoiceKind::Taxable };
            original.kind == InvoiceKind::Taxable && paper.kind == expected
        }
        AmendReason::Correction
        | AmendReason::PriceChange
        | AmendReason::Return
        | AmendReason::Cancellation
        | AmendReason::IssuedTwice => paper.kind == original.kind,
    }
}

/// What happened later carries its own date, what was wrong from the start the original's.
fn date_fits(paper: &InvoicePaper, reason: AmendReason, original: &InvoicePaper) -> bool {
    match reason {
        AmendReason::PriceChange | AmendReason::Return | AmendReason::Cancellation => {
            paper.issue_date >= original.issue_date
        }
        AmendReason::Correction => !paper.totals.is_negative() || paper.issue_date == original.issue_date,
        AmendReason::LetterOfCredit | AmendReason::IssuedTwice => paper.issue_date == original.issue_date,
    }
}

fn refuse_taking_too_much(
    transaction: &Transaction<'_>,
    paper: &InvoicePaper,
    reason: AmendReason,
    original: &Invoice,
) -> Result<(), NotRecorded> {
    let left = remaining(transaction, original)?;
    if is_void(transaction, original)? || left.total_amount <= 0 {
        return Err(Unamendable::NothingLeft.into());
    }
    let taken = paper.totals.negated();
    match reason {
        // The whole original is struck out, whatever came back of it before.
        AmendReason::Correction | AmendReason::LetterOfCredit => {
            if taken == original.paper.totals {
                Ok(())
            } else {
                Err(Unamendable::NotTheWhole.into())
            }
        }
        AmendReason::PriceChange
        | AmendReason::Return
        | AmendReason::Cancellation
        | AmendReason::IssuedTwice => {
            if taken.fits_in(&left) {
                Ok(())
            } else {
                Err(Unamendable::Exceeds.into())
            }
        }
    }
}

/// Whether a standing amendment has struck the whole original out.
fn is_void(transaction: &Transaction<'_>, original: &Invoice) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS(SELECT 1 FROM invoices WHERE original_invoice_id = ?1 AND status <> 'rejected' \
               AND amend_reason IN ('01', '05') AND total_supply_amount + total_tax_amount < 0)";
    transaction.query_row(sql, [&original.invoice_id], |row| row.get(0))
}

/// What standing returns, price changes and cancellations leave of an original.
fn remaining(transaction: &Transaction<'_>, original: &Invoice) -> rusqlite::Result<Totals> {
    let sql = "SELECT coalesce(sum(total_supply_amount), 0), coalesce(sum(total_tax_amount), 0) FROM invoices \
               WHERE original_invoice_id = ?1 AND status <> 'rejected' \
               AND amend_reason IN ('02', '03', '04', '06')";
    let change = transaction.query_row(sql, [&original.invoice_id], |row| {
        let (supply, tax): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok(Totals { total_supply_amount: supply, total_tax_amount: tax, total_amount: supply + tax })
    })?;
    Ok(original.paper.totals.plus(&change))
}

impl From<Unamendable> for NotRecorded {
    fn from(why: Unamendable) -> Self {
        Self::Unamendable(why)
    }
}

impl Totals {
    fn is_negative(&self) -> bool {
        self.total_amount < 0
    }

    fn negated(&self) -> Self {
        Self {
            total_supply_amount: -self.total_supply_amount,
            total_tax_amount: -self.total_tax_amount,
            total_amount: -self.total_amount,
        }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            total_supply_amount: self.total_supply_amount + other.total_supply_amount,
            total_tax_amount: self.total_tax_amount + other.total_tax_amount,
            total_amount: self.total_amount + other.total_amount,
        }
    }

    fn fits_in(&self, left: &Self) -> bool {
        self.total_supply_amount <= left.total_supply_amount && self.total_tax_amount <= left.total_tax_amount
    }
}
