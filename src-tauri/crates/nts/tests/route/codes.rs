//! Every result code of the contract becomes one typed outcome, whatever the message says.

use chrono::NaiveDate;
use domain::{DocumentKey, HeldReason};
use nts::{FrozenRequest, ListedDay, LookedUp, LostKind, NotSentCause, QuotaRead, Route, Sent};
use serde_json::{Value, json};

use crate::scripted::{Scripted, Step};
use crate::shop::{route_to_scripted, scripted_coffee};

const KEY: &str = "R261122-01-000042";

async fn sent_on(step: Step) -> Sent {
    sent_on_script(vec![Step::token("t"), step]).await
}

async fn sent_on_script(script: Vec<Step>) -> Sent {
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    route.send(&scripted_coffee(&route)).await.outcome
}

async fn looked_up_on(step: Step) -> LookedUp {
    let server = Scripted::start("127.0.0.1", vec![Step::token("t"), step]).await;
    route_to_scripted(&server).look_up(&DocumentKey::parse(KEY).unwrap()).await.outcome
}

fn refusal(code: &str) -> Value {
    json!({"resultCode": code, "message": "승인되었습니다 0000", "field": "consumerPhone"})
}

fn approval() -> Value {
    json!({"resultCode": "0000", "documentKey": KEY, "approvalNumber": "TB0000042", "approvedAt": "2026-11-22T15:30:00+09:00"})
}

fn stored() -> Value {
    json!({
        "resultCode": "0000", "documentKey": KEY, "kind": "issue", "status": "approved", "businessNumber": "1234567891",
        "transactionDate": "20261122", "transactionTime": "153000", "transactionAmount": 4500, "supplyAmount": 4091,
        "taxAmount": 409, "serviceAmount": 0, "taxation": "과세", "receiptPurpose": "소득공제",
        "consumerNumberMasked": "010-****-5678", "approvalNumber": "TB0000042", "approvedAt": "2026-11-22T15:30:00+09:00",
    })
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

#[tokio::test]
async fn codes_about_what_the_document_says_are_refusals() {
    for (status, code) in [
        (400, "E2001"),
        (400, "E2002"),
        (400, "E2003"),
        (400, "E2004"),
        (400, "E2005"),
        (400, "E2006"),
        (404, "E3002"),
        (409, "E3003"),
        (409, "E3004"),
    ] {
        let Sent::Rejected(refused) = sent_on(Step::json(status, &refusal(code))).await else {
            panic!("{code}")
        };
        assert_eq!((refused.code.as_str(), refused.field.as_deref()), (code, Some("consumerPhone")));
    }
}

#[tokio::test]
async fn codes_about_the_moment_ask_to_come_back() {
    for (status, code, reason) in [
        (409, "E3005", HeldReason::NotYetPossible),
        (429, "E4001", HeldReason::Quota),
        (429, "E4002", HeldReason::TooManyRequests),
        (503, "E5002", HeldReason::RouteDown),
    ] {
        let body = with(refusal(code), "resetsAt", json!("2026-11-23T00:00:00+09:00")).to_string();
        let Sent::NotNow(wait) = sent_on(Step::Answer { status, headers: "Retry-After: 7\r\n", body }).await
        else {
            panic!("{code}")
        };
        assert_eq!((wait.code.as_str(), wait.reason, wait.retry_after_ms), (code, reason, Some(7_000)));
        assert_eq!(wait.resets_at.as_deref(), Some("2026-11-23T00:00:00+09:00"));
    }
}

#[tokio::test]
async fn codes_about_certificate_signature_and_clock_stop_the_route() {
    for code in ["E1001", "E1002", "E1004", "E1005"] {
        let on_document = sent_on(Step::json(401, &refusal(code))).await;
        let on_token = sent_on_script(vec![Step::json(401, &refusal(code))]).await;
        for outcome in [on_document, on_token] {
            assert!(matches!(&outcome, Sent::RouteStopped(stop) if stop.code == code), "{code}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_server_error_says_nothing_about_the_document() {
    for (status, code) in [(500, "E5001"), (500, "0000"), (500, "E2003"), (502, "E3002"), (504, "E4002")] {
        let outcome = sent_on(Step::json(status, &refusal(code))).await;
        assert!(
            matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::Http5xx),
            "{code}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_does_not_hang_together_is_unknown() {
    let cases = [
        ("a code nobody knows", Step::json(400, &refusal("E9999")), LostKind::UnexpectedAnswer),
        ("no code", Step::json(400, &json!({"message": "no"})), LostKind::UnexpectedAnswer),
        ("success with a refusing status", Step::json(404, &approval()), LostKind::UnexpectedAnswer),
        ("an array", Step::json(200, &json!([])), LostKind::UnexpectedAnswer),
        ("a proxy's page", Step::json(404, &"<html>404</html>"), LostKind::NotJson),
        ("nothing", Step::json(200, &""), LostKind::NotJson),
        (
            "another key",
            Step::json(200, &with(approval(), "documentKey", json!("R261122-01-000043"))),
            LostKind::UnexpectedAnswer,
        ),
        (
            "no key",
            Step::json(200, &with(approval(), "documentKey", Value::Null)),
            LostKind::UnexpectedAnswer,
        ),
        (
            "a short number",
            Step::json(200, &with(approval(), "approvalNumber", json!("TB1"))),
            LostKind::UnexpectedAnswer,
        ),
        (
            "no time",
            Step::json(200, &with(approval(), "approvedAt", json!("soon"))),
            LostKind::UnexpectedAnswer,
        ),
        ("duplicate of what?", Step::json(409, &refusal("E3001")), LostKind::UnexpectedAnswer),
    ];
    for (what, step, kind) in cases {
        let outcome = sent_on(step).await;
        assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == kind), "{what}: {outcome:?}");
    }
}

#[tokio::test]
async fn approval_time_is_kept_in_korean_time() {
    let utc = with(approval(), "approvedAt", json!("2026-11-22T16:30:00Z"));
    let Sent::Approved(approval) = sent_on(Step::json(200, &utc)).await else { panic!() };
    assert_eq!(approval.at.to_string(), "2026-11-23 01:30:00");
}

#[tokio::test]
async fn a_duplicate_shows_what_the_nts_holds() {
    let body = with(refusal("E3001"), "document", stored());
    let Sent::Duplicate(held) = sent_on(Step::json(409, &body)).await else { panic!() };
    assert_eq!((held.key.as_str(), held.approval.number.as_str()), (KEY, "TB0000042"));
}

#[tokio::test]
async fn only_e3002_with_its_404_means_not_there() {
    assert_eq!(looked_up_on(Step::json(404, &refusal("E3002"))).await, LookedUp::NotThere);
    for step in [
        Step::json(404, &"<html>404</html>"),
        Step::json(404, &json!({"error": "Not Found"})),
        Step::json(200, &refusal("E3002")),
        Step::json(200, &with(stored(), "documentKey", json!("R261122-01-000043"))),
        Step::json(200, &with(stored(), "supplyAmount", json!(1))),
        Step::json(500, &refusal("E3002")),
        Step::Close,
    ] {
        let outcome = looked_up_on(step).await;
        assert!(matches!(outcome, LookedUp::NoAnswer(_)), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_document_refused_later_is_found_with_its_own_code() {
    let refused = with(with(stored(), "status", json!("rejected")), "resultCode", json!("E2003"));
    let LookedUp::Found(held) = looked_up_on(Step::json(200, &refused)).await else { panic!() };
    assert_eq!((held.status, held.result_code.as_str()), (nts::StoredStatus::Rejected, "E2003"));
}

#[tokio::test]
async fn whatever_the_token_call_brings_the_document_was_not_sent() {
    for step in [
        Step::Close,
        Step::HalfBody { status: 200 },
        Step::json(500, &refusal("E5001")),
        Step::json(400, &refusal("E2004")),
        Step::json(200, &json!({"access_token": ""})),
        Step::json(200, &"?"),
        Step::Answer { status: 302, headers: "Location: https://127.0.0.1:1/\r\n", body: String::new() },
    ] {
        let outcome = sent_on_script(vec![step]).await;
        assert!(matches!(&outcome, Sent::NotSent(NotSentCause::TokenCall { .. })), "{outcome:?}");
    }
    let waits = sent_on_script(vec![Step::json(503, &refusal("E5002"))]).await;
    assert!(matches!(&waits, Sent::NotNow(wait) if wait.reason == HeldReason::RouteDown), "{waits:?}");
}

#[tokio::test]
async fn a_refusal_never_carries_the_number_it_speaks_of() {
    let body = with(refusal("E2003"), "message", json!("소비자 번호 010-1234-5678 / 01012345678 오류"));
    let server = Scripted::start("127.0.0.1", vec![Step::token("opensesame"), Step::json(400, &body)]).await;
    let route = route_to_scripted(&server);
    let request: FrozenRequest = scripted_coffee(&route);
    let told = format!("{request:?} {:?}", route.send(&request).await);
    for secret in ["01012345678", "1234-5678", "opensesame"] {
        assert!(!told.contains(secret), "{told}");
    }
    assert!(told.contains("E2003") && told.contains("*******5678"), "{told}");
}

#[tokio::test]
async fn the_kept_response_is_at_most_four_kilobytes() {
    let server =
        Scripted::start("127.0.0.1", vec![Step::token("t"), Step::json(502, &"가".repeat(5_000))]).await;
    let route = route_to_scripted(&server);
    let reply = route.send(&scripted_coffee(&route)).await;
    assert_eq!(reply.exchanges[1].response, "가".repeat(4_096 / 3));
}

#[tokio::test]
async fn a_list_names_other_programs_documents_and_hands_its_cursor_on() {
    let foreign = with(stored(), "documentKey", json!("AUTO-17"));
    let page = json!({"resultCode": "0000", "documents": [stored(), foreign], "nextCursor": "a&b"});
    let broken = json!({"documents": [stored(), with(stored(), "supplyAmount", json!(1))]});
    let script = vec![Step::token("t"), Step::json(200, &page), Step::json(200, &broken)];
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    let date = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();

    let ListedDay::Page(page) = route.list_day(date, None).await.outcome else { panic!() };
    assert_eq!((page.documents.len(), page.foreign_keys), (1, vec!["AUTO-17".to_owned()]));
    let next = route.list_day(date, page.next_cursor.as_deref()).await.outcome;
    assert!(
        matches!(next, ListedDay::NoAnswer(_)),
        "a document that cannot be read spoils its page: {next:?}"
    );
    assert!(server.seen()[1].head.starts_with("GET /api/v1/cashReceipt?date=20261122 HTTP"));
    assert!(server.seen()[2].head.starts_with("GET /api/v1/cashReceipt?date=20261122&cursor=a%26b HTTP"));
}

#[tokio::test]
async fn a_quota_that_cannot_be_read_is_no_answer() {
    let server =
        Scripted::start("127.0.0.1", vec![Step::token("t"), Step::json(200, &json!({"dailyLimit": "?"}))])
            .await;
    assert!(matches!(route_to_scripted(&server).quota().await.outcome, QuotaRead::NoAnswer(_)));
}
