//! Orders over the door: once each, and told what became of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use practice_nts::Dials;
use reqwest::Method;
use serde_json::{Value, json};

use crate::caller::{Caller, order, told};
use crate::picky::Picky;
use crate::shop::{OpenShop, press};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_issued_and_told_with_its_numbers_masked() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let (status, body) = caller.post(&order("A-1"), &[]).await;
    assert_eq!((status, &body["outcome"]), (201, &json!("issued")), "{body}");
    let document = &body["document"];
    assert_eq!((&document["state"], &document["order_no"]), (&json!("approved"), &json!("A-1")));
    assert_eq!((&document["total"], &document["kind"]), (&json!(308_000), &json!("invoice")));
    assert!(document["approval_number"].is_string() && document["approved_at"].is_string());
    let (receipt, _) = shop.issue("12,000", "010-1234-5678").await;
    let (_, told) = caller.get(&format!("/v1/documents/{receipt}")).await;
    assert_eq!((&told["kind"], &told["order_no"]), (&json!("receipt"), &Value::Null));
    assert!(told["number_masked"].as_str().unwrap().contains('*'), "{told}");
    assert!(!told.to_string().replace('-', "").contains("01012345678"), "{told}");

    let (status, again) = caller.post(&order("A-1"), &[]).await;
    assert_eq!((status, &again["document"]), (200, document), "the same order is the same document");
    let key = document["key"].as_str().unwrap();
    assert_eq!(&caller.get(&format!("/v1/documents/{key}")).await, &(200, document.clone()));
    assert_eq!(caller.get("/v1/documents/T261122-99-999999").await.0, 404);
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_named_call_twice_at_once_is_one_document_and_one_answer() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let named = [("Idempotency-Key", "call-1")];
    let order_a = order("A-1");
    let (first, second, third) = tokio::join!(
        caller.post(&order_a, &named),
        caller.post(&order_a, &named),
        caller.post(&order_a, &named)
    );
    assert_eq!(first.0, 201, "{first:?}");
    assert_eq!((&first, &first), (&second, &third), "whoever comes second waits for the first one's answer");
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);

    let (status, other) = caller.post(&order("A-2"), &named).await;
    assert_eq!((status, &other["code"]), (422, &json!("idempotency_key_reused")));
    assert_eq!(caller.post(&order("A-2"), &[("Idempotency-Key", "")]).await.0, 400);
    assert_eq!(caller.post(&order("A-2"), &[("Idempotency-Key", &"k".repeat(256))]).await.0, 400);
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_order_under_many_names_at_once_is_one_document() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    shop.shell.office.check_business("314-81-20001").await.unwrap();
    let order_a = order("A-1");
    let (first, second, third) = tokio::join!(
        caller.post(&order_a, &[("Idempotency-Key", "x")]),
        caller.post(&order_a, &[("Idempotency-Key", "y")]),
        caller.post(&order_a, &[])
    );
    let keys = [&first, &second, &third].map(|(_, body)| body["document"]["key"].clone());
    assert!(keys[0].is_string() && keys.iter().all(|key| *key == keys[0]), "{first:?} {second:?} {third:?}");
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_call_keeps_its_answer_over_a_restart() {
    let shop = OpenShop::open().await;
    let named = [("Idempotency-Key", "call-1")];
    let caller = Caller::of(&shop).await;
    let before = caller.post(&order("A-1"), &named).await;
    let mut stopped = order("B-1");
    stopped["total"] = json!(1);
    let refused = caller.post(&stopped, &[("Idempotency-Key", "call-2")]).await;
    assert_eq!(refused.0, 422);
    let token = caller.token.clone();
    caller.door.shut().await;
    let shop = shop.restart();
    let caller = Caller { token, ..Caller::of(&shop).await };
    assert_eq!(caller.post(&order("A-1"), &named).await, before);
    assert_eq!(caller.post(&stopped, &[("Idempotency-Key", "call-2")]).await, refused);
    assert_eq!(caller.post(&order("A-9"), &named).await.1["code"], "idempotency_key_reused");
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_call_that_died_half_way_is_carried_out_when_it_comes_again() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let token = store::ApiTokenId::of(caller.token_id);
    let body = order("A-1").to_string();
    shop.shell.office.begin_call(token, "call-1", body.as_bytes()).unwrap();
    let (status, _) = caller.post(&order("A-1"), &[("Idempotency-Key", "call-1")]).await;
    assert_eq!(status, 201);
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_order_is_told_by_place_and_never_repeated() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let fault = |path: &str, code: &str| json!([{ "path": path, "code": code }]);
    let table = [
        (json!({ "total": 307_999 }), 422, "faults", fault("total", "sums_disagree")),
        (json!({ "order_no": "" }), 422, "faults", fault("order_no", "required_missing")),
        (json!({ "colour": "red" }), 422, "faults", fault("colour", "wrong_shape")),
        (json!({ "items": [{ "name": 7 }] }), 422, "faults", fault("items[0].name", "wrong_shape")),
    ];
    for (changes, status, code, faults) in table {
        let mut order = order("A-1");
        for (name, value) in changes.as_object().unwrap() {
            order[name] = value.clone();
        }
        let (got, body) = caller.post(&order, &[]).await;
        assert_eq!((got, &body["code"], &body["faults"]), (status, &json!(code), &faults), "{changes}");
    }
    let mut items = order("A-1");
    items["items"][1]["quantity"] = json!("열 개");
    let (_, body) = caller.post(&items, &[]).await;
    assert_eq!(
        body["faults"][0],
        json!({ "path": "items[1].quantity", "code": "quantity_invalid" }),
        "{body}"
    );
    let mut closed = order("A-3");
    closed["buyer"]["business_number"] = json!("111-11-11119");
    let (status, body) = caller.post(&closed, &[]).await;
    assert_eq!((status, &body["code"]), (422, &json!("buyer_closed")));
    assert!(!body.to_string().contains("111"), "{body}");
    let garbled = caller.request(Method::POST, "/v1/orders").bearer_auth(&caller.token);
    let garbled =
        garbled.header("Content-Type", "application/json").body("{\"order_no\":").send().await.unwrap();
    assert_eq!(told(garbled).await.1["code"], "not_json");
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_told_as_waiting_and_later_as_issued() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    shop.shell.office.check_business("314-81-20001").await.unwrap();
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let (status, body) = caller.post(&order("A-1"), &[]).await;
    assert_eq!(
        (status, &body["outcome"], &body["document"]["state"]),
        (202, &json!("waiting"), &json!("unknown"))
    );
    while shop.shell.office.open_count().unwrap().unknown > 0 {
        shop.shell.office.drain().await.unwrap();
    }
    let (status, body) = caller.post(&order("A-1"), &[]).await;
    assert_eq!((status, &body["document"]["state"]), (200, &json!("approved")));
    assert_eq!(shop.nts.ledger().invoices().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_order_is_told_with_the_nts_s_code_and_may_come_again() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let office = &shop.shell.office;
    let number = office.shop().unwrap().unwrap().number().clone();
    let route = jangbu_lib::practice::route(&shop.nts, &number).unwrap();
    office.connect(Arc::new(Picky { route, digits: "3148120001", code: "E2004" }));
    let (status, body) = caller.post(&order("A-1"), &[]).await;
    assert_eq!((status, &body["code"]), (422, &json!("refused_by_nts")), "{body}");
    assert_eq!(body["document"]["refusal"]["code"], "E2004");
    shop.connect();
    let (status, body) = caller.post(&order("A-1"), &[]).await;
    assert_eq!((status, &body["document"]["order_no"]), (201, &json!("A-1")), "{body}");
}

/// Whoever follows the changes with the cursor he was given ends up with the book as it stands, and on the way sees every
/// document again only when it has changed.
#[tokio::test(flavor = "multi_thread")]
async fn following_the_changes_neither_skips_nor_repeats() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let mut seen: BTreeMap<String, i64> = BTreeMap::new();
    let mut since = String::new();
    for round in 0..6_u32 {
        for nth in 0..=round {
            shop.shell
                .office
                .issue_receipt(press(&format!("{}", 1000 + round * 100 + nth), ""))
                .await
                .unwrap();
        }
        if round % 2 == 0 {
            shop.shell.office.check_business("314-81-20001").await.unwrap();
            shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
            caller.post(&order(&format!("A-{round}")), &[]).await;
        } else {
            while shop.shell.office.open_count().unwrap().unknown > 0 {
                shop.shell.office.drain().await.unwrap();
            }
        }
        loop {
            let path = if since.is_empty() {
                "/v1/documents?limit=2".into()
            } else {
                format!("/v1/documents?limit=2&since={since}")
            };
            let (status, page) = caller.get(&path).await;
            assert_eq!(status, 200);
            since = page["next"].as_str().unwrap().to_owned();
            for document in page["documents"].as_array().unwrap() {
                let (key, change) = (document["key"].as_str().unwrap(), document["change"].as_i64().unwrap());
                let before = seen.insert(key.to_owned(), change);
                assert!(before.is_none_or(|before| before < change), "{key} came twice as it was");
            }
            if page["more"] == json!(false) {
                break;
            }
        }
    }
    let (_, all) = caller.get("/v1/documents?limit=200").await;
    let all = all["documents"].as_array().unwrap();
    let standing: BTreeMap<String, i64> = all
        .iter()
        .map(|one| (one["key"].as_str().unwrap().to_owned(), one["change"].as_i64().unwrap()))
        .collect();
    assert_eq!(seen, standing);
    assert_eq!(all.len(), 21 + 3);
    let (_, nothing) = caller.get(&format!("/v1/documents?since={since}")).await;
    assert_eq!(nothing, json!({ "documents": [], "next": since, "more": false }));
    for wrong in ["since=x", "since=-1", "limit=0", "limit=201", "limit=x"] {
        assert_eq!(caller.get(&format!("/v1/documents?{wrong}")).await.0, 422, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_lists_exactly_the_routes_there_are() {
    let shop = OpenShop::open().await;
    let caller = Caller::of(&shop).await;
    let (status, description) =
        told(caller.request(Method::GET, "/v1/openapi.json").send().await.unwrap()).await;
    assert_eq!(status, 200);
    let mut listed = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        listed.extend(methods.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())));
    }
    let mut there: Vec<(String, String)> =
        door::ROUTES.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    listed.sort();
    there.sort();
    assert_eq!(listed, there);
    for (method, path) in &there {
        for tried in [Method::GET, Method::POST, Method::PUT, Method::DELETE] {
            let path = path.replace("{key}", "T261122-01-000001");
            let answer =
                caller.request(tried.clone(), &path).bearer_auth(&caller.token).send().await.unwrap();
            let is_listed = tried.as_str().eq_ignore_ascii_case(method);
            assert_eq!(answer.status() != 405, is_listed, "{tried} {path}: {}", answer.status());
        }
    }
    let nowhere = told(caller.request(Method::GET, "/v2/orders").send().await.unwrap()).await;
    assert_eq!((nowhere.0, &nowhere.1["code"]), (404, &Value::from("no_such_path")));
}
