//! Both shapes of refusal, and the answers of providers.md §8.

use chrono::NaiveDate;
use domain::{BusinessNumber, BusinessState, BusinessStatus, HeldReason, TaxType};
use serde_json::{Value, json};

use super::{Verdict, judge, statuses, validations};
use crate::http::Answer;
use crate::odcloud::wire::{RegisterQuestion, Validated};
use crate::outcome::{Asked, StatusRead};

fn answer(status: u16, body: &Value) -> Answer {
    Answer { status, retry_after_ms: None, body: body.to_string().into_bytes() }
}

fn number(text: &str) -> BusinessNumber {
    BusinessNumber::parse(text).unwrap()
}

fn row(number: &str, state: &str, tax_type: &str, tax_code: &str, end: &str) -> Value {
    json!({"b_no": number, "b_stt": "", "b_stt_cd": state, "tax_type": tax_type, "tax_type_cd": tax_code, "end_dt": end,
        "utcc_yn": "N", "tax_type_change_dt": "", "invoice_apply_dt": "", "rbf_tax_type": "해당없음", "rbf_tax_type_cd": "99"})
}

fn one(status: u16, body: &Value) -> StatusRead {
    statuses(&[number("2148600016")], Ok(judge(&answer(status, body)))).0.remove(0)
}

#[test]
fn every_state_is_read_and_rows_may_come_in_any_order() {
    let asked = [number("2148600016"), number("2222222227"), number("1111111119"), number("5555500005")];
    let unregistered = "국세청에 등록되지 않은 사업자등록번호입니다.";
    let body = json!({"status_code": "OK", "request_cnt": 4, "match_cnt": 3, "data": [
        row("5555500005", "", unregistered, "", ""),
        row("1111111119", "03", "부가가치세 일반과세자", "01", "20260630"),
        row("2222222227", "02", "부가가치세 간이과세자", "02", ""),
        row("2148600016", "01", "부가가치세 간이과세자(세금계산서 발급사업자)", "07", ""),
    ]});
    let (reads, is_over) = statuses(&asked, Ok(judge(&answer(200, &body))));
    let closed = BusinessState::Closed { on: NaiveDate::from_ymd_opt(2026, 6, 30) };
    let known = |state, tax_type| StatusRead::Known(BusinessStatus { state, tax_type });
    assert_eq!(
        reads,
        [
            known(BusinessState::Continuing, Some(TaxType::SimplifiedIssuing)),
            known(BusinessState::Suspended, Some(TaxType::Simplified)),
            known(closed, Some(TaxType::General)),
            known(BusinessState::NotRegistered, None),
        ]
    );
    assert!(!is_over);
}

#[test]
fn a_number_the_answer_leaves_out_has_no_answer() {
    let body = json!({"status_code": "OK", "data": [row("2222222227", "01", "", "01", "")]});
    assert!(matches!(one(200, &body), StatusRead::NoAnswer(_)));
}

#[test]
fn the_gateway_says_what_is_wrong_with_the_key_whatever_the_status() {
    for (status, code) in [(400, -4), (401, -4), (401, -401), (400, -9), (404, -3), (200, -4)] {
        let read = one(status, &json!({"code": code, "msg": "등록되지 않은 인증키 입니다."}));
        assert!(matches!(&read, StatusRead::RouteStopped(stop) if stop.code == code.to_string()), "{read:?}");
    }
    let read = one(400, &json!({"code": -10, "msg": "트래픽 초과"}));
    assert!(matches!(&read, StatusRead::NotNow(wait) if wait.reason == HeldReason::Quota), "{read:?}");
}

#[test]
fn faults_of_service_and_gateway_are_no_answer() {
    for (status, body) in [
        (400, json!({"status_code": "BAD_JSON_REQUEST"})),
        (411, json!({"status_code": "REQUEST_DATA_MALFORMED"})),
        (413, json!({"status_code": "TOO_LARGE_REQUEST"})),
        (500, json!({"status_code": "INTERNAL_ERROR"})),
        (404, json!({"status_code": "HTTP_ERROR"})),
        (400, json!({"code": -1, "msg": ""})),
        (400, json!({"code": -2, "msg": ""})),
        (400, json!({"code": -999, "msg": ""})),
        (200, json!({"status_code": "OK"})),
        (500, json!({"status_code": "OK", "data": []})),
        (200, json!([])),
    ] {
        let read = one(status, &body);
        assert!(matches!(read, StatusRead::NoAnswer(_)), "{status} {body}: {read:?}");
    }
    let page = Answer { status: 200, retry_after_ms: None, body: b"<OpenAPI/>".to_vec() };
    assert!(matches!(judge(&page), Verdict::Lost(_)));
}

#[test]
fn a_claim_holds_or_not_and_no_count_is_needed_for_that() {
    let claim = |number: BusinessNumber| RegisterQuestion {
        number,
        opened_on: NaiveDate::from_ymd_opt(2020, 1, 2).unwrap(),
        owner: "이한빛".to_owned(),
        name: None,
    };
    let asked = [claim(number("2148600016")), claim(number("2222222227")), claim(number("1111111119"))];
    let body = json!({"status_code": "OK", "request_cnt": 3, "data": [
        {"b_no": "2148600016", "valid": "01", "status": row("2148600016", "01", "", "01", "")},
        {"b_no": "2222222227", "valid": "02", "valid_msg": "확인할 수 없습니다."},
        {"b_no": "9999999999", "valid": "01"},
    ]});
    let (reads, _) = validations(&asked, Ok(judge(&answer(200, &body))));
    let status = BusinessStatus { state: BusinessState::Continuing, tax_type: Some(TaxType::General) };
    assert_eq!(reads[0], Asked::Known(Validated::Matches(Some(status))));
    assert_eq!(reads[1], Asked::Known(Validated::Differs));
    assert!(matches!(reads[2], Asked::NoAnswer(_)), "a row about another number says nothing of this one");
    assert!(!format!("{asked:?}").contains("한빛"));
}
