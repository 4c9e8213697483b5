//! What the account says of itself: points, certificate, states of businesses, batches.

use chrono::NaiveDate;
use domain::{BusinessNumber, BusinessState, TaxType};
use nts::{Act, Asked, BatchSent, BatchState, Points, Route, StatusRead, SubmitId};
use practice_nts::Dials;
use serde_json::{Value, json};

use super::member::{Member, route_to_scripted, scripted_coffee, token};
use crate::scripted::{Scripted, Step};

async fn scripted(answers: &[(u16, Value)]) -> Scripted {
    let answers = answers.iter().map(|(status, body)| Step::json(*status, body));
    Scripted::start("127.0.0.1", std::iter::once(token("t")).chain(answers).collect()).await
}

#[tokio::test]
async fn points_are_what_the_server_says() {
    let member = Member::join_with(Dials { popbill_points: 1_500, ..Dials::default() }).await;
    assert_eq!(member.route.points().await.outcome, Asked::Known(Points(1_500)));
    assert_eq!(member.route.partner_points().await.outcome, Asked::Known(Points(1_500)));
}

#[tokio::test]
async fn a_business_is_known_by_its_state_and_kind_of_tax() {
    let member = Member::join().await;
    let closed = BusinessState::Closed { on: NaiveDate::from_ymd_opt(2026, 6, 30) };
    for (number, state, tax_type) in [
        ("214-86-00016", BusinessState::Continuing, Some(TaxType::General)),
        ("222-22-22227", BusinessState::Suspended, Some(TaxType::General)),
        ("111-11-11119", closed, Some(TaxType::General)),
        ("333-33-33336", BusinessState::Continuing, Some(TaxType::Simplified)),
        ("617-01-81230", BusinessState::Continuing, Some(TaxType::SimplifiedIssuing)),
        ("101-90-00003", BusinessState::Continuing, Some(TaxType::Exempt)),
        ("555-55-00005", BusinessState::NotRegistered, None),
    ] {
        let number = BusinessNumber::parse(number).unwrap();
        let read = member.route.business_status(&number).await.outcome;
        let StatusRead::Known(status) = read else { panic!("{number:?}: {read:?}") };
        assert_eq!((status.state, status.tax_type), (state, tax_type), "{number:?}");
    }
}

#[tokio::test]
async fn a_certificate_says_when_it_ends_and_a_missing_one_says_so() {
    let whole = json!({"regDT": "20260101090000", "expireDT": "20270101235959", "issuerName": "한국정보인증", "subjectDN": "cn=행복문구"});
    let server = scripted(&[
        (200, json!({"certificateExpiration": "20270101235959"})),
        (200, whole),
        (200, json!({"code": 1, "message": "정상"})),
        (400, json!({"code": -10_004_003, "message": "만료된 인증서"})),
        (400, json!({"code": -10_002_009, "message": "등록된 인증서가 없습니다"})),
    ])
    .await;
    let route = route_to_scripted(&server);
    let Asked::Known(ends) = route.certificate_expiry().await.outcome else { panic!() };
    assert_eq!(ends.to_string(), "2027-01-01 23:59:59");
    let Asked::Known(certificate) = route.certificate().await.outcome else { panic!() };
    assert_eq!((certificate.expires_at, certificate.issuer.as_str()), (ends, "한국정보인증"));
    assert_eq!(route.check_certificate().await.outcome, Asked::Known(()));
    let expired = route.check_certificate().await.outcome;
    assert!(matches!(&expired, Asked::Refused(refusal) if refusal.code == "-10004003"), "{expired:?}");
    let missing = route.certificate_expiry().await.outcome;
    assert!(matches!(&missing, Asked::Refused(refusal) if refusal.code == "-10002009"), "{missing:?}");
    let heads: Vec<String> = server.seen().iter().map(|seen| seen.head.clone()).collect();
    assert!(heads[1].starts_with("GET /Taxinvoice?cfg=CERT HTTP"));
    assert!(heads[2].starts_with("GET /Taxinvoice/Certificate HTTP"));
    assert!(heads[3].starts_with("GET /Taxinvoice/CertCheck HTTP"));
}

#[tokio::test]
async fn a_business_is_asked_about_under_a_token_for_that_alone() {
    let server = scripted(&[
        (200, json!({"corpNum": "2148600016", "state": "2", "stateDate": "20260630", "taxType": "10", "checkDate": "20261122"})),
        (200, json!({"corpNum": "2148600016", "state": null, "taxType": null})),
        (400, json!({"code": -17_000_003, "message": "사업자번호 오류"})),
    ])
    .await;
    let route = route_to_scripted(&server);
    let number = BusinessNumber::parse("214-86-00016").unwrap();
    let StatusRead::Known(status) = route.business_status(&number).await.outcome else { panic!() };
    assert!(matches!(status.state, BusinessState::Closed { on: Some(_) }));
    assert!(matches!(route.business_status(&number).await.outcome, StatusRead::NoAnswer(_)));
    let refused = route.business_status(&number).await.outcome;
    assert!(
        matches!(&refused, StatusRead::NotANumber(refusal) if refusal.code == "-17000003"),
        "{refused:?}"
    );
    let seen = server.seen();
    assert!(seen[0].body.contains(r#""scope":["member","170"]"#), "{}", seen[0].body);
    assert!(seen[1].head.starts_with("GET /CloseDown?CN=2148600016 HTTP"));
}

#[tokio::test]
async fn a_batch_is_handed_in_once_and_asked_for_by_its_name() {
    let server = scripted(&[
        (200, json!({"code": 1, "message": "접수", "receiptID": "R-1"})),
        (400, json!({"code": -14_010_021, "message": "이미 사용"})),
        (400, json!({"code": -14_010_022, "message": "없음"})),
        (200, json!({"code": 1, "txState": 1, "submitID": "b-1"})),
        (400, json!({"code": -14_009_999, "message": "?"})),
    ])
    .await;
    let route = route_to_scripted(&server);
    let (id, coffee) = (SubmitId::parse("b-1").unwrap(), [scripted_coffee(&route)]);
    let submit = async || route.submit(&id, &coffee).await.unwrap().outcome;
    assert_eq!(submit().await, BatchSent::Taken("R-1".to_owned()));
    assert_eq!(submit().await, BatchSent::UsedBefore);
    let state = async || route.batch_result(&id, Act::Issue).await.outcome;
    assert_eq!(state().await, Asked::Known(BatchState::NotThere));
    assert_eq!(state().await, Asked::Known(BatchState::UnderWay));
    assert!(matches!(submit().await, BatchSent::Unknown(_)), "a code nobody knows proves nothing");
    let seen = server.seen();
    let head = seen[1].head.to_ascii_lowercase();
    assert!(
        head.contains("x-http-method-override: bulkissue") && head.contains("x-pb-submit-id: b-1"),
        "{head}"
    );
    assert!(head.contains("x-pb-message-digest: "), "{head}");
    assert_eq!(seen[1].body, format!(r#"{{"cashbills":[{}]}}"#, coffee[0].body));
    assert!(seen[3].head.starts_with("GET /Cashbill/BULK/b-1/State HTTP"));
}
