//! Who the route talks to, and who it does not.

use std::sync::Arc;

use domain::HeldReason;
use nts::{HometaxConfig, HometaxRoute, LostKind, NotSentCause, Route, RouteError, Sent};
use practice_nts::{PRACTICE_BUSINESS_NUMBER, ensure_certificates};
use tokio::net::TcpListener;

use crate::scripted::{Scripted, Step};
use crate::shop::{
    Shop, Time, calls, config, folder, open_route, route_to, route_to_scripted, scripted_coffee,
};

fn refused(config: HometaxConfig) -> RouteError {
    HometaxRoute::new(config, Arc::new(|| 0)).err().expect("these settings are refused")
}

async fn sent(route: &HometaxRoute) -> Sent {
    route.send(&scripted_coffee(route)).await.outcome
}

#[test]
fn only_a_plain_https_address_is_taken() {
    for url in [
        "http://127.0.0.1:1",
        "ftp://x",
        "nowhere",
        "",
        "https://me:pw@nts.example",
        "https://nts.example/?a=1",
    ] {
        assert!(matches!(refused(config(url)), RouteError::Address(_)), "{url}");
    }
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let good = || config("https://nts.example");
    let key = refused(HometaxConfig { client_key_pem: b"?".to_vec(), ..good() });
    let certificate = refused(HometaxConfig { client_cert_pem: b"?".to_vec(), ..good() });
    let authority = refused(HometaxConfig { ca_pem: Some(b"?".to_vec()), ..good() });
    assert!(matches!(key, RouteError::Key(_)), "{key}");
    assert!(matches!(certificate, RouteError::Certificate(_)), "{certificate}");
    assert!(matches!(authority, RouteError::Authority(_)), "{authority}");
}

#[tokio::test]
async fn a_refused_connection_is_proof_that_nothing_left() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let outcome = sent(&route_to(&format!("https://{free}"), &Time::now())).await;
    let Sent::NotSent(cause @ NotSentCause::Refused(_)) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(cause.held_reason(), HeldReason::RouteDown, "the line works, the NTS does not");
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_proof_that_nothing_left() {
    let outcome = sent(&route_to("https://nts.invalid", &Time::now())).await;
    let Sent::NotSent(cause @ NotSentCause::DnsOrConnect(_)) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(cause.held_reason(), HeldReason::NoNetwork, "our own line");
}

#[tokio::test]
async fn somebody_who_never_speaks_tls_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    let route = open_route(HometaxConfig { connect_timeout_ms: 100, ..config(&url) }, &Time::now());
    assert_eq!(sent(&route).await, Sent::NotSent(NotSentCause::ConnectTimeout { limit_ms: 100 }));
}

#[tokio::test]
async fn a_server_of_another_authority_gets_nothing() {
    let stranger = folder();
    ensure_certificates(stranger.path(), PRACTICE_BUSINESS_NUMBER, Time::now().korean()).unwrap();
    let shop = Shop::open().await;
    let other_ca = std::fs::read(stranger.path().join("ca.pem")).unwrap();
    let route =
        open_route(HometaxConfig { ca_pem: Some(other_ca), ..config(&shop.nts.ready().url) }, &shop.time);
    let outcome = sent(&route).await;
    assert!(matches!(&outcome, Sent::NotSent(NotSentCause::Tls(_))), "{outcome:?}");
    assert_eq!(shop.requests(crate::shop::TOKEN), 0);
}

#[tokio::test]
async fn a_practice_authority_is_not_trusted_unless_it_is_given() {
    let shop = Shop::open().await;
    let route = open_route(HometaxConfig { ca_pem: None, ..config(&shop.nts.ready().url) }, &shop.time);
    let outcome = sent(&route).await;
    assert!(matches!(&outcome, Sent::NotSent(NotSentCause::Tls(_))), "{outcome:?}");
}

#[tokio::test]
async fn a_server_under_another_name_gets_nothing() {
    let server = Scripted::start("127.0.0.2", vec![Step::token("t")]).await;
    let outcome = sent(&route_to_scripted(&server)).await;
    assert!(matches!(&outcome, Sent::NotSent(NotSentCause::Tls(_))), "{outcome:?}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Scripted::start("127.0.0.1", vec![Step::json(200, &"{}")]).await;
    let headers = format!("Location: https://{}/\r\n", elsewhere.address).leak();
    for status in [301, 302, 303, 307, 308] {
        let step = Step::Answer { status, headers, body: String::new() };
        let server = Scripted::start("127.0.0.1", vec![Step::token("t"), step]).await;
        let outcome = sent(&route_to_scripted(&server)).await;
        assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::Redirect), "{outcome:?}");
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn an_endless_answer_is_cut_at_eight_mebibytes() {
    const LIMIT: usize = 8 * 1024 * 1024;
    let server = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::Flood { bytes: LIMIT }]).await;
    let outcome = sent(&route_to_scripted(&server)).await;
    assert!(matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::TooLarge), "{outcome:?}");

    let server = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::Flood { bytes: LIMIT - 2 }]).await;
    let outcome = sent(&route_to_scripted(&server)).await;
    assert!(
        matches!(&outcome, Sent::Unknown(lost) if lost.kind == LostKind::UnexpectedAnswer),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn the_base_address_may_have_a_path() {
    let server = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::Close]).await;
    let route = route_to(&format!("https://{}/gate/", server.address), &Time::now());
    let reply = route.send(&scripted_coffee(&route)).await;
    assert_eq!(calls(&reply.exchanges), ["token", "issue"]);
    assert!(server.seen()[1].head.starts_with("POST /gate/api/v1/cashReceipt/issue HTTP/1.1"));
}
