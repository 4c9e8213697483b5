//! Who gets a token, and how long it lasts.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{House, Shop, TOKEN, but, receipt};

async fn ask(house: &House, request: Value) -> crate::client::Answer {
    house.shop.call(Method::POST, TOKEN, Some(request)).await
}

#[tokio::test]
async fn a_token_is_a_bearer_token_of_thirty_minutes() {
    let house = House::open().await;
    let answer = ask(&house, house.shop.token_request()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!((&answer.body["token_type"], &answer.body["expires_in"]), (&json!("Bearer"), &json!(1_800)));
    assert_eq!(answer.text("access_token").len(), 64);
}

#[tokio::test]
async fn a_token_request_must_be_complete() {
    let house = House::open().await;
    for field in ["businessNumber", "certificateSerial", "timestamp", "signature"] {
        let request = but(house.shop.token_request(), json!({ field: null }));
        ask(&house, request).await.must_refuse(400, "E2001", field);
    }
    let request = but(house.shop.token_request(), json!({ "timestamp": "half past three" }));
    ask(&house, request).await.must_refuse(400, "E2001", "timestamp");
    let request = but(house.shop.token_request(), json!({ "businessNumber": "1234567890" }));
    ask(&house, request).await.must_refuse(400, "E2004", "businessNumber");
}

#[tokio::test]
async fn an_expired_certificate_is_e1001_for_tokens_and_documents() {
    let house = House::open().await;
    house.turn(json!({ "certificate_expired": true })).await;
    ask(&house, house.shop.token_request()).await.must_refuse(401, "E1001", "");
    house.shop.issue(&receipt("R1")).await.must_refuse(401, "E1001", "");
}

#[tokio::test]
async fn another_serial_or_another_shop_is_e1002() {
    let house = House::open().await;
    let other_serial = but(house.shop.token_request(), json!({ "certificateSerial": "00ab" }));
    ask(&house, other_serial).await.must_refuse(401, "E1002", "");
    let other_shop = but(house.shop.token_request(), json!({ "businessNumber": "2208162517" }));
    ask(&house, other_shop).await.must_refuse(401, "E1002", "");
}

#[tokio::test]
async fn a_serial_may_be_spelt_in_capitals_with_colons() {
    let house = House::open().await;
    let request = house.shop.token_request();
    let serial = request["certificateSerial"].as_str().unwrap().to_uppercase();
    let pairs: Vec<_> = serial.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair)).collect();
    let answer = ask(&house, but(request, json!({ "certificateSerial": pairs.join(":") }))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn a_signature_over_anything_else_is_e1004() {
    let house = House::open().await;
    let timestamp = house.clock.now().timestamp().to_string();
    for signature in [
        house.shop.sign(&format!("1234567891{timestamp}")),
        house.shop.sign("1234567891\n0"),
        "bm90IGEgc2lnbmF0dXJl".to_owned(),
        "not base64".to_owned(),
    ] {
        let request = but(house.shop.token_request(), json!({ "signature": signature }));
        ask(&house, request).await.must_refuse(401, "E1004", "");
    }
}

#[tokio::test]
async fn a_clock_off_by_more_than_300_seconds_is_e1005() {
    let house = House::open().await;
    for (skew_s, status) in [(300, 200), (-300, 200), (301, 401), (-301, 401)] {
        house.turn(json!({ "clock_skew_s": skew_s })).await;
        let answer = ask(&house, house.shop.token_request()).await;
        let code = if status == 401 { "E1005" } else { "" };
        assert_eq!((answer.status.as_u16(), answer.text("resultCode").as_str()), (status, code), "{skew_s}");
    }
}

#[tokio::test]
async fn moving_the_practice_calendar_does_not_shut_out_a_client_with_the_right_time() {
    let mut house = House::open().await;
    house.advance_days(1).await;
    house.shop.log_in().await;
    house.shop.issue(&receipt("R1")).await.must_be("0000");
}

#[tokio::test]
async fn without_a_valid_token_every_call_is_e1003() {
    let mut house = House::open().await;
    for token in ["", "made-up"] {
        house.shop.token = token.to_owned();
        house.shop.issue(&receipt("R1")).await.must_refuse(401, "E1003", "");
        house.shop.cancel(&receipt("R1")).await.must_refuse(401, "E1003", "");
        house.shop.look_up("R1").await.must_refuse(401, "E1003", "");
        house.shop.quota().await.must_refuse(401, "E1003", "");
        let list = "/api/v1/cashReceipt?date=20261122";
        house.shop.call(Method::GET, list, None).await.must_refuse(401, "E1003", "");
    }
}

#[tokio::test]
async fn a_token_ends_with_its_lifetime_and_a_new_one_works() {
    let mut house = House::open().await;
    house.turn(json!({ "token_lifetime_s": 60 })).await;
    house.shop.log_in().await;
    house.clock.advance_s(59);
    house.shop.quota().await.must_be("");
    house.clock.advance_s(1);
    house.shop.quota().await.must_refuse(401, "E1003", "");
    house.shop.log_in().await;
    house.shop.quota().await.must_be("");
}

#[tokio::test]
async fn the_plain_listener_asks_for_the_same_signature() {
    let house = House::open().await;
    let ready = house.nts.ready();
    let mut plain = Shop::at(ready.http_url.as_ref().unwrap(), ready, &house.clock);
    let forged = but(plain.token_request(), json!({ "signature": plain.sign("1234567891\n0") }));
    plain.call(Method::POST, TOKEN, Some(forged)).await.must_refuse(401, "E1004", "");
    let unknown = but(plain.token_request(), json!({ "certificateSerial": "1f" }));
    plain.call(Method::POST, TOKEN, Some(unknown)).await.must_refuse(401, "E1002", "");
    plain.log_in().await;
    plain.issue(&receipt("R1")).await.must_be("0000");
    house.shop.look_up("R1").await.must_be("0000");
}
