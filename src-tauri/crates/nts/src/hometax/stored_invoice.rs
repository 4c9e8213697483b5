//! Reads a stored invoice out of an answer: what was sent, under the same names, and how far the NTS is with it.

use domain::DocumentKey;
use serde::Deserialize;
use serde_json::Value;

use super::invoice_wire::FrozenBody;
use super::stored_wire::approval;
use crate::compare::ExpectedInvoice;
use crate::said::korean_time;
use crate::stored::{StoredContent, StoredDocument, StoredInvoice, StoredStatus};

/// The invoice in `body`; `None` when a field is missing or does not parse.
pub(super) fn read(body: &Value, key: DocumentKey) -> Option<StoredDocument> {
    let content = FrozenBody::deserialize(body).ok()?.parse()?;
    let progress = Progress::deserialize(body).ok()?;
    let sent_at = match progress.sent_at.as_deref() {
        Some(at) => Some(korean_time(at)?),
        None => None,
    };
    let status = match (progress.status, sent_at) {
        (Status::Issued, _) => StoredStatus::Approved,
        (Status::Sent, Some(at)) => StoredStatus::Transmitted(at),
        (Status::Sent, None) => return None,
        (Status::Rejected, _) => StoredStatus::Rejected,
    };
    let ExpectedInvoice { kind, written_on, supplier, buyer, sums, lines, amends } = content;
    let approval = approval(Some(&progress.invoice_id), Some(&progress.issued_at))?;
    Some(StoredDocument {
        key,
        status,
        trade_date: written_on,
        approval: Some(approval).filter(|approval| approval.number.invoice().is_some())?,
        result_code: progress.result_code,
        content: StoredContent::Invoice(Box::new(StoredInvoice {
            kind,
            supplier,
            buyer: buyer.into(),
            sums,
            lines: Some(lines),
            amends: amends.map(Into::into),
            sent_at,
        })),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Progress {
    #[serde(default)]
    result_code: String,
    status: Status,
    invoice_id: String,
    issued_at: String,
    sent_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Issued,
    Sent,
    Rejected,
}
