//! The shapes of partners: learnt, written by hand, found, put away, brought in files.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::Counter;

fn card(number: &str, name: &str) -> Value {
    json!({
        "id": null,
        "buyer": {
            "kind": "business", "number": number, "branch": "", "name": name, "owner": "이한빛", "address": "",
            "business_type": "", "business_item": "", "email": "tax@hanbit.example", "email2": ""
        },
        "phone": "", "contact": "박대리", "note": "", "default_kind": "taxable", "default_billing": "charge"
    })
}

fn file(name: &str, content: &str) -> Value {
    json!({ "name": name, "content": BASE64_STANDARD.encode(content) })
}

#[test]
fn a_partner_is_written_found_and_put_away() {
    let counter = Counter::ready();
    let saved =
        counter.call("save_partner", json!({ "form": card("314-81-20001", "(주)한빛유통") })).unwrap();
    insta::assert_json_snapshot!("partner", saved);
    let id = &saved["row"]["id"];
    assert_eq!(counter.call("load_partner", json!({ "id": id })).unwrap(), saved);
    let found = counter.call("find_partners", json!({ "text": "ㅎㅂ" })).unwrap();
    assert_eq!(found, json!([saved["form"]]));

    let twice = counter.call("save_partner", json!({ "form": card("314-81-20001", "또 한빛") })).unwrap_err();
    assert_eq!(twice["code"], "faults", "{twice}");
    let faulty = counter.call("save_partner", json!({ "form": card("314-81-20002", "") })).unwrap_err();
    insta::assert_json_snapshot!("partner_faults", faulty);

    counter.call("archive_partner", json!({ "id": id, "archived": true })).unwrap();
    assert_eq!(counter.call("find_partners", json!({ "text": "한빛" })).unwrap(), json!([]));
    let list = |archived: bool| {
        let query = json!({ "text": "", "archived": archived, "cursor": null });
        counter.call("list_partners", json!({ "query": query })).unwrap()["rows"].as_array().unwrap().len()
    };
    assert_eq!((list(false), list(true)), (0, 1));
    assert_eq!(counter.call("load_partner", json!({ "id": 999 })).unwrap_err()["code"], "not_found");
}

#[test]
fn a_file_is_looked_at_before_it_is_taken_in() {
    let counter = Counter::ready();
    let list = "등록번호,상호,대표자\n314-81-20001,(주)한빛유통,이한빛\n123-45-67890,오타상사,최오타\n";
    let import = |file: Value, commit: bool| {
        counter.call("import_partners", json!({ "file": file, "commit": commit }))
    };
    insta::assert_json_snapshot!("partner_import", import(file("거래처.csv", list), false).unwrap());
    assert_eq!(
        counter.call("find_partners", json!({ "text": "한빛" })).unwrap(),
        json!([]),
        "only looked at"
    );
    assert_eq!(import(file("거래처.csv", list), true).unwrap()["done"], true);
    for (file, why) in [
        (file("거래처.csv", "hello"), "no_header"),
        (file("거래처.csv", "등록번호,상호\n"), "no_rows"),
        (json!({ "name": "거래처.csv", "content": "*" }), "damaged"),
    ] {
        let refused = import(file, false).unwrap_err();
        assert_eq!((&refused["code"], &refused["detail"]), (&json!("unreadable_file"), &json!(why)));
    }
}
