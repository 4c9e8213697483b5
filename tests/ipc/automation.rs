//! The shapes of plans and of sales that are issued later.

use serde_json::{Value, json};

use crate::Counter;

fn plan(name: &str, every: u8) -> Value {
    let form = json!({
        "amount": "150,000", "number": "", "purpose": null, "taxation": "taxable", "item": "수강료", "memo": ""
    });
    json!({
        "id": null,
        "name": name,
        "recurrence": {
            "rhythm": { "kind": "monthly", "every": every, "day": 31 },
            "starts_on": "2026-11-01", "ends_on": "", "on_holiday": "after"
        },
        "what": { "kind": "receipt", "form": form }
    })
}

fn sale(amount: &str) -> Value {
    json!({
        "amount": amount, "taxation": "taxable", "item": "", "number": "010-1234-5678", "purpose": null,
        "paid": "cash", "partner": null, "sold_on": ""
    })
}

#[test]
fn a_plan_is_saved_previewed_skipped_paused_and_ended() {
    let counter = Counter::ready();
    let saved = counter.call("save_plan", json!({ "form": plan("수강료", 1) })).unwrap();
    let said = (&saved["name"], &saved["total"], &saved["paused"]);
    assert_eq!(said, (&json!("수강료"), &json!(150_000), &json!(false)));
    assert_eq!(saved["next"].as_array().unwrap().len(), 12);
    assert_eq!(saved["form"]["what"]["kind"], "receipt");
    let recurrence = &plan("", 1)["recurrence"];
    let preview = counter.call("preview_plan", json!({ "recurrence": recurrence })).unwrap();
    assert_eq!(preview, saved["next"]);
    let (id, nominal) = (&saved["id"], &saved["next"][1]["nominal"]);
    let skip = json!({ "id": id, "nominal": nominal, "skip": true });
    let plans = counter.call("skip_run", skip).unwrap();
    let skipped = plans[0]["next"].as_array().unwrap().iter().filter(|run| run["skipped"] == true).count();
    assert_eq!(skipped, 1);
    let paused = counter.call("turn_plan", json!({ "id": id, "turn": "pause" })).unwrap();
    assert_eq!(paused[0]["paused"], true);
    let twice = counter.call("turn_plan", json!({ "id": id, "turn": "pause" })).unwrap_err();
    assert_eq!(twice["code"], "nothing_to_do");
    assert_eq!(counter.call("turn_plan", json!({ "id": id, "turn": "end" })).unwrap(), json!([]));
    let faulty = counter.call("save_plan", json!({ "form": plan(" ", 13) })).unwrap_err();
    assert_eq!(faulty["faults"].as_array().unwrap().len(), 2, "{faulty}");
    assert_eq!(counter.call("retry_run", json!({ "run": 9 })).unwrap_err()["code"], "nothing_to_do");
    assert_eq!(counter.call("settle_run", json!({ "run": 9 })).unwrap_err()["code"], "nothing_to_do");
    assert_eq!(counter.call("load_plans", json!({})).unwrap(), json!([]));
}

#[test]
fn a_sale_is_kept_issued_once_and_never_told_by_its_number() {
    let counter = Counter::ready();
    let press = json!({ "form": sale("120,000"), "pressId": "p-1" });
    let kept = counter.call("keep_sale", press.clone()).unwrap();
    assert_eq!(kept["number_masked"], "010-****-5678");
    assert_eq!(counter.call("keep_sale", press).unwrap()["id"], kept["id"], "the same press");
    let end = counter.call("load_day_end", json!({})).unwrap();
    assert_eq!((&end["cash"][0]["sale"], &end["cash"][0]["duty"]), (&kept, &json!(null)));
    let issue = json!({ "id": kept["id"], "target": "receipt", "overrideWhy": null });
    let issued = counter.call("issue_sale", issue.clone()).unwrap();
    let key = &issued["row"]["key"];
    let covered = counter.call("load_covered_sales", json!({ "key": key })).unwrap();
    assert_eq!((&covered[0]["id"], &covered[0]["state"]), (&kept["id"], &json!("receipted")));
    let twice = counter.call("issue_sale", issue).unwrap_err();
    assert_eq!((&twice["code"], &twice["detail"]), (&json!("sale_elsewhere"), &json!("receipted")));
    let second = counter.call("keep_sale", json!({ "form": sale("9,000"), "pressId": "p-2" })).unwrap();
    let unsaid = counter.call("drop_sale", json!({ "id": second["id"], "why": "" })).unwrap_err();
    assert_eq!(unsaid["faults"][0]["field"], "why");
    let end = counter.call("drop_sale", json!({ "id": second["id"], "why": "반품" })).unwrap();
    assert_eq!(end["cash"], json!([]));
    let monthly = json!({ "partner": 1, "month": "2026-11", "taxation": "taxable" });
    assert_eq!(counter.call("issue_monthly", monthly).unwrap_err()["code"], "nothing_to_do");
}
