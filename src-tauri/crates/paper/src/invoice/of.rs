//! From the document to its paper.

use chrono::NaiveDateTime;
use domain::{Amends, Buyer, BuyerId, DocumentKey, Email, Invoice, InvoiceLine, InvoiceNumber, Supplier};

use super::{AmendmentNote, InvoiceCopy, InvoiceSheet, PartyLines, SheetLine};

/// What the paper says beside the invoice itself.
#[derive(Debug, Clone)]
pub struct InvoiceFacts<'a> {
    /// Whose copy.
    pub copy: InvoiceCopy,
    /// From the practice NTS.
    pub practice: bool,
    /// Our own number (관리번호); none while previewing.
    pub key: Option<&'a DocumentKey>,
    /// Approval number (승인번호); none while previewing.
    pub approval: Option<&'a InvoiceNumber>,
    /// When it was issued, Korean time; of a preview, now. The same moment gives the same bytes.
    pub made_at: NaiveDateTime,
}

impl InvoiceSheet {
    /// The paper of this invoice, numbers masked as they are printed.
    #[must_use]
    pub fn of(invoice: &Invoice, facts: &InvoiceFacts<'_>) -> Self {
        Self {
            kind: invoice.kind(),
            copy: facts.copy,
            practice: facts.practice,
            made_at: facts.made_at,
            key: facts.key.map(|key| key.as_str().to_owned()),
            approval_number: facts.approval.map(InvoiceNumber::grouped),
            amendment: invoice.amends().map(AmendmentNote::of),
            written_on: invoice.written_on(),
            supplier: PartyLines::of_supplier(invoice.supplier()),
            buyer: PartyLines::of_buyer(invoice.buyer()),
            lines: invoice.lines().iter().map(SheetLine::of).collect(),
            supply: invoice.supply(),
            vat: invoice.vat(),
            total: invoice.total(),
            payment: *invoice.payment(),
            billing: invoice.billing(),
            remark: invoice.remark().map(str::to_owned),
        }
    }
}

impl AmendmentNote {
    fn of(amends: &Amends) -> Self {
        Self { reason_text: amends.code().text().to_owned(), original_number: amends.original.grouped() }
    }
}

impl PartyLines {
    fn of_supplier(supplier: &Supplier) -> Self {
        Self {
            number: supplier.number().formatted(),
            name: supplier.name().to_owned(),
            owner: supplier.owner().to_owned(),
            address: supplier.address().to_owned(),
            branch: owned(supplier.branch()),
            business_type: owned(supplier.business_type()),
            business_item: owned(supplier.business_item()),
            emails: supplier.email().iter().map(|email| email.as_str().to_owned()).collect(),
        }
    }

    fn of_buyer(buyer: &Buyer) -> Self {
        Self {
            number: printed(buyer.id()),
            name: buyer.name().to_owned(),
            owner: buyer.owner().to_owned(),
            address: owned(buyer.address()),
            branch: owned(buyer.branch()),
            business_type: owned(buyer.business_type()),
            business_item: owned(buyer.business_item()),
            emails: buyer.emails().iter().map(|email: &Email| email.as_str().to_owned()).collect(),
        }
    }
}

impl SheetLine {
    fn of(line: &InvoiceLine) -> Self {
        Self {
            supplied_on: line.supplied_on(),
            item: line.item().to_owned(),
            spec: owned(line.spec()),
            quantity: line.quantity().map(|quantity| quantity.to_string()).unwrap_or_default(),
            unit_price: line.unit_price().map(|price| price.to_string()).unwrap_or_default(),
            supply: line.supply(),
            vat: line.vat(),
            remark: owned(line.remark()),
        }
    }
}

/// A business number whole, half of a resident number, and the thirteen nines that stand for every foreigner: a
/// foreigner's own number is in the remark.
fn printed(id: &BuyerId) -> String {
    match id {
        BuyerId::Business(_) | BuyerId::Resident(_) => id.masked(),
        BuyerId::Foreigner(_) => BuyerId::FOREIGNER_DIGITS.to_owned(),
    }
}

fn owned(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}
