//! The plain way: a tax invoice, its look-up, its place in the list and in the ledger.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{House, but, receipt};
use crate::invoice_paper::{invoice, with, worth};

#[tokio::test]
async fn an_invoice_is_issued_and_can_be_looked_up_word_for_word() {
    let house = House::open().await;
    let answer = house.shop.bill(&invoice("T261122-01-000001")).await.must_be("0000");
    let number = "202611224199999900000001";
    assert_eq!(answer.text("documentKey"), "T261122-01-000001");
    assert_eq!(answer.text("invoiceId"), number);
    assert_eq!(answer.text("issuedAt"), "2026-11-22T15:30:00+09:00");
    let stored = house.shop.look_up_invoice("T261122-01-000001").await.must_be("0000");
    let authority_says = json!({
        "resultCode": "0000", "status": "issued", "invoiceId": number,
        "issuedAt": "2026-11-22T15:30:00+09:00",
    });
    let mut expected = but(invoice("T261122-01-000001"), authority_says);
    expected["sentAt"] = Value::Null;
    assert_eq!(stored.body, expected);
}

#[tokio::test]
async fn the_fields_that_may_be_absent_may_be_absent() {
    let house = House::open().await;
    let bare = json!({
        "documentKey": "T1", "invoiceType": "01", "kind": "면세", "purpose": "청구", "issueDate": "20261122",
        "supplier": { "businessNumber": "1234567891", "businessName": "장부상회", "ceoName": "김장부" },
        "buyer": { "residentNumber": "9001011234567", "businessName": "홍길동" },
        "items": [{ "name": "쌀", "quantity": 1.5, "unitPrice": 40_000, "supplyAmount": 60_000 }],
        "totalSupplyAmount": 60_000, "totalAmount": 60_000, "unheardOf": "ignored",
    });
    house.shop.bill(&bare).await.must_be("0000");
    let stored = house.shop.look_up_invoice("T1").await.body;
    let line = json!({
        "date": "20261122", "name": "쌀", "quantity": "1.5", "unitPrice": "40000", "supplyAmount": 60_000,
        "taxAmount": 0,
    });
    assert_eq!(stored["items"], json!([line]));
    assert_eq!(stored["buyer"], json!({ "residentNumberMasked": "900101*******", "businessName": "홍길동" }));
    assert_eq!(stored["totalTaxAmount"], 0);
    for absent in ["payment", "remark", "originalInvoiceId", "amendReason"] {
        assert!(stored.get(absent).is_none(), "{absent}");
    }
}

#[tokio::test]
async fn every_lawful_kind_of_invoice_is_taken() {
    let house = House::open().await;
    let untaxed = |kind| but(worth("K", 300_000, 0), json!({ "kind": kind }));
    let foreigner = json!({ "foreigner": true, "businessName": "John Smith" });
    let discount = json!([
        { "name": "복사용지", "supplyAmount": 310_000, "taxAmount": 31_000 },
        { "name": "할인", "quantity": "-1", "supplyAmount": -10_000, "taxAmount": -1_000 },
    ]);
    let kinds = [
        invoice("K"),
        untaxed("영세"),
        untaxed("면세"),
        worth("K", 9, 0),
        worth("K", 300_000, 29_990),
        worth("K", 900_000_000_000_000, 90_000_000_000_000),
        but(invoice("K"), json!({ "issueDate": "20250101" })),
        but(invoice("K"), json!({ "purpose": "청구", "payment": { "credit": 330_000 } })),
        but(invoice("K"), json!({ "items": discount })),
        but(invoice("K"), json!({ "buyer": foreigner, "remark": "여권 M12345678" })),
        with(invoice("K"), "/buyer/businessNumber", json!("2222222227")),
        with(invoice("K"), "/buyer/businessNumber", json!("3333333336")),
        but(
            with(invoice("K"), "/buyer/businessNumber", json!("1111111119")),
            json!({ "issueDate": "20260630" }),
        ),
        with(invoice("K"), "/items/0/name", json!("가".repeat(100))),
    ];
    for (number, request) in kinds.into_iter().enumerate() {
        let request = but(request, json!({ "documentKey": format!("T{number}") }));
        house.shop.bill(&request).await.must_be("0000");
    }
    let ninety_nine = vec![json!({ "name": "볼펜", "supplyAmount": 1_000, "taxAmount": 100 }); 99];
    let totals = json!({ "items": ninety_nine, "payment": null, "totalSupplyAmount": 99_000,
        "totalTaxAmount": 9_900, "totalAmount": 108_900 });
    house.shop.bill(&but(invoice("T99"), totals)).await.must_be("0000");
}

#[tokio::test]
async fn the_ledger_keeps_the_request_without_the_buyers_number() {
    let house = House::open().await;
    let person = json!({ "residentNumber": "9001011234567", "businessName": "홍길동", "ceoName": "홍길동" });
    house.shop.bill(&but(invoice("T1"), json!({ "buyer": person }))).await.must_be("0000");
    let foreigner = json!({ "foreigner": true, "businessName": "John Smith" });
    let changes = json!({ "buyer": foreigner, "remark": "외국인등록번호 900101-5234561" });
    house.shop.bill(&but(invoice("T2"), changes)).await.must_be("0000");
    assert_eq!(house.shop.look_up_invoice("T2").await.text("remark"), "외국인등록번호 900101-*******");
    let used = house.shop.bill(&but(invoice("T1"), json!({ "remark": "again" }))).await;
    let used = used.must_refuse(409, "E3001", "documentKey");
    let ledger = house.nts.ledger();
    for key in ["T1", "T2"] {
        let kept = ledger.request(key).unwrap().unwrap();
        let shown = format!("{kept}{:?}{}", ledger.invoice(key).unwrap(), used.body);
        assert!(kept.contains(key) && kept.contains("복사용지"), "{key}");
        for secret in ["1234567\"", "9001011234567", "5234561", "1234567,"] {
            assert!(!shown.contains(secret), "{key} {secret}");
        }
    }
}

#[tokio::test]
async fn a_used_key_answers_with_the_stored_document_of_whichever_sort() {
    let house = House::open().await;
    let first = house.shop.bill(&invoice("T1")).await.must_be("0000");
    let again = house.shop.bill(&worth("T1", 10_000, 1_000)).await.must_refuse(409, "E3001", "documentKey");
    assert_eq!(again.body["document"]["invoiceId"], first.body["invoiceId"]);
    assert_eq!(again.body["document"], house.shop.look_up_invoice("T1").await.body);
    let as_receipt = house.shop.issue(&receipt("T1")).await.must_refuse(409, "E3001", "documentKey");
    assert_eq!(as_receipt.body["document"]["totalAmount"], 330_000);
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    let as_invoice = house.shop.bill(&invoice("R1")).await.must_refuse(409, "E3001", "documentKey");
    assert_eq!(as_invoice.body["document"]["approvalNumber"], "TB0000001");
    house.shop.look_up_invoice("R1").await.must_refuse(404, "E3002", "");
    house.shop.look_up("T1").await.must_refuse(404, "E3002", "");
    assert_eq!(house.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test]
async fn a_hundred_invoices_at_once_get_a_hundred_numbers() {
    let house = House::open().await;
    let shop = std::sync::Arc::new(house.shop);
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..100 {
        let shop = shop.clone();
        calls.spawn(async move { shop.bill(&invoice(&format!("T{number}"))).await.must_be("0000") });
    }
    let answers = calls.join_all().await;
    let numbers: std::collections::BTreeSet<_> =
        answers.iter().map(|answer| answer.text("invoiceId")).collect();
    assert_eq!(numbers.len(), 100);
    assert!(numbers.iter().all(|number| number.len() == 24 && number.starts_with("2026112241999999")));
}

#[tokio::test]
async fn a_period_is_listed_by_its_invoices_dates_500_a_page() {
    let house = House::open().await;
    for (key, date) in [("O1", "20261031"), ("N1", "20261101")] {
        house.shop.bill(&but(invoice(key), json!({ "issueDate": date }))).await.must_be("0000");
    }
    for number in 0..500 {
        house.shop.bill(&worth(&format!("T{number}"), 1_000, 100)).await.must_be("0000");
    }
    let list = "/etax/invoices?from=20261101&to=20261122";
    let first = house.shop.call(Method::GET, list, None).await.must_be("0000");
    let expected: Vec<_> = ["N1".to_owned()].into_iter().chain((0..499).map(|n| format!("T{n}"))).collect();
    assert_eq!(keys(&first.body), expected);
    assert_eq!(first.body["documents"][0], house.shop.look_up_invoice("N1").await.body);
    let next = format!("{list}&cursor={}", first.text("nextCursor"));
    let second = house.shop.call(Method::GET, &next, None).await.must_be("0000");
    assert_eq!((keys(&second.body), &second.body["nextCursor"]), (vec!["T499".to_owned()], &Value::Null));
    let october = house.shop.call(Method::GET, "/etax/invoices?from=20261001&to=20261031", None).await;
    assert_eq!(keys(&october.body), ["O1"]);
}

#[tokio::test]
async fn a_list_needs_two_days_and_a_cursor_it_gave_itself() {
    let house = House::open().await;
    for (query, field) in [
        ("?to=20261122", "from"),
        ("?from=today&to=20261122", "from"),
        ("?from=20261101", "to"),
        ("?from=20261101&to=20261131", "to"),
        ("?from=20261101&to=20261122&cursor=x", "cursor"),
    ] {
        let answer = house.shop.call(Method::GET, &format!("/etax/invoices{query}"), None).await;
        answer.must_refuse(400, "E2001", field);
    }
}

#[tokio::test]
async fn every_request_is_counted_at_its_endpoint() {
    let house = House::open().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    for key in ["T1", "T2"] {
        house.shop.transmit(key).await;
        house.shop.look_up_invoice(key).await;
    }
    house.shop.transmit("T1").await;
    let seen = |path| house.nts.requests_seen(path);
    assert_eq!((seen("/etax/issue"), seen("/etax/invoices/{documentKey}")), (1, 2));
    assert_eq!(seen("/etax/invoices/{documentKey}/transmit"), 3);
}

#[tokio::test]
async fn the_practice_ledger_shows_receipts_and_invoices() {
    let house = House::open().await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    let ledger = house.shop.call(Method::GET, "/practice/ledger", None).await.body;
    assert_eq!((&ledger["count"], &ledger["documents"][0]["documentKey"]), (&json!(2), &json!("R1")));
    assert_eq!(ledger["invoices"][0], house.shop.look_up_invoice("T1").await.body);
}

fn keys(body: &Value) -> Vec<String> {
    let documents = body["documents"].as_array().unwrap();
    documents.iter().map(|document| document["documentKey"].as_str().unwrap().to_owned()).collect()
}
