//! What can go, what cannot, and how the forms count.

use domain::{InvoiceForm, LineForm, ReceiptForm};
use hometax_form::{CannotGo, Counting, count_bytes, folded_item, invoice_row, receipt_row};

use crate::fixture::{invoice, invoice_form, receipt, receipt_form, today, with_lines};

fn reasons(form: &InvoiceForm) -> Vec<CannotGo> {
    invoice_row(&invoice(form), None).unwrap_err()
}

#[test]
fn hangul_counts_two_in_one_form_and_three_in_the_other() {
    let counted = |text| (count_bytes(text, Counting::TwoPerHangul), count_bytes(text, Counting::Utf8));
    assert_eq!(counted("ab 1"), (4, 4));
    assert_eq!(counted("가나"), (4, 6));
    assert_eq!(counted("㈜한빛(A)"), (9, 12));
}

#[test]
fn a_text_at_its_limit_goes_and_one_letter_more_does_not() {
    let named = |hangul: usize| {
        let mut form = invoice_form();
        form.buyer.name = "가".repeat(hangul);
        form
    };
    assert!(invoice_row(&invoice(&named(35)), None).is_ok());
    assert_eq!(
        reasons(&named(36)),
        [CannotGo::TooLong { column: "공급받는자 상호".into(), limit: 70, bytes: 72 }]
    );
    let mut two = named(36);
    two.remark = "나".repeat(76);
    let columns: Vec<_> = reasons(&two)
        .into_iter()
        .map(|reason| match reason {
            CannotGo::TooLong { column, .. } => column,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(columns, ["공급받는자 상호", "비고"]);
}

#[test]
fn a_folded_name_that_is_too_long_is_refused_and_never_cut() {
    let mut form = with_lines(5);
    form.lines[0].item = "가".repeat(46);
    assert!(invoice_row(&invoice(&form), None).is_ok(), "92 bytes and the seven of ' 외 4건' are 99");
    form.lines[0].item = "가".repeat(47);
    assert!(matches!(reasons(&form)[..], [CannotGo::TooLong { limit: 100, .. }]));
}

#[test]
fn an_item_of_another_month_cannot_be_said_in_two_digits() {
    let line = |date: &str| LineForm {
        item: "용지".into(),
        supply: "1000".into(),
        date: date.into(),
        ..LineForm::default()
    };
    let form = InvoiceForm { lines: vec![line(""), line("10-31")], ..invoice_form() };
    assert_eq!(reasons(&form), [CannotGo::DayOfOtherMonth]);
}

#[test]
fn the_first_item_is_what_the_form_carries() {
    assert_eq!(folded_item(&invoice(&with_lines(4))), "품목 1");
    assert_eq!(folded_item(&invoice(&with_lines(7))), "품목 1 외 6건");
}

#[test]
fn only_today_s_receipts_without_a_service_charge_go() {
    let row = |form: &ReceiptForm, day| receipt_row(&receipt(form), day, None);
    assert!(row(&receipt_form(), today()).is_ok());
    let tomorrow = today().succ_opt().unwrap();
    assert_eq!(row(&receipt_form(), tomorrow).unwrap_err(), [CannotGo::NotToday]);
    let served = ReceiptForm { service: "1,000".into(), ..receipt_form() };
    assert_eq!(row(&served, tomorrow).unwrap_err(), [CannotGo::NotToday, CannotGo::ServiceCharge]);
}
