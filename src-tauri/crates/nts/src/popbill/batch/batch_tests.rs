//! Digest, body and result of a batch, in the shapes of providers.md §3.4 and §4.1.

use domain::{DocumentKey, Refusal};
use serde_json::json;

use super::{BatchState, SubmitId, batch_body, digest_of, read_state};
use crate::error::RouteError;
use crate::route::{Act, FrozenRequest};

fn frozen(act: Act, key: &str, body: &str) -> FrozenRequest {
    FrozenRequest { act, key: DocumentKey::parse(key).unwrap(), body: body.to_owned() }
}

#[test]
fn the_published_digest_comes_out() {
    assert_eq!(digest_of(r#"{"cashbills":[]}"#), "me2EVOjQ+uhiC0c1gB/Hxzlb5k8=");
}

#[test]
fn frozen_bytes_stand_side_by_side_as_they_are() {
    let two = [
        frozen(Act::Issue, "R261122-01-000001", r#"{"b": 1,"a":2}"#),
        frozen(Act::Issue, "R261122-01-000002", "{}"),
    ];
    assert_eq!(batch_body(&two).unwrap(), ("/Cashbill", r#"{"cashbills":[{"b": 1,"a":2},{}]}"#.to_owned()));
    let invoice = [frozen(Act::Invoice, "T261122-01-000001", "{}")];
    assert_eq!(
        batch_body(&invoice).unwrap(),
        ("/Taxinvoice", r#"{"forceIssue":true,"invoices":[{}]}"#.to_owned())
    );
}

#[test]
fn only_1_to_100_issues_of_one_kind_make_a_batch() {
    let receipt = frozen(Act::Issue, "R261122-01-000001", "{}");
    let cancel = frozen(Act::Cancel, "C261122-01-000001", "{}");
    let invoice = frozen(Act::Invoice, "T261122-01-000001", "{}");
    assert!(batch_body(&vec![receipt.clone(); 100]).is_ok());
    for wrong in [vec![], vec![receipt.clone(); 101], vec![cancel], vec![receipt, invoice]] {
        assert!(matches!(batch_body(&wrong), Err(RouteError::Batch)));
    }
    for name in ["", "a b", "a_b", &"a".repeat(37)] {
        assert!(matches!(SubmitId::parse(name), Err(RouteError::SubmitId)), "{name}");
    }
    assert!(SubmitId::parse(&"a".repeat(36)).is_ok());
}

#[test]
fn a_row_that_failed_does_not_harm_the_others() {
    let result = json!({"code": 1, "txState": 2, "submitCount": 2, "successCount": 1, "failCount": 1, "issueResult": [
        {"mgtKey": "R261122-01-000001", "code": 1, "confirmNum": "TB0000001", "tradeDate": "20261122", "issueDT": "20261122153000"},
        {"mgtKey": "R261122-01-000002", "code": -14_001_031, "message": "합계 오류"},
    ]});
    let Some(BatchState::Done(done)) = read_state(&result) else { panic!() };
    let approval = done.rows[0].outcome.as_ref().unwrap();
    assert_eq!(
        (approval.number.as_str(), approval.at.to_string().as_str()),
        ("TB0000001", "2026-11-22 15:30:00")
    );
    let refusal = Refusal { code: "-14001031".into(), field: None, message: "합계 오류".into() };
    assert_eq!(done.rows[1].outcome, Err(refusal));
}

#[test]
fn a_batch_that_waits_has_no_rows_and_one_of_an_unknown_state_no_answer() {
    for waiting in [0, 1] {
        assert_eq!(read_state(&json!({"code": 1, "txState": waiting})), Some(BatchState::UnderWay));
    }
    assert_eq!(read_state(&json!({"code": 1, "txState": 7})), None);
    assert_eq!(read_state(&json!({"code": 1, "txState": 2})), None);
}
