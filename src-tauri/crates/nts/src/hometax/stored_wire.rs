//! Reads a stored document out of an answer; the same shape serves look-ups, lists and `E3001`.

use domain::{Approval, ApprovalNumber, DocumentKey, Purpose, Taxation};
use serde::Deserialize;
use serde_json::Value;

use super::stored_invoice;
use super::wire::AmountFields;
use crate::route::Act;
use crate::said::{korean_time, parse_date};
use crate::stored::{OriginalReference, StoredContent, StoredDocument, StoredReceipt, StoredStatus};

/// The document in `body`; `None` when a field is missing or does not parse.
pub(super) fn read_stored(body: &Value) -> Option<StoredDocument> {
    let key = DocumentKey::parse(body.get("documentKey")?.as_str()?).ok()?;
    if key.kind().is_invoice() {
        stored_invoice::read(body, key)
    } else {
        StoredFields::deserialize(body).ok()?.parse(key)
    }
}

/// An approval from its two texts; the time comes with any offset and is kept in Korean time.
pub(super) fn approval(number: Option<&str>, at: Option<&str>) -> Option<Approval> {
    Some(Approval { number: ApprovalNumber::parse(number?).ok()?, at: korean_time(at?)? })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredFields {
    #[serde(default)]
    result_code: String,
    kind: Kind,
    status: Status,
    transaction_date: String,
    #[serde(flatten)]
    amounts: AmountFields,
    taxation: Option<String>,
    receipt_purpose: String,
    #[serde(default)]
    consumer_number_masked: String,
    approval_number: String,
    approved_at: String,
    original_approval_number: Option<String>,
    original_transaction_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Issue,
    Cancel,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Approved,
    Confirmed,
    Rejected,
}

impl StoredFields {
    fn parse(self, key: DocumentKey) -> Option<StoredDocument> {
        let act = match self.kind {
            Kind::Issue => Act::Issue,
            Kind::Cancel => Act::Cancel,
        };
        let receipt = StoredReceipt {
            act,
            original: self.original(act)?,
            amounts: self.amounts.parse()?,
            purpose: Purpose::from_wire(&self.receipt_purpose)?,
            taxation: self.taxation.as_deref().and_then(Taxation::from_wire),
            number: self.consumer_number_masked.into(),
        };
        Some(StoredDocument {
            key,
            status: match self.status {
                Status::Approved => StoredStatus::Approved,
                Status::Confirmed => StoredStatus::Confirmed,
                Status::Rejected => StoredStatus::Rejected,
            },
            trade_date: parse_date(&self.transaction_date)?,
            approval: approval(Some(&self.approval_number), Some(&self.approved_at))?,
            result_code: self.result_code,
            content: StoredContent::Receipt(receipt),
        })
    }

    /// Outer `None`: a cancel that does not say what it cancels.
    fn original(&self, act: Act) -> Option<Option<OriginalReference>> {
        match act {
            Act::Issue | Act::Invoice => Some(None),
            Act::Cancel => Some(Some(OriginalReference {
                approval: ApprovalNumber::parse(self.original_approval_number.as_deref()?).ok()?,
                trade_date: parse_date(self.original_transaction_date.as_deref()?)?,
            })),
        }
    }
}
