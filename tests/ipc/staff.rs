//! The desk's lock as the window's commands meet it.

use std::collections::HashSet;

use jangbu_lib::commands::rights::act_of;
use office::{Act, Right};
use serde_json::{Value, json};

use crate::{Counter, form, window_of};

/// Where every command has its line.
const WINDOW: &str = include_str!("../../src-tauri/src/window.rs");

const OWNER_PIN: &str = "4719";
const CLERK_PIN: &str = "8351";

/// The names of the macro's list.
fn commands() -> Vec<&'static str> {
    let lines = WINDOW.lines().map(|line| line.trim().trim_end_matches(','));
    let paths = lines.filter_map(|line| line.strip_prefix("commands::"));
    let names = paths.filter_map(|path| path.split_once("::").map(|(_, name)| name));
    names.filter(|name| name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase())).collect()
}

impl Counter {
    /// With an owner and a clerk; the owner is at the desk. Answers the clerk's number.
    fn staffed() -> (Self, Value, Value) {
        let counter = Self::ready();
        let on = counter.call("switch_staff_on", json!({ "name": "김행복", "pin": OWNER_PIN })).unwrap();
        let desk = counter.call("add_clerk", json!({ "name": "박점원", "pin": CLERK_PIN })).unwrap();
        (counter, on["person"].clone(), desk["people"][1]["id"].clone())
    }

    fn come(&self, id: &Value, pin: &str) -> Result<Value, Value> {
        self.call("lock_desk", json!({})).unwrap();
        self.call("unlock_desk", json!({ "id": id, "pin": pin }))
    }
}

fn refused(answer: Result<Value, Value>) -> Value {
    answer.unwrap_err()["code"].clone()
}

#[test]
fn every_command_has_a_decided_right() {
    let commands = commands();
    assert!(commands.len() > 90, "{}", commands.len());
    let undecided: Vec<_> = commands.iter().filter(|name| act_of(name).is_none()).collect();
    assert!(undecided.is_empty(), "say in commands/rights.rs what these do: {undecided:?}");
    let acts: HashSet<Act> = commands.iter().filter_map(|name| act_of(name)).collect();
    assert_eq!(acts, HashSet::from(Act::ALL), "each act is some command's");
}

#[test]
fn while_the_desk_is_locked_nothing_is_answered_but_what_opens_it() {
    let (counter, ..) = Counter::staffed();
    let locked = counter.call("lock_desk", json!({})).unwrap();
    assert_eq!(locked["locked"], true);
    for name in commands() {
        if act_of(name).unwrap().needs() != Right::Always {
            assert_eq!(refused(counter.call(name, json!({}))), "locked", "{name}");
        }
    }
    let startup = counter.call("startup", json!({})).unwrap();
    assert_eq!((&startup["shop"], &startup["staff"]["locked"]), (&Value::Null, &json!(true)));
}

#[test]
fn a_clerk_issues_and_reprints_and_is_refused_what_is_the_owner_s() {
    let (counter, owner, clerk) = Counter::staffed();
    counter.come(&clerk, CLERK_PIN).unwrap();
    let issued = counter.issue(&form("12,000", "010-1234-5678"), "p1").unwrap();
    let key = issued["row"]["key"].clone();
    assert_eq!(counter.call("print_document", json!({ "key": key })).unwrap()["copy_no"], 1);
    for name in commands() {
        if act_of(name).unwrap().needs() == Right::Owner {
            assert_eq!(refused(counter.call(name, json!({ "key": key }))), "owner_only", "{name}");
        }
    }
    let cancel =
        json!({ "key": key, "amount": null, "reason": "issued_in_error", "press_id": "p2", "print": false });
    counter.call("cancel_receipt", json!({ "request": cancel })).unwrap();
    counter.come(&owner, OWNER_PIN).unwrap();
    assert_eq!(counter.call("reveal_number", json!({ "key": key })).unwrap(), "010-1234-5678");
    counter.shell.office.verify_journal().unwrap();
}

#[test]
fn the_owner_s_pin_allows_one_look_and_the_journal_names_both() {
    let (counter, owner, clerk) = Counter::staffed();
    counter.come(&clerk, CLERK_PIN).unwrap();
    let issued = counter.issue(&form("12,000", "010-1234-5678"), "p1").unwrap();
    let key = issued["row"]["key"].as_str().unwrap();
    let look = |pin: &str| counter.call("reveal_with_pin", json!({ "key": key, "ownerPin": pin }));
    let wrong = look(CLERK_PIN).unwrap_err();
    assert_eq!((&wrong["code"], &wrong["detail"]), (&json!("wrong_pin"), &json!("0")));
    assert_eq!(look(OWNER_PIN).unwrap(), "010-1234-5678");
    let detail = counter.shell.office.detail(&domain::DocumentKey::parse(key).unwrap()).unwrap();
    let rows: Vec<(&str, Value)> = detail
        .journal
        .iter()
        .map(|row| (row.act.as_str(), serde_json::from_str(&row.content).unwrap()))
        .collect();
    let by = |act: &str| &rows.iter().find(|(name, _)| *name == act).unwrap().1["by"];
    assert_eq!((by("receipt_intended"), by("revealed")), (&clerk, &clerk), "{rows:?}");
    assert_eq!(by("approved"), &Value::Null, "the answer is the NTS's");
    assert_eq!(rows.last().unwrap().1["allowed_by"], owner);
    let shown = counter.call("load_document", json!({ "key": key })).unwrap();
    assert_eq!(shown["timeline"][0]["by"], "박점원");
}

#[test]
fn pins_are_checked_and_never_come_back() {
    let counter = Counter::ready();
    let on = |pin: &str| counter.call("switch_staff_on", json!({ "name": "김행복", "pin": pin }));
    let fault = |answer: Result<Value, Value>| answer.unwrap_err()["faults"][0].clone();
    assert_eq!(fault(on("1234")), json!({ "field": "pin", "code": "pin_weak", "line": null }));
    assert_eq!(fault(on("47")), json!({ "field": "pin", "code": "pin_invalid", "line": null }));
    let desk = on(OWNER_PIN).unwrap();
    insta::assert_json_snapshot!("staff_desk", desk);
    let add = |name: &str| counter.call("add_clerk", json!({ "name": name, "pin": CLERK_PIN }));
    assert_eq!(fault(add(" ")), json!({ "field": "staff_name", "code": "required_missing", "line": null }));
    assert_eq!(
        fault(add("김행복")),
        json!({ "field": "staff_name", "code": "staff_name_taken", "line": null })
    );
    let id = &desk["person"];
    let change = |owner_pin: &str| {
        counter.call("change_pin", json!({ "id": id, "pin": "5926", "ownerPin": owner_pin }))
    };
    assert_eq!(refused(change(CLERK_PIN)), "wrong_pin");
    change(OWNER_PIN).unwrap();
    assert_eq!(refused(counter.come(id, OWNER_PIN)), "wrong_pin");
    counter.come(id, "5926").unwrap();
    assert_eq!(refused(counter.call("remove_clerk", json!({ "id": id }))), "not_found", "the owner stays");
    let off = counter.call("switch_staff_off", json!({ "ownerPin": "5926" })).unwrap();
    assert_eq!((&off["people"], &off["locked"]), (&json!([]), &json!(false)));
}

#[test]
fn a_window_opens_locked_and_a_reset_opens_it() {
    let (counter, owner, _) = Counter::staffed();
    let folder = counter.shell.data.clone();
    let shell = jangbu_lib::window::open_shell(
        &folder,
        None,
        &keeper::Brought::KeyFile(folder.root().join("test.key")),
    )
    .unwrap();
    let (_app, window) = window_of(Ok(shell));
    let startup = crate::call(&window, "startup", json!({})).unwrap();
    assert_eq!((&startup["staff"]["locked"], &startup["staff"]["person"]), (&json!(true), &Value::Null));
    assert_eq!(counter.shell.office.reset_staff().unwrap(), 2);
    let unlocked = crate::call(&window, "unlock_desk", json!({ "id": owner, "pin": "" })).unwrap();
    assert_eq!((&unlocked["locked"], &unlocked["people"]), (&json!(false), &json!([])));
    crate::call(&window, "load_mail", json!({})).unwrap();
}
