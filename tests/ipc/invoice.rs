//! The shapes of tax invoices as they cross: form, reading, paper, issue, transmission, amendment and mail.

use serde_json::{Value, json};

use crate::Counter;

/// A form as the window sends it: two lines to a buyer who is in business.
pub fn form() -> Value {
    json!({
        "kind": "taxable", "written_on": "오늘", "billing": "charge",
        "buyer": {
            "kind": "business", "number": "314-81-20001", "branch": "", "name": "(주)한빛유통", "owner": "이한빛",
            "address": "", "business_type": "", "business_item": "", "email": "tax@hanbit.example", "email2": ""
        },
        "lines": [line("복사용지 A4", "10", "23,500"), line("볼펜", "100", "450"), line("", "", "")],
        "payment": { "cash": "", "check": "", "note": "", "credit": "" },
        "remark": ""
    })
}

fn line(item: &str, quantity: &str, unit_price: &str) -> Value {
    json!({
        "date": "", "item": item, "spec": "", "quantity": quantity, "unit_price": unit_price, "supply": "",
        "vat": "", "total": "", "remark": "", "typed": "quantity_and_price"
    })
}

fn issue(counter: &Counter, form: &Value, press_id: &str) -> Result<Value, Value> {
    let request = json!({
        "form": form, "press_id": press_id, "allow_similar": false, "transmit_now": false, "mail": false
    });
    counter.call("issue_invoice", json!({ "request": request }))
}

/// An invoice that the NTS has already; answers its key.
fn transmitted(counter: &Counter) -> String {
    let key = issue(counter, &form(), "p1").unwrap()["row"]["key"].as_str().unwrap().to_owned();
    let sent = counter.call("transmit_invoice", json!({ "key": key })).unwrap();
    assert_eq!(sent["row"]["state"], "transmitted", "{sent}");
    key
}

fn returning(key: &str, quantity: &str) -> Value {
    json!({
        "key": key, "reason": "returned", "on": "", "difference": "", "corrected": null, "type_changed": false, "remark": "",
        "returned": [{ "line": 1, "quantity": quantity, "supply": "" }]
    })
}

const VARIES: [&str; 9] =
    ["_at", "_on", "_by", "date", "until", "days_left", "key", "approval_number", "timeline"];

/// What differs from run to run is only named.
fn timeless(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let taken = field.take();
                let varies = VARIES.iter().any(|ending| name.ends_with(ending)) && !taken.is_null();
                *field = if varies { json!(format!("[{name}]")) } else { timeless(taken) };
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = timeless(item.take())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    value
}

#[test]
fn a_form_is_read_without_changing_anything() {
    let counter = Counter::ready();
    let before = counter.call("read_invoice", json!({ "form": form() })).unwrap();
    assert_eq!(before["buyer_status"], Value::Null, "the NTS was not asked yet");
    let status = counter.call("check_buyer", json!({ "number": "3148120001" })).unwrap();
    assert_eq!((&status["state"], &status["effect"]), (&json!("continuing"), &json!("fine")));
    let reading = counter.call("read_invoice", json!({ "form": form() })).unwrap();
    insta::assert_json_snapshot!("invoice_reading", timeless(reading));
    assert_eq!(counter.call("load_tasks", json!({})).unwrap()["tasks"], json!([]));
}

#[test]
fn an_invoice_with_faults_names_field_and_line_and_is_not_issued() {
    let counter = Counter::ready();
    let mut wrong = form();
    wrong["buyer"]["number"] = json!("314-81-20002");
    wrong["buyer"]["name"] = json!("");
    wrong["written_on"] = json!("2099-01-01");
    wrong["lines"][1]["item"] = json!("볼펜😀");
    wrong["lines"][1]["quantity"] = json!("1.234");
    insta::assert_json_snapshot!("invoice_faults", issue(&counter, &wrong, "p1").unwrap_err());
    let faults = counter.call("read_invoice", json!({ "form": wrong })).unwrap()["faults"].clone();
    assert_eq!(
        faults,
        issue(&counter, &wrong, "p2").unwrap_err()["faults"],
        "told while typing as on the press"
    );

    let mut closed = form();
    closed["buyer"]["number"] = json!("111-11-11119");
    counter.call("check_buyer", json!({ "number": "1111111119" })).unwrap();
    let refused = issue(&counter, &closed, "p3").unwrap_err();
    assert_eq!(refused["faults"], json!([{ "field": "buyer_number", "code": "buyer_closed", "line": null }]));
    let paper = json!({ "form": wrong, "paper": "supplier" });
    assert_eq!(counter.call("preview_invoice_paper", paper).unwrap_err()["code"], "faults");
}

#[test]
fn an_invoice_goes_from_form_to_the_nts_and_is_told_in_full() {
    let counter = Counter::ready();
    let issued = issue(&counter, &form(), "p1").unwrap();
    let (row, key) = (&issued["row"], issued["row"]["key"].as_str().unwrap());
    assert_eq!(
        (&row["act"], &row["state"], &row["total"]),
        (&json!("invoice"), &json!("approved"), &json!(308_000))
    );
    assert_eq!(row["approval_number"].as_str().unwrap().len(), 24);
    assert_eq!(issue(&counter, &form(), "p1").unwrap()["row"]["key"], key, "one press, one document");
    let again = issue(&counter, &form(), "p2").unwrap_err();
    assert_eq!((&again["code"], &again["reference"]), (&json!("similar_invoice"), &json!(key)));

    let waiting = counter.call("load_invoice", json!({ "key": key })).unwrap();
    assert_eq!(
        (&waiting["can_transmit"], &waiting["cannot_amend"]),
        (&json!(true), &json!("not_transmitted"))
    );
    counter.call("transmit_invoice", json!({ "key": key })).unwrap();
    let twice = counter.call("transmit_invoice", json!({ "key": key })).unwrap_err();
    assert_eq!((&twice["code"], &twice["reference"]), (&json!("nothing_to_do"), &json!(key)));
    let mut detail = counter.call("load_invoice", json!({ "key": key })).unwrap();
    assert!(detail["document"]["row"]["invoice"]["sent_at"].is_string(), "{detail}");
    assert!(detail["document"]["attempts"].as_array().unwrap().len() >= 2, "issue and transmission");
    detail["document"]["attempts"] = json!([]);
    let steps = detail["document"]["timeline"].as_array().unwrap();
    let steps: Vec<_> = steps.iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!((steps[0], steps[1], steps[steps.len() - 1]), ("invoice_intended", "approved", "transmitted"));
    insta::assert_json_snapshot!("invoice_detail", timeless(detail));
    let as_any_document = counter.call("load_document", json!({ "key": key })).unwrap();
    assert_eq!((&as_any_document["can_cancel"], &as_any_document["remaining"]), (&json!(false), &json!(0)));

    let copied = counter.call("copy_invoice", json!({ "key": key, "anew": false })).unwrap();
    assert_eq!(copied["lines"][0]["item"], "복사용지 A4");
    let items = counter.call("find_items", json!({ "text": "ㅂㅍ" })).unwrap();
    assert_eq!(items, json!([{ "name": "볼펜", "spec": "", "unit_price": "450" }]));
    for command in ["load_invoice", "copy_invoice", "transmit_invoice"] {
        let missing =
            counter.call(command, json!({ "key": "T261122-01-000999", "anew": false })).unwrap_err();
        assert_eq!(missing["code"], "not_found", "{command}");
    }
}

#[test]
fn papers_are_shown_before_and_after_the_issue_and_printed_by_name() {
    let counter = Counter::ready();
    let key = transmitted(&counter);
    for paper in ["supplier", "buyer", "form14"] {
        for (command, args) in [
            ("preview_invoice_paper", json!({ "form": form(), "paper": paper })),
            ("show_invoice_paper", json!({ "key": key, "paper": paper })),
        ] {
            let pages = counter.call(command, args).unwrap()["pages"].clone();
            let [Value::String(page)] = pages.as_array().unwrap().as_slice() else { panic!("{pages}") };
            assert!(page.starts_with("data:image/png;base64,iVBORw0KGgo"), "{paper}");
        }
    }
    let printed = counter.call("print_invoice", json!({ "key": key, "paper": "form14" })).unwrap();
    assert_eq!((&printed["ok"], &printed["copy_no"]), (&json!(true), &json!(0)), "{printed}");
}

#[test]
fn a_draft_is_kept_until_it_is_issued_or_thrown_away() {
    let counter = Counter::ready();
    assert_eq!(counter.call("load_draft", json!({})).unwrap(), Value::Null);
    let at = counter.call("save_draft", json!({ "form": form() })).unwrap();
    let draft = counter.call("load_draft", json!({})).unwrap();
    assert_eq!((&draft["saved_at"], &draft["form"]), (&at, &form()), "as it was typed");
    assert_eq!(counter.call("discard_draft", json!({})).unwrap(), Value::Null);
    assert_eq!(counter.call("load_draft", json!({})).unwrap(), Value::Null);
}

#[test]
fn an_amendment_is_planned_seen_and_issued() {
    let counter = Counter::ready();
    let key = transmitted(&counter);
    let too_much = counter.call("plan_amendment", json!({ "form": returning(&key, "101") })).unwrap();
    assert_eq!(too_much["documents"], json!([]));
    let over = json!([{ "field": "line_quantity", "code": "amend_over_remaining", "line": 0 }]);
    assert_eq!(too_much["faults"], over, "the first of the lines that were told");
    let refused = json!({ "form": returning(&key, "101"), "press_id": "m1", "mail": false });
    let refused = counter.call("issue_amendment", json!({ "request": refused })).unwrap_err();
    assert_eq!((&refused["code"], &refused["faults"]), (&json!("faults"), &too_much["faults"]));

    let mut cheaper = returning(&key, "");
    cheaper["reason"] = json!("price_changed");
    cheaper["returned"] = json!([]);
    let blank = counter.call("plan_amendment", json!({ "form": cheaper })).unwrap();
    assert_eq!(
        blank["faults"],
        json!([{ "field": "amend_lines", "code": "amend_lines_missing", "line": null }])
    );

    let plan = counter.call("plan_amendment", json!({ "form": returning(&key, "20") })).unwrap();
    let paper = &plan["documents"][0];
    assert_eq!(
        (&paper["title"], &paper["total"], &paper["amend_code"]),
        (&json!("수정전자세금계산서"), &json!(-9_900), &json!("03"))
    );
    let press = json!({ "form": returning(&key, "20"), "press_id": "m2", "mail": false });
    let issued = counter.call("issue_amendment", json!({ "request": press })).unwrap();
    assert_eq!(
        (&issued["row"]["act"], &issued["row"]["state"]),
        (&json!("amend"), &json!("approved")),
        "{issued}"
    );
    let original = counter.call("load_invoice", json!({ "key": key })).unwrap();
    assert_eq!(original["amendments"][0]["key"], issued["row"]["key"]);
    assert_eq!(original["invoice"]["total"], 308_000, "the original stays as it is");
}

#[test]
fn what_the_nts_does_not_have_yet_cannot_be_amended() {
    let counter = Counter::ready();
    let key = issue(&counter, &form(), "p1").unwrap()["row"]["key"].as_str().unwrap().to_owned();
    let mut refused = counter.call("plan_amendment", json!({ "form": returning(&key, "20") })).unwrap_err();
    assert_eq!(refused["reference"].take(), json!(key));
    insta::assert_json_snapshot!("not_amendable", refused);
}

#[test]
fn mail_settings_come_back_without_the_password_and_a_faulty_test_tries_nothing() {
    let counter = Counter::ready();
    let before = counter.call("load_mail", json!({})).unwrap();
    insta::assert_json_snapshot!("mail_settings", before);
    let mut form = before;
    form["enabled"] = json!(true);
    form["host"] = json!("smtp.example.com");
    form["from"] = json!("shop@example.com");
    form["user"] = json!("shop");
    form["password"] = json!("비밀번호 1");
    let saved = counter.call("save_mail", json!({ "form": form })).unwrap();
    assert_eq!((&saved["password"], &saved["has_password"]), (&Value::Null, &json!(true)));
    form["port"] = json!("0");
    form["from"] = json!("nobody");
    let tested = counter.call("test_mail", json!({ "form": form })).unwrap();
    insta::assert_json_snapshot!("mail_test_faults", tested);
    assert_eq!(counter.call("save_mail", json!({ "form": form })).unwrap_err()["faults"], tested["faults"]);

    let key = transmitted(&counter);
    let request = json!({ "key": key, "to": "not an address", "press_id": "n1" });
    let refused = counter.call("mail_invoice", json!({ "request": request })).unwrap_err();
    assert_eq!(refused["code"], "faults", "{refused}");
}
