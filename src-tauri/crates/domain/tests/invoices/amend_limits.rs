//! What cannot be amended, and how much of it at most.

use domain::{
    AmendDeadline, AmendForm, AmendLine, AmendReason, CannotAmend, DeadlineRules, InvoiceForm, InvoiceKind,
    OriginalInvoice, ShopForm, Supplier,
};

use crate::amend_table::{amend, on, original, part, several_lines};
use crate::{calendar, day, form, line, noon, number_of};

const TODAY: (i32, u32, u32) = (2026, 11, 22);

fn faults(original: &OriginalInvoice, form: &AmendForm) -> Vec<String> {
    faults_on(original, form, TODAY)
}

fn faults_on(
    original: &OriginalInvoice,
    form: &AmendForm,
    (year, month, date): (i32, u32, u32),
) -> Vec<String> {
    amend(original, form, day(year, month, date)).unwrap_err().iter().map(ToString::to_string).collect()
}

fn done(mut original: OriginalInvoice, form: &AmendForm) -> OriginalInvoice {
    let plan = amend(&original, form, day(2026, 11, 22)).unwrap();
    original.amendments.push(plan.first);
    original.amendments.extend(plan.second);
    original
}

fn returned(lines: Vec<AmendLine>) -> AmendForm {
    AmendForm { lines, ..on(AmendReason::Returned, "1110") }
}

fn changed(supply: &str) -> AmendForm {
    AmendForm { lines: vec![part(0, "", supply)], ..on(AmendReason::PriceChanged, "1110") }
}

fn whole_takers() -> [AmendForm; 6] {
    let corrected = Some(InvoiceForm {
        written_on: String::new(),
        lines: vec![line("복사용지", "9", "30,000")],
        ..form()
    });
    [
        on(AmendReason::ContractCancelled, "1110"),
        on(AmendReason::LetterOfCredit, "1110"),
        AmendForm { corrected: corrected.clone(), ..AmendForm::new(AmendReason::Mistake) },
        AmendForm { corrected, ..AmendForm::new(AmendReason::NotMistake) },
        AmendForm::new(AmendReason::IssuedTwice),
        AmendForm::new(AmendReason::NotTaxable),
    ]
}

#[test]
fn what_has_not_reached_the_nts_is_not_amended() {
    let waiting = OriginalInvoice { transmitted: false, ..original(&form()) };
    for reason in AmendReason::ALL {
        assert_eq!(faults(&waiting, &AmendForm::new(reason)), ["original: original_not_transmitted"]);
    }
}

#[test]
fn an_invoice_says_by_itself_whether_it_can_be_amended_at_all() {
    let whole = original(&form());
    assert_eq!(whole.standing(), Ok(()));
    let waiting = OriginalInvoice { transmitted: false, ..original(&form()) };
    assert_eq!(waiting.standing(), Err(CannotAmend::NotTransmitted));
    let part = done(original(&form()), &changed("-100,000"));
    assert_eq!(part.standing(), Ok(()), "something is left");
    let cancelled = done(original(&form()), &on(AmendReason::ContractCancelled, "1110"));
    assert_eq!(cancelled.standing(), Err(CannotAmend::NothingLeft));
    let negative = OriginalInvoice {
        number: number_of(&cancelled.amendments[0]),
        invoice: cancelled.amendments[0].clone(),
        transmitted: true,
        amendments: Vec::new(),
    };
    assert_eq!(negative.standing(), Err(CannotAmend::Negative));
    assert_eq!(CannotAmend::NothingLeft.as_str(), "nothing_left");
}

#[test]
fn a_document_below_zero_is_not_amended() {
    let first = amend(&original(&form()), &returned(Vec::new()), day(2026, 11, 22)).unwrap().first;
    let negative = OriginalInvoice {
        number: number_of(&first),
        invoice: first,
        transmitted: true,
        amendments: Vec::new(),
    };
    for reason in AmendReason::ALL {
        assert_eq!(faults(&negative, &AmendForm::new(reason)), ["original: original_negative"]);
    }
}

#[test]
fn another_shops_invoice_is_not_amended() {
    let other = ShopForm { number: "222-22-22227".into(), ..ShopForm::practice() }.check().unwrap();
    let other = Supplier::of(&other, "", "").unwrap();
    let form = on(AmendReason::Returned, "");
    let refused = original(&self::form()).amend(
        &form,
        &other,
        noon(day(2026, 11, 22)),
        &DeadlineRules::default(),
        calendar(),
    );
    assert_eq!(refused.unwrap_err().to_string(), "original: original_other_shop");
    let moved = ShopForm { address: "부산광역시 중구 1".into(), ..ShopForm::practice() }.check().unwrap();
    let moved = Supplier::of(&moved, "", "").unwrap();
    let plan = original(&self::form()).amend(
        &form,
        &moved,
        noon(day(2026, 11, 22)),
        &DeadlineRules::default(),
        calendar(),
    );
    assert_eq!(plan.unwrap().first.supplier().address(), "부산광역시 중구 1", "the shop as it is now");
}

#[test]
fn a_cause_lies_between_the_invoice_and_today() {
    let original = original(&form());
    for reason in [AmendReason::Returned, AmendReason::ContractCancelled, AmendReason::LetterOfCredit] {
        assert_eq!(faults(&original, &on(reason, "20261123")), ["amend.date: date_in_future"], "{reason:?}");
        assert_eq!(
            faults(&original, &on(reason, "20261004")),
            ["amend.date: date_before_original"],
            "{reason:?}"
        );
        assert_eq!(faults(&original, &on(reason, "어느날")), ["amend.date: date_invalid"], "{reason:?}");
        assert!(amend(&original, &on(reason, "20261005"), day(2026, 11, 22)).is_ok(), "{reason:?}");
        let plan = amend(&original, &on(reason, " "), day(2026, 11, 22)).unwrap();
        assert_eq!(plan.deadline, AmendDeadline::Until(day(2026, 12, 10)), "blank is today");
    }
}

#[test]
fn a_letter_of_credit_comes_by_the_final_return_and_only_to_ten_percent() {
    let original = original(&form());
    assert_eq!(
        faults_on(&original, &on(AmendReason::LetterOfCredit, "20270126"), (2027, 2, 1)),
        ["amend.date: amend_too_late"]
    );
    for kind in [InvoiceKind::ZeroRated, InvoiceKind::Exempt] {
        let other = self::original(&InvoiceForm { kind, ..form() });
        assert_eq!(
            faults(&other, &on(AmendReason::LetterOfCredit, "")),
            ["amend.reason: amend_not_for_kind"]
        );
    }
}

#[test]
fn what_was_wrong_on_purpose_is_corrected_within_a_year_of_the_final_return() {
    let original = original(&form());
    let [.., on_purpose, _, _] = whole_takers();
    assert!(amend(&original, &on_purpose, day(2028, 1, 25)).is_ok());
    assert_eq!(faults_on(&original, &on_purpose, (2028, 1, 26)), ["amend.reason: amend_too_late"]);
    let [_, _, mistake, ..] = whole_takers();
    assert!(amend(&original, &mistake, day(2028, 1, 26)).is_ok(), "a mistake any time before an audit");
}

#[test]
fn returns_never_exceed_what_is_left_of_a_line() {
    let once = done(original(&several_lines()), &returned(vec![part(0, "4", "")]));
    let table = [
        (part(0, "6.01", ""), "lines[0].quantity: amend_over_remaining"),
        (part(0, "-1", ""), "lines[0].quantity: quantity_negative"),
        (part(0, "0", ""), "lines[0].quantity: quantity_zero"),
        (part(0, "", "180,001"), "lines[0].supply: amend_over_remaining"),
        (part(0, "", "-1"), "lines[0].supply: amount_negative"),
        (part(1, "4", ""), "lines[0].quantity: amend_over_remaining"),
        (part(3, "1", ""), "lines[0].item: line_unknown"),
        (AmendLine { vat: "18,001".into(), ..part(0, "", "180,000") }, "lines[0].vat: amend_over_remaining"),
        (AmendLine { vat: "100".into(), ..part(0, "", "100,000") }, "lines[0].vat: vat_differs"),
        (AmendLine { vat: "0".into(), ..part(0, "", "100,000") }, "lines[0].vat: vat_missing"),
    ];
    for (line, fault) in table {
        assert_eq!(faults(&once, &returned(vec![line.clone()])), [fault], "{line:?}");
    }
    let twice = returned(vec![part(0, "1", ""), part(0, "1", "")]);
    assert_eq!(faults(&once, &twice), ["lines[1].item: line_twice"]);
    let rest = done(once, &returned(vec![part(0, "6", ""), part(2, "", "")]));
    assert_eq!(rest.amendments[1].supply().get(), -130_000);
}

#[test]
fn a_discount_that_stays_makes_a_whole_return_too_much() {
    let original = original(&several_lines());
    let goods_only = returned(vec![part(0, "", ""), part(1, "", "")]);
    assert_eq!(faults(&original, &goods_only), ["amend.lines: amend_over_remaining"]);
    assert_eq!(
        faults(&original, &returned(vec![part(2, "", "")])),
        ["amend.lines: total_zero"],
        "a discount alone takes nothing back"
    );
}

#[test]
fn a_line_without_a_quantity_is_returned_by_amount() {
    let lump = InvoiceForm {
        lines: vec![domain::LineForm { supply: "300,000".into(), ..line("인쇄", "", "") }],
        ..form()
    };
    let original = original(&lump);
    assert_eq!(faults(&original, &returned(vec![part(0, "1", "")])), ["lines[0].quantity: quantity_unknown"]);
    assert!(amend(&original, &returned(vec![part(0, "", "1")]), day(2026, 11, 22)).is_ok());
}

#[test]
fn price_cuts_never_exceed_what_is_left_and_rises_are_free() {
    let original = original(&form());
    assert_eq!(faults(&original, &changed("-300,001")), ["lines[0].supply: amend_over_remaining"]);
    assert_eq!(faults(&original, &changed("")), ["lines[0].supply: amount_missing"]);
    assert_eq!(faults(&original, &changed("0")), ["lines[0].supply: amount_zero"]);
    assert_eq!(faults(&original, &on(AmendReason::PriceChanged, "")), ["amend.lines: amend_lines_missing"]);
    let cut = done(original.clone(), &changed("-100,000"));
    assert_eq!((cut.left().0.get(), cut.left().1.get()), (200_000, 20_000));
    assert_eq!(faults(&cut, &changed("-200,001")), ["lines[0].supply: amend_over_remaining"]);
    assert_eq!(
        faults(&cut, &returned(vec![part(0, "", "200,001")])),
        ["lines[0].supply: amend_over_remaining"]
    );
    let raised = done(cut, &changed("1,000,000"));
    assert_eq!(raised.left().0.get(), 200_000, "a rise is a document of its own");
}

#[test]
fn what_one_is_worth_follows_the_price() {
    let one = returned(vec![part(0, "1", "")]);
    let worth =
        |original: &OriginalInvoice| -amend(original, &one, day(2026, 11, 22)).unwrap().first.supply().get();
    let cheaper = done(original(&form()), &changed("-100,000"));
    assert_eq!(worth(&cheaper), 20_000, "each was cut by a third");
    let half_back = done(original(&form()), &returned(vec![part(0, "5", "")]));
    assert_eq!(worth(&done(half_back, &changed("-50,000"))), 20_000, "the five that stayed were cut");
    let used = done(original(&form()), &returned(vec![part(0, "1", "10,000")]));
    assert_eq!(worth(&used), 30_000, "one that came back used says nothing of the others");
}

#[test]
fn a_line_that_came_back_does_not_come_back_again() {
    let lines = vec![line("복사용지", "10", "30,000"), line("연필", "1", "500")];
    let original = done(original(&InvoiceForm { lines, ..form() }), &returned(vec![part(1, "", "")]));
    assert_eq!(faults(&original, &returned(vec![part(1, "", "")])), ["lines[0].item: amend_nothing_left"]);
    let rest = amend(&original, &returned(Vec::new()), day(2026, 11, 22)).unwrap().first;
    assert_eq!((rest.lines().len(), rest.item_summary().as_str()), (1, "복사용지"));
}

#[test]
fn rises_and_cuts_are_two_documents() {
    let original = original(&several_lines());
    let mixed = AmendForm { lines: vec![part(0, "", "1,000"), part(1, "", "-100")], ..changed("1") };
    assert_eq!(faults(&original, &mixed), ["amend.lines: signs_mixed"]);
    let wrong_vat =
        AmendForm { lines: vec![AmendLine { vat: "-100".into(), ..part(0, "", "1,000") }], ..changed("1") };
    assert_eq!(faults(&original, &wrong_vat), ["lines[0].vat: signs_mixed"]);
}

#[test]
fn what_was_taken_back_is_not_taken_back_again() {
    for taker in whole_takers().into_iter().chain([returned(Vec::new()), changed("-300,000")]) {
        let gone = done(original(&form()), &taker);
        assert_eq!(gone.left().0.get(), 0, "{taker:?}");
        for again in whole_takers().into_iter().chain([returned(Vec::new()), changed("-1"), changed("1")]) {
            assert_eq!(faults(&gone, &again), ["original: amend_nothing_left"], "{taker:?} then {again:?}");
        }
    }
}

#[test]
fn after_a_partial_return_the_whole_is_too_much() {
    let partly = done(original(&form()), &returned(vec![part(0, "1", "")]));
    for taker in whole_takers() {
        assert_eq!(faults(&partly, &taker), ["original: amend_over_remaining"], "{taker:?}");
    }
    let rest = amend(&partly, &returned(Vec::new()), day(2026, 11, 22)).unwrap();
    assert_eq!(
        (rest.first.supply().get(), rest.first.vat().get()),
        (-270_000, -27_000),
        "but the rest may come back"
    );
    let raised = done(original(&form()), &changed("50,000"));
    for taker in whole_takers() {
        assert!(amend(&raised, &taker, day(2026, 11, 22)).is_ok(), "a rise takes nothing");
    }
}

#[test]
fn a_correction_corrects_something() {
    let original = original(&form());
    let with = |reason, corrected| AmendForm { corrected, ..AmendForm::new(reason) };
    let same = InvoiceForm::from(&original.invoice);
    for reason in [AmendReason::Mistake, AmendReason::NotMistake, AmendReason::WrongRate] {
        assert_eq!(faults(&original, &with(reason, None)), ["amend.reason: corrected_missing"], "{reason:?}");
    }
    assert_eq!(
        faults(&original, &with(AmendReason::Mistake, Some(same.clone()))),
        ["original: amend_unchanged"]
    );
    assert_eq!(
        faults(&original, &with(AmendReason::WrongRate, Some(same.clone()))),
        ["kind: kind_unchanged"]
    );
    let exempt = InvoiceForm {
        kind: InvoiceKind::Exempt,
        ..InvoiceForm { lines: vec![line("복사용지", "1", "1")], ..same.clone() }
    };
    assert_eq!(
        faults(&original, &with(AmendReason::WrongRate, Some(exempt.clone()))),
        ["kind: amend_not_for_kind"]
    );
    assert_eq!(faults(&original, &with(AmendReason::Mistake, Some(exempt))), ["kind: kind_not_original"]);
    let moved = InvoiceForm { written_on: "20261006".into(), ..same.clone() };
    assert_eq!(
        faults(&original, &with(AmendReason::NotMistake, Some(moved.clone()))),
        ["written_on: date_not_original"]
    );
    assert!(amend(&original, &with(AmendReason::Mistake, Some(moved)), day(2026, 11, 22)).is_ok());
    let broken = InvoiceForm { lines: Vec::new(), written_on: "20270101".into(), ..same };
    assert_eq!(
        faults(&original, &with(AmendReason::Mistake, Some(broken))),
        ["written_on: date_in_future", "lines: required_missing"]
    );
}

#[test]
fn all_faults_of_a_return_are_told_at_once() {
    let form = AmendForm {
        lines: vec![part(9, "1", ""), part(0, "99", "x")],
        remark: "🍀".into(),
        ..on(AmendReason::Returned, "20270101")
    };
    assert_eq!(
        faults(&original(&self::form()), &form),
        [
            "amend.date: date_in_future",
            "lines[0].item: line_unknown",
            "lines[1].quantity: amend_over_remaining",
            "lines[1].supply: amount_not_a_number",
        ]
    );
    let long = AmendForm { remark: "가".repeat(140), ..on(AmendReason::Returned, "") };
    assert_eq!(faults(&original(&self::form()), &long), ["remark: text_too_long"]);
}

#[test]
fn the_original_stays_as_it_was() {
    let before = original(&form());
    let after = before.clone();
    for form in whole_takers() {
        let _ = amend(&after, &form, day(2026, 11, 22)).unwrap();
    }
    assert_eq!(before, after);
}

/// A cheap line and a dear one.
fn two_lines() -> OriginalInvoice {
    let lines = vec![line("복사용지", "10", "10,000"), line("복합기", "1", "900,000")];
    original(&InvoiceForm { lines, ..form() })
}

fn difference(amount: &str) -> AmendForm {
    AmendForm { difference: amount.into(), ..on(AmendReason::PriceChanged, "1110") }
}

fn supplies_and_vats(original: &OriginalInvoice, form: &AmendForm) -> Vec<(i64, i64)> {
    let first = amend(original, form, day(2026, 11, 22)).unwrap().first;
    first.lines().iter().map(|line| (line.supply().get(), line.vat().get())).collect()
}

#[test]
fn one_difference_of_the_whole_is_spread_over_its_lines() {
    let sold = two_lines();
    assert_eq!(supplies_and_vats(&sold, &difference("-200,000")), [(-20_000, -2_000), (-180_000, -18_000)]);
    assert_eq!(supplies_and_vats(&sold, &difference("50,005")), [(5_000, 500), (45_005, 4_500)]);
    assert_eq!(supplies_and_vats(&sold, &difference("-1")), [(-1, 0)], "a line without a share is no line");

    let cut = done(sold, &difference("-200,000"));
    assert_eq!((cut.left().0.get(), cut.left().1.get()), (800_000, 80_000));
    assert_eq!(
        supplies_and_vats(&cut, &on(AmendReason::Returned, "1110")),
        [(-80_000, -8_000), (-720_000, -72_000)]
    );
}

#[test]
fn what_came_back_bears_no_part_of_a_cut() {
    let cheap_one_back = done(two_lines(), &returned(vec![part(0, "10", "")]));
    assert_eq!(supplies_and_vats(&cheap_one_back, &difference("-100,000")), [(-100_000, -10_000)]);
}

#[test]
fn a_difference_of_the_whole_needs_an_amount_and_never_takes_more_than_is_left() {
    let sold = two_lines();
    for (amount, fault) in [
        ("", "amend_lines_missing"),
        ("0", "amount_zero"),
        ("-1,000,001", "amend_over_remaining"),
        ("많이", "amount_not_a_number"),
    ] {
        assert_eq!(faults(&sold, &difference(amount)), [format!("amend.lines: {fault}")], "{amount}");
    }
    assert_eq!(
        supplies_and_vats(&sold, &difference("-1,000,000")),
        [(-100_000, -10_000), (-900_000, -90_000)]
    );
}
