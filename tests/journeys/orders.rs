//! Orders of another program that become invoices, once each, or call a person.

use std::sync::Arc;

use domain::State;
use office::{OfficeError, Order, OrderOutcome, Task};
use practice_nts::Dials;
use serde_json::{Value, json};
use store::OrderStop;

use crate::picky::Picky;
use crate::shop::OpenShop;

fn order(changes: &Value) -> Order {
    let sample = include_str!("../../assets/samples/order.json");
    let mut order: Value = serde_json::from_str(sample).unwrap();
    merge(&mut order, changes);
    serde_json::from_value(order).unwrap()
}

fn merge(into: &mut Value, changes: &Value) {
    for (name, change) in changes.as_object().unwrap() {
        if change.is_object() {
            merge(&mut into[name], change);
        } else {
            into[name] = change.clone();
        }
    }
}

fn stops(shop: &OpenShop) -> Vec<OrderStop> {
    let tasks = shop.shell.office.tasks().unwrap().tasks;
    let stops =
        tasks.into_iter().filter_map(|task| if let Task::Order(stop) = task { Some(stop) } else { None });
    stops.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_becomes_one_invoice_however_often_it_is_handed_in() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let sample = order(&json!({}));
    let OrderOutcome::Issued(key) = office.issue_order(&sample).await.unwrap() else { panic!() };
    assert!(matches!(shop.state(&key), State::Approved(_)));
    let shelved = office.shelved(&key).unwrap();
    let invoice = shelved.document.invoice().unwrap();
    assert_eq!((invoice.total().get(), invoice.lines().len()), (308_000, 2));

    let changed = order(&json!({ "total": 1, "remark": "다른 내용" }));
    for again in [&sample, &changed] {
        assert_eq!(office.issue_order(again).await.unwrap(), OrderOutcome::Issued(key.clone()));
    }
    let other = order(&json!({ "order_no": "2026-1122-0008" }));
    let OrderOutcome::Issued(second) = office.issue_order(&other).await.unwrap() else { panic!() };
    assert_ne!(key, second, "an equal order of its own number is another sale");
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_the_nts_refuses_is_a_task_and_is_tried_anew_when_it_is_handed_in_again() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let number = office.shop().unwrap().unwrap().number().clone();
    let route = jangbu_lib::practice::route(&shop.nts, &number).unwrap();
    office.connect(Arc::new(Picky { route, digits: "3148120001", code: "E2004" }));
    let sample = order(&json!({}));
    let OrderOutcome::Refused(refused) = office.issue_order(&sample).await.unwrap() else { panic!() };
    assert!(matches!(shop.state(&refused), State::Rejected(_)));
    assert_eq!(office.task_count().unwrap(), 1, "no clerk saw the answer");
    shop.connect();
    let OrderOutcome::Issued(issued) = office.issue_order(&sample).await.unwrap() else { panic!() };
    assert_ne!(issued, refused);
    assert_eq!(office.task_count().unwrap(), 0, "the matter is settled with it");
    assert_eq!(office.issue_order(&sample).await.unwrap(), OrderOutcome::Issued(issued.clone()));
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);

    let called_so = order(&json!({ "order_no": format!("{}#2", sample.order_no) }));
    let OrderOutcome::Issued(other) = office.issue_order(&called_so).await.unwrap() else { panic!() };
    assert_ne!(other, issued, "no order's number names another's second try");
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_a_customer_without_a_business_is_one_receipt_over_its_total() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let table = [
        ("phone", json!({ "customer_number": "010-1234-5678", "total": "11,000 원", "items": [] }), 11_000),
        ("lines", json!({ "customer_number": "01012345678", "total": null }), 308_000),
        ("business", json!({ "customer_number": "314-81-20001", "document": "receipt" }), 308_000),
        ("nobody", json!({ "document": "receipt" }), 308_000),
    ];
    for (number, mut changes, total) in table {
        changes["order_no"] = json!(number);
        if number != "business" {
            changes["buyer"] = json!({ "business_number": "" });
        }
        let outcome = office.issue_order(&order(&changes)).await.unwrap();
        let OrderOutcome::Issued(key) = outcome else { panic!("{number}: {outcome:?}") };
        let shelved = office.shelved(&key).unwrap();
        let receipt = shelved.document.receipt().unwrap();
        assert_eq!(receipt.amounts().total().get(), total, "{number}");
        assert!(matches!(shelved.standing.state, State::Approved(_)), "{number}");
        changes["total"] = json!(1);
        let again = office.issue_order(&order(&changes)).await.unwrap();
        assert_eq!(again, OrderOutcome::Issued(key), "{number}");
    }
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 4);
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_a_day_that_the_route_no_longer_takes_stops() {
    let shop = OpenShop::open().await;
    let late = json!({ "ordered_on": "2020-01-02", "customer_number": "01012345678", "document": "receipt" });
    let outcome = shop.shell.office.issue_order(&order(&late)).await.unwrap();
    let OrderOutcome::Stopped { reason: "faults", faults } = outcome else { panic!("{outcome:?}") };
    assert_eq!(faults[0].code, domain::FaultCode::DateTooOld);
    assert!(shop.nts.ledger().documents().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sources_may_number_alike() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let mut keys = Vec::new();
    for source in ["", "한빛몰", "새봄몰"] {
        let outcome = office.issue_order(&order(&json!({ "source": source }))).await.unwrap();
        let OrderOutcome::Issued(key) = outcome else { panic!("{outcome:?}") };
        keys.push(key);
    }
    keys.dedup();
    assert_eq!(keys.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_without_a_business_number_is_skipped_and_the_journal_says_why() {
    let shop = OpenShop::open().await;
    let private = order(&json!({ "buyer": { "business_number": " " } }));
    let skipped = shop.shell.office.issue_order(&private).await.unwrap();
    assert_eq!(skipped, OrderOutcome::Skipped("no_business_number"));
    assert!(stops(&shop).is_empty());
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
    shop.shell.office.verify_journal().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_cannot_be_an_invoice_waits_for_a_person_over_a_restart() {
    let shop = OpenShop::open().await;
    let table = [
        ("A", json!({ "buyer": { "business_number": "111-11-11119" } }), "buyer_closed"),
        ("B", json!({ "buyer": { "business_number": "555-55-00005" } }), "buyer_not_registered"),
        ("C", json!({ "buyer": { "business_number": "314-81-20002" } }), "business_number_check_digit"),
        ("D", json!({ "total": 307_999 }), "faults"),
        (
            "E",
            json!({ "items": [{ "name": "복사😀용지", "quantity": 1, "unit_price": 1000 }], "total": null }),
            "faults",
        ),
    ];
    for (number, mut changes, why) in table {
        changes["order_no"] = json!(number);
        for _ in 0..2 {
            let outcome = shop.shell.office.issue_order(&order(&changes)).await.unwrap();
            let OrderOutcome::Stopped { reason, .. } = outcome else { panic!("{outcome:?}") };
            assert_eq!(reason, why, "{number}");
        }
    }
    assert!(shop.nts.ledger().invoices().unwrap().is_empty(), "nothing was sent");

    let shop = shop.restart();
    let waiting = stops(&shop);
    assert_eq!(waiting.len(), 5, "one matter for each order");
    assert_eq!(shop.shell.office.task_count().unwrap(), 5);
    shop.shell.office.settle_order(waiting[0].id).unwrap();
    let twice = shop.shell.office.settle_order(waiting[0].id);
    assert!(matches!(twice, Err(OfficeError::NothingToDo(_))), "{twice:?}");

    let mended = order(&json!({ "order_no": "D" }));
    assert!(matches!(shop.shell.office.issue_order(&mended).await.unwrap(), OrderOutcome::Issued(_)));
    assert_eq!(stops(&shop).len(), 3, "an order that became an invoice needs nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_answer_was_lost_is_still_one_invoice() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let sample = order(&json!({}));
    office.check_business(&sample.buyer.business_number).await.unwrap();
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let OrderOutcome::Issued(key) = office.issue_order(&sample).await.unwrap() else { panic!() };
    assert_eq!(office.issue_order(&sample).await.unwrap(), OrderOutcome::Issued(key.clone()));
    while office.open_count().unwrap().unknown > 0 {
        office.drain().await.unwrap();
    }
    assert!(matches!(shop.state(&key), State::Approved(_)));
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_needs_a_number_of_its_own() {
    let shop = OpenShop::open().await;
    for number in ["", "  ", "1\n2", &"9".repeat(61)] {
        let refused = shop.shell.office.issue_order(&order(&json!({ "order_no": number }))).await;
        assert!(matches!(refused, Err(OfficeError::FieldFaults(_))), "{number:?}: {refused:?}");
    }
}
