//! A document as the NTS holds it.

use chrono::NaiveDate;
use domain::{Amounts, Approval, ApprovalNumber, DocumentKey, Purpose, Taxation};

use crate::route::Act;

/// What the NTS holds under a key, parsed from its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// The document's own key.
    pub key: DocumentKey,
    /// Issue or cancel.
    pub act: Act,
    /// How far the NTS is with it.
    pub status: StoredStatus,
    /// Amounts; positive for cancels too (domain.md §1.7).
    pub amounts: Amounts,
    /// Purpose (거래구분).
    pub purpose: Purpose,
    /// Taxed or exempt, when the answer says so.
    pub taxation: Option<Taxation>,
    /// Trade date (거래일).
    pub trade_date: NaiveDate,
    /// Approval number and moment (KST).
    pub approval: Approval,
    /// The customer's number as the NTS masked it.
    pub masked_number: String,
    /// The document's own result code, which says why when `status` is `Rejected`; empty where the answer has none.
    pub result_code: String,
    /// What a cancel cancels.
    pub original: Option<OriginalReference>,
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
    /// Approved, provisional until the day after.
    Approved,
    /// Confirmed the day after.
    Confirmed,
    /// Refused the day after.
    Rejected,
}
