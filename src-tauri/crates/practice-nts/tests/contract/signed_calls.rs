//! Tax-invoice calls carry a token and a signed timestamp.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, House};
use crate::invoice_paper::{ETAX_ISSUE, invoice};

fn calls() -> [(Method, &'static str, Option<Value>); 5] {
    [
        (Method::POST, ETAX_ISSUE, Some(invoice("T1"))),
        (Method::POST, "/etax/validate/business", Some(json!({ "business_number": "2148600016" }))),
        (Method::POST, "/etax/invoices/T1/transmit", None),
        (Method::GET, "/etax/invoices/T1", None),
        (Method::GET, "/etax/invoices?from=20261101&to=20261130", None),
    ]
}

async fn issue_with(house: &House, headers: &[(&str, String)]) -> Answer {
    house.shop.call_with(Method::POST, ETAX_ISSUE, Some(invoice("T1")), headers).await
}

#[tokio::test]
async fn without_its_own_signature_no_tax_invoice_call_passes() {
    let house = House::open().await;
    let [timestamp, (name, signature)] = house.shop.stamped();
    let turned: String = signature.chars().rev().collect();
    let over_nothing = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad".to_owned();
    let long_ago = ("X-NTS-Timestamp", "1".to_owned());
    for (method, path, body) in calls() {
        for headers in [
            vec![],
            vec![timestamp.clone()],
            vec![(name, signature.clone())],
            vec![timestamp.clone(), (name, turned.clone())],
            vec![timestamp.clone(), (name, over_nothing.clone())],
            vec![timestamp.clone(), (name, signature.to_uppercase())],
            vec![("X-NTS-Timestamp", "noon".to_owned()), (name, signature.clone())],
        ] {
            let answer = house.shop.call_with(method.clone(), path, body.clone(), &headers).await;
            answer.must_refuse(401, "E1004", "");
        }
        let headers = [long_ago.clone(), (name, signature.clone())];
        let answer = house.shop.call_with(method, path, body, &headers).await;
        answer.must_refuse(401, "E1005", "");
    }
    assert!(house.nts.ledger().invoices().unwrap().is_empty());
}

#[tokio::test]
async fn a_signature_does_not_stand_in_for_a_token() {
    let mut house = House::open().await;
    house.shop.token = String::new();
    for (method, path, body) in calls() {
        house.shop.call(method, path, body).await.must_refuse(401, "E1003", "");
    }
}

#[tokio::test]
async fn a_signed_clock_may_be_off_by_300_seconds_and_no_more() {
    let house = House::open().await;
    for (skew_s, code) in [(301, "E1005"), (-301, "E1005"), (300, "0000"), (-300, "E3001")] {
        house.turn(json!({ "clock_skew_s": skew_s })).await;
        issue_with(&house, &house.shop.stamped()).await.must_be(code);
    }
}

#[tokio::test]
async fn moving_the_practice_calendar_does_not_shut_out_a_signer_with_the_right_time() {
    let mut house = House::open().await;
    house.advance_days(3).await;
    house.shop.log_in().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
}
