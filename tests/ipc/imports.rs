//! The shapes of orders from files: looked at, taken in, in pages, put right, issued, taken back.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::Counter;

const ORDERS: &str = "주문번호,고객명,휴대폰,품목,결제금액\n\
    A-1,김손님,010-1234-5678,공책,\"11,000 원\"\n\
    A-2,이손님,010-12-5678,연필,2000\n\
    A-3,박손님,,지우개,500\n\
    합계,,,,13500\n";

fn file(content: &str) -> Value {
    json!({ "name": "주문.csv", "content": BASE64_STANDARD.encode(content) })
}

/// Without the times, which differ from run to run.
fn still(mut import: Value) -> Value {
    import["imported_at"] = json!("…");
    import
}

#[test]
fn a_file_of_orders_goes_through_every_command() {
    let counter = Counter::ready();
    let nothing = counter.call("take_orders", json!({})).unwrap_err();
    assert_eq!(nothing["code"], "nothing_to_do", "{nothing}");
    let looked = counter.call("look_at_orders", json!({ "file": file(ORDERS), "mapping": null })).unwrap();
    insta::assert_json_snapshot!("orders_looked_at", looked);
    let query = |import: Value, state: Value| json!({ "query": { "import": import, "state": state, "cursor": null } });
    let page = counter.call("list_imported_orders", query(json!(null), json!(null))).unwrap();
    insta::assert_json_snapshot!("orders_looked_at_page", page);

    let taken = counter.call("take_orders", json!({})).unwrap();
    insta::assert_json_snapshot!("orders_taken", still(taken["import"].clone()));
    let id = taken["import"]["id"].clone();
    let faulty = counter.call("list_imported_orders", query(id.clone(), json!("faulty"))).unwrap();
    let row = faulty["rows"][0]["id"].clone();
    let mut order = counter.call("load_imported_order", json!({ "id": row })).unwrap();
    insta::assert_json_snapshot!("order_to_put_right", order);
    order["form"]["customer_number"] = json!("010-2222-5678");
    let mended = counter.call("repair_imported_order", json!({ "id": row, "form": order["form"] })).unwrap();
    assert_eq!((&mended["state"], &mended["repaired"]), (&json!("waiting"), &json!(true)));

    let issued = counter.call("issue_import", json!({ "id": id })).unwrap();
    assert_eq!(issued["documents"], json!([{ "state": "approved", "count": 2 }]), "{issued}");
    assert_eq!(counter.call("pause_import", json!({ "id": id })).unwrap(), json!(false), "nobody is at it");
    assert_eq!(counter.call("load_import", json!({ "id": id })).unwrap(), issued);
    assert_eq!(counter.call("list_imports", json!({})).unwrap(), json!([issued]));
    let undone = counter.call("undo_import", json!({ "id": id })).unwrap();
    assert_eq!((&undone["undone"], &undone["issued"]), (&json!(2), &json!(2)));
    let twice = counter.call("undo_import", json!({ "id": id })).unwrap_err();
    assert_eq!(twice["code"], "nothing_to_do");
}
