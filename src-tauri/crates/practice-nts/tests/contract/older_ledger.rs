//! A ledger of an earlier version opens, keeps every row and takes what is new.

use practice_nts::{Dials, Ledger, Status, start};
use rusqlite::Connection;

use crate::client::{Shop, TestClock, config, folder_with_papers, receipt};
use crate::invoice_paper::invoice;

const VERSION_1: &str = include_str!("older_ledger/version_1.sql");

#[tokio::test]
async fn a_ledger_of_receipts_only_keeps_them_and_takes_invoices() {
    let dir = folder_with_papers();
    let path = dir.path().join("ledger.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_1).unwrap();
    let clock = TestClock::default();
    let nts = start(config(dir.path(), &clock, Dials::default())).await.unwrap();
    let kept = nts.ledger().documents().unwrap();
    assert_eq!((kept.len(), kept[0].document_key.as_str()), (1, "R261122-01-000001"));
    assert_eq!((kept[0].amounts.tax_amount, kept[0].status), (909, Status::Confirmed));
    let mut shop = Shop::new(nts.ready(), &clock);
    shop.log_in().await;
    shop.bill(&invoice("T1")).await.must_be("0000");
    let next = shop.issue(&receipt("R2")).await.must_be("0000");
    assert_eq!(next.text("approvalNumber"), "TB0000002");
    nts.stop().await;
    let again = Ledger::open(&path).unwrap();
    assert_eq!((again.count().unwrap(), again.invoices().unwrap().len()), (2, 1));
}
