//! One document per key and one approval number per document, whatever happens to the processes.

use std::collections::BTreeSet;

use practice_nts::{Dials, Ledger, start};
use serde_json::json;

use crate::client::{House, Shop, but, config, receipt};

#[tokio::test]
async fn a_used_key_answers_with_the_stored_document_and_records_nothing() {
    let house = House::open().await;
    let first = house.shop.issue(&receipt("R1")).await.must_be("0000");
    let other = but(
        receipt("R1"),
        json!({ "transactionAmount": 11_000, "supplyAmount": 10_000, "taxAmount": 1_000 }),
    );
    for request in [receipt("R1"), other] {
        let again = house.shop.issue(&request).await.must_refuse(409, "E3001", "documentKey");
        let stored = house.shop.look_up("R1").await.body;
        assert_eq!(again.body["document"], stored);
        assert_eq!(stored["approvalNumber"], first.body["approvalNumber"]);
        assert_eq!(stored["transactionAmount"], 10_000);
    }
    assert_eq!(house.nts.ledger().count().unwrap(), 1);
}

#[tokio::test]
async fn keys_and_approval_numbers_outlive_a_restart() {
    let House { nts, shop, clock, dir } = House::open().await;
    shop.issue(&receipt("R1")).await.must_be("0000");
    nts.stop().await;
    let nts = start(config(dir.path(), &clock, Dials::default())).await.unwrap();
    let mut shop = Shop::new(nts.ready(), &clock);
    shop.log_in().await;
    shop.issue(&receipt("R1")).await.must_refuse(409, "E3001", "documentKey");
    let next = shop.issue(&receipt("R2")).await.must_be("0000");
    assert_eq!(next.text("approvalNumber"), "TB0000002");
}

#[tokio::test]
async fn two_servers_on_one_ledger_give_one_document_per_key_and_no_number_twice() {
    let house = House::open().await;
    let second = start(config(house.dir.path(), &house.clock, Dials::default())).await.unwrap();
    let mut other = Shop::new(second.ready(), &house.clock);
    other.log_in().await;
    let mut taken = 0;
    for number in 0..20 {
        let request = receipt(&format!("R{number}"));
        let (one, two) = tokio::join!(house.shop.issue(&request), other.issue(&request));
        let codes = BTreeSet::from([one.text("resultCode"), two.text("resultCode")]);
        assert_eq!(codes, BTreeSet::from(["0000".to_owned(), "E3001".to_owned()]));
        taken += 1;
    }
    let documents = second.ledger().documents().unwrap();
    let numbers: BTreeSet<_> = documents.iter().map(|document| &document.approval_number).collect();
    assert_eq!((documents.len(), numbers.len()), (taken, taken));
}

#[tokio::test]
async fn a_hundred_receipts_at_once_get_a_hundred_numbers() {
    let house = House::open().await;
    let shop = std::sync::Arc::new(house.shop);
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..100 {
        let shop = shop.clone();
        calls.spawn(async move { shop.issue(&receipt(&format!("R{number}"))).await.must_be("0000") });
    }
    let answers = calls.join_all().await;
    let numbers: BTreeSet<_> = answers.iter().map(|answer| answer.text("approvalNumber")).collect();
    assert_eq!(numbers.len(), 100);
}

#[test]
fn a_new_ledger_can_be_opened_from_many_places_at_once() {
    let dir = tempfile::TempDir::new().unwrap();
    for round in 0..60 {
        let path = dir.path().join(format!("{round}.db"));
        std::thread::scope(|scope| {
            let openers: Vec<_> = (0..4).map(|_| scope.spawn(|| Ledger::open(&path).map(|_| ()))).collect();
            for opener in openers {
                opener.join().unwrap().unwrap();
            }
        });
    }
}
