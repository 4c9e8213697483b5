//! The shapes of a period's close: its numbers, the act of closing, and its files.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::{Counter, form};

/// The month of today, and the one before it.
fn months(counter: &Counter) -> (String, String) {
    let today: NaiveDate =
        counter.call("startup", json!({})).unwrap()["today"].as_str().unwrap().parse().unwrap();
    let before = today.with_day(1).unwrap().pred_opt().unwrap();
    (today.format("%Y-%m").to_string(), before.format("%Y-%m").to_string())
}

fn close(counter: &Counter, period: &str) -> Value {
    counter.call("load_close", json!({ "period": period })).unwrap()
}

#[test]
fn a_month_shows_what_was_sold_and_its_quarter_the_same() {
    let counter = Counter::ready();
    let (month, _) = months(&counter);
    counter.issue(&form("11,000", "010-1234-5678"), "p1").unwrap();
    counter.issue(&form("2,200", ""), "p2").unwrap();
    let view = close(&counter, &month);
    assert_eq!(view["receipts"], json!({ "count": 2, "revised": 0, "total": 13_200 }));
    assert_eq!(
        (&view["state"], &view["can_close"], &view["vat"]),
        (&json!("running"), &json!(false), &json!(1_200))
    );
    let kinds: Vec<&Value> = view["kinds"].as_array().unwrap().iter().map(|row| &row["kind"]).collect();
    assert_eq!(kinds, ["income_deduction", "self_issued"]);
    assert_eq!(view["open"], json!([{ "matter": "not_confirmed", "count": 2 }]));
    let sold: i64 =
        view["bars"].as_array().unwrap().iter().map(|bar| bar["receipts"].as_i64().unwrap()).sum();
    assert_eq!(sold, 13_200);
    let (year, number) = month.split_once('-').unwrap();
    let quarter = format!("{year}-Q{}", number.parse::<u32>().unwrap().div_ceil(3));
    let view = close(&counter, &quarter);
    assert_eq!((&view["receipts"]["total"], view["bars"].as_array().unwrap().len()), (&json!(13_200), 3));
}

#[test]
fn a_month_that_is_over_is_closed_once() {
    let counter = Counter::ready();
    let (running, over) = months(&counter);
    assert_eq!(close(&counter, &over)["state"], "open");
    let closed = counter.call("close_month", json!({ "period": over })).unwrap();
    assert_eq!((&closed["state"], &closed["changes"]), (&json!("closed"), &json!([])));
    assert!(closed["closed_at"].is_string(), "{closed}");
    for (period, code) in [(&over, "nothing_to_close"), (&running, "month_not_over")] {
        let refused = counter.call("close_month", json!({ "period": period })).unwrap_err();
        assert_eq!((&refused["code"], &refused["reference"]), (&json!(code), &json!(period)));
    }
    let unknown = counter.call("load_close", json!({ "period": "2026-13" })).unwrap_err();
    assert_eq!(unknown["code"], "not_found");
}

#[test]
fn a_period_s_files_are_written_where_they_were_asked_for_or_not_at_all() {
    let counter = Counter::ready();
    let (month, _) = months(&counter);
    counter.issue(&form("11,000", "010-1234-5678"), "p1").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let into = |folder: &str| {
        let request = json!({ "period": month, "folder": folder, "whole_numbers": false });
        counter.call("export_period", json!({ "request": request }))
    };
    let out = folder.path().join("장부");
    let result = into(out.to_str().unwrap()).unwrap();
    assert_eq!(
        (&result["count"], &result["total"], &result["since"]),
        (&json!(1), &json!(11_000), &Value::Null)
    );
    for file in result["files"].as_array().unwrap() {
        let written = std::fs::metadata(out.join(file["name"].as_str().unwrap())).unwrap().len();
        assert_eq!(json!(written), file["bytes"], "{file}");
    }
    let again = into(out.to_str().unwrap()).unwrap();
    assert_eq!(
        (again["since"].is_string(), &again["added"], &again["removed"]),
        (true, &json!(0), &json!(0))
    );
    for nowhere in ["", "장부", "/proc/장부"] {
        let refused = into(nowhere).unwrap_err();
        assert_eq!(
            (&refused["code"], &refused["detail"]),
            (&json!("export_failed"), &json!(format!("no_folder: {nowhere}")))
        );
    }
}
