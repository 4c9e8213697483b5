//! Every code becomes one typed outcome, whatever the words and the HTTP status say; what is not known proves nothing.

use domain::HeldReason;
use nts::{LookedUp, LostKind, NotSentCause, Route, Sent, StopReason, StoredStatus, Transmitted};
use serde_json::{Value, json};

use super::member::{route_to_scripted, scripted_coffee, token};
use crate::scripted::{Scripted, Step};

async fn sent_on_script(script: Vec<Step>) -> Sent {
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    route.send(&scripted_coffee(&route)).await.outcome
}

async fn sent_on(step: Step) -> Sent {
    sent_on_script(vec![token("t"), step]).await
}

fn told(code: i64) -> Value {
    json!({"code": code, "message": "발행되었습니다"})
}

fn approval() -> Value {
    json!({"code": 1, "message": "발행 완료", "confirmNum": "TB0000042", "tradeDate": "20261122", "tradeDT": "20261122153000"})
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

#[tokio::test]
async fn a_known_code_means_the_same_under_every_status() {
    for status in [200, 400, 401, 403, 404, 409, 500, 503] {
        let refused = sent_on(Step::json(status, &told(-14_001_031))).await;
        assert!(
            matches!(&refused, Sent::Rejected(refusal) if refusal.code == "-14001031"),
            "{status}: {refused:?}"
        );
        let early = sent_on(Step::json(status, &told(-14_001_021))).await;
        assert!(
            matches!(&early, Sent::NotNow(wait) if wait.reason == HeldReason::NotYetPossible),
            "{status}: {early:?}"
        );
        let money = sent_on(Step::json(status, &told(-99_005_003))).await;
        assert!(
            matches!(&money, Sent::RouteStopped(stop) if stop.reason() == Some(StopReason::Money)),
            "{status}: {money:?}"
        );
    }
}

#[tokio::test]
async fn a_code_nobody_knows_is_unknown_and_is_sent_no_second_time() {
    for (status, code, kind) in [
        (400, -14_009_999, LostKind::UnexpectedAnswer),
        (200, -1, LostKind::UnexpectedAnswer),
        (400, -99_999_999, LostKind::UnexpectedAnswer),
        (400, 1, LostKind::UnexpectedAnswer),
        (500, -99_900_500, LostKind::Http5xx),
        (503, 0, LostKind::Http5xx),
    ] {
        let server =
            Scripted::start("127.0.0.1", vec![token("t"), Step::json(status, &told(code)), Step::Close])
                .await;
        let route = route_to_scripted(&server);
        let outcome = route.send(&scripted_coffee(&route)).await.outcome;
        assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == kind), "{code}: {outcome:?}");
        assert_eq!(server.seen().len(), 2, "{code}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_hang_together_is_unknown() {
    let cases = [
        (
            "no number",
            Step::json(200, &with(approval(), "confirmNum", Value::Null)),
            LostKind::UnexpectedAnswer,
        ),
        (
            "a short number",
            Step::json(200, &with(approval(), "confirmNum", json!("TB1"))),
            LostKind::UnexpectedAnswer,
        ),
        (
            "another day",
            Step::json(200, &with(approval(), "tradeDate", json!("20261123"))),
            LostKind::UnexpectedAnswer,
        ),
        ("no day", Step::json(200, &with(approval(), "tradeDate", Value::Null)), LostKind::UnexpectedAnswer),
        ("no code", Step::json(200, &with(approval(), "code", Value::Null)), LostKind::UnexpectedAnswer),
        (
            "an invoice's number",
            Step::json(200, &with(approval(), "confirmNum", json!("202611224199999900000001"))),
            LostKind::UnexpectedAnswer,
        ),
        ("success with a refusing status", Step::json(400, &approval()), LostKind::UnexpectedAnswer),
        ("success with a server error", Step::json(500, &approval()), LostKind::Http5xx),
        ("an array", Step::json(200, &json!([])), LostKind::UnexpectedAnswer),
        ("no code and no success", Step::json(404, &json!({"error": "x"})), LostKind::UnexpectedAnswer),
        ("a proxy's page", Step::json(404, &"<html>404</html>"), LostKind::NotJson),
        ("a proxy's fault", Step::json(502, &"<html>502</html>"), LostKind::Http5xx),
        ("nothing", Step::json(200, &""), LostKind::NotJson),
    ];
    for (what, step, kind) in cases {
        let outcome = sent_on(step).await;
        assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == kind), "{what}: {outcome:?}");
    }
    assert!(matches!(sent_on(Step::json(200, &approval())).await, Sent::Approved(_)));
}

#[tokio::test]
async fn whatever_the_token_call_brings_the_document_was_not_sent() {
    for step in [
        Step::Close,
        Step::HalfBody { status: 200 },
        Step::json(500, &told(-99_900_500)),
        Step::json(400, &told(-14_009_999)),
        Step::json(200, &json!({"session_token": ""})),
        Step::json(
            200,
            &json!({"session_token": "t", "serviceID": "POPBILL", "expiration": "2099-01-01T00:00:00.000Z"}),
        ),
        Step::json(200, &"?"),
        Step::Answer { status: 302, headers: "Location: https://127.0.0.1:1/\r\n", body: String::new() },
    ] {
        let outcome = sent_on_script(vec![step]).await;
        assert!(matches!(&outcome, Sent::NotSent(NotSentCause::TokenCall { .. })), "{outcome:?}");
    }
    let slow = sent_on_script(vec![Step::json(400, &told(-10_010_032))]).await;
    assert!(matches!(&slow, Sent::NotNow(wait) if wait.reason == HeldReason::TooManyRequests), "{slow:?}");
}

#[tokio::test]
async fn a_refusal_never_carries_the_number_it_speaks_of() {
    let body = with(told(-14_001_033), "message", json!("식별번호 010-1234-5678 / 01012345678 오류"));
    let server = Scripted::start("127.0.0.1", vec![token("t"), Step::json(400, &body)]).await;
    let route = route_to_scripted(&server);
    let reply = route.send(&scripted_coffee(&route)).await;
    let Sent::Rejected(refusal) = &reply.outcome else { panic!() };
    assert!(refusal.is_about_number());
    let told = format!("{reply:?}");
    assert!(!told.contains("01012345678") && !told.contains("1234-5678"), "{told}");
    assert!(told.contains("*******5678") && told.contains("20261122153000"), "{told}");
}

fn invoice_info(state: u32) -> Value {
    json!({"itemKey": "026112200000000001", "invoicerMgtKey": "T261122-01-000042", "invoicerCorpNum": "1234567891",
        "invoiceeCorpNum": "2148600016", "taxType": "과세", "writeDate": "20261122", "supplyCostTotal": "650000",
        "taxTotal": "65000", "issueDT": "20261122153001", "stateCode": state, "stateDT": "20261123150100",
        "ntsconfirmNum": "202611224199999900000042", "ntssendDT": "20261123150000", "ntssendErrCode": "ERR002"})
}

async fn transmitted_on(steps: Vec<Step>) -> Transmitted {
    let script = std::iter::once(token("t")).chain(steps).collect();
    let server = Scripted::start("127.0.0.1", script).await;
    let key = domain::DocumentKey::parse("T261122-01-000042").unwrap();
    let outcome = route_to_scripted(&server).transmit(&key).await.outcome;
    let asked = &server.seen()[1].head.to_ascii_lowercase();
    assert!(asked.starts_with("post /taxinvoice/sell/t261122-01-000042 http"), "{asked}");
    assert!(asked.contains("x-http-method-override: nts"), "{asked}");
    outcome
}

#[tokio::test]
async fn an_invoice_is_handed_over_when_the_nts_has_it_and_not_when_it_was_asked_for() {
    let done = || Step::json(200, &told(1));
    for (first, state) in [(done(), 300), (done(), 302), (Step::json(400, &told(-11_004_005)), 303)] {
        let waits = transmitted_on(vec![first, Step::json(200, &invoice_info(state))]).await;
        assert!(matches!(&waits, Transmitted::NotNow(wait) if wait.retry_after_ms.is_some()), "{waits:?}");
    }
    for first in [done(), Step::json(400, &told(-11_004_005)), Step::json(400, &told(-11_004_002))] {
        let sent = transmitted_on(vec![first, Step::json(200, &invoice_info(304))]).await;
        let Transmitted::Sent(at) = sent else { panic!("{sent:?}") };
        assert_eq!(at.to_string(), "2026-11-23 15:00:00");
    }
    let refused = transmitted_on(vec![done(), Step::json(200, &invoice_info(305))]).await;
    assert!(matches!(&refused, Transmitted::Refused(refusal) if refusal.code == "ERR002"), "{refused:?}");
    let gone = transmitted_on(vec![Step::json(400, &told(-11_000_005))]).await;
    assert_eq!(gone, Transmitted::NotThere);
    let lost = transmitted_on(vec![Step::Close]).await;
    assert!(matches!(lost, Transmitted::NoAnswer(_)), "{lost:?}");
}

#[tokio::test]
async fn an_invoice_is_found_only_with_its_lines() {
    let detail = json!({"invoicerMgtKey": "T261122-01-000042", "taxType": "과세", "writeDate": "20261122",
        "supplyCostTotal": "650000", "taxTotal": "65000", "totalAmount": "715000", "invoicerCorpNum": "1234567891",
        "invoiceeCorpNum": "2148600016", "modifyCode": null, "orgNTSConfirmNum": null,
        "detailList": [{"serialNum": 1, "itemName": "복사용지", "supplyCost": "650000", "tax": "65000"}]});
    let key = domain::DocumentKey::parse("T261122-01-000042").unwrap();
    for (state, status) in
        [(300, StoredStatus::Approved), (305, StoredStatus::Rejected), (600, StoredStatus::Rejected)]
    {
        let script = vec![token("t"), Step::json(200, &invoice_info(state)), Step::json(200, &detail)];
        let server = Scripted::start("127.0.0.1", script).await;
        let LookedUp::Found(held) = route_to_scripted(&server).look_up(&key).await.outcome else { panic!() };
        assert_eq!((held.status, held.total().get()), (status, 715_000));
        assert!(server.seen()[2].head.starts_with("GET /Taxinvoice/SELL/T261122-01-000042?Detail HTTP"));
    }
    let other = with(detail, "invoicerMgtKey", json!("T261122-01-000043"));
    let script = vec![token("t"), Step::json(200, &invoice_info(300)), Step::json(200, &other)];
    let server = Scripted::start("127.0.0.1", script).await;
    let found = route_to_scripted(&server).look_up(&key).await.outcome;
    assert!(matches!(found, LookedUp::NoAnswer(_)), "{found:?}");
}
