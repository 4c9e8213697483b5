//! Every way a receipt request can be wrong, with the code and the field the answer names.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{House, ISSUE, but, cancellation, receipt};

/// What changes in a correct receipt, and the code and field it is refused with.
fn wrong_receipts() -> Vec<(Value, &'static str, &'static str)> {
    let mut table = vec![
        (json!({ "documentKey": "has space" }), "E2001", "documentKey"),
        (json!({ "documentKey": "A234567890123456789012345" }), "E2001", "documentKey"),
        (json!({ "documentKey": 7 }), "E2001", "documentKey"),
        (json!({ "receiptPurpose": "선물" }), "E2001", "receiptPurpose"),
        (json!({ "taxation": "영세" }), "E2001", "taxation"),
        (json!({ "transactionDate": "2026112" }), "E2001", "transactionDate"),
        (json!({ "transactionDate": "20261131" }), "E2001", "transactionDate"),
        (json!({ "transactionTime": "256000" }), "E2001", "transactionTime"),
        (json!({ "consumerPhone": null }), "E2001", "consumerPhone"),
        (json!({ "consumerPhone": "" }), "E2001", "consumerPhone"),
        (json!({ "supplyAmount": null }), "E2001", "supplyAmount"),
        (json!({ "taxAmount": null }), "E2001", "taxAmount"),
        (json!({ "transactionAmount": 0 }), "E2002", "transactionAmount"),
        (json!({ "transactionAmount": -10_000 }), "E2002", "transactionAmount"),
        (json!({ "transactionAmount": 990_000_001 }), "E2002", "transactionAmount"),
        (json!({ "transactionAmount": 10_000.5 }), "E2002", "transactionAmount"),
        (json!({ "transactionAmount": "10000" }), "E2002", "transactionAmount"),
        (json!({ "transactionAmount": 10_001 }), "E2002", "transactionAmount"),
        (json!({ "supplyAmount": -1 }), "E2002", "supplyAmount"),
        (json!({ "supplyAmount": 9_223_372_036_854_775_807_i64 }), "E2002", "supplyAmount"),
        (json!({ "serviceAmount": -1 }), "E2002", "serviceAmount"),
        (json!({ "supplyAmount": 0, "taxAmount": 0, "serviceAmount": 10_000 }), "E2002", "supplyAmount"),
        (json!({ "supplyAmount": 9_000, "taxAmount": 1_000 }), "E2002", "taxAmount"),
        (json!({ "taxation": "면세" }), "E2002", "taxAmount"),
        (json!({ "consumerPhone": "02012345678" }), "E2003", "consumerPhone"),
        (json!({ "consumerPhone": "010-1234-5678" }), "E2003", "consumerPhone"),
        (json!({ "consumerCard": "4111111111111111" }), "E2003", "consumerCard"),
        (json!({ "businessNumber": "1234567890" }), "E2004", "businessNumber"),
        (json!({ "businessNumber": "2208162517" }), "E2004", "businessNumber"),
        (json!({ "consumerPhone": "0100001234", "receiptPurpose": "지출증빙" }), "E2005", "receiptPurpose"),
        (json!({ "transactionDate": "20261123" }), "E2006", "transactionDate"),
        (json!({ "transactionDate": "20261120" }), "E2006", "transactionDate"),
    ];
    for field in ["businessNumber", "transactionDate", "transactionAmount", "receiptPurpose"] {
        table.push((json!({ field: null }), "E2001", field));
    }
    for (field, number, purpose, code, named) in [
        ("consumerBusinessNumber", "2208162518", "지출증빙", "E2003", "consumerBusinessNumber"),
        ("consumerBusinessNumber", "1234567891", "지출증빙", "E2003", "consumerBusinessNumber"),
        ("consumerBusinessNumber", "2208162517", "소득공제", "E2005", "receiptPurpose"),
        ("consumerCard", "154420211234567890", "소득공제", "E2003", "consumerCard"),
        ("consumerRrn", "9002301234567", "소득공제", "E2003", "consumerRrn"),
    ] {
        table.push((json!({ "consumerPhone": null, field: number, "receiptPurpose": purpose }), code, named));
    }
    table
}

#[tokio::test]
async fn a_wrong_receipt_is_refused_with_its_code_and_field_and_leaves_no_trace() {
    let house = House::open().await;
    for (changes, code, field) in wrong_receipts() {
        let answer = house.shop.issue(&but(receipt("R1"), changes.clone())).await;
        let seen = (answer.status.as_u16(), answer.text("resultCode"), answer.text("field"));
        assert_eq!(seen, (400, code.to_owned(), field.to_owned()), "{changes}");
    }
    assert_eq!(house.nts.ledger().count().unwrap(), 0);
}

#[tokio::test]
async fn every_lawful_kind_of_receipt_is_taken() {
    let house = House::open().await;
    let kinds = [
        json!({ "transactionDate": "20261121" }),
        json!({ "consumerPhone": "0100001234" }),
        json!({ "receiptPurpose": "지출증빙" }),
        json!({ "supplyAmount": 9_090, "taxAmount": 910 }),
        json!({ "taxation": "면세", "supplyAmount": 10_000, "taxAmount": 0 }),
        json!({ "supplyAmount": 8_182, "taxAmount": 818, "serviceAmount": 1_000 }),
        json!({ "consumerPhone": null, "consumerCard": "126000000001" }),
        json!({ "consumerPhone": null, "consumerCard": "154420201234567890" }),
        json!({ "consumerPhone": null, "consumerRrn": "9001011234567" }),
        json!({ "consumerPhone": null, "consumerBusinessNumber": "2208162517", "receiptPurpose": "지출증빙" }),
        json!({ "transactionAmount": 1, "supplyAmount": 1, "taxAmount": 0 }),
        json!({ "transactionAmount": 990_000_000, "supplyAmount": 900_000_000, "taxAmount": 90_000_000 }),
        json!({ "unheardOf": "ignored" }),
    ];
    for (number, changes) in kinds.into_iter().enumerate() {
        house.shop.issue(&but(receipt(&format!("R{number}")), changes)).await.must_be("0000");
    }
}

#[tokio::test]
async fn a_wrong_cancellation_is_refused_with_its_code_and_field() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    for (changes, code, field) in [
        (json!({ "documentKey": null }), "E2001", "documentKey"),
        (json!({ "originalApprovalNumber": null }), "E2001", "originalApprovalNumber"),
        (json!({ "originalTransactionDate": null }), "E2001", "originalTransactionDate"),
        (json!({ "cancelReason": null }), "E2001", "cancelReason"),
        (json!({ "cancelReason": "4" }), "E2001", "cancelReason"),
        (json!({ "supplyAmount": null }), "E2001", "supplyAmount"),
        (json!({ "transactionAmount": -10_000 }), "E2002", "transactionAmount"),
        (json!({ "taxAmount": 910 }), "E2002", "transactionAmount"),
        (json!({ "businessNumber": "2208162517" }), "E2004", "businessNumber"),
        (json!({ "transactionDate": "20261123" }), "E2006", "transactionDate"),
        (json!({ "transactionDate": "20261121" }), "E2006", "transactionDate"),
    ] {
        let answer = house.shop.cancel(&but(cancellation("C1", &original), changes.clone())).await;
        let seen = (answer.status.as_u16(), answer.text("resultCode"), answer.text("field"));
        assert_eq!(seen, (400, code.to_owned(), field.to_owned()), "{changes}");
    }
    assert_eq!(house.nts.ledger().count().unwrap(), 1);
}

#[tokio::test]
async fn a_body_that_is_no_json_object_or_too_large_is_refused() {
    let house = House::open().await;
    for body in ["", "{", "[]", "\"text\""] {
        let answer = house.shop.send(Method::POST, ISSUE, Some(body.to_owned())).await.unwrap();
        assert_eq!(answer.status(), 400, "{body}");
    }
    let large = but(receipt("R1"), json!({ "itemName": "가".repeat(1 << 20) }));
    house.shop.issue(&large).await.must_refuse(413, "E2001", "");
}

#[tokio::test]
async fn an_unknown_key_is_not_there() {
    let house = House::open().await;
    house.shop.look_up("R261122-01-000009").await.must_refuse(404, "E3002", "");
}

#[tokio::test]
async fn a_list_needs_a_day_and_a_cursor_it_gave_itself() {
    let house = House::open().await;
    for (query, field) in [("", "date"), ("?date=tomorrow", "date"), ("?date=20261122&cursor=x", "cursor")] {
        let answer = house.shop.call(Method::GET, &format!("/api/v1/cashReceipt{query}"), None).await;
        answer.must_refuse(400, "E2001", field);
    }
}
