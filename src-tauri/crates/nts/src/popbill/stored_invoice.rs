//! Reads a tax invoice that Popbill holds (`TaxinvoiceInfo`, providers.md §4.3, and the detail that has its lines).
//!
//! 300–303 is issued and not handed over yet, 304 the NTS has it, 305 the NTS refused it, and 600 was withdrawn at Popbill's own
//! pages before it was handed over, which to our book is refused later as well.

use domain::{AmendCode, Approval, ApprovalNumber, DocumentKey, InvoiceKind};
use serde_json::Value;

use super::invoice_wire::{self, amend_code};
use super::mgt_key::document_key;
use super::stored_wire::{Held, foreign, moment, whole, won};
use crate::said::{parse_date, text};
use crate::stored::{StoredAmends, StoredContent, StoredDocument, StoredInvoice, StoredStatus, Sums};

/// The code of one that was withdrawn before it was handed over.
const WITHDRAWN: &str = "600";

/// What `info` describes, without lines; `None` when a field is missing or does not parse.
pub(super) fn read(info: &Value) -> Option<Held> {
    let key = text(info, "invoicerMgtKey").and_then(document_key).filter(|key| key.kind().is_invoice());
    let Some(key) = key else {
        return foreign(info, &["invoicerMgtKey", "ntsconfirmNum", "itemKey"]);
    };
    let status = match whole(info, "stateCode")? {
        300..=303 => StoredStatus::Approved,
        304 => StoredStatus::Transmitted(
            moment(info, "ntssendDT")
                .or_else(|| moment(info, "ntsresultDT"))
                .or_else(|| moment(info, "stateDT"))?,
        ),
        305 | 600 => StoredStatus::Rejected,
        state => return Some(Held::NotIssued { state }),
    };
    document(info, key, status).map(|stored| Held::Document(Box::new(stored)))
}

/// Puts the lines, and the original of an amended one, into `stored`; `None` when the detail is another invoice's or cannot be
/// read.
pub(super) fn complete(mut stored: StoredDocument, detail: &Value) -> Option<StoredDocument> {
    let key = text(detail, "invoicerMgtKey").and_then(document_key)?;
    let said = invoice_wire::read(detail).filter(|_| key == stored.key)?;
    let StoredContent::Invoice(invoice) = &mut stored.content else { return None };
    invoice.lines = Some(said.lines);
    invoice.amends = said.amends.map(StoredAmends::from);
    Some(stored)
}

fn document(info: &Value, key: DocumentKey, status: StoredStatus) -> Option<StoredDocument> {
    let number = ApprovalNumber::parse(text(info, "ntsconfirmNum")?).ok()?;
    number.invoice()?;
    let (supply, vat) = (won(info, "supplyCostTotal")?, won(info, "taxTotal")?);
    let sent_at = match status {
        StoredStatus::Transmitted(at) => Some(at),
        StoredStatus::Approved | StoredStatus::Confirmed | StoredStatus::Rejected => None,
    };
    Some(StoredDocument {
        key,
        status,
        trade_date: parse_date(text(info, "writeDate")?)?,
        approval: Approval { number, at: moment(info, "issueDT")? },
        result_code: result_code(info),
        content: StoredContent::Invoice(Box::new(StoredInvoice {
            kind: InvoiceKind::from_wire(text(info, "taxType")?)?,
            supplier: text(info, "invoicerCorpNum")?.to_owned(),
            buyer: text(info, "invoiceeCorpNum")?.to_owned().into(),
            sums: Sums { supply, vat, total: supply.checked_add(vat)? },
            lines: None,
            amends: amended(info)?.map(|code| StoredAmends { original: None, code }),
            sent_at,
        })),
    })
}

fn result_code(info: &Value) -> String {
    if whole(info, "stateCode") == Some(600) {
        return WITHDRAWN.to_owned();
    }
    text(info, "ntssendErrCode").unwrap_or_default().to_owned()
}

/// Outer `None`: a code that is none of the six.
fn amended(info: &Value) -> Option<Option<AmendCode>> {
    match whole(info, "modifyCode") {
        None | Some(0) => Some(None),
        Some(code) => amend_code(code).map(Some),
    }
}
