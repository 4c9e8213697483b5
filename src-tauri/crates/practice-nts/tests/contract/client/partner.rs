//! The shop's Popbill partner: signs for a token, and calls as the dialect's clients do.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::SecondsFormat;
use reqwest::{Method, Response};
use ring::{digest, hmac};
use serde_json::{Value, json};

use super::{Answer, House, http_client};

/// A partner with a token.
pub(crate) struct Partner {
    http: reqwest::Client,
    base: String,
    pub(crate) token: String,
}

/// What a token request is made of, for a test to spoil.
pub(crate) struct TokenRequest {
    pub(crate) link_id: String,
    pub(crate) secret_key: String,
    pub(crate) service_id: &'static str,
    pub(crate) date: String,
    pub(crate) forwarded: Option<&'static str>,
    pub(crate) body: String,
}

impl TokenRequest {
    /// A correct one for receipts, invoices and business status.
    pub(crate) fn of(house: &House) -> Self {
        let ready = house.nts.ready();
        Self {
            link_id: ready.popbill_link_id.clone(),
            secret_key: ready.popbill_secret_key.clone(),
            service_id: "POPBILL_TEST",
            date: house.clock.now().to_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
            forwarded: None,
            // With the spaces of one of the SDKs: the bytes are signed, not their meaning.
            body: format!(
                r#"{{"access_id": "{}", "scope": ["member", "140", "110", "170"]}}"#,
                ready.business_number
            ),
        }
    }

    fn signature(&self) -> String {
        let secret = STANDARD.decode(&self.secret_key).unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
        let digest = STANDARD.encode(digest::digest(&digest::SHA256, self.body.as_bytes()));
        let path = format!("/{}/Token", self.service_id);
        let mut lines = vec!["POST", &digest, &self.date];
        lines.extend(self.forwarded);
        lines.extend(["2.0", &path]);
        STANDARD.encode(hmac::sign(&key, lines.join("\n").as_bytes()))
    }
}

impl Partner {
    /// Comes in over HTTPS with a token.
    pub(crate) async fn of(house: &House) -> Self {
        let mut partner = Self::stranger(house);
        let answer = partner.ask_token(&TokenRequest::of(house)).await;
        partner.token = answer.text("session_token");
        assert!(!partner.token.is_empty(), "{}", answer.body);
        partner
    }

    pub(crate) fn stranger(house: &House) -> Self {
        let ready = house.nts.ready();
        Self { http: http_client(ready, true), base: ready.url.clone(), token: String::new() }
    }

    pub(crate) async fn ask_token(&self, request: &TokenRequest) -> Answer {
        let mut call = self
            .http
            .post(format!("{}/{}/Token", self.base, request.service_id))
            .header("x-lh-date", &request.date)
            .header("x-lh-version", "2.0")
            .header("authorization", format!("LINKHUB {} {}", request.link_id, request.signature()));
        if let Some(forwarded) = request.forwarded {
            call = call.header("x-lh-forwarded", forwarded);
        }
        Answer::of(call.body(request.body.clone()).send().await.unwrap()).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.send(Method::GET, path, &[], None).await.unwrap()).await.unwrap()
    }

    /// `POST` with the action in the override header; no header for an empty action.
    pub(crate) async fn post(&self, path: &str, action: &str, body: Value) -> Answer {
        self.try_post(path, action, body).await.unwrap()
    }

    /// The same without insisting on an answer.
    pub(crate) async fn try_post(&self, path: &str, action: &str, body: Value) -> reqwest::Result<Answer> {
        let header = [("X-HTTP-Method-Override", action.to_owned())];
        Answer::of(self.send(Method::POST, path, &header, Some(body.to_string())).await?).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, String)],
        body: Option<String>,
    ) -> reqwest::Result<Response> {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        request.send().await
    }

    pub(crate) async fn issue(&self, cashbill: &Value) -> Answer {
        self.post("/Cashbill", "ISSUE", cashbill.clone()).await
    }
}

impl Answer {
    /// A success of the dialect.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!((self.status.as_u16(), &self.body["code"]), (200, &json!(1)), "{}", self.body);
        self
    }

    /// A refusal of the dialect.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: i64) {
        assert_eq!((self.status.as_u16(), &self.body["code"]), (status, &json!(code)), "{}", self.body);
        let message = self.text("message");
        assert!(message.chars().any(|letter| ('가'..='힣').contains(&letter)), "{message}");
    }
}

/// A correct receipt of 11,000 won.
pub(crate) fn cashbill(key: &str) -> Value {
    json!({
        "mgtKey": key,
        "tradeType": "승인거래",
        "tradeUsage": "소득공제용",
        "tradeOpt": "일반",
        "taxationType": "과세",
        "totalAmount": "11000",
        "supplyCost": "10000",
        "tax": "1000",
        "serviceFee": "0",
        "franchiseCorpNum": "1234567891",
        "franchiseCorpName": "행복문구",
        "identityNum": "01012345678",
        "itemName": "사무용품",
        "orderNumber": "R261122-01-000042",
        "memo": null,
    })
}
