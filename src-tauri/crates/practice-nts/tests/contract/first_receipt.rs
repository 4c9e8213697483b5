//! The plain way: a receipt, its look-up, its cancellation.

use serde_json::{Value, json};

use crate::client::{House, but, cancellation, receipt};

#[tokio::test]
async fn a_receipt_is_approved_and_can_be_looked_up() {
    let house = House::open().await;
    let answer = house.shop.issue(&receipt("R261122-01-000001")).await.must_be("0000");
    assert_eq!(answer.text("documentKey"), "R261122-01-000001");
    assert_eq!(answer.text("approvalNumber"), "TB0000001");
    assert_eq!(answer.text("approvedAt"), "2026-11-22T15:30:00+09:00");
    let stored = house.shop.look_up("R261122-01-000001").await.must_be("0000");
    assert_eq!(
        stored.body,
        json!({
            "resultCode": "0000", "documentKey": "R261122-01-000001", "kind": "issue", "status": "approved",
            "businessNumber": "1234567891", "transactionDate": "20261122", "transactionTime": "153000",
            "transactionAmount": 10_000, "supplyAmount": 9_091, "taxAmount": 909, "serviceAmount": 0,
            "taxation": "과세", "receiptPurpose": "소득공제", "consumerNumberMasked": "010****5678",
            "itemName": "사무용품", "approvalNumber": "TB0000001", "approvedAt": "2026-11-22T15:30:00+09:00",
        })
    );
}

#[tokio::test]
async fn the_six_documented_fields_alone_make_a_receipt() {
    let house = House::open().await;
    let short = json!({
        "businessNumber": "1234567891", "transactionDate": "20261122", "transactionTime": "153000",
        "transactionAmount": 100_000, "consumerPhone": "01012345678", "receiptPurpose": "소득공제",
    });
    let answer = house.shop.issue(&short).await.must_be("0000");
    assert_eq!(answer.text("documentKey"), "AUTO-0000001");
    let stored = house.shop.look_up("AUTO-0000001").await.must_be("0000").body;
    assert_eq!((&stored["supplyAmount"], &stored["taxAmount"]), (&json!(90_910), &json!(9_090)));
    assert_eq!(stored["taxation"], "과세");
    let without_time = but(short, json!({ "transactionTime": null }));
    house.shop.issue(&without_time).await.must_be("0000");
    assert_eq!(house.shop.look_up("AUTO-0000002").await.text("transactionTime"), "153000");
}

#[tokio::test]
async fn a_cancellation_has_its_own_key_and_approval_number_and_names_its_original() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    let answer = house.shop.cancel(&cancellation("C1", &original)).await.must_be("0000");
    assert_eq!(answer.text("approvalNumber"), "TB0000002");
    let stored = house.shop.look_up("C1").await.must_be("0000").body;
    let named = json!({
        "kind": "cancel", "originalApprovalNumber": original, "originalTransactionDate": "20261122",
        "cancelReason": "1", "transactionAmount": 10_000, "consumerNumberMasked": "010****5678",
        "receiptPurpose": "소득공제", "taxation": "과세",
    });
    for (field, value) in named.as_object().unwrap() {
        assert_eq!(&stored[field], value, "{field}");
    }
}

#[tokio::test]
async fn the_ledger_keeps_the_request_without_the_consumers_number() {
    let house = House::open().await;
    for (number, field, purpose) in [
        ("01012345678", "consumerPhone", "소득공제"),
        ("4111111111111111", "consumerCard", "소득공제"),
        ("9001011234567", "consumerRrn", "소득공제"),
        ("2208162517", "consumerBusinessNumber", "지출증빙"),
    ] {
        let changes = json!({ "consumerPhone": null, "receiptPurpose": purpose });
        let mut request = but(receipt(field), changes);
        request[field] = Value::from(number);
        house.shop.issue(&request).await.must_be("0000");
        let kept = house.nts.ledger().request(field).unwrap().unwrap();
        let shown = format!("{kept}{:?}", house.nts.ledger().document(field).unwrap());
        assert!(kept.contains(field) && !shown.contains(number), "{field}");
    }
}
