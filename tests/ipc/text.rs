//! The shapes of texts as they cross: the settings, the check of the account, and a text about a receipt.

use serde_json::{Value, json};

use crate::{Counter, form};

#[test]
fn text_settings_come_back_without_key_and_secret_and_a_check_sends_nothing() {
    let counter = Counter::ready();
    let mut texts = counter.call("load_texts", json!({})).unwrap();
    let address = texts["base_url"].take();
    assert!(address.as_str().unwrap().starts_with("https://127.0.0.1:"), "{address}");
    insta::assert_json_snapshot!("text_settings", texts);
    texts["base_url"] = json!("https://elsewhere.example");
    texts["api_key"] = json!("KEY");
    texts["api_secret"] = json!("SECRET");
    texts["enabled"] = json!(true);
    let saved = counter.call("save_texts", json!({ "form": texts })).unwrap();
    assert_eq!(
        (&saved["base_url"], &saved["api_key"], &saved["api_secret"]),
        (&address, &Value::Null, &Value::Null)
    );
    let tested = counter.call("test_texts", json!({ "form": saved })).unwrap();
    insta::assert_json_snapshot!("text_test", tested);
    texts["from"] = json!("12");
    let tested = counter.call("test_texts", json!({ "form": texts })).unwrap();
    insta::assert_json_snapshot!("text_test_faults", tested);
    assert_eq!(counter.call("save_texts", json!({ "form": texts })).unwrap_err()["faults"], tested["faults"]);
}

#[test]
fn a_text_about_a_receipt_stands_in_its_detail_with_the_number_masked() {
    let counter = Counter::ready();
    let issued = counter.issue(&form("12000", "010-1234-5678"), "t1").unwrap();
    let key = issued["row"]["key"].clone();
    let request = |to: &str, press: &str| json!({ "request": { "key": key, "to": to, "press_id": press } });
    let off = counter.call("send_text", request("", "off")).unwrap_err();
    insta::assert_json_snapshot!("texts_are_off", off);
    let mut texts = counter.call("load_texts", json!({})).unwrap();
    texts["enabled"] = json!(true);
    counter.call("save_texts", json!({ "form": texts })).unwrap();
    let wrong = counter.call("send_text", request("02-123-4567", "wrong")).unwrap_err();
    assert_eq!((&wrong["code"], &wrong["faults"][0]["code"]), (&json!("faults"), &json!("mobile_invalid")));
    let mut detail = counter.call("send_text", request("010-7777-8888", "right")).unwrap();
    assert_eq!(detail["can_text"], true);
    detail["notices"][0]["at"].take();
    insta::assert_json_snapshot!("text_of_a_receipt", detail["notices"]);
}
