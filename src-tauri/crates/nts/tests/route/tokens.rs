//! One token for many calls: renewed in time, renewed once when refused, fetched once when many ask.

use nts::{Route, Sent};
use practice_nts::Dials;
use serde_json::json;

use crate::scripted::{Scripted, Step};
use crate::shop::{ISSUE, Shop, TOKEN, calls, route_to_scripted, scripted_coffee};

fn token_refused() -> Step {
    Step::json(401, &json!({"resultCode": "E1003", "message": "token"}))
}

#[tokio::test]
async fn a_token_serves_until_two_minutes_before_its_end() {
    let shop = Shop::open().await;
    shop.send(&shop.coffee()).await;
    shop.advance_s(1_800 - 121);
    shop.send(&shop.coffee()).await;
    assert_eq!(shop.requests(TOKEN), 1);
    shop.advance_s(1);
    assert!(matches!(shop.send(&shop.coffee()).await, Sent::Approved(_)));
    assert_eq!((shop.requests(TOKEN), shop.requests(ISSUE)), (2, 3));
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_the_document_sent_once_more() {
    let approval = json!({"resultCode": "0000", "documentKey": "R261122-01-000042", "approvalNumber": "TB0000042", "approvedAt": "2026-11-22T15:30:00+09:00"});
    let script = vec![Step::token("old"), token_refused(), Step::token("new"), Step::json(200, &approval)];
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    let reply = route.send(&scripted_coffee(&route)).await;
    assert!(matches!(reply.outcome, Sent::Approved(_)), "{:?}", reply.outcome);
    assert_eq!(calls(&reply.exchanges), ["token", "issue", "token", "issue"]);
    let seen = server.seen();
    assert_eq!(seen[1].body, seen[3].body);
    assert!(
        seen[1].head.contains("authorization: Bearer old")
            && seen[3].head.contains("authorization: Bearer new")
    );
}

#[tokio::test]
async fn a_token_refused_twice_stops_the_route() {
    let script = vec![Step::token("a"), token_refused(), Step::token("b"), token_refused(), Step::token("c")];
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    let outcome = route.send(&scripted_coffee(&route)).await.outcome;
    assert!(matches!(&outcome, Sent::RouteStopped(stop) if stop.code == "E1003"), "{outcome:?}");
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_token_that_ended_early_by_the_servers_clock_costs_one_repeat() {
    let shop = Shop::open_with(Dials { token_lifetime_s: 130, ..Dials::default() }).await;
    shop.send(&shop.coffee()).await;
    shop.nts_time.advance_s(200);
    let reply = shop.route.send(&shop.coffee()).await;
    assert!(matches!(reply.outcome, Sent::Approved(_)), "{:?}", reply.outcome);
    assert_eq!(calls(&reply.exchanges), ["issue", "token", "issue"]);
    assert_eq!((shop.requests(TOKEN), shop.requests(ISSUE), shop.documents()), (2, 3, 2));
}

#[tokio::test]
async fn many_callers_share_one_token_call() {
    let shop = Shop::open().await;
    let (a, b, c, d) = (shop.coffee(), shop.coffee(), shop.coffee(), shop.coffee());
    let replies = tokio::join!(shop.send(&a), shop.send(&b), shop.send(&c), shop.send(&d));
    assert!(matches!(replies, (Sent::Approved(_), Sent::Approved(_), Sent::Approved(_), Sent::Approved(_))));
    assert_eq!((shop.requests(TOKEN), shop.requests(ISSUE), shop.documents()), (1, 4, 4));
}

#[tokio::test]
async fn a_clock_that_is_off_and_a_certificate_that_expired_stop_the_route() {
    for (dials, code) in [
        (Dials { clock_skew_s: 301, ..Dials::default() }, "E1005"),
        (Dials { certificate_expired: true, ..Dials::default() }, "E1001"),
    ] {
        let shop = Shop::open_with(dials).await;
        let outcome = shop.send(&shop.coffee()).await;
        assert!(matches!(&outcome, Sent::RouteStopped(stop) if stop.code == code), "{outcome:?}");
        assert_eq!((shop.requests(ISSUE), shop.documents()), (0, 0));
    }
}
