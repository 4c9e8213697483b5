//! What has happened to a document, as the dialect tells it.

use serde_json::{Value, json};

use crate::ledger::{PopbillDocument, PopbillProduct, PopbillState};

/// The issue, and what came after it.
pub(super) fn of(document: &PopbillDocument) -> Vec<Value> {
    let issued = entry(document, 30, "발행", &document.issued_at);
    let since = match document.state {
        PopbillState::Issued => None,
        PopbillState::Sending => Some((40, "국세청 전송")),
        PopbillState::Accepted => Some((41, "국세청 전송성공")),
        PopbillState::Failed => Some((42, "국세청 전송실패")),
        PopbillState::Withdrawn => Some((60, "발행취소")),
    };
    let later = since.map(|(kind, log)| entry(document, kind, log, &document.state_at));
    [Some(issued), later].into_iter().flatten().collect()
}

fn entry(document: &PopbillDocument, kind: u16, log: &str, at: &str) -> Value {
    let mut entry = json!({
        "docLogType": kind,
        "log": log,
        "procType": "시스템",
        "procMemo": document.text("memo"),
        "regDT": at,
        "ip": "127.0.0.1",
    });
    if let (PopbillProduct::Taxinvoice, Some(fields)) = (document.product, entry.as_object_mut()) {
        fields.insert("procCorpName".into(), document.text("invoicerCorpName").into());
        fields.insert("procContactName".into(), document.text("invoicerContactName").into());
    }
    entry
}
