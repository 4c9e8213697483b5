//! Whenever the document may have arrived the outcome is `Unknown`, the route sends it no second time by itself, and the same key
//! makes exactly one document of it.

use nts::{LookedUp, LostKind, NotSentCause, PopbillConfig, Route, Sent, compare};
use practice_nts::Dials;

use super::member::{Member, RECEIPTS, config, open, route_to_scripted, scripted_coffee, token};
use crate::scripted::{Scripted, Step};

async fn lost_kind(member: &Member, sequence: u32) -> LostKind {
    let outcome = member.send(&member.coffee(sequence)).await;
    let Sent::Unknown(lost) = outcome else { panic!("{outcome:?}") };
    lost.kind
}

#[tokio::test]
async fn an_answer_lost_after_storing_is_adopted_as_exactly_one_document() {
    let member = Member::join_with(Dials { lose_answers: 1, ..Dials::default() }).await;
    let request = member.coffee(1);
    assert_eq!(lost_kind(&member, 1).await, LostKind::Reset);
    assert_eq!((member.requests(RECEIPTS), member.documents()), (1, 1));

    let LookedUp::Found(found) = member.route.look_up(&request.key).await.outcome else { panic!() };
    let Sent::Duplicate(held) = member.send(&request).await else { panic!() };
    assert_eq!((compare(&request, &found), compare(&request, &held)), (Ok(()), Ok(())));
    assert_eq!((found.approval.number, member.documents()), (held.approval.number, 1));
}

#[tokio::test]
async fn a_reset_before_the_commit_is_unknown_too_and_the_same_bytes_go_again() {
    let member = Member::join_with(Dials { reset_before_commit: 1, ..Dials::default() }).await;
    let request = member.coffee(1);
    assert_eq!(lost_kind(&member, 1).await, LostKind::Reset);
    assert_eq!((member.requests(RECEIPTS), member.documents()), (1, 0));
    assert_eq!(member.route.look_up(&request.key).await.outcome, LookedUp::NotThere);
    assert!(matches!(member.send(&request).await, Sent::Approved(_)));
    assert_eq!(member.documents(), 1);
}

#[tokio::test]
async fn half_an_answer_a_server_error_and_a_redirect_are_unknown() {
    for (dials, kind, documents) in [
        (Dials { truncate_body: 1, ..Dials::default() }, LostKind::TruncatedBody, 1),
        (Dials { server_errors: 1, ..Dials::default() }, LostKind::Http5xx, 0),
        (Dials { server_errors_after_commit: 1, ..Dials::default() }, LostKind::Http5xx, 1),
        (Dials { redirects: 1, ..Dials::default() }, LostKind::Redirect, 0),
    ] {
        let member = Member::join_with(dials).await;
        assert_eq!(lost_kind(&member, 1).await, kind);
        assert_eq!((member.requests(RECEIPTS), member.documents()), (1, documents), "{kind:?}");
    }
}

#[tokio::test]
async fn a_request_delivered_twice_is_one_document() {
    let member = Member::join_with(Dials { duplicate_delivery: 1, ..Dials::default() }).await;
    assert!(matches!(member.send(&member.coffee(1)).await, Sent::Approved(_)));
    assert_eq!(member.documents(), 1);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_unknown() {
    let member = Member::join().await;
    let short = PopbillConfig { total_timeout_ms: 300, ..config(member.shop.nts.ready()) };
    let route = open(short, &member.shop.time);
    assert!(matches!(route.quota().await.outcome, nts::QuotaRead::NotCounted), "the token is there");
    member.shop.nts.set_dials(Dials { latency_ms: 60_000, ..Dials::default() });
    let outcome = route.send(&member.coffee(1)).await.outcome;
    assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::Timeout), "{outcome:?}");
}

#[tokio::test]
async fn a_duplicate_whose_document_is_not_shown_is_unknown() {
    let duplicate = serde_json::json!({"code": -14_001_019, "message": "이미 사용한 문서번호"});
    let gone = serde_json::json!({"code": -14_000_003, "message": "없음"});
    for second in [Step::Close, Step::json(400, &gone), Step::json(200, &"?")] {
        let server =
            Scripted::start("127.0.0.1", vec![token("t"), Step::json(400, &duplicate), second]).await;
        let route = route_to_scripted(&server);
        let outcome = route.send(&scripted_coffee(&route)).await.outcome;
        assert!(matches!(&outcome, Sent::Unknown(_)), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_stopped_server_is_proof_that_nothing_left() {
    let member = Member::join().await;
    let Member { shop, route } = member;
    let request = crate::shop::scripted_coffee(&route);
    shop.nts.stop().await;
    let outcome = route.send(&request).await.outcome;
    assert!(matches!(&outcome, Sent::NotSent(NotSentCause::Refused(_))), "{outcome:?}");
}
