//! The sending side: a shop with its papers, its token and its signature.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use practice_nts::ReadyLine;
use reqwest::{Certificate, Identity, Method, Response, StatusCode};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};

use super::{CANCEL, ISSUE, TOKEN, TestClock};

/// An answer that was received whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Value,
}

impl Answer {
    /// Reads a whole answer; a body that is not JSON is a text.
    pub(crate) async fn of(response: Response) -> reqwest::Result<Self> {
        let status = response.status();
        let retry_after =
            response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
        let text = response.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Self { status, retry_after, body })
    }

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
        Answer::of(self.send(method, path, body.map(|body| body.to_string())).await?).await
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
        Answer::of(response.unwrap()).await.unwrap()
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
