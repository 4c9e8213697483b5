//! A cash receipt as the dialect shows it (providers.md §3.3).

use serde_json::{Map, Value, json};

use crate::ledger::{PopbillDocument, PopbillState};
use crate::popbill::Vault;

/// Its state and what a list shows.
pub(super) fn info(document: &PopbillDocument, vault: &Vault) -> Value {
    let answered = matches!(document.state, PopbillState::Accepted | PopbillState::Failed);
    let refused = document.failure.as_deref().filter(|_| document.state == PopbillState::Failed);
    let mut info = common(document, vault);
    for name in ["email", "hp", "orderNumber", "itemName", "customerName"] {
        info.insert(name.into(), document.text(name).into());
    }
    for (name, value) in [
        ("itemKey", json!(document.item_key)),
        ("issueDT", json!(document.issued_at)),
        ("regDT", json!(document.issued_at)),
        ("stateCode", json!(document.state.code())),
        ("stateDT", json!(document.state_at)),
        ("stateMemo", json!(document.text("memo"))),
        ("ntssendDT", json!(answered.then_some(&document.send_at))),
        ("ntsresult", json!(answered.then(|| if refused.is_some() { "실패" } else { "성공" }))),
        ("ntsresultDT", json!(answered.then_some(&document.result_at))),
        ("ntsresultCode", json!(answered.then(|| refused.unwrap_or("0000")))),
        ("ntsresultMessage", json!(answered.then(|| message(refused)))),
        ("printYN", json!(false)),
        ("interOPYN", json!(false)),
    ] {
        info.insert(name.into(), value);
    }
    Value::Object(info)
}

/// Everything on paper.
pub(super) fn detail(document: &PopbillDocument, vault: &Vault) -> Value {
    let mut detail = document.paper.clone();
    detail.extend(common(document, vault));
    Value::Object(detail)
}

fn common(document: &PopbillDocument, vault: &Vault) -> Map<String, Value> {
    let number =
        vault.unseal(&document.counterpart_sealed).unwrap_or_else(|| document.counterpart_masked.clone());
    let original = document.original.as_ref();
    let amounts = &document.amounts;
    let fields = [
        ("mgtKey", json!(document.mgt_key)),
        ("tradeDate", json!(document.date())),
        ("tradeDT", json!(document.traded_at)),
        ("tradeType", json!(document.text("tradeType"))),
        ("tradeUsage", json!(document.text("tradeUsage"))),
        ("tradeOpt", json!(document.text("tradeOpt"))),
        ("taxationType", json!(document.text("taxationType"))),
        ("totalAmount", json!(amounts.transaction_amount.to_string())),
        ("supplyCost", json!(amounts.supply_amount.to_string())),
        ("tax", json!(amounts.tax_amount.to_string())),
        ("serviceFee", json!(amounts.service_amount.to_string())),
        ("identityNum", json!(number)),
        ("confirmNum", json!(document.number)),
        ("orgConfirmNum", json!(original.map(|original| &original.number))),
        ("orgTradeDate", json!(original.map(|original| &original.date))),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn message(refused: Option<&str>) -> &'static str {
    match refused {
        None => "정상",
        Some("TS1") => "식별번호 오류",
        Some("TS2") => "카드번호 오류",
        Some("TS3") => "발급 제한 사업자",
        Some("TS4") => "금액 오류",
        Some("TS7") => "미등록 사업자",
        Some(_) => "기타 오류",
    }
}
