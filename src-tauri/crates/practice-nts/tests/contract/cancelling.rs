//! What may be cancelled, how often, and how much of it.

use serde_json::{Value, json};

use crate::client::{House, but, cancellation, receipt};

fn part(key: &str, approval_number: &str, total: i64, supply: i64, tax: i64) -> Value {
    let amounts = json!({ "transactionAmount": total, "supplyAmount": supply, "taxAmount": tax });
    but(cancellation(key, approval_number), amounts)
}

#[tokio::test]
async fn parts_can_be_cancelled_until_nothing_is_left() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    house.shop.cancel(&part("C1", &original, 3_000, 2_728, 272)).await.must_be("0000");
    house.shop.cancel(&part("C2", &original, 7_000, 6_363, 637)).await.must_be("0000");
    house.shop.cancel(&part("C3", &original, 1, 1, 0)).await.must_refuse(409, "E3003", "");
}

#[tokio::test]
async fn cancels_cannot_exceed_the_original_in_any_column() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    house.shop.cancel(&part("C1", &original, 3_000, 2_728, 272)).await.must_be("0000");
    for (total, supply, tax) in [(7_001, 6_364, 637), (7_000, 6_364, 636), (638, 0, 638)] {
        let answer = house.shop.cancel(&part("C2", &original, total, supply, tax)).await;
        answer.must_refuse(409, "E3004", "transactionAmount");
    }
    assert_eq!(house.nts.ledger().count().unwrap(), 2);
}

#[tokio::test]
async fn an_original_is_known_by_number_and_date_together_and_must_be_a_receipt() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    let other_day = json!({ "originalTransactionDate": "20261121" });
    let answer = house.shop.cancel(&but(cancellation("C1", &original), other_day)).await;
    answer.must_refuse(404, "E3002", "originalApprovalNumber");
    let answer = house.shop.cancel(&cancellation("C1", "TB9999999")).await;
    answer.must_refuse(404, "E3002", "originalApprovalNumber");
    let cancel = house.shop.cancel(&cancellation("C1", &original)).await.text("approvalNumber");
    let answer = house.shop.cancel(&cancellation("C2", &cancel)).await;
    answer.must_refuse(404, "E3002", "originalApprovalNumber");
}

#[tokio::test]
async fn a_repeated_cancellation_meets_its_stored_self() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    let first = house.shop.cancel(&cancellation("C1", &original)).await.must_be("0000");
    let again = house.shop.cancel(&cancellation("C1", &original)).await;
    let again = again.must_refuse(409, "E3001", "documentKey");
    assert_eq!(again.body["document"]["approvalNumber"], first.body["approvalNumber"]);
    assert_eq!(again.body["document"]["kind"], "cancel");
}

#[tokio::test]
async fn with_the_dial_on_only_confirmed_receipts_can_be_cancelled() {
    let house = House::open().await;
    house.turn(json!({ "cancel_only_confirmed": true, "token_lifetime_s": 200_000 })).await;
    let mut shop = house.shop;
    shop.log_in().await;
    let original = shop.issue(&receipt("R1")).await.text("approvalNumber");
    shop.cancel(&cancellation("C1", &original)).await.must_refuse(409, "E3005", "");
    house.clock.advance_s(86_400);
    let next_day = json!({ "transactionDate": "20261123" });
    shop.cancel(&but(cancellation("C1", &original), next_day)).await.must_be("0000");
}

#[tokio::test]
async fn a_receipt_rejected_the_day_after_cannot_be_cancelled_and_a_rejected_cancel_does_not_count() {
    let mut house = House::open().await;
    let refused = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    let kept = house.shop.issue(&receipt("R2")).await.text("approvalNumber");
    house.shop.cancel(&cancellation("C2", &kept)).await.must_be("0000");
    house.turn(json!({ "reject_next_day": ["R1", "C2"] })).await;
    house.advance_days(1).await;
    house.shop.log_in().await;
    let answer = house.shop.cancel(&cancellation("C1", &refused)).await;
    answer.must_refuse(404, "E3002", "originalApprovalNumber");
    house.shop.cancel(&cancellation("C3", &kept)).await.must_be("0000");
}
