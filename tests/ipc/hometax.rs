//! The shapes of Hometax's workbooks, and what stays as it was when one is none.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::Counter;

fn file(name: &str, content: &str) -> Value {
    json!({ "name": name, "content": BASE64_STANDARD.encode(content) })
}

#[test]
fn hometax_s_workbooks_go_through_every_command() {
    let counter = Counter::ready();
    let desk = counter.call("load_hometax", json!({})).unwrap();
    assert_eq!(desk["documents"], json!([]), "{desk}");

    let folder = tempfile::tempdir().unwrap();
    let fill = json!({ "request": {
        "template": file("양식.xlsx", "no workbook"), "folder": folder.path(), "reference": false,
    } });
    let refused = counter.call("fill_hometax", fill).unwrap_err();
    assert_eq!((&refused["code"], &refused["detail"]), (&json!("hometax_form"), &json!("damaged")));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

    let list = "거래일자,총금액,승인번호\n20261122,11000,820116333\n";
    let read = |chosen: Value| json!({ "request": { "file": file("목록.csv", list), "commit": true, "chosen": chosen } });
    let told = counter.call("read_hometax_list", read(json!([]))).unwrap();
    assert_eq!(
        (&told["entries"], &told["booked"], &told["theirs_left"], &told["matched"]),
        (&json!(1), &json!(true), &json!(["820116333"]), &json!([])),
        "{told}"
    );
    let choice = json!([{ "key": "R261122-01-000001", "approval_number": "820116333" }]);
    let refused = counter.call("read_hometax_list", read(choice)).unwrap_err();
    assert_eq!(refused["code"], "not_that_approval", "{refused}");

    let key = json!({ "key": "R261122-01-000001" });
    assert_eq!(counter.call("take_back_hometax", key).unwrap_err()["code"], "not_found");
}
