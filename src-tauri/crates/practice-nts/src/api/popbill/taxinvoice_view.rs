//! A tax invoice as the dialect shows it (providers.md §4.3).

use serde_json::{Value, json};

use crate::ledger::{PopbillDocument, PopbillState};

/// Its state and what a list shows. The approval number is spelt otherwise here than in the answer to an issue.
pub(super) fn info(document: &PopbillDocument) -> Value {
    let on_its_way = !matches!(document.state, PopbillState::Issued | PopbillState::Withdrawn);
    let answered = matches!(document.state, PopbillState::Accepted | PopbillState::Failed);
    let refused = document.failure.as_deref().filter(|_| document.failure_came());
    let amounts = &document.amounts;
    json!({
        "itemKey": document.item_key,
        "taxType": document.text("taxType"),
        "writeDate": document.date(),
        "regDT": document.issued_at,
        "issueType": document.text("issueType"),
        "supplyCostTotal": amounts.supply_amount.to_string(),
        "taxTotal": amounts.tax_amount.to_string(),
        "purposeType": document.text("purposeType"),
        "issueDT": document.issued_at,
        "lateIssueYN": is_late(document),
        "openYN": false,
        "openDT": null,
        "stateMemo": document.text("memo"),
        "stateCode": document.state.code(),
        "stateDT": document.state_at,
        "ntsconfirmNum": document.number,
        "ntsresult": answered.then(|| if refused.is_some() { "실패" } else { "성공" }),
        "ntssendDT": on_its_way.then_some(&document.send_at),
        "ntsresultDT": answered.then_some(&document.result_at),
        "ntssendErrCode": answered.then(|| refused.unwrap_or("SUC001")),
        "modifyCode": modify_code(document),
        "interOPYN": false,
        "invoicerCorpName": document.text("invoicerCorpName"),
        "invoicerCorpNum": document.text("invoicerCorpNum"),
        "invoicerMgtKey": document.mgt_key,
        "invoicerPrintYN": false,
        "invoiceeCorpName": document.text("invoiceeCorpName"),
        "invoiceeCorpNum": document.text("invoiceeCorpNum"),
        "invoiceeMgtKey": null,
        "invoiceePrintYN": false,
        "closeDownState": null,
        "closeDownStateDate": null,
        "trusteeCorpName": null,
        "trusteeCorpNum": null,
        "trusteeMgtKey": null,
        "trusteePrintYN": false,
    })
}

/// Everything on paper.
pub(super) fn detail(document: &PopbillDocument) -> Value {
    let mut detail = document.paper.clone();
    detail.insert("ntsconfirmNum".to_owned(), json!(document.number));
    detail.insert("modifyCode".to_owned(), modify_code(document));
    Value::Object(detail)
}

/// Whether it was issued after the tenth of the month after its 작성일자.
pub(super) fn is_late(document: &PopbillDocument) -> bool {
    let month = |text: &str| -> Option<i32> {
        let (year, month) = (text.get(..4)?.parse::<i32>().ok()?, text.get(4..6)?.parse::<i32>().ok()?);
        Some(year * 12 + month)
    };
    let Some((written, issued)) = month(document.date()).zip(month(&document.issued_at)) else {
        return false;
    };
    issued > written + 1 || (issued == written + 1 && document.issued_at.get(6..8) > Some("10"))
}

/// As a number, however it came.
fn modify_code(document: &PopbillDocument) -> Value {
    match document.paper.get("modifyCode") {
        Some(Value::String(code)) => code.parse::<u8>().map_or(Value::Null, Value::from),
        Some(code) => code.clone(),
        None => Value::Null,
    }
}
