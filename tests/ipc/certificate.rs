//! The certificate's commands: they work on the real book, whichever the window has open.

use std::fs;

use serde_json::{Value, json};

use crate::minted::{PASSWORD, fixture, mint, npki};
use crate::{Counter, practice_shop};

fn detail(refused: Result<Value, Value>) -> (Value, Value) {
    let error = refused.unwrap_err();
    (error["code"].clone(), error["detail"].clone())
}

#[test]
fn a_certificate_is_found_kept_beside_the_practice_book_and_removed() {
    let counter = Counter::ready();
    let root = counter.shell.data.root().to_owned();
    let stick = root.join("stick");
    npki(&stick.join("own"), &mint(&root.join("papers")), &fs::read(fixture("signPri.key")).unwrap());
    assert_eq!(counter.call("load_certificate", json!({})).unwrap(), Value::Null);

    let search = || counter.call("find_certificates", json!({ "place": stick })).unwrap();
    let found = search();
    let row = &found["found"][0];
    assert_eq!(
        (&row["state"], &row["usage"], &found["cut_short"]),
        (&json!("valid"), &json!("other"), &json!(false))
    );
    let add =
        |password: &str| counter.call("add_certificate", json!({ "id": row["id"], "password": password }));
    assert_eq!(detail(add(PASSWORD)).0, "no_shop", "the real book has none yet");

    let mut form = counter.call("load_live", json!({})).unwrap()["form"].clone();
    form["shop"] = practice_shop();
    form["route"] = json!("hometax_file");
    counter.call("save_live", json!({ "form": form })).unwrap();
    insta::assert_json_snapshot!("certificate", add("wrong").unwrap_err());
    assert_eq!(counter.call("load_certificate", json!({})).unwrap(), Value::Null);

    let kept = add(PASSWORD).unwrap();
    assert_eq!((&kept["state"], &kept["valid_to"]), (&json!("valid"), &json!("2099-12-31T09:00:00")));
    assert_eq!(counter.call("load_certificate", json!({})).unwrap(), kept);
    assert!(counter.shell.office.certificate().unwrap().is_none(), "the practice book knows nothing of it");
    assert!(root.join("real/certificate").exists() && !root.join("practice/certificate").exists());

    assert_eq!(counter.call("remove_certificate", json!({})).unwrap(), Value::Null);
    assert_eq!(detail(counter.call("remove_certificate", json!({}))).0, "nothing_to_do");
    search();
    assert_eq!(detail(add(PASSWORD)).0, "nothing_to_do", "a number of an older search means nothing");
}
