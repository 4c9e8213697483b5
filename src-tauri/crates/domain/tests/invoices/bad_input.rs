//! What is refused before it is sent, every fault with its field.

use domain::{
    BusinessState, BusinessStatus, BuyerForm, BuyerKind, FaultCode, Field, InvoiceForm, InvoiceKind,
    LineForm, LineTyped, PaymentForm, ShopForm, Supplier,
};
use proptest::prelude::*;

use crate::{buyer, check, day, faults, form, line, supplier, today};

#[test]
fn a_blank_form_tells_everything_that_is_missing() {
    assert_eq!(
        faults(&InvoiceForm::default()),
        [
            "written_on: required_missing",
            "buyer.number: number_missing",
            "buyer.name: required_missing",
            "buyer.owner: required_missing",
            "lines: required_missing",
        ]
    );
}

#[test]
fn every_fault_is_told_at_once_in_form_order() {
    let form = InvoiceForm {
        kind: InvoiceKind::ZeroRated,
        written_on: "20261123".into(),
        buyer: BuyerForm {
            number: "1234567890".into(), name: "한빛🍀".into(), email: "x".into(), ..buyer()
        },
        lines: vec![
            LineForm {
                date: "13/1".into(),
                quantity: "1.234".into(),
                unit_price: "-5".into(),
                ..LineForm::default()
            },
            LineForm::default(),
            LineForm { supply: "조금".into(), vat: "x".into(), ..line("연\n필", "", "") },
        ],
        payment: PaymentForm { cash: "-1".into(), note: "y".into(), ..PaymentForm::default() },
        remark: "\u{7}".into(),
        total: "z".into(),
        ..InvoiceForm::default()
    };
    assert_eq!(
        faults(&form),
        [
            "written_on: date_in_future",
            "buyer.number: business_number_check_digit",
            "buyer.name: text_has_unsupported_characters",
            "buyer.email: email_invalid",
            "lines[0].date: date_invalid",
            "lines[0].item: required_missing",
            "lines[0].quantity: too_many_decimals",
            "lines[0].unit_price: unit_price_negative",
            "lines[1].item: required_missing",
            "lines[1].supply: amount_missing",
            "lines[2].item: text_has_control_characters",
            "lines[2].supply: amount_not_a_number",
            "lines[2].vat: amount_not_a_number",
            "total: amount_not_a_number",
            "payment.cash: amount_negative",
            "payment.note: amount_not_a_number",
            "remark: text_has_control_characters",
        ]
    );
}

#[test]
fn a_hundred_lines_are_one_too_many() {
    let lines = vec![line("연필", "1", "100"); 100];
    assert_eq!(faults(&InvoiceForm { lines, ..form() }), ["lines: lines_too_many"]);
    let lines = vec![line("연필", "1", "100"); 300];
    assert_eq!(faults(&InvoiceForm { lines, ..form() }), ["lines: lines_too_many"]);
}

#[test]
fn the_date_of_writing_is_today_at_the_latest() {
    let on = |written_on: &str| InvoiceForm { written_on: written_on.into(), ..form() };
    assert_eq!(check(&on("오늘")).unwrap().written_on(), today().date());
    assert_eq!(faults(&on("20261123")), ["written_on: date_in_future"]);
    assert_eq!(faults(&on("20101231")), ["written_on: date_too_old"], "there were no electronic invoices");
    assert_eq!(faults(&on("20261131")), ["written_on: date_invalid"]);
}

#[test]
fn sums_that_disagree_are_refused() {
    let stated = InvoiceForm { total: "330,001".into(), ..form() };
    assert_eq!(faults(&stated), ["total: sums_disagree"]);
    let paid =
        InvoiceForm { payment: PaymentForm { cash: "300,000".into(), ..PaymentForm::default() }, ..form() };
    assert_eq!(faults(&paid), ["payment: payment_differs"]);
    let overflowing =
        PaymentForm { cash: "9,999,999,999,999".into(), check: "1".into(), ..PaymentForm::default() };
    assert_eq!(faults(&InvoiceForm { payment: overflowing, ..form() }), ["payment: payment_differs"]);
}

#[test]
fn vat_stands_where_it_is_due_and_nowhere_else() {
    let vat =
        |vat: &str| LineForm {
            vat: vat.into(), typed: LineTyped::Vat, ..line("복사용지", "10", "30,000")
        };
    for kind in [InvoiceKind::ZeroRated, InvoiceKind::Exempt] {
        let form = InvoiceForm { kind, lines: vec![vat("30,000"), vat("0"), vat("1")], ..form() };
        assert_eq!(faults(&form), ["lines[0].vat: vat_not_allowed", "lines[2].vat: vat_not_allowed"]);
    }
    let lines = vec![vat("0"), vat("30,000"), vat("40,000")];
    assert_eq!(
        faults(&InvoiceForm { lines, ..form() }),
        ["lines[0].vat: vat_missing", "lines[2].vat: vat_differs"]
    );
    let tiny = InvoiceForm { lines: vec![line("사탕", "1", "9")], ..form() };
    assert_eq!(check(&tiny).unwrap().vat().get(), 0, "ten per cent of nine is nothing");
}

#[test]
fn a_new_invoice_comes_to_something() {
    let of = |supplies: &[&str]| InvoiceForm {
        lines: supplies
            .iter()
            .map(|supply| LineForm { supply: (*supply).into(), ..line("품목", "", "") })
            .collect(),
        ..form()
    };
    assert_eq!(faults(&of(&["0"])), ["total: total_zero"]);
    assert_eq!(faults(&of(&["1000", "-1000"])), ["total: total_zero"]);
    assert_eq!(faults(&of(&["1000", "-2000"])), ["total: total_negative"]);
    assert!(check(&of(&["1000", "0"])).is_ok(), "a line given away");
}

#[test]
fn amounts_beyond_everything_are_no_crash() {
    let most = "9,999,999,999,999";
    let huge = LineForm { supply: most.into(), ..line("품목", "", "") };
    assert_eq!(faults(&InvoiceForm { lines: vec![huge.clone(); 2], ..form() }), ["total: amount_over_limit"]);
    assert_eq!(
        faults(&InvoiceForm { lines: vec![huge], ..form() }),
        ["total: amount_over_limit"],
        "with its VAT"
    );
    let product = line("품목", "9,999,999,999", "9,999,999,999,999");
    assert_eq!(
        faults(&InvoiceForm { lines: vec![product], ..form() }),
        ["lines[0].supply: amount_over_limit"]
    );
}

#[test]
fn an_exempt_shop_issues_exempt_invoices_only() {
    let shop = ShopForm { number: "101-90-00003".into(), ..ShopForm::practice() }.check().unwrap();
    let exempt = Supplier::of(&shop, "", "").unwrap();
    let issue = |kind| InvoiceForm { kind, ..form() }.check(&exempt, None, today());
    assert!(issue(InvoiceKind::Exempt).is_ok());
    for kind in [InvoiceKind::Taxable, InvoiceKind::ZeroRated] {
        let faults = issue(kind).unwrap_err();
        let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(found, [(Field::InvoiceKind, FaultCode::KindNotForShop)]);
    }
}

#[test]
fn a_closed_or_unknown_buyer_stops_the_invoice() {
    let with = |state, form: &InvoiceForm| {
        let status = BusinessStatus { state, tax_type: None };
        form.check(&supplier(), Some(&status), today()).map_err(|faults| faults.to_string())
    };
    let closed = |on| BusinessState::Closed { on };
    assert_eq!(with(closed(Some(day(2026, 10, 4))), &form()).unwrap_err(), "buyer.number: buyer_closed");
    assert_eq!(with(closed(None), &form()).unwrap_err(), "buyer.number: buyer_closed");
    assert!(with(closed(Some(day(2026, 10, 5))), &form()).is_ok(), "the supply was before");
    assert_eq!(
        with(BusinessState::NotRegistered, &form()).unwrap_err(),
        "buyer.number: buyer_not_registered"
    );
    assert!(with(BusinessState::Suspended, &form()).is_ok());
    let owner = BuyerForm { kind: BuyerKind::Rrn, number: "900101-1234568".into(), ..buyer() };
    let to_the_owner = InvoiceForm { buyer: owner, ..form() };
    assert!(with(BusinessState::NotRegistered, &to_the_owner).is_ok(), "a status is of a business number");
}

proptest! {
    #[test]
    fn no_form_breaks_the_check(texts in prop::collection::vec("\\PC{0,20}", 20), kind in prop::sample::select(InvoiceKind::ALL.to_vec()), buyer_kind in prop::sample::select(BuyerKind::ALL.to_vec())) {
        let text = |index: usize| texts[index].clone();
        let form = InvoiceForm {
            kind,
            written_on: text(0),
            buyer: BuyerForm { kind: buyer_kind, number: text(1), name: text(2), owner: text(3), address: text(4), branch: text(5), business_type: text(6), business_item: text(7), email: text(8), email2: text(9) },
            lines: vec![LineForm { date: text(10), item: text(11), spec: text(12), quantity: text(13), unit_price: text(14), supply: text(15), vat: text(16), total: text(17), remark: text(18), typed: LineTyped::AsGiven }],
            remark: text(19),
            ..InvoiceForm::default()
        };
        let _ = form.read(today());
        if let Err(faults) = check(&form) {
            for typed in texts.iter().filter(|text| text.trim().len() > 8) {
                prop_assert!(!faults.to_string().contains(typed.as_str()), "faults do not repeat what was typed");
            }
        }
    }
}
