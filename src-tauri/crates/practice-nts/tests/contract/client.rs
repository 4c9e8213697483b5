//! A small shop that talks to the practice NTS, written from the contract.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset, TimeDelta};
use practice_nts::{
    Dials, PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, ReadyLine, ensure_certificates, start,
};
use reqwest::{Certificate, Identity, Method, Response, StatusCode};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const ISSUE: &str = "/api/v1/cashReceipt/issue";
pub(crate) const CANCEL: &str = "/api/v1/cashReceipt/cancel";
pub(crate) const TOKEN: &str = "/api/v1/auth/token";

/// Sunday 2026-11-22, 15:30:00 in Korea, plus whatever a test adds.
#[derive(Clone, Default)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        let start = DateTime::parse_from_rfc3339("2026-11-22T15:30:00+09:00").unwrap();
        start + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
    }

    pub(crate) fn advance_s(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

/// A running server in its own folder, and a shop with a token.
pub(crate) struct House {
    pub(crate) nts: PracticeNts,
    pub(crate) shop: Shop,
    pub(crate) clock: TestClock,
    pub(crate) dir: TempDir,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::with_dials(Dials::default()).await
    }

    pub(crate) async fn with_dials(dials: Dials) -> Self {
        let dir = folder_with_papers();
        let clock = TestClock::default();
        let nts = start(config(dir.path(), &clock, dials)).await.unwrap();
        let mut shop = Shop::new(nts.ready(), &clock);
        shop.log_in().await;
        Self { nts, shop, clock, dir }
    }

    /// Turns dials over HTTP, as a drill would.
    pub(crate) async fn turn(&self, dials: Value) {
        let turned = self.shop.call(Method::PUT, "/practice/dials", Some(dials)).await;
        assert_eq!(turned.status, StatusCode::OK, "{}", turned.body);
    }

    /// Moves the server's clock over HTTP.
    pub(crate) async fn advance_days(&self, days: i64) {
        let wish = json!({ "advance_s": days * 86_400 });
        self.shop.call(Method::PUT, "/practice/clock", Some(wish)).await.must_be("");
    }
}

/// A folder with the papers in it: making an RSA key takes a second, so one set serves all tests.
pub(crate) fn folder_with_papers() -> TempDir {
    static PAPERS: OnceLock<TempDir> = OnceLock::new();
    let made = PAPERS.get_or_init(|| {
        let dir = TempDir::new().unwrap();
        ensure_certificates(dir.path(), PRACTICE_BUSINESS_NUMBER, TestClock::default().now()).unwrap();
        dir
    });
    let dir = TempDir::new().unwrap();
    for file in fs::read_dir(made.path()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), dir.path().join(file.file_name())).unwrap();
    }
    dir
}

pub(crate) fn config(dir: &Path, clock: &TestClock, dials: Dials) -> PracticeConfig {
    let clock = clock.clone();
    let mut config = PracticeConfig::new(dir.to_path_buf(), Arc::new(move || clock.now()));
    config.dials = dials;
    config.http_port = Some(0);
    config
}

/// An answer that was received whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn text(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_default().to_owned()
    }

    /// Checks the result code (and status 200 for `0000` and for bodies without one, written "").
    pub(crate) fn must_be(self, code: &str) -> Self {
        assert_eq!(self.text("resultCode"), code, "{} {}", self.status, self.body);
        if matches!(code, "0000" | "") {
            assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        }
        self
    }

    /// Checks a refusal: HTTP status, code, and the field it points at ("" for none).
    pub(crate) fn must_refuse(self, status: u16, code: &str, field: &str) -> Self {
        let seen = (self.status.as_u16(), self.text("resultCode"), self.text("field"));
        assert_eq!(seen, (status, code.to_owned(), field.to_owned()), "{}", self.body);
        assert!(!self.text("message").is_empty());
        self
    }
}

/// The sending side.
pub(crate) struct Shop {
    http: reqwest::Client,
    base: String,
    business_number: String,
    serial: String,
    key: RsaKeyPair,
    clock: TestClock,
    secret: String,
    pub(crate) token: String,
}

impl Shop {
    pub(crate) fn new(ready: &ReadyLine, clock: &TestClock) -> Self {
        Self::at(&ready.url, ready, clock)
    }

    pub(crate) fn at(base: &str, ready: &ReadyLine, clock: &TestClock) -> Self {
        let key_der = PrivatePkcs8KeyDer::from_pem_file(&ready.client_key).unwrap();
        Self {
            http: http_client(ready, true),
            base: base.to_owned(),
            business_number: ready.business_number.clone(),
            serial: serial_of(&ready.client_cert),
            key: RsaKeyPair::from_pkcs8(key_der.secret_pkcs8_der()).unwrap(),
            clock: clock.clone(),
            secret: ready.api_secret.clone(),
            token: String::new(),
        }
    }

    pub(crate) fn sign(&self, message: &str) -> String {
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        STANDARD.encode(signature)
    }

    /// A correct token request, for a test to spoil.
    pub(crate) fn token_request(&self) -> Value {
        let timestamp = self.clock.now().timestamp().to_string();
        json!({
            "businessNumber": self.business_number,
            "certificateSerial": self.serial,
            "timestamp": timestamp,
            "signature": self.sign(&format!("{}\n{timestamp}", self.business_number)),
        })
    }

    /// The two headers of a tax-invoice call.
    pub(crate) fn stamped(&self) -> [(&'static str, String); 2] {
        let timestamp = self.clock.now().timestamp().to_string();
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.as_bytes());
        let tag = hmac::sign(&key, timestamp.as_bytes());
        let signature = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        [("X-NTS-Timestamp", timestamp), ("X-NTS-Signature", signature)]
    }

    pub(crate) async fn log_in(&mut self) {
        let answer = self.call(Method::POST, TOKEN, Some(self.token_request())).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        self.token = answer.text("access_token");
    }

    pub(crate) async fn issue(&self, request: &Value) -> Answer {
        self.call(Method::POST, ISSUE, Some(request.clone())).await
    }

    pub(crate) async fn cancel(&self, request: &Value) -> Answer {
        self.call(Method::POST, CANCEL, Some(request.clone())).await
    }

    pub(crate) async fn look_up(&self, key: &str) -> Answer {
        self.call(Method::GET, &format!("/api/v1/cashReceipt/{key}"), None).await
    }

    pub(crate) async fn quota(&self) -> Answer {
        self.call(Method::GET, "/api/v1/quota", None).await
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.try_call(method, path, body).await.expect("an answer")
    }

    /// The same without insisting on an answer.
    pub(crate) async fn try_call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> reqwest::Result<Answer> {
        Self::received(self.send(method, path, body.map(|body| body.to_string())).await?).await
    }

    async fn received(response: Response) -> reqwest::Result<Answer> {
        let status = response.status();
        let retry_after =
            response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
        let text = response.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Answer { status, retry_after, body })
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> reqwest::Result<Response> {
        let stamped = if path.starts_with("/etax/") { self.stamped().to_vec() } else { Vec::new() };
        self.send_with(method, path, body, &stamped).await
    }

    /// A call with headers of the test's choice.
    pub(crate) async fn call_with(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, String)],
    ) -> Answer {
        let response = self.send_with(method, path, body.map(|body| body.to_string()), headers).await;
        Self::received(response.unwrap()).await.unwrap()
    }

    async fn send_with(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        headers: &[(&str, String)],
    ) -> reqwest::Result<Response> {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        request.send().await
    }
}

/// A client that trusts the practice authority only, with or without the shop's certificate.
pub(crate) fn http_client(ready: &ReadyLine, with_identity: bool) -> reqwest::Client {
    let _first_one_wins = rustls::crypto::ring::default_provider().install_default();
    let ca = Certificate::from_pem(&fs::read(&ready.ca).unwrap()).unwrap();
    let mut builder = reqwest::Client::builder()
        .tls_certs_only([ca])
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy();
    if with_identity {
        let mut pem = fs::read(&ready.client_key).unwrap();
        pem.extend(fs::read(&ready.client_cert).unwrap());
        builder = builder.identity(Identity::from_pem(&pem).unwrap());
    }
    builder.build().unwrap()
}

fn serial_of(path: &Path) -> String {
    let pem = fs::read(path).unwrap();
    let (_, pem) = x509_parser::pem::parse_x509_pem(&pem).unwrap();
    let certificate = pem.parse_x509().unwrap();
    certificate.raw_serial().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A correct receipt of 10,000 won.
pub(crate) fn receipt(key: &str) -> Value {
    json!({
        "documentKey": key,
        "businessNumber": "1234567891",
        "transactionDate": "20261122",
        "transactionTime": "153000",
        "transactionAmount": 10_000,
        "supplyAmount": 9_091,
        "taxAmount": 909,
        "serviceAmount": 0,
        "taxation": "과세",
        "consumerPhone": "01012345678",
        "receiptPurpose": "소득공제",
        "itemName": "사무용품",
    })
}

/// A correct cancellation of a whole [`receipt`].
pub(crate) fn cancellation(key: &str, approval_number: &str) -> Value {
    json!({
        "documentKey": key,
        "businessNumber": "1234567891",
        "originalApprovalNumber": approval_number,
        "originalTransactionDate": "20261122",
        "cancelReason": "1",
        "transactionAmount": 10_000,
        "supplyAmount": 9_091,
        "taxAmount": 909,
        "serviceAmount": 0,
        "transactionDate": "20261122",
        "transactionTime": "160000",
    })
}

/// A request with some fields changed; `null` removes one.
pub(crate) fn but(mut request: Value, changes: Value) -> Value {
    let (Some(fields), Value::Object(changes)) = (request.as_object_mut(), changes) else {
        panic!("a request and its changes are objects");
    };
    for (name, value) in changes {
        if value.is_null() {
            fields.remove(&name);
        } else {
            fields.insert(name, value);
        }
    }
    request
}
