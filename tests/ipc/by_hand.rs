//! The shapes of what only a person can bring to its end.

use std::sync::Arc;

use jangbu_lib::practice;
use practice_nts::Dials;
use serde_json::{Value, json};

use crate::picky::Picky;
use crate::{Counter, form};

#[test]
fn a_receipt_refused_for_its_number_is_issued_again_under_another_one() {
    let (counter, nts) = Counter::with_own_nts();
    let office = &counter.shell.office;
    nts.set_dials(Dials { too_many_requests: 1, ..Dials::default() });
    let held = counter.issue(&form("12,000", "010-1111-2222"), "p1").unwrap();
    assert_eq!(held["row"]["state"], "held");
    let route = practice::route(&nts, office.shop().unwrap().unwrap().number()).unwrap();
    office.connect(Arc::new(Picky { route, digits: "01011112222", code: "E2003" }));
    while office.open_count().unwrap().waiting > 0 {
        tauri::async_runtime::block_on(office.drain()).unwrap();
    }
    let task = counter.call("load_tasks", json!({})).unwrap()["tasks"][0].clone();
    assert_eq!(
        (&task["kind"], &task["step"]),
        (&json!("rejected_behind"), &json!("reissue_with_number")),
        "{task}"
    );
    assert_eq!((&task["code"], task["deadline"].is_string()), (&json!("E2003"), true));

    let step = |step: &str, number: Value| {
        let request = json!({
            "id": task["id"], "step": step, "approval_number": null, "issued": null, "number": number,
            "purpose": null, "press_id": format!("{step}-{number}"), "print": false
        });
        counter.call("take_step", json!({ "request": request }))
    };
    for (number, code) in [
        (Value::Null, "number_missing"),
        (json!("010-1111-2222"), "number_unchanged"),
        (json!("314-81-20002"), "business_number_check_digit"),
    ] {
        let refused = step("reissue_with_number", number).unwrap_err();
        assert_eq!(
            refused["faults"][0],
            json!({ "field": "number", "code": code, "line": null }),
            "{refused}"
        );
    }
    let after = step("reissue_with_number", json!("010-3333-4444")).unwrap();
    assert_eq!(after["tasks"], json!([]), "{after}");
    let day = counter.call("load_day", json!({})).unwrap();
    assert_eq!((&day["count"], &day["rows"][0]["number_masked"]), (&json!(1), &json!("010-****-4444")));
}

#[test]
fn what_only_our_book_has_is_asked_for_once_and_then_closed_by_a_person() {
    let (counter, _knows) = Counter::with_own_nts();
    let issued = counter.issue(&form("7,000", "010-1234-5678"), "p1").unwrap();
    let office = &counter.shell.office;
    let shop = office.shop().unwrap().unwrap();
    let folder = counter.shell.data.root().join("empty-nts");
    let empty = tauri::async_runtime::block_on(practice::start(folder, shop.number())).unwrap();
    office.connect(practice::route(&empty, shop.number()).unwrap());
    let (today, _time) = issued["row"]["traded_at"].as_str().unwrap().split_once('T').unwrap();
    let compared = counter.call("reconcile", json!({ "day": today })).unwrap();
    assert_eq!(compared["only_ours"], 1, "{compared}");

    let list = counter.call("load_tasks", json!({})).unwrap();
    assert_eq!(list["reconciled"], compared, "the newest day compared, with its date");
    let id = list["tasks"][0]["id"].clone();
    let step = |step: &str| {
        let request = json!({
            "id": id, "step": step, "approval_number": null, "issued": null, "number": null, "purpose": null,
            "press_id": step, "print": false
        });
        counter.call("take_step", json!({ "request": request }))
    };
    assert_eq!(list["tasks"][0]["step"], "ask_again");
    assert_eq!(step("acknowledge").unwrap_err()["code"], "nothing_to_do", "the NTS is asked first");
    let asked = step("ask_again").unwrap();
    assert_eq!((&asked["tasks"][0]["id"], &asked["tasks"][0]["step"]), (&id, &json!("acknowledge")));
    assert_eq!(step("ask_again").unwrap_err()["code"], "nothing_to_do", "a second arrival closes nothing");
    assert_eq!(step("acknowledge").unwrap()["tasks"], json!([]));
}
