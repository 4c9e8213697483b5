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

use jangbu_lib::data_dir::DataDir;
use jangbu_lib::shell::Shell;
use jangbu_lib::ui_error::UiError;
use jangbu_lib::window;
use serde_json::{Value, json};
use store::World;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

struct Counter {
    window: WebviewWindow<MockRuntime>,
    shell: Arc<Shell>,
    _app: App<MockRuntime>,
    _folder: TempDir,
}

/// The window as the program makes it, with a shell or with the reason why there is none.
fn window_of(shell: Result<Arc<Shell>, UiError>) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app = mock_builder()
        .invoke_handler(window::bindings::<MockRuntime>().invoke_handler())
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
        let shell = Arc::new(
            Shell::open(DataDir::choose(Some(folder.path().into())).unwrap(), World::Practice).unwrap(),
        );
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
        "phone": "02-123-4567", "business_type": "도소매", "business_item": "문구·사무용품"
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
    let wanted = json!({ "theme": "dark", "language": "ko", "print_after_issue": false, "printer": "  ", "counter_number": 7 });
    let saved = counter.call("save_settings", json!({ "settings": wanted })).unwrap();
    assert_eq!(saved["printer"], Value::Null, "a blank printer is none");
    assert_eq!(counter.call("startup", json!({})).unwrap()["settings"], saved);
}

#[test]
fn a_file_that_is_no_book_is_refused_with_its_place_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = DataDir::choose(Some(folder.path().into())).unwrap();
    let book = data.book(World::Practice);
    drop(window::open_shell(&data, None).unwrap());
    std::fs::write(&book, "not a book").unwrap();
    let (_app, window) = window_of(window::open_shell(&data, None));
    let refused = call(&window, "startup", json!({})).unwrap_err();
    assert_eq!((&refused["code"], &refused["detail"]), (&json!("book_damaged"), &json!(book)));
    assert_eq!(std::fs::read(&book).unwrap(), b"not a book");
}

#[test]
fn a_command_without_permission_is_refused() {
    let refused = Counter::open().call("mint_money", json!({})).unwrap_err();
    assert!(refused.to_string().contains("mint_money"), "{refused}");
}
