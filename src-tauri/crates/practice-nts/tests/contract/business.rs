//! What is known of a business number.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, House};

async fn ask(house: &House, body: Value) -> Answer {
    house.shop.call(Method::POST, "/etax/validate/business", Some(body)).await
}

#[tokio::test]
async fn the_table_answers_with_standing_tax_type_and_closing_date() {
    let house = House::open().await;
    for (number, valid, status, tax_type, closed_on) in [
        ("2148600016", true, "계속사업자", json!("일반과세자"), Value::Null),
        ("2222222227", true, "휴업자", json!("일반과세자"), Value::Null),
        ("1111111119", true, "폐업자", json!("일반과세자"), json!("20260630")),
        ("3333333336", true, "계속사업자", json!("간이과세자"), Value::Null),
        ("6170181230", true, "계속사업자", json!("간이과세자(세금계산서 발급사업자)"), Value::Null),
        ("1019000003", true, "계속사업자", json!("면세사업자"), Value::Null),
        ("5555500005", false, "미등록", Value::Null, Value::Null),
        ("2208162517", true, "계속사업자", json!("일반과세자"), Value::Null),
    ] {
        let answer = ask(&house, json!({ "business_number": number })).await;
        let expected =
            json!({ "valid": valid, "status": status, "taxType": tax_type, "closedOn": closed_on });
        assert_eq!((answer.status.as_u16(), answer.body), (200, expected), "{number}");
    }
}

#[tokio::test]
async fn a_number_that_cannot_be_one_is_refused() {
    let house = House::open().await;
    for (body, code) in [
        (json!({}), "E2001"),
        (json!({ "business_number": "" }), "E2001"),
        (json!({ "business_number": 2_148_600_016_i64 }), "E2001"),
        (json!({ "business_number": "2148600017" }), "E2004"),
        (json!({ "business_number": "214-86-00016" }), "E2004"),
        (json!({ "business_number": "0000000000" }), "E2004"),
    ] {
        ask(&house, body).await.must_refuse(400, code, "business_number");
    }
}

#[tokio::test]
async fn a_check_spends_no_dial() {
    let house = House::open().await;
    house.turn(json!({ "server_errors": 1, "lose_answers": 1 })).await;
    ask(&house, json!({ "business_number": "2148600016" })).await.must_be("");
    assert_eq!(house.nts.dials().server_errors, 1);
}
