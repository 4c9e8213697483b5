//! Whenever the document may have arrived the outcome is `Unknown`, and the route never sends it a second time.

use nts::{FrozenRequest, HometaxConfig, LookedUp, LostKind, Route, Sent, compare};
use practice_nts::Dials;

use crate::scripted::{Scripted, Step};
use crate::shop::{ISSUE, Shop, Time, config, open_route, scripted_coffee};

async fn lost_kind(shop: &Shop, request: &FrozenRequest) -> LostKind {
    let outcome = shop.send(request).await;
    let Sent::Unknown(lost) = outcome else { panic!("{outcome:?}") };
    lost.kind
}

#[tokio::test]
async fn an_answer_lost_after_the_commit_is_unknown_and_found_by_its_key() {
    let shop = Shop::open_with(Dials { lose_answers: 1, ..Dials::default() }).await;
    let request = shop.coffee();
    assert_eq!(lost_kind(&shop, &request).await, LostKind::Reset);
    assert_eq!((shop.requests(ISSUE), shop.documents()), (1, 1));

    let LookedUp::Found(held) = shop.route.look_up(&request.key).await.outcome else { panic!() };
    assert_eq!(compare(&request, &held), Ok(()));
}

#[tokio::test]
async fn a_reset_before_the_commit_is_unknown_too() {
    let shop = Shop::open_with(Dials { reset_before_commit: 1, ..Dials::default() }).await;
    let request = shop.coffee();
    assert_eq!(lost_kind(&shop, &request).await, LostKind::Reset);
    assert_eq!((shop.requests(ISSUE), shop.documents()), (1, 0));
    assert_eq!(shop.route.look_up(&request.key).await.outcome, LookedUp::NotThere);
    assert!(matches!(shop.send(&request).await, Sent::Approved(_)));
}

#[tokio::test]
async fn half_an_answer_is_unknown() {
    let shop = Shop::open_with(Dials { truncate_body: 1, ..Dials::default() }).await;
    assert_eq!(lost_kind(&shop, &shop.coffee()).await, LostKind::TruncatedBody);
    assert_eq!((shop.requests(ISSUE), shop.documents()), (1, 1));
}

#[tokio::test]
async fn a_server_error_is_unknown_whether_or_not_the_document_was_taken() {
    let shop = Shop::open_with(Dials { server_errors: 1, ..Dials::default() }).await;
    assert_eq!(lost_kind(&shop, &shop.coffee()).await, LostKind::Http5xx);
    assert_eq!(shop.documents(), 0);
    shop.nts.set_dials(Dials { server_errors_after_commit: 1, ..Dials::default() });
    assert_eq!(lost_kind(&shop, &shop.coffee()).await, LostKind::Http5xx);
    assert_eq!((shop.requests(ISSUE), shop.documents()), (2, 1));
}

#[tokio::test]
async fn a_redirected_document_is_unknown() {
    let shop = Shop::open_with(Dials { redirects: 1, ..Dials::default() }).await;
    assert_eq!(lost_kind(&shop, &shop.coffee()).await, LostKind::Redirect);
    assert_eq!(shop.requests(ISSUE), 1);
}

#[tokio::test]
async fn silence_after_the_request_is_unknown() {
    let server = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::Silence]).await;
    let url = format!("https://{}", server.address);
    let route = open_route(HometaxConfig { total_timeout_ms: 500, ..config(&url) }, &Time::now());
    let outcome = route.send(&scripted_coffee(&route)).await.outcome;
    assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::Timeout), "{outcome:?}");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_connection_that_dies_under_the_document_is_not_replaced_by_another_try() {
    let script = vec![Step::token("t"), Step::Close, Step::json(200, &"{}")];
    let server = Scripted::start("127.0.0.1", script).await;
    let route = crate::shop::route_to_scripted(&server);
    let outcome = route.send(&scripted_coffee(&route)).await.outcome;
    assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::Reset), "{outcome:?}");
    assert_eq!(server.seen().len(), 2, "the token and one document");
}

#[tokio::test]
async fn a_document_delivered_twice_is_one_document() {
    let shop = Shop::open_with(Dials { duplicate_delivery: 1, ..Dials::default() }).await;
    assert!(matches!(shop.send(&shop.coffee()).await, Sent::Approved(_)));
    assert_eq!(shop.documents(), 1);
}

#[tokio::test]
async fn the_same_bytes_again_bring_the_same_document_back() {
    let shop = Shop::open().await;
    let request = shop.coffee();
    let Sent::Approved(approval) = shop.send(&request).await else { panic!() };
    let Sent::Duplicate(held) = shop.send(&request).await else { panic!() };
    assert_eq!(held.approval, approval);
    assert_eq!(compare(&request, &held), Ok(()));
    assert_eq!(shop.documents(), 1);
}
