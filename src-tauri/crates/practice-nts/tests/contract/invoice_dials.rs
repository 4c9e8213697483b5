//! The counting dials strike invoices as they strike receipts, and nothing else of the tax-invoice calls.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::client::House;
use crate::invoice_paper::{ETAX_ISSUE, invoice};

#[tokio::test]
async fn an_answer_lost_after_the_commit_leaves_an_invoice() {
    for dial in ["lose_answers", "truncate_body"] {
        let house = House::open().await;
        house.turn(json!({ dial: 1 })).await;
        house.shop.try_call(Method::POST, ETAX_ISSUE, Some(invoice("T1"))).await.unwrap_err();
        assert_eq!(house.shop.look_up_invoice("T1").await.must_be("0000").text("status"), "issued");
        house.shop.bill(&invoice("T2")).await.must_be("0000");
    }
}

#[tokio::test]
async fn what_strikes_before_the_commit_leaves_nothing() {
    for dial in ["reset_before_commit", "redirects", "too_many_requests", "maintenance", "server_errors"] {
        let house = House::open().await;
        house.turn(json!({ dial: 1 })).await;
        let answer = house.shop.try_call(Method::POST, ETAX_ISSUE, Some(invoice("T1"))).await;
        assert!(answer.is_err() || answer.unwrap().status != StatusCode::OK, "{dial}");
        house.shop.look_up_invoice("T1").await.must_refuse(404, "E3002", "");
        house.shop.bill(&invoice("T1")).await.must_be("0000");
    }
}

#[tokio::test]
async fn a_server_error_after_the_commit_leaves_an_invoice() {
    let house = House::open().await;
    house.turn(json!({ "server_errors_after_commit": 1 })).await;
    house.shop.bill(&invoice("T1")).await.must_refuse(500, "E5001", "");
    house.shop.look_up_invoice("T1").await.must_be("0000");
}

#[tokio::test]
async fn an_invoice_delivered_twice_is_one_invoice_and_the_first_answer() {
    let house = House::open().await;
    house.turn(json!({ "duplicate_delivery": 1 })).await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    assert_eq!(house.nts.ledger().invoices().unwrap().len(), 1);
    assert_eq!(house.nts.dials().duplicate_delivery, 0);
}

#[tokio::test]
async fn a_wrong_approval_number_keeps_its_date_and_system() {
    let house = House::open().await;
    house.turn(json!({ "wrong_approval_number": 1 })).await;
    let answer = house.shop.bill(&invoice("T1")).await.must_be("0000");
    assert_eq!(answer.text("invoiceId"), "202611224199999999999998");
    assert_eq!(house.shop.look_up_invoice("T1").await.text("invoiceId"), "202611224199999900000001");
}

#[tokio::test]
async fn no_other_tax_invoice_call_spends_a_document_dial() {
    let house = House::open().await;
    house.shop.bill(&invoice("T1")).await.must_be("0000");
    house.turn(json!({ "server_errors": 1, "lose_answers": 1, "maintenance": 1 })).await;
    house.shop.look_up_invoice("T1").await.must_be("0000");
    house.shop.transmit("T1").await.must_be("0000");
    let list = "/etax/invoices?from=20261101&to=20261130";
    house.shop.call(Method::GET, list, None).await.must_be("0000");
    let dials = house.nts.dials();
    assert_eq!((dials.server_errors, dials.lose_answers), (1, 1));
}

#[tokio::test]
async fn a_maintenance_window_closes_tax_invoice_calls_too() {
    let house = House::open().await;
    house.turn(json!({ "maintenance": "2026-11-22T15:31:00+09:00" })).await;
    house.shop.bill(&invoice("T1")).await.must_refuse(503, "E5002", "");
    house.shop.transmit("T1").await.must_refuse(503, "E5002", "");
    house.clock.advance_s(60);
    house.shop.bill(&invoice("T1")).await.must_be("0000");
}
