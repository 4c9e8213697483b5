//! The paper of a document: what is masked, grouped and put into the words of the law.

use domain::{DocumentKey, Invoice, InvoiceKind, InvoiceNumber};
use paper::{AmendmentNote, InvoiceCopy, InvoiceFacts, InvoiceSheet};
use serde_json::{Value, json};

use crate::invoices::day;
use crate::samples::moment;

fn parts() -> Value {
    json!({
        "kind": "taxable",
        "supplier": {
            "number": "1234567891", "name": "행복문구", "owner": "김행복", "address": "서울특별시 중구 세종대로 110",
            "branch": "0007", "business_type": "도소매", "business_item": "문구", "email": "shop@example.com",
        },
        "buyer": {
            "id": { "kind": "business_number", "number": "3148120001" },
            "name": "(주)한빛유통", "owner": "이한빛", "emails": ["tax@example.com", "second@example.com"],
        },
        "written_on": "2026-11-02",
        "lines": [
            {
                "supplied_on": "2026-11-01", "item": "복사용지", "spec": "박스", "quantity": 123_450, "unit_price": 1_000_050,
                "supply": 1_200_000, "vat": 120_000, "remark": "급함",
            },
            { "supplied_on": "2026-11-02", "item": "배송", "supply": 1_000, "vat": 100 },
        ],
        "supply": 1_201_000, "vat": 120_100, "total": 1_321_100,
        "payment": { "cash": 321_100, "credit": 1_000_000 },
        "billing": "charge",
        "remark": "여권번호 M12345678",
    })
}

fn invoice(change: impl FnOnce(&mut Value)) -> Invoice {
    let mut parts = parts();
    change(&mut parts);
    serde_json::from_value(parts).unwrap()
}

fn sheet(invoice: &Invoice) -> InvoiceSheet {
    let key = DocumentKey::parse("T261102-01-000042").unwrap();
    let approval = InvoiceNumber::parse("2026110241000999000000a1").unwrap();
    InvoiceSheet::of(
        invoice,
        &InvoiceFacts {
            copy: InvoiceCopy::Buyer,
            practice: true,
            key: Some(&key),
            approval: Some(&approval),
            made_at: moment("2026-11-02 15:30:00"),
        },
    )
}

#[test]
fn everything_the_invoice_says_is_on_its_paper() {
    let sheet = sheet(&invoice(|_| {}));
    assert_eq!((sheet.kind, sheet.copy, sheet.practice), (InvoiceKind::Taxable, InvoiceCopy::Buyer, true));
    assert_eq!(sheet.key.as_deref(), Some("T261102-01-000042"));
    assert_eq!(sheet.approval_number.as_deref(), Some("20261102-41000999-000000a1"));
    assert_eq!((sheet.amendment, sheet.written_on), (None, day("2026-11-02")));
    let amounts = (sheet.supply.get(), sheet.vat.get(), sheet.total.get());
    assert_eq!(amounts, (1_201_000, 120_100, 1_321_100));
    assert_eq!((sheet.payment.cash.get(), sheet.payment.credit.get()), (321_100, 1_000_000));
    assert_eq!(sheet.remark.as_deref(), Some("여권번호 M12345678"));
    let supplier = sheet.supplier;
    assert_eq!((supplier.number.as_str(), supplier.branch.as_str()), ("123-45-67891", "0007"));
    assert_eq!((supplier.business_type.as_str(), supplier.emails.len()), ("도소매", 1));
    assert_eq!((sheet.buyer.number.as_str(), sheet.buyer.address.as_str()), ("314-81-20001", ""));
    assert_eq!(sheet.buyer.emails, ["tax@example.com", "second@example.com"]);
}

#[test]
fn quantities_and_prices_have_commas_and_no_idle_decimals() {
    let sheet = sheet(&invoice(|_| {}));
    let [first, second] = &sheet.lines[..] else { panic!("two lines") };
    assert_eq!((first.quantity.as_str(), first.unit_price.as_str()), ("1,234.5", "10,000.5"));
    assert_eq!((first.spec.as_str(), first.remark.as_str()), ("박스", "급함"));
    assert_eq!((second.quantity.as_str(), second.unit_price.as_str(), second.spec.as_str()), ("", "", ""));
}

#[test]
fn a_resident_number_is_cut_in_half_and_a_foreigner_has_thirteen_nines() {
    let of = |kind: &str, number: &str| {
        sheet(&invoice(|parts| parts["buyer"]["id"] = json!({ "kind": kind, "number": number }))).buyer.number
    };
    assert_eq!(of("rrn", "9001011234567"), "900101-*******");
    assert_eq!(of("foreigner", "M12345678"), "9999999999999");
}

#[test]
fn an_amendment_is_told_in_the_words_of_the_law() {
    let of = |reason: &str, sign: i64| {
        let amends = json!({
            "reason": reason, "original": "20261005410009990000009f", "original_written_on": "2026-10-05",
        });
        let amended = invoice(|parts| {
            parts["amends"] = amends;
            for amount in ["supply", "vat", "total"] {
                parts[amount] = json!(sign * parts[amount].as_i64().unwrap());
            }
            for line in parts["lines"].as_array_mut().unwrap() {
                line["supply"] = json!(sign * line["supply"].as_i64().unwrap());
                line["vat"] = json!(sign * line["vat"].as_i64().unwrap());
            }
            parts["payment"] = json!({});
        });
        sheet(&amended).amendment.unwrap()
    };
    let note = |reason_text: &str| AmendmentNote {
        reason_text: reason_text.to_owned(),
        original_number: "20261005-41000999-0000009f".to_owned(),
    };
    assert_eq!(of("returned", -1), note("환입"));
    assert_eq!(of("contract_cancelled", -1), note("계약의 해제"));
    assert_eq!(of("price_changed", 1), note("공급가액 변동"));
    assert_eq!(of("mistake", 1), note("기재사항의 착오·정정 등"));
}

#[test]
fn a_preview_has_no_numbers() {
    let facts = InvoiceFacts {
        copy: InvoiceCopy::Supplier,
        practice: false,
        key: None,
        approval: None,
        made_at: moment("2026-11-02 15:30:00"),
    };
    let sheet = InvoiceSheet::of(&invoice(|_| {}), &facts);
    assert_eq!((sheet.key, sheet.approval_number), (None, None));
}
