//! The official SDKs of Popbill, as they were installed, against the practice NTS: what they can do with it, our own client
//! must be able to do with the provider. Only their addresses are set; see `popbill_sdk/`.
//!
//! `make test` installs them into the build folder, from locked versions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use practice_nts::{PopbillDocument, PracticeConfig, PracticeNts, start};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A practice server with a plain door and the true clock: the SDKs sign with the machine's own.
struct House {
    nts: PracticeNts,
    _dir: TempDir,
}

impl House {
    async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config =
            PracticeConfig::new(dir.path().to_path_buf(), Arc::new(jangbu_lib::practice::korean_clock));
        config.http_port = Some(0);
        Self { nts: start(config).await.unwrap(), _dir: dir }
    }

    /// Runs a script of `popbill_sdk/` to its end and gives what it printed.
    async fn run(&self, script: &'static str) -> Value {
        let ready = serde_json::to_string(self.nts.ready()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/popbill_sdk").join(script);
        let running = tokio::task::spawn_blocking(move || {
            let mut command = if script.extension().is_some_and(|it| it == "py") {
                let mut python = Command::new(installed("python/bin/python"));
                python.args(["-B", "-W", "ignore::DeprecationWarning"]).arg(script);
                python
            } else {
                let mut node = Command::new("node");
                node.arg(script).arg(installed("node"));
                node
            };
            command.arg(ready).output().unwrap()
        });
        let output = running.await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the SDK's script failed:\n{said}");
        serde_json::from_slice(&output.stdout).expect("one JSON object")
    }

    fn documents(&self) -> Vec<PopbillDocument> {
        self.nts.ledger().popbill_documents().unwrap()
    }

    /// How often a key stands in the ledger, and with which number.
    fn numbers_of(&self, key: &str) -> Vec<String> {
        let documents = self.documents().into_iter().filter(|document| document.mgt_key == key);
        documents.map(|document| document.number).collect()
    }
}

/// Where the Makefile puts the SDKs: beside what cargo builds.
fn installed(what: &str) -> PathBuf {
    let build = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let path = build.join("popbill-sdk").join(what);
    assert!(path.exists(), "{} is missing: `make sdks` installs it", path.display());
    path
}

#[tokio::test]
async fn the_python_sdk_issues_cancels_finds_and_deletes_receipts() {
    let house = House::open().await;
    let seen = house.run("receipts.py").await;
    let expected = json!({
        "free_before": true,
        "confirm_num": "TB0000001",
        "in_use_after": true,
        "again": -14_001_019,
        "too_early": -14_001_021,
        "states": [300, 304, 305],
        "lost": true,
        "found_total": "11000",
        "refused_again": -14_001_019,
        "part": "TB0000003",
        "beyond": -14_001_065,
        "whole": "TB0000004",
        "failed_with": "TS2",
        "deleted": 1,
        "free_again": true,
        "cancels": [["P-1-C1", "4400", "TB0000001"], ["P-2-C", "11000", "TB0000002"]],
        "infos": ["P-2", "P-1"],
        "detail": ["행복문구", "0100001234"],
        "logs": 2,
        "print_url": format!("{}/practice/ledger", house.nts.ready().http_url.as_ref().unwrap()),
        "unit_cost": 20.0,
        "charge": "종량제",
        "balance": 999_860.0,
        "member": 1,
        "submitted": 1,
        "batch": 2,
    });
    assert_eq!(seen, expected);
    assert_eq!(house.numbers_of("P-2"), ["TB0000002"], "the lost answer's receipt stands once");
    let batch = ["P-4", "P-5"].map(|key| house.numbers_of(key).len());
    assert_eq!((batch, house.documents().len()), ([1, 1], 6));
}

#[tokio::test]
async fn the_node_sdk_issues_cancels_and_finds_receipts() {
    let house = House::open().await;
    let seen = house.run("receipts.mjs").await;
    let expected = json!({
        "free_before": -14_000_003,
        "confirm_num": "TB0000001",
        "in_use_after": true,
        "again": -14_001_019,
        "too_early": -14_001_021,
        "states": [300, 304],
        "lost": "ECONNRESET",
        "found_total": "11000",
        "refused_again": -14_001_019,
        "part": "TB0000003",
        "beyond": -14_001_065,
        "whole": "TB0000004",
        "cancels": [["N-1-C1", "4400", "TB0000001"], ["N-2-C", "11000", "TB0000002"]],
        "infos": ["N-2", "N-1"],
        "identity": "2208162517",
        "pdf": "%PDF-",
        "balance": 999_900,
        "member": 1,
        "submitted": 1,
        "batch": [2, [1, -14_001_019]],
    });
    assert_eq!(seen, expected);
    assert_eq!(house.numbers_of("N-2"), ["TB0000002"], "the lost answer's receipt stands once");
}

#[tokio::test]
async fn the_python_sdk_issues_withdraws_sends_amends_and_finds_invoices() {
    let house = House::open().await;
    let seen = house.run("invoices.py").await;
    let page = format!("{}/practice/ledger", house.nts.ready().http_url.as_ref().unwrap());
    let expected = json!({
        "free_before": true,
        "number": [24, true],
        "again": -11_001_038,
        "lost": true,
        "found": 300,
        "withdrawn": [1, 1],
        "early": -11_001_056,
        "sent": [1, -11_004_005],
        "states": [303, 304],
        "taken_with": ["SUC001", true],
        "amended": 24,
        "beyond": -11_001_118,
        "batch": [1, 2, [1, -11_001_038]],
        "listed": [["P-1", "100000"], ["P-1-A", "-100000"], ["P-3", "100000"]],
        "infos": ["P-3", "P-1"],
        "detail": ["한빛상사", "복사용지"],
        "certificate": [1, true],
        "certificate_holder": "CN=1234567891",
        "sends_at_once": false,
        "view_url": page,
        "box_url": page,
        "closed": "2",
        "many": ["3", "1"],
    });
    assert_eq!(seen, expected);
    let keys: Vec<_> = house.documents().into_iter().map(|document| document.mgt_key).collect();
    assert_eq!(keys, ["P-1", "P-1-A", "P-3"]);
}

#[tokio::test]
async fn the_node_sdk_issues_withdraws_sends_amends_and_finds_invoices() {
    let house = House::open().await;
    let seen = house.run("invoices.mjs").await;
    let expected = json!({
        "number": 24,
        "again": -11_001_038,
        "withdrawn": 1,
        "early": -11_001_056,
        "sent": 1,
        "accepted": [304, "SUC001"],
        "amended": 24,
        "listed": [["N-1", 304], ["N-2", 600], ["N-1-A", 300]],
        "certificate": 1,
    });
    assert_eq!(seen, expected);
}
