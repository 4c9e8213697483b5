//! `/openapi.json` says what the server does, and the help names every dial.

use std::collections::BTreeSet;

use practice_nts::Dials;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::House;

const ROUTES: [(&str, &str); 68] = [
    ("post", "/api/v1/auth/token"),
    ("post", "/api/v1/cashReceipt/issue"),
    ("post", "/api/v1/cashReceipt/cancel"),
    ("get", "/api/v1/cashReceipt/{documentKey}"),
    ("get", "/api/v1/cashReceipt"),
    ("get", "/api/v1/quota"),
    ("post", "/etax/validate/business"),
    ("post", "/etax/issue"),
    ("get", "/etax/invoices"),
    ("get", "/etax/invoices/{documentKey}"),
    ("post", "/etax/invoices/{documentKey}/transmit"),
    ("post", "/messages/v4/send"),
    ("get", "/messages/v4/list"),
    ("get", "/cash/v1/balance"),
    ("get", "/Time"),
    ("post", "/POPBILL_TEST/Token"),
    ("get", "/POPBILL_TEST/Point"),
    ("get", "/POPBILL_TEST/PartnerPoint"),
    ("get", "/POPBILL_TEST/TotalPoint"),
    ("get", "/POPBILL_TEST/URL"),
    ("post", "/POPBILL/Token"),
    ("get", "/POPBILL/Point"),
    ("get", "/POPBILL/PartnerPoint"),
    ("get", "/POPBILL/TotalPoint"),
    ("get", "/POPBILL/URL"),
    ("get", "/Cashbill"),
    ("post", "/Cashbill"),
    ("get", "/Cashbill/Search"),
    ("post", "/Cashbill/States"),
    ("get", "/Cashbill/ChargeInfo"),
    ("get", "/Cashbill/{MgtKey}"),
    ("post", "/Cashbill/{MgtKey}"),
    ("get", "/Cashbill/{MgtKey}/Logs"),
    ("get", "/Cashbill/BULK/{SubmitID}/State"),
    ("post", "/Cashbill/Prints"),
    ("get", "/Taxinvoice"),
    ("get", "/Taxinvoice/"),
    ("post", "/Taxinvoice"),
    ("get", "/Taxinvoice/ChargeInfo"),
    ("get", "/Taxinvoice/CertCheck"),
    ("get", "/Taxinvoice/Certificate"),
    ("get", "/Taxinvoice/SendToNTSConfig"),
    ("get", "/Taxinvoice/BULK/{SubmitID}/State"),
    ("get", "/Taxinvoice/{MgtKeyType}"),
    ("post", "/Taxinvoice/{MgtKeyType}"),
    ("get", "/Taxinvoice/{MgtKeyType}/{MgtKey}"),
    ("post", "/Taxinvoice/{MgtKeyType}/{MgtKey}"),
    ("get", "/Taxinvoice/{MgtKeyType}/{MgtKey}/Logs"),
    ("get", "/CloseDown"),
    ("post", "/CloseDown"),
    ("get", "/CloseDown/UnitCost"),
    ("get", "/CloseDown/ChargeInfo"),
    ("get", "/Join"),
    ("post", "/Join"),
    ("get", "/IDCheck"),
    ("get", "/CorpInfo"),
    ("post", "/CorpInfo"),
    ("get", "/Member"),
    ("post", "/api/nts-businessman/v1/status"),
    ("post", "/api/nts-businessman/v1/validate"),
    ("get", "/openapi.json"),
    ("get", "/practice/dials"),
    ("put", "/practice/dials"),
    ("get", "/practice/clock"),
    ("put", "/practice/clock"),
    ("get", "/practice/ledger"),
    ("get", "/practice/texts"),
    ("get", "/practice/help"),
];

async fn specification(house: &House) -> Value {
    house.shop.call(Method::GET, "/openapi.json", None).await.body
}

#[tokio::test]
async fn the_specification_lists_exactly_the_routes_that_answer() {
    let house = House::open().await;
    let specification = specification(&house).await;
    assert_eq!(specification["openapi"], "3.1.0");
    let mut listed = BTreeSet::new();
    for (path, calls) in specification["paths"].as_object().unwrap() {
        for method in calls.as_object().unwrap().keys() {
            listed.insert((method.clone(), path.clone()));
        }
    }
    let known = ROUTES.map(|(method, path)| (method.to_owned(), path.to_owned()));
    assert_eq!(listed, BTreeSet::from(known));
    for (method, path) in &listed {
        let method: Method = method.to_uppercase().parse().unwrap();
        let answer = house.shop.call(method, &path.replace("{documentKey}", "R1"), Some(json!({}))).await;
        assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert!(answer.status != StatusCode::NOT_FOUND || answer.text("resultCode") == "E3002", "{path}");
    }
}

#[tokio::test]
async fn every_reference_in_the_specification_leads_somewhere() {
    let specification = specification(&House::open().await).await;
    let mut references = Vec::new();
    collect_references(&specification, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(specification.pointer(pointer).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn the_specification_and_the_help_know_every_dial_and_its_default() {
    let house = House::open().await;
    let specification = specification(&house).await;
    let help = house.shop.call(Method::GET, "/practice/help", None).await.body;
    let help = help.as_str().unwrap();
    let described = specification["components"]["schemas"]["Dials"]["properties"].as_object().unwrap();
    let dials = serde_json::to_value(Dials::default()).unwrap();
    assert_eq!(dials.as_object().unwrap().len(), described.len());
    for (name, default) in dials.as_object().unwrap() {
        assert_eq!(&described[name]["default"], default, "{name}");
        assert!(help.contains(name), "{name}");
    }
}

fn collect_references(node: &Value, references: &mut Vec<String>) {
    match node {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                references.push(reference.clone());
            }
            fields.values().for_each(|value| collect_references(value, references));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_references(value, references)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
