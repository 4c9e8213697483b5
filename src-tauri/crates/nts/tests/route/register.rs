//! The open API for states of businesses: chunks of a hundred, the key escaped once, and a route that asks it in its stead.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{BusinessNumber, BusinessState, BusinessStatus, TaxType};
use nts::{
    Asked, BusinessRegister, OpenRegister, OpenRegisterPlace, RegisterQuestion, Route, RouteError, Secret,
    ServiceKey, StatusRead, Validated, WithRegister,
};
use serde_json::{Value, json};

use crate::scripted::{Scripted, Step};
use crate::shop::{Shop, certificates, route_to_scripted, scripted_coffee};

const DECODING: &str = "Ab3+d/9fGh==";
const ENCODING: &str = "Ab3%2Bd%2F9fGh%3D%3D";

fn place(url: String) -> OpenRegisterPlace {
    let read = |name: &str| std::fs::read(certificates().join(name)).unwrap();
    let identity = [read("client.key.pem"), b"\n".to_vec(), read("client.pem")].concat();
    OpenRegisterPlace::Practice {
        url,
        authority_pem: read("ca.pem"),
        identity_pem: Secret::new(String::from_utf8(identity).unwrap()),
    }
}

fn register(server: &Scripted, key: &str) -> OpenRegister {
    let place = place(format!("https://{}", server.address));
    OpenRegister::new(&place, ServiceKey::parse(key).unwrap()).unwrap()
}

/// So many numbers with a right check digit.
fn numbers(count: usize) -> Vec<BusinessNumber> {
    (100_000_000_u64..)
        .flat_map(|nine| (0..10).map(move |check| nine * 10 + check))
        .filter_map(|ten| BusinessNumber::parse(&ten.to_string()).ok())
        .take(count)
        .collect()
}

fn working(numbers: &[BusinessNumber]) -> Value {
    let row = |number: &BusinessNumber| {
        json!({"b_no": number.digits(), "b_stt": "계속사업자", "b_stt_cd": "01", "tax_type": "부가가치세 일반과세자",
            "tax_type_cd": "01", "end_dt": ""})
    };
    let data: Vec<Value> = numbers.iter().map(row).collect();
    json!({"status_code": "OK", "request_cnt": data.len(), "match_cnt": data.len(), "data": data})
}

fn is_working(read: &StatusRead) -> bool {
    matches!(read, StatusRead::Known(status) if status.state == BusinessState::Continuing
        && status.tax_type == Some(TaxType::General))
}

#[tokio::test]
async fn the_key_goes_out_escaped_exactly_once_whichever_was_typed() {
    let one = numbers(1);
    for typed in [DECODING, ENCODING] {
        let server = Scripted::start("127.0.0.1", vec![Step::json(200, &working(&one))]).await;
        let reply = register(&server, typed).business_status(&one[0]).await;
        assert!(is_working(&reply.outcome), "{:?}", reply.outcome);
        let head = &server.seen()[0].head;
        let asked = format!("POST /api/nts-businessman/v1/status?returnType=JSON&serviceKey={ENCODING} HTTP");
        assert!(head.starts_with(&asked), "{head}");
        let told = format!("{reply:?}");
        assert!(!told.contains("Ab3"), "the key is in no record: {told}");
    }
}

#[test]
fn a_key_with_a_blank_at_its_end_is_refused_at_the_edge() {
    let refused = ServiceKey::parse(&format!("{DECODING} ")).unwrap_err();
    assert!(matches!(refused, RouteError::ServiceKeyBlank));
    assert!(refused.to_string().contains("blank"));
}

#[tokio::test]
async fn the_practice_servers_register_is_read_with_its_own_key_and_no_other() {
    let shop = Shop::open().await;
    let ready = shop.nts.ready();
    let open =
        |key: &str| OpenRegister::new(&place(ready.url.clone()), ServiceKey::parse(key).unwrap()).unwrap();
    let number = |text: &str| BusinessNumber::parse(text).unwrap();
    let asked =
        [number("617-01-81230"), number("111-11-11119"), number("555-55-00005"), number("222-22-22227")];
    let read = open(&ready.odcloud_key).statuses(&asked).await.outcome;
    let known = |state, tax_type| StatusRead::Known(BusinessStatus { state, tax_type });
    let closed = BusinessState::Closed { on: NaiveDate::from_ymd_opt(2026, 6, 30) };
    assert_eq!(
        read,
        [
            known(BusinessState::Continuing, Some(TaxType::SimplifiedIssuing)),
            known(closed, Some(TaxType::General)),
            known(BusinessState::NotRegistered, None),
            known(BusinessState::Suspended, Some(TaxType::General)),
        ]
    );
    let many = numbers(120);
    let read = open(&ready.odcloud_key).statuses(&many).await.outcome;
    assert!(read.len() == 120 && read.iter().all(|read| matches!(read, StatusRead::Known(_))));
    let stranger = open("QUJD").business_status(&asked[0]).await.outcome;
    assert!(matches!(&stranger, StatusRead::RouteStopped(stop) if stop.code == "-4"), "{stranger:?}");
}

#[tokio::test]
async fn claims_about_businesses_hold_or_not() {
    let shop = Shop::open().await;
    let ready = shop.nts.ready();
    let register =
        OpenRegister::new(&place(ready.url.clone()), ServiceKey::parse(&ready.odcloud_key).unwrap()).unwrap();
    let claim = |number: &str, owner: &str| RegisterQuestion {
        number: BusinessNumber::parse(number).unwrap(),
        opened_on: NaiveDate::from_ymd_opt(2020, 1, 2).unwrap(),
        owner: owner.to_owned(),
        name: None,
    };
    let asked =
        [claim("214-86-00016", "이한빛"), claim("214-86-00016", "불일치"), claim("555-55-00005", "이한빛")];
    let reply = register.validate(&asked).await;
    let status = BusinessStatus { state: BusinessState::Continuing, tax_type: Some(TaxType::General) };
    let differs = Asked::Known(Validated::Differs);
    assert_eq!(reply.outcome, [Asked::Known(Validated::Matches(Some(status))), differs.clone(), differs]);
    assert!(!format!("{reply:?}").contains("한빛"), "an owner's name is in no record");
}

#[tokio::test]
async fn more_than_a_hundred_numbers_make_more_calls_in_their_order() {
    let all = numbers(250);
    let steps = all.chunks(100).map(|chunk| Step::json(200, &working(chunk))).collect();
    let server = Scripted::start("127.0.0.1", steps).await;
    let reply = register(&server, DECODING).statuses(&all).await;
    assert_eq!(reply.outcome.len(), 250);
    assert!(reply.outcome.iter().all(is_working));
    let sizes: Vec<usize> = server
        .seen()
        .iter()
        .map(|seen| serde_json::from_str::<Value>(&seen.body).unwrap()["b_no"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [100, 100, 50]);
}

#[tokio::test]
async fn an_unknown_key_ends_the_asking_and_a_fault_does_not() {
    let all = numbers(250);
    let unknown = json!({"code": -4, "msg": "등록되지 않은 인증키 입니다."});
    let server = Scripted::start("127.0.0.1", vec![Step::json(401, &unknown)]).await;
    let reply = register(&server, DECODING).statuses(&all).await;
    assert!(
        reply.outcome.iter().all(|read| matches!(read, StatusRead::RouteStopped(stop) if stop.code == "-4"))
    );
    assert_eq!((reply.outcome.len(), server.seen().len()), (250, 1));

    let fault = json!({"status_code": "INTERNAL_ERROR"});
    let steps = vec![
        Step::json(200, &working(&all[..100])),
        Step::json(500, &fault),
        Step::json(200, &working(&all[200..])),
    ];
    let server = Scripted::start("127.0.0.1", steps).await;
    let reply = register(&server, DECODING).statuses(&all).await;
    assert!(reply.outcome[..100].iter().chain(&reply.outcome[200..]).all(is_working));
    assert!(reply.outcome[100..200].iter().all(|read| matches!(read, StatusRead::NoAnswer(_))));
    assert!(register(&server, DECODING).statuses(&[]).await.outcome.is_empty(), "nothing is asked of nobody");
}

#[tokio::test]
async fn a_route_with_a_register_asks_it_and_nobody_else_about_businesses() {
    let one = numbers(1);
    let open = Scripted::start("127.0.0.1", vec![Step::json(200, &working(&one))]).await;
    let documents = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::Close]).await;
    let route: Arc<dyn Route> = Arc::new(route_to_scripted(&documents));
    let both = WithRegister::new(route, Arc::new(register(&open, DECODING)));
    assert!(is_working(&both.business_status(&one[0]).await.outcome));
    assert_eq!((open.seen().len(), documents.seen().len()), (1, 0));
    let _lost = both.send(&scripted_coffee(&both)).await;
    assert_eq!((open.seen().len(), documents.seen().len(), both.name()), (1, 2, "hometax"));
}
