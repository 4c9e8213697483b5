//! The Popbill dialect's door: whose signature gets a token, and what a token opens.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{SecondsFormat, TimeDelta};
use practice_nts::Dials;
use reqwest::Method;
use serde_json::json;

use crate::client::{House, Partner, TokenRequest, cashbill};

#[tokio::test]
async fn a_signed_request_gets_a_token_whose_end_carries_milliseconds() {
    let house = House::open().await;
    let partner = Partner::stranger(&house);
    let answer = partner.ask_token(&TokenRequest::of(&house)).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(answer.text("expiration"), "2026-11-22T07:00:00.000Z");
    assert_eq!(
        (answer.text("serviceID").as_str(), answer.text("usercode").as_str()),
        ("POPBILL_TEST", "1234567891")
    );
    assert_eq!(answer.text("linkID"), house.nts.ready().popbill_link_id);
    let from_anywhere = TokenRequest { forwarded: Some("*"), ..TokenRequest::of(&house) };
    assert!(!partner.ask_token(&from_anywhere).await.text("session_token").is_empty());
}

#[tokio::test]
async fn a_wrong_request_gets_none() {
    let house = House::open().await;
    let partner = Partner::stranger(&house);
    let late = (house.clock.now() - TimeDelta::seconds(301)).to_utc();
    let good = || TokenRequest::of(&house);
    for (request, code) in [
        (TokenRequest { link_id: "SOMEBODY".into(), ..good() }, -99_004_021),
        (TokenRequest { secret_key: STANDARD.encode("another secret"), ..good() }, -99_010_007),
        // The classic mistake: the key's text instead of its bytes.
        (TokenRequest { secret_key: STANDARD.encode(good().secret_key), ..good() }, -99_010_007),
        (TokenRequest { date: late.to_rfc3339_opts(SecondsFormat::Secs, true), ..good() }, -99_010_004),
        (TokenRequest { date: "yesterday".into(), ..good() }, -99_010_003),
        (TokenRequest { body: good().body.replace("1234567891", "2148600016"), ..good() }, -99_003_008),
    ] {
        partner.ask_token(&request).await.refused(401, code);
    }
}

#[tokio::test]
async fn a_token_opens_its_own_products_until_it_ends() {
    let house = House::with_dials(Dials { token_lifetime_s: 60, ..Dials::default() }).await;
    let mut partner = Partner::stranger(&house);
    partner.issue(&cashbill("R1")).await.refused(401, -99_000_013);
    partner.token = "made up".into();
    partner.issue(&cashbill("R1")).await.refused(401, -99_910_004);
    let no_receipts = TokenRequest::of(&house).body.replace("\"140\", ", "");
    let narrow = TokenRequest { body: no_receipts, ..TokenRequest::of(&house) };
    partner.token = partner.ask_token(&narrow).await.text("session_token");
    partner.issue(&cashbill("R1")).await.refused(401, -99_910_002);
    let of_the_real_service = TokenRequest { service_id: "POPBILL", ..TokenRequest::of(&house) };
    partner.token = partner.ask_token(&of_the_real_service).await.text("session_token");
    partner.issue(&cashbill("R1")).await.refused(401, -99_910_004);
    partner.token = partner.ask_token(&TokenRequest::of(&house)).await.text("session_token");
    partner.issue(&cashbill("R1")).await.done();
    house.clock.advance_s(60);
    partner.issue(&cashbill("R2")).await.refused(401, -99_000_026);
}

#[tokio::test]
async fn time_and_points_are_told() {
    let house = House::with_dials(Dials { popbill_points: 30, ..Dials::default() }).await;
    let partner = Partner::of(&house).await;
    assert_eq!(partner.get("/Time").await.body, json!("2026-11-22T06:30:00Z"));
    assert_eq!(partner.get("/POPBILL_TEST/Point").await.body["remainPoint"], 30);
    partner.issue(&cashbill("R1")).await.done();
    partner.issue(&cashbill("R1")).await.refused(400, -99_005_003);
    assert_eq!(partner.get("/POPBILL_TEST/PartnerPoint").await.body["remainPoint"], 10);
    assert_eq!(partner.get("/POPBILL_TEST/TotalPoint").await.text("totalPoint"), "10");
}

#[tokio::test]
async fn every_answer_names_its_type_and_the_override_is_read_in_any_case() {
    let house = House::open().await;
    let partner = Partner::of(&house).await;
    let header = [("x-http-method-OVERRIDE", "issue".to_owned())];
    let answer =
        partner.send(Method::POST, "/Cashbill", &header, Some(cashbill("R1").to_string())).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(answer.headers()["content-type"], "application/json;charset=utf-8");
}
