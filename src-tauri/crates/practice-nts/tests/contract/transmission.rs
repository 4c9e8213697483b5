//! From issued to sent, on request or by the server itself, and what the day after brings.

use practice_nts::InvoiceStatus;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{House, but, receipt};
use crate::invoice_paper::{invoice, worth};

async fn set_clock(house: &mut House, at: &str) {
    house.shop.call(Method::PUT, "/practice/clock", Some(json!({ "at": at }))).await.must_be("");
    house.shop.log_in().await;
}

#[tokio::test]
async fn a_request_sends_now_and_repeating_it_changes_nothing() {
    let house = House::open().await;
    let number = house.shop.bill(&invoice("T1")).await.text("invoiceId");
    house.clock.advance_s(60);
    let first = house.shop.transmit("T1").await.must_be("0000").body;
    let sent_at = "2026-11-22T15:31:00+09:00";
    let expected = json!({
        "resultCode": "0000", "documentKey": "T1", "invoiceId": number, "status": "sent", "sentAt": sent_at,
    });
    assert_eq!(first, expected);
    house.clock.advance_s(60);
    assert_eq!(house.shop.transmit("T1").await.must_be("0000").body, first);
    let stored = house.shop.look_up_invoice("T1").await.must_be("0000");
    assert_eq!((stored.text("status").as_str(), stored.text("sentAt").as_str()), ("sent", sent_at));
}

#[tokio::test]
async fn what_nobody_sends_the_server_sends_at_its_own_hour_the_day_after() {
    let mut house = House::open().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    set_clock(&mut house, "2026-11-23T16:59:59+09:00").await;
    house.shop.bill(&invoice("T2")).await.must_be("0000");
    assert_eq!(house.shop.look_up_invoice("T1").await.text("status"), "issued");
    set_clock(&mut house, "2026-11-23T17:00:00+09:00").await;
    assert_eq!(house.shop.look_up_invoice("T1").await.text("sentAt"), "2026-11-23T17:00:00+09:00");
    assert_eq!(house.shop.look_up_invoice("T2").await.text("status"), "issued");
    set_clock(&mut house, "2026-12-25T09:00:00+09:00").await;
    let late = house.shop.transmit("T2").await.must_be("0000");
    assert_eq!(late.text("sentAt"), "2026-11-24T17:00:00+09:00");
}

#[tokio::test]
async fn a_sent_invoice_is_rejected_the_day_after_if_chosen() {
    let mut house = House::open().await;
    for key in ["T1", "T2"] {
        house.sent(&invoice(key)).await;
    }
    house.turn(json!({ "reject_next_day": ["T2"] })).await;
    assert_eq!(house.shop.look_up_invoice("T2").await.must_be("0000").text("status"), "sent");
    house.advance_days(1).await;
    house.shop.log_in().await;
    assert_eq!(house.shop.look_up_invoice("T1").await.must_be("0000").text("status"), "sent");
    let rejected = house.shop.look_up_invoice("T2").await.must_be_rejected();
    assert_eq!(rejected["sentAt"], "2026-11-22T15:30:00+09:00");
    let again = house.shop.transmit("T2").await.must_be_rejected();
    assert_eq!(again["sentAt"], rejected["sentAt"]);
}

#[tokio::test]
async fn the_day_after_is_counted_from_the_sending() {
    let mut house = House::open().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    house.turn(json!({ "reject_next_day": ["T1"] })).await;
    set_clock(&mut house, "2026-11-23T23:59:59+09:00").await;
    assert_eq!(house.shop.look_up_invoice("T1").await.must_be("0000").text("status"), "sent");
    set_clock(&mut house, "2026-11-24T00:00:00+09:00").await;
    house.shop.look_up_invoice("T1").await.must_be_rejected();
}

#[tokio::test]
async fn what_came_through_the_day_after_is_not_rejected_later() {
    let mut house = House::open().await;
    house.sent(&invoice("T1")).await;
    house.advance_days(1).await;
    house.shop.log_in().await;
    house.shop.look_up_invoice("T1").await.must_be("0000");
    house.turn(json!({ "reject_next_day": ["T1", "T2"] })).await;
    house.sent(&invoice("T2")).await;
    house.advance_days(1).await;
    house.shop.log_in().await;
    assert_eq!(house.shop.look_up_invoice("T1").await.must_be("0000").text("status"), "sent");
    house.shop.look_up_invoice("T2").await.must_be_rejected();
}

#[tokio::test]
async fn a_lost_transmission_answer_leaves_a_sent_invoice() {
    let house = House::open().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    house.turn(json!({ "lose_transmit_answers": 1 })).await;
    let path = "/etax/invoices/T1/transmit";
    house.shop.try_call(Method::POST, path, None).await.unwrap_err();
    assert_eq!(house.nts.ledger().invoices().unwrap()[0].status, InvoiceStatus::Sent);
    house.shop.transmit("T1").await.must_be("0000");
}

#[tokio::test]
async fn a_transmission_error_sends_nothing() {
    let house = House::open().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    house.turn(json!({ "transmit_errors": 1 })).await;
    house.shop.transmit("T1").await.must_refuse(500, "E5001", "");
    assert_eq!(house.shop.look_up_invoice("T1").await.text("status"), "issued");
    house.shop.transmit("T1").await.must_be("0000");
}

#[tokio::test]
async fn receipts_and_invoices_share_the_daily_limit() {
    let mut house = House::open().await;
    house.turn(json!({ "daily_limit": 2 })).await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    house.shop.bill(&worth("T1", 1_000, 100)).await.must_be("0000");
    assert_eq!(house.shop.quota().await.body["used"], 2);
    let over = house.shop.bill(&worth("T2", 1_000, 100)).await.must_refuse(429, "E4001", "");
    assert_eq!(over.text("resetsAt"), "2026-11-23T00:00:00+09:00");
    house.shop.issue(&receipt("R2")).await.must_refuse(429, "E4001", "");
    house.advance_days(1).await;
    house.shop.log_in().await;
    let today = json!({ "issueDate": "20261123" });
    house.shop.bill(&but(worth("T2", 1_000, 100), today)).await.must_be("0000");
}

impl crate::client::Answer {
    fn must_be_rejected(self) -> Value {
        let answer = self.must_be("ERR002");
        assert_eq!((answer.status.as_u16(), answer.text("status").as_str()), (200, "rejected"));
        answer.body
    }
}
