//! One token for many calls: renewed in time, renewed once when refused; a wrong clock, secret or partner stops the route.

use std::sync::Arc;

use domain::{Shop as Particulars, ShopForm};
use nts::{
    LinkId, NotSentCause, PopbillConfig, PopbillPlace, PopbillRoute, Route, RouteError, Secret, Sent,
    StopReason, TokenUse, UserId,
};
use practice_nts::{Dials, PRACTICE_BUSINESS_NUMBER, ensure_certificates};
use serde_json::json;

use super::member::{
    Member, RECEIPTS, TOKEN, config, open, route_to_scripted, scripted_coffee, scripted_config, token,
};
use crate::scripted::{Scripted, Step};
use crate::shop::{Time, calls, folder};

async fn stopped_by(member: &Member, config: PopbillConfig) -> Option<StopReason> {
    let route = open(config, &member.shop.time);
    let outcome = route.send(&crate::shop::scripted_coffee(&member.route)).await.outcome;
    let Sent::RouteStopped(stop) = outcome else { panic!("{outcome:?}") };
    assert_eq!((member.requests(RECEIPTS), member.documents()), (0, 0), "nothing was sent");
    stop.reason()
}

#[tokio::test]
async fn a_token_serves_until_two_minutes_before_its_end() {
    let member = Member::join().await;
    member.send(&member.coffee(1)).await;
    member.shop.advance_s(1_800 - 121);
    member.send(&member.coffee(2)).await;
    assert_eq!(member.requests(TOKEN), 1);
    member.shop.advance_s(1);
    assert!(matches!(member.send(&member.coffee(3)).await, Sent::Approved(_)));
    assert_eq!((member.requests(TOKEN), member.requests(RECEIPTS)), (2, 3));
}

#[tokio::test]
async fn a_token_that_ended_early_by_the_servers_clock_costs_one_repeat() {
    let member = Member::join_with(Dials { token_lifetime_s: 130, ..Dials::default() }).await;
    member.send(&member.coffee(1)).await;
    member.shop.nts_time.advance_s(200);
    let reply = member.route.send(&member.coffee(2)).await;
    assert!(matches!(reply.outcome, Sent::Approved(_)), "{:?}", reply.outcome);
    assert_eq!(calls(&reply.exchanges), ["issue", "token", "issue"]);
    assert_eq!((member.requests(TOKEN), member.documents()), (2, 2));
}

#[tokio::test]
async fn many_callers_share_one_token_call() {
    let member = Member::join().await;
    let (a, b, c) = (member.coffee(1), member.coffee(2), member.coffee(3));
    let sent = tokio::join!(member.send(&a), member.send(&b), member.send(&c));
    assert!(matches!(sent, (Sent::Approved(_), Sent::Approved(_), Sent::Approved(_))));
    assert_eq!((member.requests(TOKEN), member.documents()), (1, 3));
}

#[tokio::test]
async fn a_token_refused_twice_stops_the_route() {
    for code in [-99_000_026_i64, -99_910_004, -99_910_006] {
        let refused = || Step::json(401, &json!({"code": code, "message": "토큰"}));
        let script = vec![token("a"), refused(), token("b"), refused(), token("c")];
        let server = Scripted::start("127.0.0.1", script).await;
        let route = route_to_scripted(&server);
        let outcome = route.send(&scripted_coffee(&route)).await.outcome;
        assert!(matches!(&outcome, Sent::RouteStopped(stop) if stop.code == code.to_string()), "{outcome:?}");
        let seen = server.seen();
        assert_eq!((seen.len(), &seen[1].body), (4, &seen[3].body));
        assert!(seen[3].head.contains("authorization: Bearer b"));
    }
}

#[tokio::test]
async fn a_wrong_secret_stops_the_route_before_anything_is_sent() {
    let member = Member::join().await;
    let wrong = PopbillConfig {
        secret_key: Secret::new("d3Jvbmcgd3Jvbmcgd3Jvbmcgd3Jvbmcgd3Jvbmcgd3I=".to_owned()),
        ..config(member.shop.nts.ready())
    };
    assert_eq!(stopped_by(&member, wrong).await, Some(StopReason::Secret));
}

#[tokio::test]
async fn a_clock_that_is_ten_minutes_off_stops_the_route_and_says_so() {
    for skew_s in [600, -600] {
        let member = Member::join_with(Dials { clock_skew_s: skew_s, ..Dials::default() }).await;
        let settings = config(member.shop.nts.ready());
        assert_eq!(stopped_by(&member, settings).await, Some(StopReason::Clock));
    }
}

#[tokio::test]
async fn an_unknown_partner_and_a_business_that_never_joined_stop_the_route() {
    let member = Member::join().await;
    let ready = member.shop.nts.ready();
    let stranger = PopbillConfig { link_id: LinkId::parse("NOBODY").unwrap(), ..config(ready) };
    assert_eq!(stopped_by(&member, stranger).await, Some(StopReason::Partner));
    let form = ShopForm { number: "214-86-00016".into(), ..ShopForm::practice() };
    let other = PopbillConfig { shop: Particulars::try_from(form).unwrap(), ..config(ready) };
    assert_eq!(stopped_by(&member, other).await, Some(StopReason::NotMember));
}

#[tokio::test]
async fn a_token_for_any_address_is_asked_for_under_a_signature_that_says_so() {
    let member = Member::join().await;
    let anywhere = PopbillConfig { token_use: TokenUse::AnyAddress, ..config(member.shop.nts.ready()) };
    let route = open(anywhere, &member.shop.time);
    assert!(matches!(route.send(&member.coffee(1)).await.outcome, Sent::Approved(_)));
}

#[tokio::test]
async fn a_server_of_another_authority_gets_neither_token_request_nor_document() {
    let stranger = folder();
    ensure_certificates(stranger.path(), PRACTICE_BUSINESS_NUMBER, Time::now().korean()).unwrap();
    let member = Member::join().await;
    let mut elsewhere = config(member.shop.nts.ready());
    let PopbillPlace::Practice { authority_pem, .. } = &mut elsewhere.place else { panic!() };
    *authority_pem = std::fs::read(stranger.path().join("ca.pem")).unwrap();
    let outcome = open(elsewhere, &member.shop.time).send(&member.coffee(1)).await.outcome;
    assert!(matches!(&outcome, Sent::NotSent(NotSentCause::Tls(_))), "{outcome:?}");
    assert_eq!((member.requests(TOKEN), member.documents()), (0, 0));
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let refused = |config: PopbillConfig| PopbillRoute::new(config, Arc::new(|| 0)).err().unwrap();
    let plain = refused(scripted_config("http://127.0.0.1:1"));
    assert!(matches!(plain, RouteError::Address(_)), "{plain}");
    let secret_key = Secret::new("no base64".to_owned());
    let broken = refused(PopbillConfig { secret_key, ..scripted_config("https://popbill.example") });
    assert!(matches!(broken, RouteError::SecretKey) && !broken.to_string().contains("base64"), "{broken}");
    for name in ["", "two words", "하나", &"a".repeat(51)] {
        assert!(matches!(LinkId::parse(name), Err(RouteError::LinkId)), "{name}");
    }
    assert!(matches!(UserId::optional("a b"), Err(RouteError::UserId)));
    assert!(matches!(UserId::optional("  "), Ok(None)));
}

#[tokio::test]
async fn a_call_says_what_it_does_and_for_whom_and_records_no_secret() {
    let server = Scripted::start("127.0.0.1", vec![token("opensesame"), Step::Close]).await;
    let settings = scripted_config(&format!("https://{}", server.address));
    let route = open(settings, &Time::at(1_778_025_600));
    let reply = route.send(&scripted_coffee(&route)).await;
    let seen = server.seen();
    let (asked, sent) = (seen[0].head.to_ascii_lowercase(), seen[1].head.to_ascii_lowercase());
    assert!(seen[0].head.starts_with("POST /POPBILL_TEST/Token HTTP"));
    assert_eq!(seen[0].body, r#"{"access_id":"1234567891","scope":["member","140","110"]}"#);
    assert!(asked.contains("x-lh-date: 2026-05-06t00:00:00z") && asked.contains("x-lh-version: 2.0"));
    assert!(asked.contains("authorization: linkhub tester ") && !asked.contains("x-lh-forwarded"));
    assert!(sent.starts_with("post /cashbill http") && sent.contains("x-http-method-override: issue"));
    assert!(sent.contains("x-pb-userid: counter1") && sent.contains("x-pb-version: 1.0"));
    let told = format!("{reply:?}");
    for secret in ["opensesame", "MDEyMzQ1", "01012345678", "LINKHUB"] {
        assert!(!told.contains(secret), "{told}");
    }
}
