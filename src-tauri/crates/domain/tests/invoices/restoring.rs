//! The book's door gives the same invoice back and refuses what was never one.

use domain::{Invoice, InvoiceForm, InvoiceInvalid, InvoiceKind, InvoiceParts, Payment, PaymentForm};
use serde_json::{Value, json};

use crate::{check, form, line, won};

fn parts() -> InvoiceParts {
    let lines = vec![line("복사용지", "10", "30,000"), line("연필", "3", "333.33")];
    check(&InvoiceForm { lines, ..form() }).unwrap().into()
}

fn refused(change: impl FnOnce(&mut InvoiceParts)) -> InvoiceInvalid {
    let mut parts = parts();
    change(&mut parts);
    let through_json = serde_json::to_string(&parts).unwrap();
    assert!(serde_json::from_str::<Invoice>(&through_json).is_err(), "the same through JSON");
    Invoice::restore(parts).unwrap_err()
}

#[test]
fn an_invoice_comes_back_as_it_was() {
    let full = InvoiceForm {
        remark: "비고".into(),
        payment: PaymentForm { credit: "331,098".into(), ..PaymentForm::default() },
        ..form()
    };
    let full = InvoiceForm {
        lines: vec![line("복사용지", "10", "30,000"), line("연필", "3", "333.33")],
        ..full
    };
    for form in [form(), full] {
        let invoice = check(&form).unwrap();
        let json = serde_json::to_string(&invoice).unwrap();
        assert_eq!(serde_json::from_str::<Invoice>(&json).unwrap(), invoice);
        assert_eq!(Invoice::restore(invoice.parts().clone()), Ok(invoice));
    }
}

#[test]
fn the_stored_shape_is_stable() {
    let json = serde_json::to_value(check(&form()).unwrap()).unwrap();
    assert_eq!(
        json,
        json!({
            "kind": "taxable",
            "supplier": {
                "number": "1234567891", "name": "행복문구", "owner": "김행복", "address": "서울특별시 중구 세종대로 110",
                "business_type": "도소매", "business_item": "문구·사무용품"
            },
            "buyer": {
                "id": {"kind": "business_number", "number": "2148600016"}, "name": "한빛상사", "owner": "이한빛"
            },
            "written_on": "2026-10-05",
            "lines": [{
                "supplied_on": "2026-10-05", "item": "복사용지", "quantity": 1000, "unit_price": 3000000,
                "supply": 300000, "vat": 30000
            }],
            "supply": 300000, "vat": 30000, "total": 330000,
            "payment": {"cash": 0, "check": 0, "note": 0, "credit": 0},
            "billing": "charge"
        })
    );
}

#[test]
fn parts_that_never_were_an_invoice_are_refused() {
    assert_eq!(refused(|it| it.lines.clear()), InvoiceInvalid::Lines(0));
    assert_eq!(refused(|it| it.lines = vec![it.lines[0].clone(); 100]), InvoiceInvalid::Lines(100));
    assert_eq!(refused(|it| it.supply = won(300_998)), InvoiceInvalid::Sums);
    assert_eq!(refused(|it| it.total = won(1)), InvoiceInvalid::Sums);
    assert_eq!(
        refused(|it| {
            it.lines.pop();
        }),
        InvoiceInvalid::Sums
    );
    assert_eq!(refused(|it| it.kind = InvoiceKind::ZeroRated), InvoiceInvalid::Vat);
    assert_eq!(
        refused(|it| it.payment = Payment { cash: won(1), ..Payment::default() }),
        InvoiceInvalid::Payment
    );
}

#[test]
fn a_buyer_that_never_was_checked_is_refused() {
    let sound = serde_json::to_value(check(&form()).unwrap()).unwrap();
    let mut three_addresses = sound.clone();
    three_addresses["buyer"]["emails"] = json!(["a@b.kr", "c@d.kr", "e@f.kr"]);
    let error = serde_json::from_value::<Invoice>(three_addresses).unwrap_err();
    assert_eq!(error.to_string(), InvoiceInvalid::Emails.to_string());
    let mut foreigner = sound;
    foreigner["buyer"]["id"] = json!({"kind": "foreigner", "number": "M70689098"});
    let error = serde_json::from_value::<Invoice>(foreigner.clone()).unwrap_err();
    assert_eq!(error.to_string(), InvoiceInvalid::ForeignerWithoutRemark.to_string());
    foreigner["remark"] = json!("M70689098");
    assert!(serde_json::from_value::<Invoice>(foreigner).is_ok());
}

#[test]
fn a_damaged_text_is_refused_by_its_own_parser() {
    let sound = serde_json::to_value(check(&form()).unwrap()).unwrap();
    let damages: [(&str, Value); 7] = [
        ("/supplier/number", json!("1234567890")),
        ("/buyer/id/number", json!("9001011234568")),
        ("/buyer/name", json!(" ")),
        ("/lines/0/item", json!("연필🍀")),
        ("/lines/0/quantity", json!(9_999_999_999_999_i64)),
        ("/lines/0/unit_price", json!(-1)),
        ("/written_on", json!("2026-02-29")),
    ];
    for (pointer, value) in damages {
        let mut damaged = sound.clone();
        *damaged.pointer_mut(pointer).unwrap() = value;
        assert!(serde_json::from_value::<Invoice>(damaged).is_err(), "{pointer}");
    }
    assert!(serde_json::from_value::<Invoice>(sound).is_ok());
}
