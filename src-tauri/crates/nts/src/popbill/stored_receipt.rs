//! Reads a receipt or cancel that Popbill holds (`CashbillInfo`, providers.md §3.3).
//!
//! The approval number is given when Popbill issues (300), the NTS's own word follows (304 taken, 305 refused); so 300 is approved
//! and provisional, 304 confirmed, 305 refused later.

use domain::{Amounts, Approval, ApprovalNumber, DocumentKey};
use serde_json::Value;

use super::mgt_key::document_key;
use super::receipt_wire::{APPROVAL, CANCEL, purpose_of, taxation_of};
use super::stored_wire::{Held, foreign, moment, whole, won};
use crate::route::Act;
use crate::said::{parse_date, text};
use crate::stored::{OriginalReference, StoredContent, StoredDocument, StoredReceipt, StoredStatus};

/// What `info` describes; `None` when a field is missing or does not parse.
pub(super) fn read(info: &Value) -> Option<Held> {
    let Some(key) = text(info, "mgtKey").and_then(document_key).filter(|key| !key.kind().is_invoice()) else {
        return foreign(info, &["mgtKey", "confirmNum", "itemKey"]);
    };
    let status = match whole(info, "stateCode")? {
        300 => StoredStatus::Approved,
        304 => StoredStatus::Confirmed,
        305 => StoredStatus::Rejected,
        state => return Some(Held::NotIssued { state }),
    };
    document(info, key, status).map(|stored| Held::Document(Box::new(stored)))
}

fn document(info: &Value, key: DocumentKey, status: StoredStatus) -> Option<StoredDocument> {
    let act = match text(info, "tradeType")? {
        APPROVAL => Act::Issue,
        CANCEL => Act::Cancel,
        _ => return None,
    };
    let number = ApprovalNumber::parse(text(info, "confirmNum")?).ok()?;
    Some(StoredDocument {
        key,
        status,
        trade_date: parse_date(text(info, "tradeDate")?)?,
        approval: Approval { number, at: moment(info, "issueDT")? },
        result_code: text(info, "ntsresultCode").unwrap_or_default().to_owned(),
        content: StoredContent::Receipt(StoredReceipt {
            act,
            amounts: amounts(info)?,
            purpose: purpose_of(text(info, "tradeUsage")?)?,
            taxation: text(info, "taxationType").and_then(taxation_of),
            number: text(info, "identityNum").unwrap_or_default().to_owned().into(),
            original: original(info, act)?,
        }),
    })
}

fn amounts(info: &Value) -> Option<Amounts> {
    let won = |name| won(info, name);
    Amounts::from_parts(won("supplyCost")?, won("tax")?, won("serviceFee")?, won("totalAmount")?).ok()
}

/// Outer `None`: a cancel that does not say what it cancels.
fn original(info: &Value, act: Act) -> Option<Option<OriginalReference>> {
    match act {
        Act::Issue | Act::Invoice => Some(None),
        Act::Cancel => Some(Some(OriginalReference {
            approval: ApprovalNumber::parse(text(info, "orgConfirmNum")?).ok()?,
            trade_date: parse_date(text(info, "orgTradeDate")?)?,
        })),
    }
}
