//! The shapes of 연결: the door, its tokens, and where results go.

use std::net::{Ipv4Addr, TcpListener};

use serde_json::{Value, json};

use crate::Counter;

/// A port that nobody has, and the same while somebody has it.
fn port() -> (u16, TcpListener) {
    let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    (held.local_addr().unwrap().port(), held)
}

fn results(changes: &Value) -> Value {
    let mut form = json!({
        "webhook": false, "url": "", "files": false, "folder": "", "file_kind": "json", "all_documents": false,
    });
    for (name, value) in changes.as_object().unwrap() {
        form[name] = value.clone();
    }
    form
}

#[test]
fn the_door_is_shut_until_it_is_opened_and_says_when_the_port_is_taken() {
    let counter = Counter::ready();
    let link = counter.call("load_link", json!({})).unwrap();
    assert_eq!(
        (&link["state"], &link["form"]),
        (&json!("shut"), &json!({ "enabled": false, "port": "8547" }))
    );
    let (port, held) = port();
    let save = |enabled: bool, port: &str| {
        counter.call("save_door", json!({ "form": { "enabled": enabled, "port": port } }))
    };
    assert_eq!(save(true, &port.to_string()).unwrap()["state"], "port_taken");
    drop(held);
    let open = counter.call("load_link", json!({})).unwrap();
    assert_eq!((&open["state"], &open["url"]), (&json!("open"), &json!(format!("http://127.0.0.1:{port}"))));
    assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err(), "it listens");
    assert_eq!(save(false, &port.to_string()).unwrap()["state"], "shut");
    for wrong in ["0", "", "65536", "abc"] {
        let refused = save(true, wrong).unwrap_err();
        let fault = json!([{ "field": "api_port", "code": "port_invalid", "line": null }]);
        assert_eq!((&refused["code"], &refused["faults"]), (&json!("faults"), &fault), "{wrong}");
    }
}

#[test]
fn a_token_is_told_once_and_revoked_once() {
    let counter = Counter::ready();
    let made = counter.call("make_token", json!({ "name": " ERP " })).unwrap();
    let token = made["token"].as_str().unwrap();
    let row = &made["link"]["tokens"][0];
    assert_eq!((&row["name"], &row["last_used_at"]), (&json!("ERP"), &Value::Null));
    assert!(counter.shell.office.admit_api_token(token).unwrap().is_some());
    let link = counter.call("load_link", json!({})).unwrap();
    assert!(!link.to_string().contains(token.rsplit('_').next().unwrap()), "it never comes back");
    let revoked = counter.call("revoke_token", json!({ "id": row["id"] })).unwrap();
    assert_eq!(revoked["tokens"], json!([]));
    assert!(counter.shell.office.admit_api_token(token).unwrap().is_none());
    let twice = counter.call("revoke_token", json!({ "id": row["id"] })).unwrap_err();
    assert_eq!(twice["code"], "nothing_to_do");
    assert_eq!(counter.call("make_token", json!({ "name": " " })).unwrap_err()["code"], "faults");
    counter.shell.office.verify_journal().unwrap();
}

#[test]
fn a_webhook_gets_its_secret_once_and_a_test_says_what_became_of_it() {
    let counter = Counter::ready();
    let save =
        |form: &Value, renew: bool| counter.call("save_results", json!({ "form": form, "newSecret": renew }));
    let clear = results(&json!({ "webhook": true, "url": "http://erp.example/" }));
    assert_eq!(save(&clear, false).unwrap_err()["faults"][0]["code"], "url_not_encrypted");
    let form = results(&json!({ "webhook": true, "url": "http://127.0.0.1:1/hook" }));
    let saved = save(&form, false).unwrap();
    let secret = saved["new_secret"].as_str().unwrap().to_owned();
    assert_eq!((&saved["link"]["results"], &saved["link"]["has_secret"]), (&form, &json!(true)));
    assert_eq!(save(&form, false).unwrap()["new_secret"], Value::Null);
    assert_ne!(save(&form, true).unwrap()["new_secret"], json!(secret));
    let tested = counter.call("test_results", json!({ "form": form })).unwrap();
    assert_eq!((&tested["problem"], &tested["status"]), (&json!("not_reached"), &Value::Null));
    let off = counter.call("test_results", json!({ "form": results(&json!({})) })).unwrap_err();
    assert_eq!(off["faults"][0]["field"], "webhook_url");
    let nowhere = results(&json!({ "files": true, "folder": "nowhere" }));
    assert_eq!(save(&nowhere, false).unwrap_err()["faults"][0]["code"], "folder_missing");
}
