//! A document as the authority keeps and shows it.

use rusqlite::Row;
use serde::Serialize;

use crate::words::words;

words! {
    /// What a document does.
    Kind {
        /// A cash receipt (승인거래).
        Issue = "issue",
        /// The cancellation of one, whole or in part (취소거래).
        Cancel = "cancel",
    }
}

words! {
    /// How far a document is. A receipt is provisional until the day after (domain.md §1.8).
    Status {
        /// Taken; has an approval number.
        Approved = "approved",
        /// Still standing the day after.
        Confirmed = "confirmed",
        /// Refused the day after.
        Rejected = "rejected",
    }
}

words! {
    /// Whether the supply carries VAT; one receipt has one kind (domain.md §1.5).
    Taxation {
        /// Taxable (과세).
        Taxable = "과세",
        /// Exempt (면세).
        Exempt = "면세",
    }
}

words! {
    /// What the customer uses the receipt for (domain.md §1.4).
    Purpose {
        /// Income deduction (소득공제).
        IncomeDeduction = "소득공제",
        /// Proof of expense (지출증빙).
        ExpenseProof = "지출증빙",
    }
}

/// The four amounts in won; the total is the sum of the other three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Amounts {
    /// Total (거래금액).
    pub transaction_amount: i64,
    /// Supply value (공급가액).
    pub supply_amount: i64,
    /// VAT (부가가치세).
    pub tax_amount: i64,
    /// Service charge (봉사료).
    pub service_amount: i64,
}

/// Which receipt a cancellation cancels, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Original {
    /// The original's approval number.
    pub original_approval_number: String,
    /// The original's transaction date, `YYYYMMDD`.
    pub original_transaction_date: String,
    /// `1` cancelled sale, `2` issued by mistake, `3` other (domain.md §1.5).
    pub cancel_reason: String,
}

/// A document of the ledger; serialises to the stored document of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// The sender's key, unique for ever.
    pub document_key: String,
    /// Receipt or cancellation.
    pub kind: Kind,
    /// How far it is.
    pub status: Status,
    /// The shop.
    pub business_number: String,
    /// `YYYYMMDD`.
    pub transaction_date: String,
    /// `HHMMSS`.
    pub transaction_time: String,
    /// Positive also for a cancellation.
    #[serde(flatten)]
    pub amounts: Amounts,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// What the customer uses it for.
    pub receipt_purpose: Purpose,
    /// The consumer's number with its middle starred.
    pub consumer_number_masked: String,
    /// Item name (품명), if given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_name: Option<String>,
    /// Nine characters, unique within the transaction date (domain.md §1.5).
    pub approval_number: String,
    /// `2026-11-22T15:30:00+09:00`.
    pub approved_at: String,
    /// Only for a cancellation.
    #[serde(flatten)]
    pub original: Option<Original>,
}

/// A query for whole documents with their `id`.
pub(super) fn select(condition: &str) -> String {
    format!(
        "SELECT id, document_key, kind, status, business_number, transaction_date, transaction_time, \
         transaction_amount, supply_amount, tax_amount, service_amount, taxation, receipt_purpose, \
         consumer_number_masked, item_name, approval_number, approved_at, original_approval_number, \
         original_transaction_date, cancel_reason FROM documents {condition}"
    )
}

impl Document {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            document_key: row.get("document_key")?,
            kind: row.get("kind")?,
            status: row.get("status")?,
            business_number: row.get("business_number")?,
            transaction_date: row.get("transaction_date")?,
            transaction_time: row.get("transaction_time")?,
            amounts: Amounts::from_row(row)?,
            taxation: row.get("taxation")?,
            receipt_purpose: row.get("receipt_purpose")?,
            consumer_number_masked: row.get("consumer_number_masked")?,
            item_name: row.get("item_name")?,
            approval_number: row.get("approval_number")?,
            approved_at: row.get("approved_at")?,
            original: Original::from_row(row)?,
        })
    }
}

impl Amounts {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            transaction_amount: row.get("transaction_amount")?,
            supply_amount: row.get("supply_amount")?,
            tax_amount: row.get("tax_amount")?,
            service_amount: row.get("service_amount")?,
        })
    }
}

impl Original {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let number: Option<String> = row.get("original_approval_number")?;
        number
            .map(|original_approval_number| {
                Ok(Self {
                    original_approval_number,
                    original_transaction_date: row.get("original_transaction_date")?,
                    cancel_reason: row.get("cancel_reason")?,
                })
            })
            .transpose()
    }
}
