//! What an amendment may take from its original, and when (domain.md §2.8).

use serde_json::{Value, json};

use crate::client::{House, but};
use crate::invoice_paper::{amended, worth};

/// A sent original of 300,000 + 30,000.
async fn with_original() -> (House, String) {
    let house = House::open().await;
    let original = house.sent(&worth("T1", 300_000, 30_000)).await;
    (house, original)
}

#[tokio::test]
async fn an_amendment_names_its_original_and_the_reason() {
    let (house, original) = with_original().await;
    let answer = house.shop.bill(&amended("M1", &original, "03", -100_000, -10_000)).await.must_be("0000");
    assert_eq!(answer.text("invoiceId"), "202611224199999900000002");
    let stored = house.shop.look_up_invoice("M1").await.must_be("0000").body;
    let named = json!({
        "invoiceType": "02", "originalInvoiceId": original, "amendReason": "03", "totalAmount": -110_000,
    });
    for (field, value) in named.as_object().unwrap() {
        assert_eq!(&stored[field], value, "{field}");
    }
}

#[tokio::test]
async fn every_legal_reason_goes_through() {
    let zero_rated =
        |key: &str, original: &str| but(amended(key, original, "05", 300_000, 0), json!({ "kind": "영세" }));
    let reasons: [fn(&str) -> Vec<Value>; 7] = [
        |original| vec![amended("M1", original, "03", -100_000, -10_000)],
        |original| vec![amended("M1", original, "04", -300_000, -30_000)],
        |original| vec![amended("M1", original, "02", 50_000, 5_000)],
        |original| vec![amended("M1", original, "02", -50_000, -5_000)],
        |original| {
            vec![
                amended("M1", original, "01", -300_000, -30_000),
                amended("M2", original, "01", 330_000, 33_000),
            ]
        },
        |original| vec![amended("M1", original, "06", -300_000, -30_000)],
        |original| {
            let wrong_rate = but(
                amended("M2", original, "01", 300_000, 0),
                json!({ "kind": "영세", "issueDate": "20261120" }),
            );
            vec![amended("M1", original, "01", -300_000, -30_000), wrong_rate]
        },
    ];
    for papers in reasons {
        let (house, original) = with_original().await;
        for paper in papers(&original) {
            house.shop.bill(&paper).await.must_be("0000");
        }
    }
    let (house, original) = with_original().await;
    house.shop.bill(&amended("M1", &original, "05", -300_000, -30_000)).await.must_be("0000");
    house.shop.bill(&zero_rated("M2", &original)).await.must_be("0000");
}

#[tokio::test]
async fn only_what_was_sent_and_stands_can_be_amended() {
    let mut house = House::open().await;
    let unsent = house.shop.bill(&worth("T1", 300_000, 30_000)).await.text("invoiceId");
    let paper = |key: &str, original: &str| amended(key, original, "03", -100_000, -10_000);
    house.shop.bill(&paper("M1", &unsent)).await.must_refuse(409, "E3005", "originalInvoiceId");
    let unknown = "202611224199999999999999";
    house.shop.bill(&paper("M1", unknown)).await.must_refuse(404, "E3002", "originalInvoiceId");
    house.shop.transmit("T1").await.must_be("0000");
    house.shop.bill(&paper("M1", &unsent)).await.must_be("0000");
    house.shop.transmit("M1").await.must_be("0000");
    let negative = house.shop.look_up_invoice("M1").await.text("invoiceId");
    house.shop.bill(&paper("M2", &negative)).await.must_refuse(404, "E3002", "originalInvoiceId");
    let refused = house.sent(&worth("T2", 300_000, 30_000)).await;
    house.turn(json!({ "reject_next_day": ["T2"] })).await;
    house.advance_days(1).await;
    house.shop.log_in().await;
    house.shop.bill(&paper("M3", &refused)).await.must_refuse(404, "E3002", "originalInvoiceId");
}

#[tokio::test]
async fn returns_cannot_exceed_the_original_in_either_column() {
    let (house, original) = with_original().await;
    let paper = |key: &str, reason: &str, supply, tax| amended(key, &original, reason, supply, tax);
    house.shop.bill(&paper("M0", "03", -300_001, -30_000)).await.must_refuse(409, "E3004", "totalAmount");
    house.shop.bill(&paper("M1", "03", -200_000, -20_000)).await.must_be("0000");
    for (reason, supply, tax) in [
        ("03", -100_001, -10_000),
        ("03", -100_000, -10_001),
        ("02", -100_001, -10_000),
        ("04", -300_000, -30_000),
        ("06", -300_000, -30_000),
    ] {
        let answer = house.shop.bill(&paper("M2", reason, supply, tax)).await;
        answer.must_refuse(409, "E3004", "totalAmount");
    }
    house.shop.bill(&paper("M2", "02", 50_000, 5_000)).await.must_be("0000");
    house.shop.bill(&paper("M3", "03", -150_000, -15_000)).await.must_be("0000");
    house.shop.bill(&paper("M4", "03", -10, -1)).await.must_refuse(409, "E3003", "");
    assert_eq!(house.nts.ledger().invoices().unwrap().len(), 4);
}

#[tokio::test]
async fn a_correction_strikes_out_the_whole_original_once_whatever_came_back_before() {
    let (house, original) = with_original().await;
    house.shop.bill(&amended("M1", &original, "03", -100_000, -10_000)).await.must_be("0000");
    let part = house.shop.bill(&amended("M2", &original, "01", -200_000, -20_000)).await;
    part.must_refuse(400, "E2002", "totalAmount");
    house.shop.bill(&amended("M2", &original, "01", -300_000, -30_000)).await.must_be("0000");
    let right = house.sent(&amended("M3", &original, "01", 330_000, 33_000)).await;
    for reason in ["01", "03"] {
        let again = house.shop.bill(&amended("M4", &original, reason, -300_000, -30_000)).await;
        again.must_refuse(409, "E3003", "");
    }
    house.shop.bill(&amended("M4", &right, "03", -330_000, -33_000)).await.must_be("0000");
}

#[tokio::test]
async fn the_vat_that_is_taken_back_is_bounded_by_the_original_and_no_tenth() {
    let (house, original) = with_original().await;
    house.shop.bill(&amended("M1", &original, "03", -100_000, -9_900)).await.must_be("0000");
    let none = house.shop.bill(&amended("M2", &original, "03", -100_000, 0)).await;
    none.must_refuse(400, "E2002", "totalTaxAmount");
    house.shop.bill(&amended("M2", &original, "03", -200_000, -20_100)).await.must_be("0000");
}

#[tokio::test]
async fn a_rejected_amendment_takes_nothing() {
    let (mut house, original) = with_original().await;
    house.sent(&amended("M1", &original, "04", -300_000, -30_000)).await;
    house.turn(json!({ "reject_next_day": ["M1"] })).await;
    house.advance_days(1).await;
    house.shop.log_in().await;
    house.shop.bill(&amended("M2", &original, "04", -300_000, -30_000)).await.must_be("0000");
}

#[tokio::test]
async fn sign_kind_and_date_follow_from_the_reason() {
    let (house, original) = with_original().await;
    let minus = |reason: &str| amended("M1", &original, reason, -300_000, -30_000);
    let plus = |reason: &str| amended("M1", &original, reason, 300_000, 30_000);
    let earlier = json!({ "issueDate": "20261121" });
    let exempt = json!({ "kind": "면세", "issueDate": "20261122" });
    let untaxed = |reason: &str| but(amended("M1", &original, reason, -300_000, 0), exempt.clone());
    for (request, code, field) in [
        (plus("03"), "E2002", "totalAmount"),
        (plus("04"), "E2002", "totalAmount"),
        (plus("06"), "E2002", "totalAmount"),
        (amended("M1", &original, "02", 0, 0), "E2002", "totalAmount"),
        (amended("M1", &original, "01", 0, 0), "E2002", "totalAmount"),
        (untaxed("01"), "E2002", "kind"),
        (untaxed("03"), "E2002", "kind"),
        (plus("05"), "E2002", "kind"),
        (untaxed("05"), "E2002", "kind"),
        (but(minus("03"), earlier.clone()), "E2006", "issueDate"),
        (but(minus("04"), earlier.clone()), "E2006", "issueDate"),
        (but(plus("02"), earlier.clone()), "E2006", "issueDate"),
        (but(minus("01"), earlier.clone()), "E2006", "issueDate"),
        (but(minus("05"), earlier.clone()), "E2006", "issueDate"),
        (but(minus("06"), earlier), "E2006", "issueDate"),
        (but(minus("03"), json!({ "amendReason": "07" })), "E2001", "amendReason"),
        (but(minus("03"), json!({ "amendReason": null })), "E2001", "amendReason"),
    ] {
        house.shop.bill(&request).await.must_refuse(400, code, field);
    }
    assert_eq!(house.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test]
async fn a_return_carries_its_own_later_date() {
    let (mut house, original) = with_original().await;
    house.advance_days(20).await;
    house.shop.log_in().await;
    let later = json!({ "issueDate": "20261212" });
    let answer =
        house.shop.bill(&but(amended("M1", &original, "03", -100_000, -10_000), later.clone())).await;
    assert!(answer.must_be("0000").text("invoiceId").starts_with("2026121241999999"));
    let answer = house.shop.bill(&but(amended("M2", &original, "06", -300_000, -30_000), later)).await;
    answer.must_refuse(400, "E2006", "issueDate");
}
