//! The doors: who gets as far as HTTP, how requests are counted, how the server ends.

use practice_nts::{Dials, PracticeError, ReadyLine, start};
use reqwest::Method;

use crate::client::{CANCEL, House, ISSUE, TOKEN, config, http_client, receipt};

#[tokio::test]
async fn without_a_client_certificate_there_is_no_http() {
    let house = House::open().await;
    let ready = house.nts.ready();
    let stranger = http_client(ready, false);
    stranger.get(format!("{}/practice/help", ready.url)).send().await.unwrap_err();
    let known = http_client(ready, true);
    assert_eq!(known.get(format!("{}/practice/help", ready.url)).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused_in_the_handshake() {
    let house = House::open().await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let other = start(config(elsewhere.path(), &house.clock, Dials::default())).await.unwrap();
    let mixed = ReadyLine { ca: house.nts.ready().ca.clone(), ..other.ready().clone() };
    let stranger = http_client(&mixed, true);
    stranger.get(format!("{}/practice/help", house.nts.ready().url)).send().await.unwrap_err();
}

#[tokio::test]
async fn the_server_answers_to_localhost_as_well() {
    let house = House::open().await;
    let url = house.nts.ready().url.replace("127.0.0.1", "localhost");
    let answer =
        http_client(house.nts.ready(), true).get(format!("{url}/openapi.json")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn an_unknown_path_carries_no_result_code() {
    let house = House::open().await;
    let answer = house.shop.call(Method::GET, "/api/v2/nothing", None).await;
    assert_eq!((answer.status.as_u16(), answer.text("resultCode").as_str()), (404, ""));
}

#[tokio::test]
async fn every_request_is_counted_at_its_endpoint() {
    let house = House::open().await;
    house.shop.issue(&receipt("R1")).await;
    house.shop.issue(&receipt("R1")).await;
    house.shop.look_up("R1").await;
    house.shop.look_up("R2").await;
    let seen = |path| house.nts.requests_seen(path);
    assert_eq!((seen(TOKEN), seen(ISSUE), seen(CANCEL)), (1, 2, 0));
    assert_eq!((seen("/api/v1/cashReceipt/{documentKey}"), seen("/api/v1/cashReceipt/R1")), (2, 2));
}

#[tokio::test]
async fn the_ready_line_is_one_line_of_json_with_the_papers() {
    let house = House::open().await;
    let ready = house.nts.ready();
    let line = serde_json::to_string(ready).unwrap();
    assert!(!line.contains('\n'));
    assert_eq!(&serde_json::from_str::<ReadyLine>(&line).unwrap(), ready);
    assert!(ready.ca.is_file() && ready.client_cert.is_file() && ready.client_key.is_file());
    assert_eq!((ready.business_number.as_str(), ready.api_secret.len()), ("1234567891", 64));
}

#[tokio::test]
async fn a_stop_lets_calls_in_flight_end_and_closes_the_door() {
    let House { nts, shop, dir, .. } = House::open().await;
    nts.set_dials(Dials { slow_body_ms: 20, ..Dials::default() });
    let request = receipt("R1");
    let call = shop.issue(&request);
    let stop = async {
        while nts.requests_seen(ISSUE) == 0 {
            tokio::task::yield_now().await;
        }
        nts.stop().await;
    };
    let (answer, ()) = tokio::join!(call, stop);
    answer.must_be("0000");
    shop.try_call(Method::GET, "/api/v1/quota", None).await.unwrap_err();
    drop(dir);
}

#[tokio::test]
async fn a_taken_port_is_a_typed_error() {
    let house = House::open().await;
    let taken = house.nts.ready().url.rsplit(':').next().unwrap().parse().unwrap();
    let mut config = config(house.dir.path(), &house.clock, Dials::default());
    config.port = taken;
    let error = start(config).await.err().unwrap();
    assert!(matches!(error, PracticeError::Listen { port, .. } if port == taken));
}
