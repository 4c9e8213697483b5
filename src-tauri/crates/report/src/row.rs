//! One document that counts, as a row of the ledger.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{ApprovalNumber, BuyerId, ConsumerNumber, DocumentKey, InvoiceKind, Purpose, Taxation, Won};

/// A document that counts as issued. Amounts are as they count: of a cancel negative, of an amendment as it says.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its key.
    pub key: DocumentKey,
    /// Trade time; of an invoice its date of writing (작성일자).
    pub traded_at: NaiveDateTime,
    /// What the NTS gave it.
    pub approval: Option<ApprovalNumber>,
    /// Whether the NTS has confirmed it the day after.
    pub confirmed: bool,
    /// Supply value (공급가액).
    pub supply: Won,
    /// VAT (세액).
    pub vat: Won,
    /// Service charge (봉사료).
    pub service: Won,
    /// Total (합계).
    pub total: Won,
    /// What was sold.
    pub item: Option<String>,
    /// The shop's memo or the invoice's remark. Written only with whole numbers, because a remark may hold one.
    pub memo: Option<String>,
    /// Receipt or invoice.
    pub what: What,
    /// Of a cancel or an amendment, what it changes.
    pub revises: Option<Revision>,
}

/// What only a receipt or only an invoice says.
#[derive(Debug, Clone)]
pub enum What {
    /// A cash receipt or its cancel.
    Receipt {
        /// Whose.
        number: ConsumerNumber,
        /// Income deduction or expense proof.
        purpose: Purpose,
        /// Taxable or exempt.
        taxation: Taxation,
    },
    /// An invoice or an amendment.
    Invoice {
        /// Taxable, zero-rated or exempt.
        kind: InvoiceKind,
        /// The buyer's number.
        buyer: BuyerId,
        /// The buyer's name.
        buyer_name: String,
        /// The buyer's business type (업태).
        business_type: Option<String>,
        /// The buyer's business item (종목).
        business_item: Option<String>,
        /// When it was handed over to the NTS (전송).
        sent_at: Option<NaiveDateTime>,
    },
}

/// The document that a cancel or an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its key.
    pub original: DocumentKey,
    /// Its trade date.
    pub original_date: NaiveDate,
    /// Why, in Korean.
    pub reason: String,
}

impl Row {
    /// `현금영수증`, `현금영수증 취소`, `전자세금계산서`, `수정전자세금계산서` …
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match (&self.what, &self.revises) {
            (What::Receipt { .. }, None) => "현금영수증",
            (What::Receipt { .. }, Some(_)) => "현금영수증 취소",
            (What::Invoice { kind, .. }, None) => kind.title(false),
            (What::Invoice { kind, .. }, Some(_)) => kind.title(true),
        }
    }

    /// `과세`, `영세`, `면세`.
    #[must_use]
    pub const fn taxation(&self) -> &'static str {
        match &self.what {
            What::Receipt { taxation, .. } => taxation.wire(),
            What::Invoice { kind, .. } => kind.wire(),
        }
    }
}
