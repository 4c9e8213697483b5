//! Every command on Tauri's mock runtime with the real permissions; error shapes as snapshots.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;
use std::time::Instant;

use chrono::TimeDelta;
use jangbu_lib::data_dir::DataDir;
use jangbu_lib::shell::Shell;
use jangbu_lib::ui_error::UiError;
use jangbu_lib::{practice, window};
use keeper::Brought;
use practice_nts::{Dials, PracticeNts};
use serde_json::{Value, json};
use store::World;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

#[path = "ipc/automation.rs"]
mod automation;
#[path = "ipc/by_hand.rs"]
mod by_hand;
#[path = "ipc/certificate.rs"]
mod certificate;
#[path = "ipc/close.rs"]
mod close;
#[path = "ipc/hometax.rs"]
mod hometax;
#[path = "ipc/imports.rs"]
mod imports;
#[path = "ipc/invoice.rs"]
mod invoice;
#[path = "ipc/key.rs"]
mod key;
#[path = "ipc/link.rs"]
mod link;
#[path = "support/minted.rs"]
mod minted;
#[path = "ipc/partner.rs"]
mod partner;
#[path = "support/picky.rs"]
mod picky;
#[path = "ipc/staff.rs"]
mod staff;
#[path = "ipc/text.rs"]
mod text;

struct Counter {
    window: WebviewWindow<MockRuntime>,
    shell: Arc<Shell>,
    _app: App<MockRuntime>,
    _folder: TempDir,
}

/// The window as the program makes it, with a shell or with the reason why there is none.
fn window_of(shell: Result<Arc<Shell>, UiError>) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app = mock_builder()
        .invoke_handler(window::handler::<MockRuntime>())
        .build(tauri::generate_context!(test = true))
        .unwrap();
    window::wire(app.handle(), shell, Instant::now(), false);
    let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().unwrap();
    (app, window)
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, args: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(args),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

impl Counter {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::choose(Some(folder.path().into())).unwrap();
        let key_file = Brought::KeyFile(folder.path().join("test.key"));
        let shell = Arc::new(Shell::open(data, World::Practice, &key_file).unwrap());
        let (app, window) = window_of(Ok(Arc::clone(&shell)));
        Self { window, shell, _app: app, _folder: folder }
    }

    /// With the practice shop saved and the practice NTS running.
    fn ready() -> Self {
        let counter = Self::open();
        counter.call("save_shop", json!({ "form": practice_shop() })).unwrap();
        tauri::async_runtime::block_on(counter.shell.connect()).unwrap();
        counter
    }

    /// With a practice NTS of the test's own, whose clock and dials it can move.
    fn with_own_nts() -> (Self, PracticeNts) {
        let counter = Self::ready();
        let shop = counter.shell.office.shop().unwrap().unwrap();
        let folder = counter.shell.data.root().join("own-nts");
        let nts = tauri::async_runtime::block_on(practice::start(folder, shop.number())).unwrap();
        counter.shell.office.connect(practice::route(&nts, shop.number()).unwrap());
        counter.shell.office.practise_texts(practice::texts(nts.ready()).unwrap());
        (counter, nts)
    }

    fn call(&self, command: &str, args: Value) -> Result<Value, Value> {
        call(&self.window, command, args)
    }

    fn issue(&self, form: &Value, press_id: &str) -> Result<Value, Value> {
        let request = json!({ "form": form, "press_id": press_id, "allow_similar": false, "print": true });
        self.call("issue_receipt", json!({ "request": request }))
    }
}

fn practice_shop() -> Value {
    json!({
        "number": "123-45-67891", "name": "행복문구", "owner": "김행복", "address": "서울특별시 중구 세종대로 110",
        "phone": "02-123-4567", "business_type": "도소매", "business_item": "문구·사무용품",
        "branch": "", "email": ""
    })
}

fn form(amount: &str, number: &str) -> Value {
    json!({
        "amount": amount, "service": "", "number": number, "purpose": null, "taxation": "taxable",
        "item": "", "memo": ""
    })
}

#[test]
fn the_first_start_offers_the_practice_shop() {
    let startup = Counter::open().call("startup", json!({})).unwrap();
    assert_eq!(startup["world"], "practice");
    assert_eq!(startup["shop"], Value::Null);
    assert_eq!(startup["suggested_shop"], practice_shop());
    assert_eq!(startup["connection"]["state"], "starting");
}

#[test]
fn a_receipt_goes_from_form_to_paper_and_back_to_the_lists() {
    let counter = Counter::ready();
    let issued = counter.issue(&form("12,000", "010-1234-5678"), "p1").unwrap();
    let row = &issued["row"];
    assert_eq!(row["state"], "approved");
    assert_eq!(row["number_masked"], "010-****-5678");
    assert_eq!(issued["print"]["ok"], true, "{issued}");
    let key = row["key"].as_str().unwrap();

    let day = counter.call("load_day", json!({})).unwrap();
    assert_eq!((&day["count"], &day["total"]), (&json!(1), &json!(12_000)));
    let query = json!({ "text": "5678", "month": null, "filter": "all", "cursor": null, "limit": 50 });
    let page = counter.call("search_history", json!({ "query": query })).unwrap();
    assert_eq!(page["rows"][0]["key"], key);
    let detail = counter.call("load_document", json!({ "key": key })).unwrap();
    assert_eq!(
        (&detail["supply"], &detail["vat"], &detail["can_cancel"]),
        (&json!(10_910), &json!(1_090), &json!(true))
    );
    assert_eq!(counter.call("reveal_number", json!({ "key": key })).unwrap(), "010-1234-5678");
    assert_eq!(counter.call("print_document", json!({ "key": key })).unwrap()["copy_no"], 1);

    let cancel = json!({ "key": key, "amount": null, "reason": "transaction_cancelled", "press_id": "p2", "print": false });
    let cancelled = counter.call("cancel_receipt", json!({ "request": cancel })).unwrap();
    assert_eq!(
        (&cancelled["row"]["act"], &cancelled["row"]["state"]),
        (&json!("cancel"), &json!("approved"))
    );
    let settled = counter.call("resolve_document", json!({ "key": key })).unwrap();
    assert_eq!(settled["row"]["cancelled"], "fully");
    assert_eq!(counter.call("check_connection", json!({})).unwrap()["state"], "connected");
}

#[test]
fn a_preview_splits_and_recognises_without_changing_anything() {
    let counter = Counter::ready();
    let preview = counter.call("preview_receipt", json!({ "form": form("5만5천", "2208162517") })).unwrap();
    insta::assert_json_snapshot!(preview);
    assert_eq!(counter.call("load_day", json!({})).unwrap()["count"], 0);
}

#[test]
fn errors_have_one_shape() {
    let counter = Counter::ready();
    insta::assert_json_snapshot!("faults", counter.issue(&form("0", "123-45-67890"), "p1").unwrap_err());
    insta::assert_json_snapshot!(
        "not_found",
        counter.call("load_document", json!({ "key": "R261122-01-000999" })).unwrap_err()
    );
    counter.issue(&form("4500", ""), "p2").unwrap();
    let mut similar = counter.issue(&form("4500", ""), "p3").unwrap_err();
    similar["reference"] = json!("[key]");
    insta::assert_json_snapshot!("similar_receipt", similar);
}

#[test]
fn without_a_shop_nothing_is_issued() {
    let refused = Counter::open().issue(&form("1000", ""), "p1").unwrap_err();
    assert_eq!(refused["code"], "no_shop");
}

#[test]
fn settings_are_saved_and_come_back_at_the_next_start() {
    let counter = Counter::ready();
    let wanted = json!({ "theme": "dark", "language": "ko", "print_after_issue": false, "printer": "  ", "counter_number": 7, "transmit_time": "09:30", "mandatory_issue": true });
    let saved = counter.call("save_settings", json!({ "settings": wanted })).unwrap();
    assert_eq!(saved["printer"], Value::Null, "a blank printer is none");
    assert_eq!(counter.call("startup", json!({})).unwrap()["settings"], saved);
}

#[test]
fn a_file_that_is_no_book_is_refused_with_its_place_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = DataDir::choose(Some(folder.path().into())).unwrap();
    let book = data.book(World::Practice);
    let key_file = Brought::KeyFile(folder.path().join("test.key"));
    drop(window::open_shell(&data, None, &key_file).unwrap());
    std::fs::write(&book, "not a book").unwrap();
    let (_app, window) = window_of(window::open_shell(&data, None, &key_file));
    let refused = call(&window, "startup", json!({})).unwrap_err();
    assert_eq!((&refused["code"], &refused["detail"]), (&json!("book_damaged"), &json!(book)));
    assert_eq!(std::fs::read(&book).unwrap(), b"not a book");
}

#[test]
fn a_command_without_permission_is_refused() {
    let refused = Counter::open().call("mint_money", json!({})).unwrap_err();
    assert!(refused.to_string().contains("mint_money"), "{refused}");
}

#[test]
fn a_receipt_refused_the_day_after_is_a_task_and_its_step_issues_it_again() {
    let (counter, nts) = Counter::with_own_nts();
    let issued = counter.issue(&form("88,000", "010-1234-5678"), "p1").unwrap();
    let key = issued["row"]["key"].as_str().unwrap().to_owned();
    nts.set_dials(Dials { reject_next_day: [key.clone()].into(), ..Dials::default() });
    nts.advance_clock(TimeDelta::days(1));
    let (today, _time) = issued["row"]["traded_at"].as_str().unwrap().split_once('T').unwrap();
    let compared = counter.call("reconcile", json!({ "day": today })).unwrap();
    assert_eq!((&compared["refused"], &compared["only_ours"]), (&json!(1), &json!(0)), "{compared}");

    let list = counter.call("load_tasks", json!({})).unwrap();
    let task = &list["tasks"][0];
    assert_eq!((&task["kind"], &task["step"]), (&json!("refused_later"), &json!("reissue_with_number")));
    assert_eq!((&task["amount"], &task["document"]["key"]), (&json!(88_000), &json!(key)));
    assert_eq!(counter.call("check_connection", json!({})).unwrap()["attention"], 1);

    let step = json!({
        "id": task["id"], "step": "reissue_with_number", "approval_number": null, "issued": null,
        "number": "010-3333-4444", "purpose": null, "press_id": "p2", "print": false
    });
    let after = counter.call("take_step", json!({ "request": step })).unwrap();
    assert_eq!(after["tasks"], json!([]), "{after}");
    assert_eq!(
        counter.call("load_day", json!({})).unwrap()["count"],
        1,
        "one that stands, one refused later"
    );
    let gone = counter.call("take_step", json!({ "request": step })).unwrap();
    assert_eq!(gone["tasks"], json!([]), "the same press again issues nothing");
    assert_eq!(counter.call("load_day", json!({})).unwrap()["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_wrong_number_is_put_right_and_the_three_documents_know_each_other() {
    let counter = Counter::ready();
    let wrong = counter.issue(&form("12,000", "010-1234-5678"), "p1").unwrap()["row"].clone();
    let request = json!({
        "key": wrong["key"], "number": "010-5555-6666", "purpose": null, "press_id": "p2", "print": false
    });
    let right = counter.call("correct_number", json!({ "request": request })).unwrap();
    assert_eq!(
        (&right["row"]["act"], &right["row"]["state"]),
        (&json!("issue"), &json!("approved")),
        "{right}"
    );
    assert_eq!(right["row"]["number_masked"], "010-****-6666");
    let original = counter.call("load_document", json!({ "key": wrong["key"] })).unwrap();
    let correction = &original["correction"];
    assert_eq!((&correction["stage"], &correction["reissue_key"]), (&json!("done"), &right["row"]["key"]));
    let cancel = counter.call("load_document", json!({ "key": correction["cancel_key"] })).unwrap();
    assert_eq!((&cancel["row"]["act"], &cancel["correction"]), (&json!("cancel"), correction));
}

#[test]
fn the_log_is_filtered_and_its_file_carries_no_identifier() {
    let counter = Counter::ready();
    counter.issue(&form("12,000", "010-1234-5678"), "p1").unwrap();
    let query = |call: Option<&str>, only_failed: bool| {
        json!({ "query": {
            "text": "", "call": call, "outcome": null, "route": null, "only_failed": only_failed, "cursor": null,
            "limit": 50
        } })
    };
    let page = counter.call("load_attempts", query(Some("issue"), false)).unwrap();
    assert_eq!((&page["rows"][0]["outcome"], &page["next"]), (&json!("approved"), &Value::Null));
    assert!(page["rows"][0]["document_key"].as_str().unwrap().starts_with('R'));
    let failed = counter.call("load_attempts", query(None, true)).unwrap();
    assert_eq!(failed["rows"], json!([]), "signing in went well too");

    let bundle = counter.call("save_support_bundle", json!({})).unwrap();
    let text = std::fs::read_to_string(bundle["path"].as_str().unwrap()).unwrap();
    assert_eq!(bundle["bytes"], text.len());
    assert!(text.contains("\"issue\""), "{text}");
    assert!(!text.contains("01012345678") && !text.contains("1234567891"), "{text}");
}

#[test]
fn holidays_are_added_and_taken_out() {
    let counter = Counter::open();
    let before = counter.call("load_calendar", json!({})).unwrap();
    let day_of = |calendar: &Value, date: &str| {
        calendar["holidays"].as_array().unwrap().iter().find(|day| day["date"] == date).cloned()
    };
    assert_eq!(day_of(&before, "2026-12-25").unwrap()["source"], "law");
    let edits =
        json!({ "added": [{ "date": "2026-12-24", "name": "임시공휴일" }], "removed": ["2026-12-25"] });
    let saved = counter.call("save_calendar", json!({ "edits": edits })).unwrap();
    assert_eq!(day_of(&saved, "2026-12-24").unwrap()["source"], "user");
    assert_eq!((day_of(&saved, "2026-12-25"), &saved["removed"]), (None, &json!(["2026-12-25"])));
    assert_eq!(counter.call("load_calendar", json!({})).unwrap(), saved);
    let nameless = json!({ "added": [{ "date": "2026-12-24", "name": " " }], "removed": [] });
    let refused = counter.call("save_calendar", json!({ "edits": nameless })).unwrap_err();
    assert_eq!(
        (&refused["code"], &refused["faults"][0]["field"]),
        (&json!("faults"), &json!("holiday_name"))
    );
}

#[test]
fn a_step_of_no_task_is_refused() {
    let counter = Counter::ready();
    for (id, step, code) in [
        ("document:R261122-01-000999", "acknowledge", "not_found"),
        ("document:nonsense", "reissue", "not_found"),
        ("route", "send_now", "not_found"),
        ("difference:7", "acknowledge", "nothing_to_do"),
    ] {
        let request = json!({
            "id": id, "step": step, "approval_number": null, "issued": null, "press_id": "p", "print": false
        });
        assert_eq!(
            counter.call("take_step", json!({ "request": request })).unwrap_err()["code"],
            code,
            "{id}"
        );
    }
}
