//! From a sound form to an invoice.

use domain::{
    Billing, BuyerForm, Email, Invoice, InvoiceForm, InvoiceKind, LineForm, Payment, PaymentForm, blank_boxes,
};

use crate::{buyer, check, day, form, line, won};

#[test]
fn a_form_becomes_an_invoice_with_everything_on_it() {
    let form = InvoiceForm {
        kind: InvoiceKind::Taxable,
        written_on: "10/31".into(),
        billing: Billing::Paid,
        buyer: BuyerForm {
            address: "서울특별시 마포구 양화로 1".into(),
            branch: "0003".into(),
            business_type: "도매".into(),
            business_item: "사무기기".into(),
            email: "tax@hanbit.example.kr".into(),
            ..buyer()
        },
        lines: vec![
            LineForm {
                date: "10/5".into(),
                spec: "A4 80g".into(),
                remark: "긴급".into(),
                ..line("복사용지", "10.5", "20,000")
            },
            line("배달", "", "").with_supply("5,000"),
            LineForm::default(),
        ],
        payment: PaymentForm { cash: "200,000".into(), credit: "36,500".into(), ..PaymentForm::default() },
        remark: "10월분".into(),
        total: "236,500".into(),
    };
    let invoice = check(&form).unwrap();
    assert_eq!(
        (invoice.kind(), invoice.billing(), invoice.written_on()),
        (InvoiceKind::Taxable, Billing::Paid, day(2026, 10, 31))
    );
    assert_eq!((invoice.supply(), invoice.vat(), invoice.total()), (won(215_000), won(21_500), won(236_500)));
    assert_eq!(invoice.lines().len(), 2, "a blank line at the end is no line");
    let (first, second) = (&invoice.lines()[0], &invoice.lines()[1]);
    assert_eq!(
        (first.supplied_on(), first.item(), first.spec(), first.remark()),
        (day(2026, 10, 5), "복사용지", Some("A4 80g"), Some("긴급"))
    );
    assert_eq!(first.quantity().map(|it| it.hundredths()), Some(1_050));
    assert_eq!(first.unit_price().map(|it| it.hundredths()), Some(2_000_000));
    assert_eq!((first.supply(), first.vat(), first.of_line()), (won(210_000), won(21_000), None));
    assert_eq!((second.supplied_on(), second.quantity(), second.spec()), (day(2026, 10, 31), None, None));
    let buyer = invoice.buyer();
    assert_eq!((buyer.name(), buyer.owner(), buyer.branch()), ("한빛상사", "이한빛", Some("0003")));
    assert_eq!(
        (buyer.address(), buyer.business_type(), buyer.business_item()),
        (Some("서울특별시 마포구 양화로 1"), Some("도매"), Some("사무기기"))
    );
    assert_eq!(buyer.emails().iter().map(Email::as_str).collect::<Vec<_>>(), ["tax@hanbit.example.kr"]);
    assert_eq!(*invoice.payment(), Payment { cash: won(200_000), credit: won(36_500), ..Payment::default() });
    assert_eq!((invoice.remark(), invoice.amends()), (Some("10월분"), None));
    assert_eq!(invoice.item_summary(), "복사용지 외 1건");
}

#[test]
fn titles_and_codes_follow_the_kind() {
    let table = [
        (InvoiceKind::Taxable, "전자세금계산서", "0101", "수정전자세금계산서", "0201"),
        (InvoiceKind::ZeroRated, "영세율전자세금계산서", "0102", "수정영세율전자세금계산서", "0202"),
        (InvoiceKind::Exempt, "전자계산서", "0301", "수정전자계산서", "0401"),
    ];
    for (kind, title, code, amended_title, amended_code) in table {
        let invoice = check(&InvoiceForm { kind, ..form() }).unwrap();
        assert_eq!((invoice.title(), invoice.type_code()), (title, code));
        assert_eq!((kind.title(true), kind.type_code(true)), (amended_title, amended_code));
        assert_eq!(invoice.vat().is_zero(), kind != InvoiceKind::Taxable);
    }
}

#[test]
fn ninety_nine_lines_fit() {
    let lines = vec![line("연필", "1", "100"); Invoice::MAX_LINES];
    let invoice = check(&InvoiceForm { lines, ..form() }).unwrap();
    assert_eq!((invoice.lines().len(), invoice.supply(), invoice.vat()), (99, won(9_900), won(990)));
    assert_eq!(invoice.item_summary(), "연필 외 98건");
}

#[test]
fn means_of_payment_may_all_be_left_blank() {
    let invoice = check(&form()).unwrap();
    assert!(!invoice.payment().is_given());
    let zeros = PaymentForm { cash: "0".into(), ..PaymentForm::default() };
    assert!(!check(&InvoiceForm { payment: zeros, ..form() }).unwrap().payment().is_given());
    let split =
        PaymentForm { cash: "1".into(), check: "2".into(), note: "3".into(), credit: "329,994".into() };
    let payment = *check(&InvoiceForm { payment: split, ..form() }).unwrap().payment();
    assert_eq!(payment.means(), [("10", won(1)), ("20", won(2)), ("30", won(3)), ("40", won(329_994))]);
    assert_eq!(payment.sum(), Some(won(330_000)));
}

#[test]
fn the_empty_boxes_are_eleven_less_the_digits() {
    let table =
        [(0, Some(10)), (1, Some(10)), (300_000, Some(5)), (-300_000, Some(5)), (99_999_999_999, Some(0))];
    for (supply, boxes) in table {
        assert_eq!(blank_boxes(won(supply)), boxes, "{supply}");
    }
    assert_eq!(blank_boxes(won(100_000_000_000)), None, "twelve digits do not fit");
    assert_eq!(blank_boxes(won(-99_999_999_999)), None, "no box is left for the sign");
    assert_eq!(check(&form()).unwrap().blank_boxes(), Some(5));
}

#[test]
fn the_same_sale_twice_is_noticed() {
    let invoice = check(&form()).unwrap();
    let renamed = InvoiceForm { remark: "다시".into(), ..form() };
    assert!(invoice.same_sale(&check(&renamed).unwrap()));
    let other_day = InvoiceForm { written_on: "20261006".into(), ..form() };
    let other_amount = InvoiceForm { lines: vec![line("복사용지", "11", "30,000")], ..form() };
    let other_buyer = InvoiceForm { buyer: BuyerForm { number: "222-22-22227".into(), ..buyer() }, ..form() };
    for other in [other_day, other_amount, other_buyer] {
        assert!(!invoice.same_sale(&check(&other).unwrap()));
    }
}

trait WithSupply {
    fn with_supply(self, supply: &str) -> Self;
}

impl WithSupply for LineForm {
    fn with_supply(self, supply: &str) -> Self {
        Self { supply: supply.into(), ..self }
    }
}
