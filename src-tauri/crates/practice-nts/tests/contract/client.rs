//! A small shop that talks to the practice NTS, written from the contract.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset, TimeDelta};
use practice_nts::{
    Dials, PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, ensure_certificates, start,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

mod partner;
mod shop;

pub(crate) use partner::{Partner, TokenRequest, cashbill};
pub(crate) use shop::{Answer, Shop, http_client};

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
