//! A document as the NTS holds it.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    AmendCode, Amounts, Approval, ApprovalNumber, DocumentKey, InvoiceKind, InvoiceNumber, Purpose, Taxation,
    Won,
};

use crate::route::Act;
use crate::seen_number::SeenNumber;

/// What the NTS holds under a key, parsed from its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// The document's own key.
    pub key: DocumentKey,
    /// How far the NTS is with it.
    pub status: StoredStatus,
    /// Trade date (거래일); of an invoice 작성일자.
    pub trade_date: NaiveDate,
    /// Approval number and moment (KST).
    pub approval: Approval,
    /// The document's own result code, which says why when `status` is `Rejected`; empty where the answer has none.
    pub result_code: String,
    /// What it says.
    pub content: StoredContent,
}

impl StoredDocument {
    /// What it does.
    #[must_use]
    pub const fn act(&self) -> Act {
        match &self.content {
            StoredContent::Receipt(receipt) => receipt.act,
            StoredContent::Invoice(_) => Act::Invoice,
        }
    }

    /// Its total: of a cancel positive, of an amended invoice signed.
    #[must_use]
    pub const fn total(&self) -> Won {
        match &self.content {
            StoredContent::Receipt(receipt) => receipt.amounts.total(),
            StoredContent::Invoice(invoice) => invoice.sums.total,
        }
    }
}

/// What a stored document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredContent {
    /// A cash receipt or a cancel of one.
    Receipt(StoredReceipt),
    /// A tax invoice.
    Invoice(Box<StoredInvoice>),
}

/// What a stored receipt or cancel says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReceipt {
    /// Issue or cancel.
    pub act: Act,
    /// Amounts; positive for cancels too (domain.md §1.7).
    pub amounts: Amounts,
    /// Purpose (거래구분).
    pub purpose: Purpose,
    /// Taxed or exempt, when the answer says so.
    pub taxation: Option<Taxation>,
    /// The customer's number, mostly masked.
    pub number: SeenNumber,
    /// What a cancel cancels.
    pub original: Option<OriginalReference>,
}

/// What a stored invoice says, as far as two invoices are told apart by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInvoice {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// The supplier's business number.
    pub supplier: String,
    /// The buyer's number, a resident's mostly masked; of a foreigner thirteen nines.
    pub buyer: SeenNumber,
    /// The three sums, signed.
    pub sums: Sums,
    /// The lines; `None` where a list leaves them out.
    pub lines: Option<Vec<StoredLine>>,
    /// What an amended one amends, and why.
    pub amends: Option<StoredAmends>,
    /// When it was handed over to the NTS (전송일시), Korean time.
    pub sent_at: Option<NaiveDateTime>,
}

/// What a stored amended invoice says of its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAmends {
    /// The number of the invoice it amends; `None` where a list leaves it out.
    pub original: Option<InvoiceNumber>,
    /// Why.
    pub code: AmendCode,
}

impl From<(InvoiceNumber, AmendCode)> for StoredAmends {
    fn from((original, code): (InvoiceNumber, AmendCode)) -> Self {
        Self { original: Some(original), code }
    }
}

/// The sums of an invoice in won, signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// 공급가액
    pub supply: Won,
    /// 세액
    pub vat: Won,
    /// Both.
    pub total: Won,
}

/// A line of a stored invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLine {
    /// 품목
    pub name: String,
    /// 공급가액
    pub supply: Won,
    /// 세액
    pub vat: Won,
}

/// The receipt a cancel points at: number and date together, for the number alone is not unique (domain.md §1.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalReference {
    /// Its approval number.
    pub approval: ApprovalNumber,
    /// Its trade date.
    pub trade_date: NaiveDate,
}

/// How far the NTS is with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoredStatus {
    /// Approved, provisional until the day after; of an invoice: issued, not handed over yet.
    Approved,
    /// Of an invoice: handed over to the NTS (전송).
    Transmitted(NaiveDateTime),
    /// Confirmed the day after.
    Confirmed,
    /// Refused the day after.
    Rejected,
}
