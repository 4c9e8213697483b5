//! Who is turned away, before anything is looked at.

use std::time::Duration;

use door::Limits;
use reqwest::Method;
use serde_json::{Value, json};

use crate::caller::{Caller, order, told};
use crate::shop::OpenShop;

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_token_nothing_is_told_and_nothing_is_issued() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let (number, secret) = caller.token.rsplit_once('_').unwrap();
    let wrong = [
        String::new(),
        "Bearer".into(),
        "Bearer jangbu".into(),
        format!("Bearer {number}_{}", "0".repeat(64)),
        format!("Bearer jangbu_99_{secret}"),
        format!("Basic {}", caller.token),
    ];
    for authorization in &wrong {
        let request = caller.request(Method::POST, "/v1/orders").header("Authorization", authorization);
        let response = request.json(&order("A-1")).send().await.unwrap();
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
        let (status, body) = told(response).await;
        assert_eq!((status, &body["code"]), (401, &json!("no_token")), "{authorization}");
        assert_eq!(body["faults"], json!([]));
    }
    for path in ["/v1/documents", "/v1/documents/T261122-01-000001"] {
        let refused = told(caller.request(Method::GET, path).send().await.unwrap()).await;
        assert_eq!(refused.0, 401, "{path}");
    }
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());

    assert_eq!(caller.get("/v1/documents").await.0, 200);
    shop.shell.office.revoke_api_token(caller.token_id).unwrap();
    assert_eq!(caller.get("/v1/documents").await.0, 401, "a revoked token opens nothing at once");
    assert_eq!(caller.post(&order("A-1"), &[]).await.0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_cannot_call_it_whatever_name_it_bent_to_this_computer() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let port = caller.door.port();
    let tries = [
        ("Host", "evil.example".to_owned(), "wrong_host"),
        ("Host", format!("evil.example:{port}"), "wrong_host"),
        ("Host", "127.0.0.1".to_owned(), "wrong_host"),
        ("Host", format!("127.0.0.1:{port}.evil.example"), "wrong_host"),
        ("Origin", "https://evil.example".to_owned(), "from_a_web_page"),
        ("Origin", "null".to_owned(), "from_a_web_page"),
        ("Origin", format!("http://127.0.0.1:{port}"), "from_a_web_page"),
        ("Sec-Fetch-Site", "cross-site".to_owned(), "from_a_web_page"),
        ("Sec-Fetch-Site", "same-origin".to_owned(), "from_a_web_page"),
    ];
    for (name, value, code) in &tries {
        let (status, body) = caller.post(&order("A-1"), &[(name, value)]).await;
        assert_eq!((status, &body["code"]), (403, &json!(code)), "{name}: {value}");
        for path in ["/v1/health", "/v1/openapi.json", "/nowhere"] {
            let request = caller.request(Method::GET, path).header(*name, value);
            assert_eq!(request.send().await.unwrap().status(), 403, "{path} {name}: {value}");
        }
    }
    let preflight = caller
        .request(Method::OPTIONS, "/v1/orders")
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST");
    assert_eq!(told(preflight.send().await.unwrap()).await.0, 403);
    let twice = format!(
        "GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil\r\nConnection: close\r\n\r\n"
    );
    assert!(caller.raw(&twice).await.starts_with("HTTP/1.1 4"), "two hosts are none");
    let absolute = format!(
        "GET http://evil.example/v1/health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    );
    assert!(caller.raw(&absolute).await.starts_with("HTTP/1.1 403"));
    let by_name = format!("GET /v1/health HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert!(caller.raw(&by_name).await.starts_with("HTTP/1.1 200"));
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_simple_request_can_carry_is_no_order() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let body = order("A-1").to_string();
    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "text/json",
        "application/json; charset=euc-kr",
    ] {
        let request = caller.request(Method::POST, "/v1/orders").bearer_auth(&caller.token);
        let request = if kind.is_empty() { request } else { request.header("Content-Type", kind) };
        let (status, _) = told(request.body(body.clone()).send().await.unwrap()).await;
        assert_eq!(status, 415, "{kind}");
    }
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
    let (status, _) =
        caller.post(&order("A-1"), &[("Content-Type", "application/json; charset=utf-8")]).await;
    assert_eq!(status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_has_its_size_and_its_time() {
    let shop = OpenShop::open().await;
    let limits =
        Limits { body: Duration::from_millis(50), head: Duration::from_millis(50), ..Limits::default() };
    let caller = Caller::with(&shop.shell.office, limits).await;
    let mut long = order("A-1");
    long["remark"] = json!("가".repeat(100_000));
    assert_eq!(caller.post(&long, &[]).await, too_large());

    let head = format!(
        "POST /v1/orders HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n",
        caller.door.port(),
        caller.token
    );
    let slow = caller.raw(&format!("{head}Content-Length: 1000\r\n\r\n{{\"order_no\":")).await;
    assert!(slow.starts_with("HTTP/1.1 408"), "{slow}");
    assert!(slow.contains("body_too_slow"), "{slow}");
    let endless = caller.raw(&head).await;
    assert!(endless.is_empty() || endless.starts_with("HTTP/1.1 408"), "{endless}");
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
}

fn too_large() -> (u16, Value) {
    (413, json!({ "code": "body_too_large", "message": "주문 한 건은 256KB까지 받아요.", "faults": [] }))
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_hogs_every_seat_but_one_keeps_nobody_out() {
    let shop = OpenShop::open().await;
    let limits = Limits { connections: 2, ..Limits::default() };
    let caller = Caller::with(&shop.shell.office, limits).await;
    let _silent = tokio::net::TcpStream::connect(("127.0.0.1", caller.door.port())).await.unwrap();
    for _ in 0..5 {
        assert_eq!(caller.get("/v1/health").await.0, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shut_door_is_shut() {
    let shop = OpenShop::open().await;
    let Caller { door, .. } = Caller::of(&shop).await;
    let port = door.port();
    let taken = door::open(std::sync::Arc::clone(&shop.shell.office), port, Limits::default()).await;
    assert!(taken.is_err(), "one port, one door");
    door.shut().await;
    assert!(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err());
    let again = door::open(std::sync::Arc::clone(&shop.shell.office), port, Limits::default()).await;
    assert_eq!(again.unwrap().port(), port);
}
