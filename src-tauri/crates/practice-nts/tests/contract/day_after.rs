//! The day after: confirmed or rejected, the day's list and the day's limit.

use practice_nts::Status;
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{House, but, receipt};

#[tokio::test]
async fn receipts_are_confirmed_the_day_after_unless_chosen_to_be_rejected() {
    let mut house = House::open().await;
    for key in ["R1", "R2"] {
        house.shop.issue(&receipt(key)).await.must_be("0000");
    }
    house.turn(json!({ "reject_next_day": ["R2"] })).await;
    assert_eq!(house.shop.look_up("R2").await.must_be("0000").text("status"), "approved");
    house.advance_days(1).await;
    house.shop.log_in().await;
    assert_eq!(house.shop.look_up("R1").await.must_be("0000").text("status"), "confirmed");
    let rejected = house.shop.look_up("R2").await.must_be("TS1");
    assert_eq!(rejected.text("status"), "rejected");
}

#[tokio::test]
async fn what_is_settled_stays_settled_when_the_clock_goes_back() {
    let mut house = House::open().await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    house.advance_days(1).await;
    house.shop.log_in().await;
    house.shop.quota().await.must_be("");
    house.advance_days(-1).await;
    assert_eq!(house.shop.look_up("R1").await.text("status"), "confirmed");
    assert_eq!(house.nts.ledger().documents().unwrap()[0].status, Status::Confirmed);
}

#[tokio::test]
async fn the_clock_can_be_read_set_and_moved() {
    let house = House::open().await;
    let clock = "/practice/clock";
    let read = house.shop.call(Method::GET, clock, None).await;
    assert_eq!(read.text("now"), "2026-11-22T15:30:00+09:00");
    let wish = json!({ "at": "2026-11-23T00:30:00Z" });
    let set = house.shop.call(Method::PUT, clock, Some(wish)).await;
    assert_eq!(set.text("now"), "2026-11-23T09:30:00+09:00");
    house.clock.advance_s(60);
    let moved = house.shop.call(Method::PUT, clock, Some(json!({ "advance_s": -3_600 }))).await;
    assert_eq!(moved.text("now"), "2026-11-23T08:31:00+09:00");
    let unreadable = house.shop.call(Method::PUT, clock, Some(json!({ "to": "noon" }))).await;
    assert_eq!(unreadable.status, 400);
}

#[tokio::test]
async fn a_day_is_listed_500_a_page() {
    let house = House::open().await;
    let yesterday = but(receipt("Y1"), json!({ "transactionDate": "20261121" }));
    house.shop.issue(&yesterday).await.must_be("0000");
    for number in 0..501 {
        house.shop.issue(&receipt(&format!("R{number}"))).await.must_be("0000");
    }
    let list = "/api/v1/cashReceipt?date=20261122";
    let first = house.shop.call(Method::GET, list, None).await.must_be("0000");
    assert_eq!(keys(&first.body), (0..500).map(|number| format!("R{number}")).collect::<Vec<_>>());
    let next = format!("{list}&cursor={}", first.text("nextCursor"));
    let second = house.shop.call(Method::GET, &next, None).await.must_be("0000");
    assert_eq!((keys(&second.body), &second.body["nextCursor"]), (vec!["R500".to_owned()], &Value::Null));
}

#[tokio::test]
async fn the_daily_limit_counts_documents_and_ends_at_midnight() {
    let mut house = House::open().await;
    house.turn(json!({ "daily_limit": 1 })).await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    let quota = house.shop.quota().await.body;
    assert_eq!(quota, json!({ "dailyLimit": 1, "used": 1, "resetsAt": "2026-11-23T00:00:00+09:00" }));
    let over = house.shop.issue(&receipt("R2")).await.must_refuse(429, "E4001", "");
    assert_eq!(over.text("resetsAt"), "2026-11-23T00:00:00+09:00");
    house.shop.issue(&receipt("R1")).await.must_refuse(409, "E3001", "documentKey");
    house.advance_days(1).await;
    house.shop.log_in().await;
    house.shop.issue(&receipt("R2")).await.must_be("0000");
}

#[tokio::test]
async fn the_practice_ledger_shows_all_rows() {
    let house = House::open().await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    let ledger = house.shop.call(Method::GET, "/practice/ledger", None).await;
    assert_eq!((&ledger.body["count"], keys(&ledger.body)), (&json!(1), vec!["R1".to_owned()]));
}

fn keys(body: &Value) -> Vec<String> {
    let documents = body["documents"].as_array().unwrap();
    documents.iter().map(|document| document["documentKey"].as_str().unwrap().to_owned()).collect()
}
