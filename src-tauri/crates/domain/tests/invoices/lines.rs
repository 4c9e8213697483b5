//! The arithmetic of a line: which cell was typed last, and that sums are sums.

use domain::{InvoiceForm, InvoiceKind, LineForm, LineTyped, split_total, vat_of};
use proptest::prelude::*;

use crate::{check, faults, form, line, today, won};

fn amounts(line: LineForm) -> (i64, i64, i64) {
    kind_amounts(InvoiceKind::Taxable, line)
}

fn kind_amounts(kind: InvoiceKind, line: LineForm) -> (i64, i64, i64) {
    let form = InvoiceForm { kind, lines: vec![line], ..form() };
    let read = form.read(today());
    let reading = &read.lines[0];
    let seen = [reading.supply, reading.vat, reading.total].map(|won| won.unwrap().get());
    let invoice = check(&form).unwrap();
    let made = [invoice.lines()[0].supply(), invoice.lines()[0].vat(), invoice.total()].map(domain::Won::get);
    assert_eq!(seen, made, "the window shows what is issued");
    (made[0], made[1], made[2])
}

fn cells(supply: &str, vat: &str, total: &str, typed: LineTyped) -> LineForm {
    LineForm { supply: supply.into(), vat: vat.into(), total: total.into(), typed, ..line("품목", "", "") }
}

#[test]
fn the_cell_typed_last_decides() {
    let table = [
        (cells("100,000", "", "", LineTyped::Supply), (100_000, 10_000, 110_000)),
        (cells("100,000", "777", "5", LineTyped::Supply), (100_000, 10_000, 110_000)),
        (cells("100,000", "10,003", "5", LineTyped::Vat), (100_000, 10_003, 110_003)),
        (cells("100,000", "", "", LineTyped::Vat), (100_000, 10_000, 110_000)),
        (cells("1", "2", "110,000", LineTyped::Total), (100_000, 10_000, 110_000)),
        (cells("", "", "100,000", LineTyped::Total), (90_910, 9_090, 100_000)),
        (cells("", "", "100,000", LineTyped::AsGiven), (90_910, 9_090, 100_000)),
        (cells("99,999", "", "", LineTyped::AsGiven), (99_999, 9_999, 109_998)),
        (cells("99,999", "10,000", "109,999", LineTyped::AsGiven), (99_999, 10_000, 109_999)),
        (cells("9", "", "", LineTyped::Supply), (9, 0, 9)),
        (cells("1만", "", "", LineTyped::Supply), (10_000, 1_000, 11_000)),
    ];
    for (line, expected) in table {
        assert_eq!(amounts(line.clone()), expected, "{line:?}");
    }
}

#[test]
fn quantity_and_unit_price_make_the_supply_until_one_is_typed() {
    let priced = line("품목", "3", "333.33");
    assert_eq!(amounts(priced.clone()), (999, 99, 1_098));
    let retyped = LineForm { supply: "5".into(), typed: LineTyped::Price, ..priced.clone() };
    assert_eq!(amounts(retyped), (999, 99, 1_098));
    let typed = LineForm { supply: "1,000".into(), typed: LineTyped::Supply, ..priced.clone() };
    assert_eq!(amounts(typed), (1_000, 100, 1_100), "3 × 333.33 need not be the supply");
    let vat = LineForm { vat: "98".into(), typed: LineTyped::Vat, ..priced.clone() };
    assert_eq!(amounts(vat), (999, 98, 1_097));
    let total = LineForm { total: "1,100".into(), typed: LineTyped::Total, ..priced };
    assert_eq!(amounts(total), (1_000, 100, 1_100));
}

#[test]
fn without_vat_the_total_is_the_supply() {
    for kind in [InvoiceKind::ZeroRated, InvoiceKind::Exempt] {
        assert_eq!(kind_amounts(kind, cells("100,000", "", "", LineTyped::Supply)), (100_000, 0, 100_000));
        assert_eq!(kind_amounts(kind, cells("", "", "100,000", LineTyped::Total)), (100_000, 0, 100_000));
        assert_eq!(kind_amounts(kind, cells("100,000", "0", "", LineTyped::Vat)), (100_000, 0, 100_000));
    }
}

#[test]
fn a_line_from_a_file_has_to_agree_with_itself() {
    let of = |line| faults(&InvoiceForm { lines: vec![line], ..form() });
    assert_eq!(of(cells("100", "10", "111", LineTyped::AsGiven)), ["lines[0].total: sums_disagree"]);
    assert_eq!(
        of(LineForm { total: "3".into(), ..line("품목", "3", "1000") }),
        ["lines[0].total: sums_disagree"]
    );
    assert_eq!(of(line("품목", "3", "")), ["lines[0].supply: amount_missing"]);
}

#[test]
fn a_discount_line_lowers_the_whole() {
    let discount = LineForm { supply: "-50,000".into(), ..line("할인", "", "") };
    let by_quantity = line("할인", "-1", "50,000");
    for discount in [discount, by_quantity] {
        let form = InvoiceForm { lines: vec![line("복사용지", "10", "30,000"), discount], ..form() };
        let invoice = check(&form).unwrap();
        assert_eq!(
            (invoice.supply(), invoice.vat(), invoice.total()),
            (won(250_000), won(25_000), won(275_000))
        );
    }
}

#[test]
fn signs_within_a_line_do_not_mix() {
    let of = |line| {
        faults(&InvoiceForm { lines: vec![self::line("복사용지", "10", "30,000"), line], ..form() })
    };
    let mixed =
        LineForm { supply: "-100".into(), vat: "10".into(), typed: LineTyped::Vat, ..line("할인", "", "") };
    assert_eq!(of(mixed), ["lines[1].vat: signs_mixed"]);
    let quantity = LineForm { supply: "100".into(), typed: LineTyped::Supply, ..line("할인", "-1", "") };
    assert_eq!(of(quantity), ["lines[1].quantity: signs_mixed"]);
}

#[test]
fn the_remainder_of_vat_on_the_sum_may_sit_in_the_last_line() {
    let nine = |vat: &str| LineForm {
        supply: "9".into(),
        vat: vat.into(),
        typed: LineTyped::Vat,
        ..line("사탕", "", "")
    };
    let mut lines: Vec<_> = (0..20).map(|_| nine("0")).collect();
    let form = |lines: &[LineForm]| InvoiceForm { lines: lines.to_vec(), ..form() };
    assert_eq!(faults(&form(&lines)), ["vat: vat_missing"], "20 × 9 = 180 bears 18");
    lines[19] = nine("18");
    assert_eq!(check(&form(&lines)).unwrap().vat(), won(18));
    lines[19] = nine("17");
    assert_eq!(faults(&form(&lines)), ["lines[19].vat: vat_differs"]);
}

#[test]
fn vat_may_be_edited_by_a_few_won() {
    let of = |vat: i64| InvoiceForm {
        lines: vec![cells("100,000", &vat.to_string(), "", LineTyped::Vat)],
        ..form()
    };
    for vat in [9_995, 9_999, 10_000, 10_005] {
        assert_eq!(check(&of(vat)).unwrap().vat(), won(vat));
    }
    for vat in [9_994, 10_006, 1_000, 100_000] {
        assert_eq!(faults(&of(vat)), ["lines[0].vat: vat_differs"], "{vat}");
    }
    assert_eq!(faults(&of(0)), ["lines[0].vat: vat_missing"]);
}

#[test]
fn the_official_split_of_a_total() {
    let table = [
        (1, 1, 0),
        (10, 10, 0),
        (11, 10, 1),
        (100, 91, 9),
        (999, 909, 90),
        (11_000, 10_000, 1_000),
        (15_000, 13_637, 1_363),
        (100_000, 90_910, 9_090),
        (-110, -100, -10),
    ];
    for (total, supply, vat) in table {
        assert_eq!(split_total(InvoiceKind::Taxable, won(total)), (won(supply), won(vat)), "{total}");
    }
    assert_eq!(split_total(InvoiceKind::Exempt, won(999)), (won(999), won(0)));
    assert_eq!(
        (vat_of(InvoiceKind::Taxable, won(99)), vat_of(InvoiceKind::Taxable, won(-99))),
        (won(9), won(-9))
    );
}

fn any_line() -> impl Strategy<Value = LineForm> {
    let priced = (1_i64..1_000_000, 0_i64..100_000_000).prop_map(|(quantity, price)| {
        let text = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        line("품목", &text(quantity), &text(price))
    });
    let supply =
        (1_i64..1_000_000_000).prop_map(|supply| cells(&supply.to_string(), "", "", LineTyped::Supply));
    let total = (1_i64..1_000_000_000).prop_map(|total| cells("", "", &total.to_string(), LineTyped::Total));
    prop_oneof![priced, supply, total]
}

proptest! {
    #[test]
    fn the_header_is_the_sum_of_its_lines(
        lines in prop::collection::vec(any_line(), 1..=99),
        kind in prop::sample::select(InvoiceKind::ALL.to_vec()),
    ) {
        let form = InvoiceForm { kind, lines, ..form() };
        let read = form.read(today());
        let sum = |of: fn(&domain::LineReading) -> Option<domain::Won>| {
            read.lines.iter().map(|line| of(line).unwrap().get()).sum::<i64>()
        };
        prop_assert_eq!(read.supply.unwrap().get(), sum(|line| line.supply));
        prop_assert_eq!(read.vat.unwrap().get(), sum(|line| line.vat));
        prop_assert_eq!(read.total.unwrap().get(), read.supply.unwrap().get() + read.vat.unwrap().get());
        match check(&form) {
            Ok(invoice) => {
                prop_assert_eq!(Some(invoice.supply()), read.supply);
                prop_assert_eq!(Some(invoice.vat()), read.vat);
                prop_assert_eq!(Some(invoice.total()), read.total);
            }
            Err(faults) => {
                let small = read.vat.unwrap().is_zero();
                prop_assert!(small, "only tiny sums are refused: {}", faults);
            }
        }
    }

    #[test]
    fn a_total_typed_is_kept_to_the_won(total in 1_i64..9_999_999_999) {
        let (supply, vat) = split_total(InvoiceKind::Taxable, won(total));
        prop_assert_eq!(supply.get() + vat.get(), total);
        prop_assert!((vat.get() - vat_of(InvoiceKind::Taxable, supply).get()).abs() <= 1);
        prop_assert_eq!(amounts(cells("", "", &total.to_string(), LineTyped::Total)).2, total);
    }

    #[test]
    fn an_invoice_fills_the_form_it_came_from(lines in prop::collection::vec(any_line(), 1..=9)) {
        let Ok(invoice) = check(&InvoiceForm { lines, ..form() }) else { return Ok(()) };
        prop_assert_eq!(check(&InvoiceForm::from(&invoice)), Ok(invoice));
    }
}
