//! Every dial does what it says, so many times and no more.

use std::sync::Arc;

use practice_nts::{Dials, PracticeError};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Answer, House, ISSUE, cancellation, receipt};

async fn try_issue(house: &House, key: &str) -> reqwest::Result<Answer> {
    house.shop.try_call(Method::POST, ISSUE, Some(receipt(key))).await
}

#[tokio::test]
async fn a_lost_answer_leaves_a_document_and_no_answer() {
    let house = House::open().await;
    house.turn(json!({ "lose_answers": 1 })).await;
    try_issue(&house, "R1").await.unwrap_err();
    assert_eq!(house.shop.look_up("R1").await.must_be("0000").text("status"), "approved");
    house.shop.issue(&receipt("R2")).await.must_be("0000");
}

#[tokio::test]
async fn a_reset_before_commit_leaves_nothing() {
    let house = House::open().await;
    house.turn(json!({ "reset_before_commit": 1 })).await;
    let error = try_issue(&house, "R1").await.unwrap_err();
    assert!(chain(&error).contains("reset"), "{error:?}");
    house.shop.look_up("R1").await.must_refuse(404, "E3002", "");
    house.shop.issue(&receipt("R1")).await.must_be("0000");
}

#[tokio::test]
async fn a_truncated_body_breaks_off_after_a_whole_head() {
    let house = House::open().await;
    house.turn(json!({ "truncate_body": 1 })).await;
    let response = house.shop.send(Method::POST, ISSUE, Some(receipt("R1").to_string())).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.content_length().unwrap() > 0);
    response.bytes().await.unwrap_err();
    house.shop.look_up("R1").await.must_be("0000");
    house.shop.issue(&receipt("R2")).await.must_be("0000");
}

#[tokio::test]
async fn a_request_delivered_twice_is_one_document_and_the_first_answer() {
    let house = House::open().await;
    house.turn(json!({ "duplicate_delivery": 1 })).await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
    assert_eq!(house.nts.ledger().count().unwrap(), 1);
    assert_eq!(house.nts.dials().duplicate_delivery, 0);
}

#[tokio::test]
async fn refusals_for_now_say_when_to_come_back_and_commit_nothing() {
    for (dial, status, code) in [("too_many_requests", 429, "E4002"), ("maintenance", 503, "E5002")] {
        let house = House::open().await;
        house.turn(json!({ dial: 2, "retry_after_s": 7 })).await;
        for _ in 0..2 {
            let answer = house.shop.issue(&receipt("R1")).await.must_refuse(status, code, "");
            assert_eq!(answer.retry_after.as_deref(), Some("7"));
        }
        assert_eq!(house.nts.ledger().count().unwrap(), 0);
        house.shop.issue(&receipt("R1")).await.must_be("0000");
    }
}

#[tokio::test]
async fn a_maintenance_window_closes_every_call_until_its_end() {
    let house = House::open().await;
    house.turn(json!({ "maintenance": "2026-11-22T15:31:00+09:00" })).await;
    house.shop.issue(&receipt("R1")).await.must_refuse(503, "E5002", "");
    house.shop.quota().await.must_refuse(503, "E5002", "");
    house.shop.call(Method::POST, crate::client::TOKEN, Some(json!({}))).await.must_refuse(503, "E5002", "");
    house.clock.advance_s(60);
    house.shop.issue(&receipt("R1")).await.must_be("0000");
}

#[tokio::test]
async fn server_errors_come_before_or_after_the_commit_as_dialled() {
    for (dial, documents) in [("server_errors", 0), ("server_errors_after_commit", 1)] {
        let house = House::open().await;
        house.turn(json!({ dial: 1 })).await;
        house.shop.issue(&receipt("R1")).await.must_refuse(500, "E5001", "");
        assert_eq!(house.nts.ledger().count().unwrap(), documents, "{dial}");
        house.shop.issue(&receipt("R2")).await.must_be("0000");
    }
}

#[tokio::test]
async fn a_wrong_approval_number_is_well_formed_and_not_the_ledgers() {
    let house = House::open().await;
    house.turn(json!({ "wrong_approval_number": 1 })).await;
    let answer = house.shop.issue(&receipt("R1")).await.must_be("0000");
    assert_eq!(answer.text("approvalNumber"), "TB9999998");
    assert_eq!(house.shop.look_up("R1").await.text("approvalNumber"), "TB0000001");
    let right = house.shop.issue(&receipt("R2")).await.must_be("0000");
    assert_eq!(right.text("approvalNumber"), "TB0000002");
}

#[tokio::test]
async fn a_redirect_leads_elsewhere_and_commits_nothing() {
    let house = House::open().await;
    house.turn(json!({ "redirects": 1 })).await;
    let response = house.shop.send(Method::POST, ISSUE, Some(receipt("R1").to_string())).await.unwrap();
    assert_eq!(response.status(), StatusCode::FOUND);
    assert!(response.headers().contains_key("location"));
    assert_eq!(house.nts.ledger().count().unwrap(), 0);
}

#[tokio::test]
async fn a_client_that_gives_up_waiting_finds_its_document() {
    let House { nts, shop, .. } = House::with_dials(Dials::default()).await;
    let shop = Arc::new(shop);
    nts.set_dials(Dials { latency_ms: 600_000, ..Dials::default() });
    let waiting = tokio::spawn({
        let shop = Arc::clone(&shop);
        async move { shop.issue(&receipt("R1")).await }
    });
    while nts.ledger().count().unwrap() == 0 {
        tokio::task::yield_now().await;
    }
    nts.set_dials(Dials::default());
    shop.look_up("R1").await.must_be("0000");
    shop.look_up("R1").await.must_be("0000");
    assert!(!waiting.is_finished());
    waiting.abort();
}

#[tokio::test]
async fn a_slow_body_comes_in_pieces_and_whole() {
    let house = House::open().await;
    house.turn(json!({ "slow_body_ms": 1 })).await;
    let request = Some(receipt("R1").to_string());
    let mut response = house.shop.send(Method::POST, ISSUE, request).await.unwrap();
    let announced = response.content_length().unwrap();
    let mut pieces: Vec<usize> = Vec::new();
    while let Some(piece) = response.chunk().await.unwrap() {
        pieces.push(piece.len());
    }
    assert!(pieces.len() > 1, "{pieces:?}");
    assert_eq!(pieces.iter().sum::<usize>() as u64, announced);
}

#[tokio::test]
async fn counting_dials_strike_cancellations_too_and_nothing_else() {
    let house = House::open().await;
    let original = house.shop.issue(&receipt("R1")).await.text("approvalNumber");
    house.turn(json!({ "server_errors": 1 })).await;
    house.shop.look_up("R1").await.must_be("0000");
    house.shop.quota().await.must_be("");
    house.shop.cancel(&cancellation("C1", &original)).await.must_refuse(500, "E5001", "");
    house.shop.cancel(&cancellation("C1", &original)).await.must_be("0000");
}

#[tokio::test]
async fn a_call_without_a_token_spends_no_dial() {
    let mut house = House::with_dials(Dials { lose_answers: 1, server_errors: 1, ..Dials::default() }).await;
    house.shop.token = String::new();
    house.shop.issue(&receipt("R1")).await.must_refuse(401, "E1003", "");
    let dials = house.nts.dials();
    assert_eq!((dials.lose_answers, dials.server_errors), (1, 1));
}

#[tokio::test]
async fn an_unknown_dial_is_refused_by_name_and_turns_nothing() {
    let house = House::open().await;
    for (wrong, name) in [
        (json!({ "lose_answers": 1, "loose_answers": 1 }), "loose_answers"),
        (json!({ "lose_answers": 1, "latency_ms": "long" }), "latency_ms"),
        (json!({ "lose_answers": -1 }), "lose_answers"),
        (json!({ "maintenance": "soon" }), "maintenance"),
    ] {
        let answer = house.shop.call(Method::PUT, "/practice/dials", Some(wrong)).await;
        assert_eq!((answer.status.as_u16(), answer.text("dial").as_str()), (400, name));
        assert!(answer.text("message").contains(name));
    }
    let list = house.shop.call(Method::PUT, "/practice/dials", Some(json!([1]))).await;
    assert_eq!(list.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.nts.dials(), Dials::default());
}

#[tokio::test]
async fn turning_one_dial_leaves_the_others() {
    let house = House::open().await;
    house.turn(json!({ "lose_answers": 3 })).await;
    house.turn(json!({ "daily_limit": 5 })).await;
    let read = house.shop.call(Method::GET, "/practice/dials", None).await;
    assert_eq!((&read.body["lose_answers"], &read.body["daily_limit"]), (&json!(3), &json!(5)));
    house.nts.set_dials(Dials::default());
    assert_eq!(house.nts.dials(), Dials::default());
}

#[test]
fn a_scenario_is_loaded_from_a_file_and_a_misspelt_one_is_named() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("storm.json");
    std::fs::write(&path, r#"{"lose_answers": 2, "maintenance": 1}"#).unwrap();
    assert_eq!(Dials::load(&path).unwrap().lose_answers, 2);
    std::fs::write(&path, r#"{"lost_answers": 2}"#).unwrap();
    let error = Dials::load(&path).unwrap_err();
    assert!(
        matches!(&error, PracticeError::DialFile { source, .. } if source.to_string().contains("`lost_answers`"))
    );
    assert!(matches!(Dials::load(&dir.path().join("none.json")).unwrap_err(), PracticeError::File { .. }));
}

fn chain(error: &dyn std::error::Error) -> String {
    let cause = error.source().map(chain).unwrap_or_default();
    format!("{error} {cause}").to_lowercase()
}

#[test]
fn dials_survive_a_round_trip() {
    let dials = Dials { lose_answers: 1, ..Dials::default() };
    let text = serde_json::to_value(&dials).unwrap();
    assert_eq!(serde_json::from_value::<Dials>(text.clone()).unwrap(), dials);
    assert_eq!(text["maintenance"], Value::from(0));
}
