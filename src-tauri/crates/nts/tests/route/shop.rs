//! A shop with a route: to the practice NTS, or to a scripted server.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use domain::{
    BusinessNumber, CancelReason, Cancellation, CashReceipt, DocumentKey, KeyKind, OriginalReceipt,
    ReceiptForm, Remaining,
};
use nts::{Exchange, FrozenRequest, HometaxConfig, HometaxRoute, Route, Sent};
use practice_nts::{Dials, PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, ensure_certificates};
use tempfile::TempDir;

use crate::scripted::Scripted;

pub const ISSUE: &str = "/api/v1/cashReceipt/issue";
pub const TOKEN: &str = "/api/v1/auth/token";

/// A shop whose route leads to the practice NTS.
pub struct Shop {
    pub nts: PracticeNts,
    pub route: HometaxRoute,
    pub time: Time,
    pub nts_time: Time,
    sequence: AtomicU32,
    _dir: TempDir,
}

impl Shop {
    pub async fn open() -> Self {
        Self::open_with(Dials::default()).await
    }

    pub async fn open_with(dials: Dials) -> Self {
        let time = Time::now();
        let dir = folder();
        copy_certificates(dir.path());
        let nts_time = Time::at(time.unix_s());
        let clock = nts_time.clone();
        let config = PracticeConfig::new(dir.path().to_path_buf(), Arc::new(move || clock.korean()));
        let nts = practice_nts::start(PracticeConfig { dials, ..config }).await.unwrap();
        let route = route_to(&nts.ready().url, &time);
        Self { nts, route, time, nts_time, sequence: AtomicU32::new(0), _dir: dir }
    }

    /// Lets time pass for the shop and the NTS alike.
    pub fn advance_s(&self, seconds: i64) {
        self.time.advance_s(seconds);
        self.nts_time.advance_s(seconds);
    }

    /// A receipt under a fresh key, frozen.
    pub fn freeze(&self, receipt: &CashReceipt) -> FrozenRequest {
        self.route.freeze_issue(&self.key(KeyKind::Receipt), &shop_number(), receipt).unwrap()
    }

    pub fn coffee(&self) -> FrozenRequest {
        self.freeze(&receipt("4,500", "010-1234-5678", self.time.local()))
    }

    /// A cancel of all of `receipt` under a fresh key, frozen.
    pub fn freeze_cancel(&self, receipt: &CashReceipt, original: OriginalReceipt) -> FrozenRequest {
        let cancel = cancel_all(receipt, original, self.time.local());
        self.route.freeze_cancel(&self.key(KeyKind::Cancel), &shop_number(), &cancel).unwrap()
    }

    pub async fn send(&self, request: &FrozenRequest) -> Sent {
        self.route.send(request).await.outcome
    }

    /// Documents in the authority's book.
    pub fn documents(&self) -> u32 {
        self.nts.ledger().count().unwrap()
    }

    pub fn requests(&self, path: &str) -> u64 {
        self.nts.requests_seen(path)
    }

    fn key(&self, kind: KeyKind) -> DocumentKey {
        DocumentKey::new(kind, self.time.local().date(), 1, self.sequence.fetch_add(1, Ordering::Relaxed) + 1)
            .unwrap()
    }
}

/// The time of a test: it begins with the machine's, because TLS looks at certificates with that, and moves by hand.
#[derive(Clone)]
pub struct Time(Arc<AtomicI64>);

impl Time {
    #[expect(clippy::disallowed_methods, reason = "TLS checks certificates by the machine's clock")]
    pub fn now() -> Self {
        let now = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Self::at(now.as_secs().try_into().unwrap())
    }

    pub fn at(unix_s: i64) -> Self {
        Self(Arc::new(AtomicI64::new(unix_s)))
    }

    pub fn advance_s(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn unix_s(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub fn korean(&self) -> DateTime<FixedOffset> {
        let korea = FixedOffset::east_opt(9 * 3600).unwrap();
        DateTime::from_timestamp(self.unix_s(), 0).unwrap().with_timezone(&korea)
    }

    pub fn local(&self) -> NaiveDateTime {
        self.korean().naive_local()
    }
}

pub fn config(url: &str) -> HometaxConfig {
    let read = |name: &str| std::fs::read(certificates().join(name)).unwrap();
    HometaxConfig {
        base_url: url.to_owned(),
        business_number: shop_number(),
        ca_pem: Some(read("ca.pem")),
        client_cert_pem: read("client.pem"),
        client_key_pem: read("client.key.pem"),
        api_secret: String::from_utf8(read("api_secret")).unwrap(),
        connect_timeout_ms: HometaxConfig::CONNECT_TIMEOUT_MS,
        total_timeout_ms: HometaxConfig::TOTAL_TIMEOUT_MS,
    }
}

pub fn open_route(config: HometaxConfig, time: &Time) -> HometaxRoute {
    let time = time.clone();
    HometaxRoute::new(config, Arc::new(move || time.unix_s())).unwrap()
}

pub fn route_to(url: &str, time: &Time) -> HometaxRoute {
    open_route(config(url), time)
}

pub fn route_to_scripted(server: &Scripted) -> HometaxRoute {
    route_to(&format!("https://{}", server.address), &Time::now())
}

pub fn shop_number() -> BusinessNumber {
    BusinessNumber::parse(PRACTICE_BUSINESS_NUMBER).unwrap()
}

pub fn receipt(amount: &str, number: &str, at: NaiveDateTime) -> CashReceipt {
    let form = ReceiptForm { amount: amount.into(), number: number.into(), ..ReceiptForm::default() };
    form.check(&shop_number(), at).unwrap()
}

pub fn cancel_all(receipt: &CashReceipt, original: OriginalReceipt, at: NaiveDateTime) -> Cancellation {
    let remaining = Remaining::of(receipt.amounts(), []);
    Cancellation::full(receipt, original, &remaining, CancelReason::TransactionCancelled, at).unwrap()
}

/// A key and a coffee that no server needs to believe.
pub fn scripted_coffee(route: &dyn Route) -> FrozenRequest {
    let at = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(15, 30, 0).unwrap();
    let key = DocumentKey::parse("R261122-01-000042").unwrap();
    route.freeze_issue(&key, &shop_number(), &receipt("4,500", "010-1234-5678", at)).unwrap()
}

pub fn calls(exchanges: &[Exchange]) -> Vec<&'static str> {
    exchanges.iter().map(|exchange| exchange.call).collect()
}

/// One set of practice certificates for all tests: making the RSA key is slow.
pub fn certificates() -> &'static Path {
    static SET: OnceLock<PathBuf> = OnceLock::new();
    SET.get_or_init(|| {
        let dir = folder().keep();
        ensure_certificates(&dir, PRACTICE_BUSINESS_NUMBER, Time::now().korean()).unwrap();
        dir
    })
}

pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn copy_certificates(dir: &Path) {
    for file in std::fs::read_dir(certificates()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), dir.join(file.file_name())).unwrap();
    }
}
