//! Every way an invoice can be wrong, with the code and the field the answer names.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{House, but};
use crate::invoice_paper::{ETAX_ISSUE, invoice, with, worth};

type Wrong = (Value, &'static str, &'static str);

async fn must_all_be_refused(wrong: Vec<Wrong>) {
    let house = House::open().await;
    for (request, code, field) in wrong {
        let answer = house.shop.bill(&request).await;
        let seen = (answer.status.as_u16(), answer.text("resultCode"), answer.text("field"));
        assert_eq!(seen, (400, code.to_owned(), field.to_owned()), "{request}");
    }
    assert!(house.nts.ledger().invoices().unwrap().is_empty());
}

#[tokio::test]
async fn what_must_be_there_is_asked_for_by_its_path() {
    let mut wrong: Vec<Wrong> = Vec::new();
    for field in [
        "documentKey",
        "invoiceType",
        "kind",
        "purpose",
        "issueDate",
        "supplier",
        "buyer",
        "items",
        "totalSupplyAmount",
        "totalTaxAmount",
        "totalAmount",
    ] {
        wrong.push((but(invoice("T1"), json!({ field: null })), "E2001", field));
    }
    for (pointer, path) in [
        ("/supplier/businessNumber", "supplier.businessNumber"),
        ("/supplier/businessName", "supplier.businessName"),
        ("/supplier/ceoName", "supplier.ceoName"),
        ("/buyer/businessNumber", "buyer.businessNumber"),
        ("/buyer/businessName", "buyer.businessName"),
        ("/buyer/ceoName", "buyer.ceoName"),
        ("/items/1/name", "items[1].name"),
        ("/items/0/supplyAmount", "items[0].supplyAmount"),
        ("/items/1/taxAmount", "items[1].taxAmount"),
    ] {
        wrong.push((with(invoice("T1"), pointer, Value::Null), "E2001", path));
        wrong.push((with(invoice("T1"), pointer, json!([])), code_of_a_list(pointer), path));
    }
    must_all_be_refused(wrong).await;
}

/// An amount that is no number is a wrong amount; any other field is unreadable.
fn code_of_a_list(pointer: &str) -> &'static str {
    if pointer.ends_with("Amount") { "E2002" } else { "E2001" }
}

#[tokio::test]
async fn what_cannot_be_read_is_pointed_at() {
    let set = |pointer: &str, value: Value| with(invoice("T1"), pointer, value);
    let many = vec![json!({ "name": "볼펜", "supplyAmount": 1_000, "taxAmount": 100 }); 100];
    must_all_be_refused(vec![
        (set("/documentKey", json!("has space")), "E2001", "documentKey"),
        (set("/invoiceType", json!("03")), "E2001", "invoiceType"),
        (set("/kind", json!("불공제")), "E2001", "kind"),
        (set("/purpose", json!("외상")), "E2001", "purpose"),
        (set("/issueDate", json!("20261131")), "E2001", "issueDate"),
        (set("/issueDate", json!("2026-11-22")), "E2001", "issueDate"),
        (set("/supplier", json!("1234567891")), "E2001", "supplier"),
        (set("/supplier/branchNumber", json!("1")), "E2001", "supplier.branchNumber"),
        (set("/supplier/businessName", json!("가".repeat(71))), "E2001", "supplier.businessName"),
        (set("/supplier/email", json!("nobody")), "E2001", "supplier.email"),
        (set("/buyer/ceoName", json!("가".repeat(31))), "E2001", "buyer.ceoName"),
        (set("/buyer/address", json!("가".repeat(151))), "E2001", "buyer.address"),
        (set("/buyer/businessType", json!("가".repeat(41))), "E2001", "buyer.businessType"),
        (set("/buyer/businessItem", json!("두\n줄")), "E2001", "buyer.businessItem"),
        (set("/buyer/email", json!("가나다라마바사아자차카@example.kr")), "E2001", "buyer.email"),
        (set("/buyer/email2", json!("a@b@c")), "E2001", "buyer.email2"),
        (set("/buyer/email2", json!("a b@c.kr")), "E2001", "buyer.email2"),
        (set("/items", json!([])), "E2001", "items"),
        (set("/items", json!(many)), "E2001", "items"),
        (set("/items", json!({})), "E2001", "items"),
        (set("/items", json!(["복사용지"])), "E2001", "items[0]"),
        (set("/items/0/name", json!("가".repeat(101))), "E2001", "items[0].name"),
        (set("/items/1/specification", json!("가".repeat(61))), "E2001", "items[1].specification"),
        (set("/items/1/date", json!("20261322")), "E2001", "items[1].date"),
        (set("/items/0/quantity", json!("1.234")), "E2001", "items[0].quantity"),
        (set("/items/0/quantity", json!("12345678901")), "E2001", "items[0].quantity"),
        (set("/items/0/unitPrice", json!("1,000")), "E2001", "items[0].unitPrice"),
        (set("/items/0/remark", json!("\u{7}")), "E2001", "items[0].remark"),
        (set("/payment", json!(330_000)), "E2001", "payment"),
        (set("/remark", json!("가".repeat(151))), "E2001", "remark"),
        (set("/originalInvoiceId", json!("202611224199999900000001")), "E2001", "originalInvoiceId"),
        (set("/amendReason", json!("03")), "E2001", "amendReason"),
        (set("/invoiceType", json!("02")), "E2001", "originalInvoiceId"),
    ])
    .await;
}

#[tokio::test]
async fn sums_that_disagree_are_refused() {
    let set = |pointer: &str, value: Value| with(invoice("T1"), pointer, value);
    must_all_be_refused(vec![
        (set("/totalSupplyAmount", json!(300_001)), "E2002", "totalSupplyAmount"),
        (set("/totalTaxAmount", json!(30_001)), "E2002", "totalTaxAmount"),
        (set("/totalAmount", json!(330_001)), "E2002", "totalAmount"),
        (set("/totalAmount", json!(i64::MAX)), "E2002", "totalAmount"),
        (set("/totalSupplyAmount", json!(i64::MIN)), "E2002", "totalSupplyAmount"),
        (set("/totalAmount", json!("330000")), "E2002", "totalAmount"),
        (set("/items/0/supplyAmount", json!(250_000.5)), "E2002", "items[0].supplyAmount"),
        (set("/items/0/supplyAmount", json!(i64::MAX)), "E2002", "items[0].supplyAmount"),
        (set("/items/1/taxAmount", json!(i64::MIN)), "E2002", "items[1].taxAmount"),
        (set("/items/1/taxAmount", json!(-5_000)), "E2002", "items[1].taxAmount"),
        (set("/payment/cash", json!(299_999)), "E2002", "payment"),
        (set("/payment", json!({})), "E2002", "payment"),
        (set("/payment/check", json!("0")), "E2002", "payment.check"),
        (set("/payment/note", json!(i64::MAX)), "E2002", "payment.note"),
    ])
    .await;
}

#[tokio::test]
async fn vat_and_sign_follow_from_the_kind() {
    let zero_rated = |supply, tax| but(worth("T1", supply, tax), json!({ "kind": "영세" }));
    let exempt = |supply, tax| but(worth("T1", supply, tax), json!({ "kind": "면세" }));
    let mixed = json!([
        { "name": "쌀", "supplyAmount": 60_000, "taxAmount": 0 },
        { "name": "쌀", "supplyAmount": 240_000 },
    ]);
    let total_only = but(exempt(300_000, 0), json!({ "totalTaxAmount": 1, "items": mixed }));
    must_all_be_refused(vec![
        (worth("T1", 300_000, 0), "E2002", "totalTaxAmount"),
        (worth("T1", 10, 0), "E2002", "totalTaxAmount"),
        (worth("T1", 300_000, 29_989), "E2002", "totalTaxAmount"),
        (worth("T1", 300_000, 300_000), "E2002", "totalTaxAmount"),
        (zero_rated(300_000, 30_000), "E2002", "items[0].taxAmount"),
        (exempt(300_000, 30_000), "E2002", "items[0].taxAmount"),
        (total_only, "E2002", "totalTaxAmount"),
        (worth("T1", 0, 0), "E2002", "totalAmount"),
        (worth("T1", -300_000, -30_000), "E2002", "totalAmount"),
        (worth("T1", 999_999_999_999_999, 99_999_999_999_999), "E2002", "totalAmount"),
    ])
    .await;
}

#[tokio::test]
async fn numbers_must_be_right_and_dates_not_in_the_future() {
    let supplier = |number: &str| with(invoice("T1"), "/supplier/businessNumber", json!(number));
    let buyer = |number: &str| with(invoice("T1"), "/buyer/businessNumber", json!(number));
    let person = |number: &str| {
        let buyer = json!({ "residentNumber": number, "businessName": "홍길동" });
        but(invoice("T1"), json!({ "buyer": buyer }))
    };
    let also = |name: &str, value: Value| with(invoice("T1"), &format!("/buyer/{name}"), value);
    let foreigner = json!({ "buyer": { "foreigner": true, "businessName": "John" }, "remark": null });
    let closed_later = but(buyer("1111111119"), json!({ "issueDate": "20260701" }));
    must_all_be_refused(vec![
        (supplier("1234567890"), "E2004", "supplier.businessNumber"),
        (supplier("2148600016"), "E2004", "supplier.businessNumber"),
        (buyer("2148600017"), "E2004", "buyer.businessNumber"),
        (buyer("214-86-00016"), "E2004", "buyer.businessNumber"),
        (buyer("1234567891"), "E2004", "buyer.businessNumber"),
        (buyer("5555500005"), "E2004", "buyer.businessNumber"),
        (buyer("1111111119"), "E2004", "buyer.businessNumber"),
        (closed_later, "E2004", "buyer.businessNumber"),
        (person("9002301234567"), "E2003", "buyer.residentNumber"),
        (person("900101-1234567"), "E2003", "buyer.residentNumber"),
        (person("여섯자리생년월일일곱자리"), "E2003", "buyer.residentNumber"),
        (also("residentNumber", json!("9001011234567")), "E2003", "buyer.residentNumber"),
        (also("foreigner", json!(true)), "E2003", "buyer.foreigner"),
        (also("foreigner", json!("yes")), "E2001", "buyer.foreigner"),
        (but(invoice("T1"), foreigner), "E2001", "remark"),
        (with(invoice("T1"), "/issueDate", json!("20261123")), "E2006", "issueDate"),
    ])
    .await;
}

#[tokio::test]
async fn a_body_that_is_no_json_object_or_too_large_is_refused() {
    let house = House::open().await;
    for body in ["", "{", "[]", "\"text\""] {
        let answer = house.shop.send(Method::POST, ETAX_ISSUE, Some(body.to_owned())).await.unwrap();
        assert_eq!(answer.status(), 400, "{body}");
    }
    let large = but(invoice("T1"), json!({ "remark": "가".repeat(1 << 20) }));
    house.shop.bill(&large).await.must_refuse(413, "E2001", "");
}

#[tokio::test]
async fn an_unknown_key_is_not_there() {
    let house = House::open().await;
    house.shop.look_up_invoice("T261122-01-000009").await.must_refuse(404, "E3002", "");
    house.shop.transmit("T261122-01-000009").await.must_refuse(404, "E3002", "");
}
