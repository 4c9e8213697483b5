//! The status of businesses as the NTS's open API tells it and as the Popbill dialect does, and the member's own calls.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, House, Partner};

const STATUS: &str = "/api/nts-businessman/v1/status";
const VALIDATE: &str = "/api/nts-businessman/v1/validate";

/// The service key in the header, which needs no escaping.
fn key(house: &House) -> (&'static str, String) {
    ("Authorization", format!("Infuser {}", house.nts.ready().odcloud_key))
}

async fn ask(house: &House, path: &str, body: &Value) -> Answer {
    let stranger = Partner::stranger(house);
    let answer = stranger.send(Method::POST, path, &[key(house)], Some(body.to_string())).await.unwrap();
    Answer::of(answer).await.unwrap()
}

#[tokio::test]
async fn every_standing_and_tax_type_has_its_codes() {
    let house = House::open().await;
    let numbers = [
        "2148600016",
        "2222222227",
        "1111111119",
        "3333333336",
        "6170181230",
        "1019000003",
        "5555500005",
        "1234567890",
    ];
    let answer = ask(&house, STATUS, &json!({ "b_no": numbers })).await.body;
    assert_eq!(
        (&answer["status_code"], &answer["request_cnt"], &answer["match_cnt"]),
        (&json!("OK"), &json!(8), &json!(6))
    );
    let codes: Vec<_> = answer["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["b_stt_cd"].as_str().unwrap(),
                row["tax_type_cd"].as_str().unwrap(),
                row["end_dt"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("01", "01", ""),
        ("02", "01", ""),
        ("03", "01", "20260630"),
        ("01", "02", ""),
        ("01", "07", ""),
        ("01", "04", ""),
        ("", "", ""),
        ("", "", ""),
    ];
    assert_eq!(codes, expected);
    assert_eq!(answer["data"][6]["tax_type"], "국세청에 등록되지 않은 사업자등록번호입니다.");
}

#[tokio::test]
async fn a_claim_is_judged_and_the_count_is_left_out_when_it_is_zero() {
    let house = House::open().await;
    let claim = |number: &str, owner: &str| json!({ "b_no": number, "start_dt": "20200101", "p_nm": owner });
    let claims = json!({ "businesses": [claim("2208162517", "홍길동"), claim("2208162517", "불일치")] });
    let answer = ask(&house, VALIDATE, &claims).await.body;
    assert_eq!((&answer["request_cnt"], &answer["valid_cnt"]), (&json!(2), &json!(1)));
    assert_eq!(
        (&answer["data"][0]["valid"], &answer["data"][0]["status"]["b_stt_cd"]),
        (&json!("01"), &json!("01"))
    );
    assert_eq!((&answer["data"][1]["valid"], answer["data"][1].get("status")), (&json!("02"), None));
    assert_eq!(answer["data"][1]["request_param"]["p_nm"], "불일치");
    let none = ask(&house, VALIDATE, &json!({ "businesses": [claim("5555500005", "홍길동")] })).await.body;
    assert!(none.get("valid_cnt").is_none());
    let incomplete = json!({ "businesses": [{ "b_no": "2208162517" }] });
    assert_eq!(ask(&house, VALIDATE, &incomplete).await.text("status_code"), "REQUEST_DATA_MALFORMED");
}

#[tokio::test]
async fn the_gateway_and_the_application_refuse_each_in_its_own_shape() {
    let house = House::open().await;
    let stranger = Partner::stranger(&house);
    let body = Some(json!({ "b_no": ["2208162517"] }).to_string());
    let right = house.nts.ready().odcloud_key.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    for (query, status, code) in [
        (String::new(), 401, json!(-401)),
        ("?serviceKey=nobody".to_owned(), 400, json!(-4)),
        (format!("?serviceKey={}", right.replace('%', "%25")), 400, json!(-4)),
        (format!("?serviceKey={right}&returnType=JSON"), 200, Value::Null),
    ] {
        let answer =
            stranger.send(Method::POST, &format!("{STATUS}{query}"), &[], body.clone()).await.unwrap();
        let answer = Answer::of(answer).await.unwrap();
        assert_eq!((answer.status.as_u16(), &answer.body["code"]), (status, &code), "{}", answer.body);
    }
    let many = vec!["2208162517"; 101];
    for (body, status, code) in [
        (json!({ "b_no": many }), 413, "TOO_LARGE_REQUEST"),
        (json!({ "b_no": [] }), 411, "REQUEST_DATA_MALFORMED"),
        (json!({ "numbers": [] }), 411, "REQUEST_DATA_MALFORMED"),
        (json!([1]), 400, "BAD_JSON_REQUEST"),
    ] {
        let answer = ask(&house, STATUS, &body).await;
        assert_eq!((answer.status.as_u16(), answer.text("status_code").as_str()), (status, code));
    }
    assert_eq!(ask(&house, STATUS, &json!({ "b_no": vec!["2208162517"; 100] })).await.status.as_u16(), 200);
    house.turn(json!({ "odcloud_errors": 1 })).await;
    assert_eq!(ask(&house, STATUS, &json!({ "b_no": ["2208162517"] })).await.body["code"], -1);
}

#[tokio::test]
async fn the_provider_tells_the_same_of_one_and_of_many() {
    let house = House::open().await;
    let partner = Partner::of(&house).await;
    let closed = partner.get("/CloseDown?CN=111-11-11119").await.body;
    assert_eq!(
        (&closed["state"], &closed["stateDate"], &closed["taxType"]),
        (&json!("2"), &json!("20260630"), &json!("10"))
    );
    let many = partner.post("/CloseDown", "", json!(["2222222227", "5555500005", "6170181230"])).await.body;
    let states: Vec<_> = many.as_array().unwrap().iter().map(|row| row["state"].clone()).collect();
    assert_eq!((states, &many[2]["taxType"]), (vec![json!("3"), json!("0"), json!("1")], &json!("31")));
    partner.get("/CloseDown").await.refused(400, -17_000_000);
    partner.get("/CloseDown?CN=1234567890").await.refused(400, -17_000_003);
    partner.post("/CloseDown", "", json!(vec!["2222222227"; 1_001])).await.refused(400, -17_000_002);
}

#[tokio::test]
async fn the_practice_shop_is_a_member_and_nobody_else() {
    let house = House::open().await;
    let stranger = Partner::stranger(&house);
    let partner_id = &house.nts.ready().popbill_link_id;
    let member = async |number: &str, id: &str| {
        stranger.get(&format!("/Join?CorpNum={number}&LID={id}")).await.body["code"].clone()
    };
    assert_eq!(member("1234567891", partner_id).await, 1);
    assert_eq!(member("2148600016", partner_id).await, 0);
    assert_eq!(member("1234567891", "SOMEBODY").await, 0);
    stranger.post("/Join", "", json!({ "CorpNum": "1234567891" })).await.refused(400, -10_001_000);
    assert_eq!(stranger.get("/IDCheck?ID=practice").await.body["code"], 1);
    assert_eq!(Partner::of(&house).await.get("/CorpInfo").await.text("corpName"), "연습상회");
    stranger.get("/CorpInfo").await.refused(401, -99_000_013);
}
