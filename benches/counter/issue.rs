//! Enter → approved, against a bare HTTPS POST plus one fsynced commit, alternating in one run.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use domain::{ReceiptForm, ShopForm, State, Taxation};
use jangbu_lib::practice;
use jangbu_lib::shell::Shell;
use nts::Route;
use office::{Clock, IssuePress, SystemClock};
use practice_nts::PracticeNts;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Spread, books, report};

const WARM_UP: u32 = 30;
const PRESSES: u32 = 400;

pub fn run() {
    tokio::runtime::Runtime::new().unwrap().block_on(alternate());
}

/// A shop that is open for business, in a folder of its own.
pub struct Counter {
    pub folder: TempDir,
    pub shell: Shell,
    pub nts: PracticeNts,
    pub route: Arc<dyn Route>,
}

impl Counter {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = books::open(folder.path().into());
        shell.office.save_shop(&ShopForm::practice()).unwrap();
        Self::over(shell, folder).await
    }

    /// Over a book that is there already, with a server in this folder.
    pub async fn over(shell: Shell, folder: TempDir) -> Self {
        let shop = shell.office.shop().unwrap().unwrap();
        let nts = practice::start(folder.path().join("nts"), shop.number()).await.unwrap();
        let route = practice::route(&nts, shop.number()).unwrap();
        shell.office.connect(route.clone());
        Self { folder, shell, nts, route }
    }

    pub fn now(&self) -> NaiveDateTime {
        SystemClock.now()
    }

    pub async fn press(&self, nth: u32) -> Duration {
        let press = IssuePress {
            form: form(1_000 + nth),
            press_id: format!("bench-{nth}"),
            allow_similar: false,
            print: false,
        };
        let began = Instant::now();
        let key = self.shell.office.issue_receipt(press).await.unwrap();
        let took = began.elapsed();
        assert!(matches!(self.shell.office.shelved(&key).unwrap().standing.state, State::Approved(_)));
        took
    }
}

pub fn form(won: u32) -> ReceiptForm {
    ReceiptForm {
        amount: won.to_string(),
        service: String::new(),
        number: "010-1234-5678".into(),
        purpose: None,
        taxation: Taxation::Taxable,
        item: "사무용품".into(),
        memo: String::new(),
    }
}

async fn alternate() {
    let counter = Counter::open().await;
    let mut bare = Bare::connect(&counter.nts, counter.folder.path(), counter.route.as_ref()).await;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for nth in 0..WARM_UP + PRESSES {
        let (a, b) = (counter.press(nth).await, bare.post(nth).await);
        if nth >= WARM_UP {
            ours.push(a);
            theirs.push(b);
        }
    }
    report("Enter → approved", &Spread::of(ours), &Spread::of(theirs), "p95 ≤ 1.5");
}

/// The least that could be called issuing: one POST on a warm connection, one committed row.
pub struct Bare {
    client: reqwest::Client,
    url: String,
    token: String,
    db: rusqlite::Connection,
}

impl Bare {
    pub async fn connect(nts: &PracticeNts, folder: &Path, route: &dyn Route) -> Self {
        let ready = nts.ready();
        let read = |path: &dyn AsRef<Path>| std::fs::read(path.as_ref()).unwrap();
        let identity = [read(&ready.client_key), read(&ready.client_cert)].concat();
        let client = reqwest::Client::builder()
            .tls_certs_only([reqwest::Certificate::from_pem(&read(&ready.ca)).unwrap()])
            .identity(reqwest::Identity::from_pem(&identity).unwrap())
            .build()
            .unwrap();
        let db = rusqlite::Connection::open(folder.join("bare.db")).unwrap();
        db.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE answer(id INTEGER PRIMARY KEY, body TEXT);",
        )
        .unwrap();
        let _ = route.quota().await;
        Self { client, url: ready.url.clone(), token: nts.mint_token().unwrap(), db }
    }

    pub async fn post(&mut self, nth: u32) -> Duration {
        let body = json!({
            "documentKey": format!("BARE-{nth}"), "businessNumber": "1234567891", "transactionDate": today(),
            "transactionTime": "090000", "transactionAmount": 11_000, "supplyAmount": 10_000, "taxAmount": 1_000,
            "serviceAmount": 0, "taxation": "과세", "consumerPhone": "01012345678", "receiptPurpose": "소득공제",
            "itemName": "사무용품"
        });
        let began = Instant::now();
        let answer = self
            .client
            .post(format!("{}/api/v1/cashReceipt/issue", self.url))
            .bearer_auth(&self.token)
            .json(&body)
            .send()
            .await
            .unwrap();
        let answer: Value = answer.json().await.unwrap();
        self.db.execute("INSERT INTO answer(body) VALUES (?1)", [answer.to_string()]).unwrap();
        let took = began.elapsed();
        assert_eq!(answer["resultCode"], "0000", "{answer}");
        took
    }
}

fn today() -> String {
    SystemClock.now().format("%Y%m%d").to_string()
}
