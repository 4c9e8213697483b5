//! The table of domain.md §2.8, line by line: which documents each reason makes at the edges of months, quarters and years, for
//! each kind, with several lines, and in part.

use chrono::NaiveDate;
use domain::{
    AmendDeadline, AmendForm, AmendLine, AmendPlan, AmendReason, DeadlineRules, Faults, Invoice, InvoiceForm,
    InvoiceKind, LineForm, OriginalInvoice, PaymentForm,
};

use crate::{calendar, day, form, line, noon, number_of, supplier};

pub fn original(form: &InvoiceForm) -> OriginalInvoice {
    let invoice = form.check(&supplier(), None, noon(day(2030, 12, 31))).unwrap();
    OriginalInvoice { number: number_of(&invoice), invoice, transmitted: true, amendments: Vec::new() }
}

pub fn amend(original: &OriginalInvoice, form: &AmendForm, now: NaiveDate) -> Result<AmendPlan, Faults> {
    original.amend(form, &supplier(), noon(now), &DeadlineRules::default(), calendar())
}

pub fn on(reason: AmendReason, date: &str) -> AmendForm {
    AmendForm { date: date.into(), ..AmendForm::new(reason) }
}

pub fn part(line: u8, quantity: &str, supply: &str) -> AmendLine {
    AmendLine { line, quantity: quantity.into(), supply: supply.into(), ..AmendLine::default() }
}

/// A document in one line: `0201 03 20261103 -100,000/-10,000 [..lines..] "remark"`.
fn told(invoice: &Invoice) -> String {
    let lines: Vec<_> = invoice
        .lines()
        .iter()
        .map(|line| {
            let priced =
                line.quantity().zip(line.unit_price()).map(|(q, p)| format!("{q}×{p}=")).unwrap_or_default();
            format!(
                "{} {} {priced}{}/{}",
                line.supplied_on().format("%m%d"),
                line.item(),
                line.supply(),
                line.vat()
            )
        })
        .collect();
    let amends = invoice.amends().unwrap();
    format!(
        "{} {} {} {}/{} [{}] {:?} of {}",
        invoice.type_code(),
        amends.code().code(),
        invoice.written_on().format("%Y%m%d"),
        invoice.supply(),
        invoice.vat(),
        lines.join(", "),
        invoice.remark().unwrap_or_default(),
        amends.original_written_on.format("%Y%m%d"),
    )
}

fn table_of(original: &OriginalInvoice, form: &AmendForm, now: NaiveDate) -> Vec<String> {
    let plan = amend(original, form, now).unwrap();
    let deadline = match plan.deadline {
        AmendDeadline::Until(day) => format!("until {day}"),
        AmendDeadline::AnyTime => "any time".into(),
        AmendDeadline::UntilAudit => "until an audit".into(),
        AmendDeadline::UntilOrAudit(day) => format!("until {day} or an audit"),
    };
    std::iter::once(told(&plan.first)).chain(plan.second.as_ref().map(told)).chain([deadline]).collect()
}

fn corrected(quantity: &str, unit_price: &str) -> Option<InvoiceForm> {
    Some(InvoiceForm {
        written_on: String::new(),
        lines: vec![line("복사용지", quantity, unit_price)],
        ..form()
    })
}

#[test]
fn the_worked_example_of_the_reference() {
    let original = original(&form());
    let today = day(2026, 11, 22);
    let third = AmendForm { lines: vec![part(0, "", "100,000")], ..on(AmendReason::Returned, "20261103") };
    assert_eq!(
        table_of(&original, &third, today),
        [
            "0201 03 20261103 -100,000/-10,000 [1103 복사용지 -100,000/-10,000] \"당초 작성일 2026-10-05\" of 20261005",
            "until 2026-12-10"
        ]
    );
    assert_eq!(
        table_of(&original, &on(AmendReason::ContractCancelled, "20261103"), today),
        [
            "0201 04 20261103 -300,000/-30,000 [1103 복사용지 -10×30,000=-300,000/-30,000] \"당초 작성일 2026-10-05\" of 20261005",
            "until 2026-12-10"
        ]
    );
    let raised =
        AmendForm { lines: vec![part(0, "", "50,000")], ..on(AmendReason::PriceChanged, "20261103") };
    assert_eq!(
        table_of(&original, &raised, today),
        [
            "0201 02 20261103 50,000/5,000 [1103 복사용지 50,000/5,000] \"당초 작성일 2026-10-05\" of 20261005",
            "until 2026-12-10"
        ]
    );
    let mistyped = AmendForm { corrected: corrected("11", "30,000"), ..AmendForm::new(AmendReason::Mistake) };
    assert_eq!(
        table_of(&original, &mistyped, today),
        [
            "0201 01 20261005 -300,000/-30,000 [1005 복사용지 -10×30,000=-300,000/-30,000] \"\" of 20261005",
            "0201 01 20261005 330,000/33,000 [1005 복사용지 11×30,000=330,000/33,000] \"\" of 20261005",
            "until an audit",
        ]
    );
    assert_eq!(
        table_of(&original, &AmendForm::new(AmendReason::IssuedTwice), today),
        [
            "0201 06 20261005 -300,000/-30,000 [1005 복사용지 -10×30,000=-300,000/-30,000] \"\" of 20261005",
            "any time"
        ]
    );
    assert_eq!(
        table_of(&original, &on(AmendReason::LetterOfCredit, "20261120"), today),
        [
            "0201 05 20261005 -300,000/-30,000 [1005 복사용지 -10×30,000=-300,000/-30,000] \"내국신용장 개설일 2026-11-20\" of 20261005",
            "0202 05 20261005 300,000/0 [1005 복사용지 10×30,000=300,000/0] \"내국신용장 개설일 2026-11-20\" of 20261005",
            "until 2026-12-10",
        ]
    );
}

#[test]
fn the_remaining_rows_of_the_table() {
    let original = original(&form());
    let today = day(2026, 11, 22);
    let taken_back =
        "0201 01 20261005 -300,000/-30,000 [1005 복사용지 -10×30,000=-300,000/-30,000] \"\" of 20261005";
    let other_buyer = InvoiceForm {
        buyer: domain::BuyerForm {
            number: "222-22-22227".into(), name: "다른상사".into(), ..form().buyer
        },
        ..corrected("10", "30,000").unwrap()
    };
    let on_purpose = AmendForm { corrected: Some(other_buyer), ..AmendForm::new(AmendReason::NotMistake) };
    assert_eq!(
        table_of(&original, &on_purpose, today),
        [
            taken_back,
            "0201 01 20261005 300,000/30,000 [1005 복사용지 10×30,000=300,000/30,000] \"\" of 20261005",
            "until 2028-01-25 or an audit",
        ]
    );
    let plan = amend(&original, &on_purpose, today).unwrap();
    assert_eq!((plan.first.buyer().name(), plan.second.unwrap().buyer().name()), ("한빛상사", "다른상사"));
    let rate = InvoiceForm { kind: InvoiceKind::ZeroRated, ..corrected("10", "30,000").unwrap() };
    assert_eq!(
        table_of(
            &original,
            &AmendForm { corrected: Some(rate), ..AmendForm::new(AmendReason::WrongRate) },
            today
        ),
        [
            taken_back,
            "0202 01 20261005 300,000/0 [1005 복사용지 10×30,000=300,000/0] \"\" of 20261005",
            "until an audit",
        ]
    );
    assert_eq!(
        table_of(&original, &AmendForm::new(AmendReason::NotTaxable), today),
        [
            "0201 06 20261005 -300,000/-30,000 [1005 복사용지 -10×30,000=-300,000/-30,000] \"\" of 20261005",
            "any time"
        ]
    );
}

#[test]
fn a_wrong_date_is_corrected_to_the_right_one() {
    let original = original(&form());
    let right = InvoiceForm { written_on: "2026-09-30".into(), ..corrected("10", "30,000").unwrap() };
    let plan = amend(
        &original,
        &AmendForm { corrected: Some(right), ..AmendForm::new(AmendReason::Mistake) },
        day(2026, 11, 22),
    )
    .unwrap();
    assert_eq!(
        (plan.first.written_on(), plan.second.unwrap().written_on()),
        (day(2026, 10, 5), day(2026, 9, 30))
    );
}

/// Cause dates and deadlines over the edges: original, reason, cause, date of the documents, deadline.
#[test]
fn dates_at_the_edges_of_month_quarter_half_and_year() {
    use AmendReason::{ContractCancelled, LetterOfCredit, PriceChanged, Returned};
    let table = [
        // within the month, the next, over the half-year, over the year
        ("20261001", Returned, "20261001", day(2026, 10, 1), day(2026, 11, 10)),
        ("20261031", Returned, "20261101", day(2026, 11, 1), day(2026, 12, 10)),
        ("20260331", ContractCancelled, "20260401", day(2026, 4, 1), day(2026, 5, 11)),
        ("20260630", PriceChanged, "20260701", day(2026, 7, 1), day(2026, 8, 10)),
        ("20260630", Returned, "20260930", day(2026, 9, 30), day(2026, 10, 12)),
        ("20261231", Returned, "20261231", day(2026, 12, 31), day(2027, 1, 11)),
        ("20261231", ContractCancelled, "20270101", day(2027, 1, 1), day(2027, 2, 10)),
        ("20251231", PriceChanged, "20270930", day(2027, 9, 30), day(2027, 10, 12)),
        ("20280229", Returned, "20280301", day(2028, 3, 1), day(2028, 4, 10)),
        // a letter of credit keeps the date of the original
        ("20260401", LetterOfCredit, "20260630", day(2026, 4, 1), day(2026, 7, 10)),
        ("20260630", LetterOfCredit, "20260701", day(2026, 6, 30), day(2026, 7, 27)),
        ("20260630", LetterOfCredit, "20260727", day(2026, 6, 30), day(2026, 7, 27)),
        ("20261231", LetterOfCredit, "20270125", day(2026, 12, 31), day(2027, 1, 25)),
        ("20261101", LetterOfCredit, "20261231", day(2026, 11, 1), day(2027, 1, 11)),
    ];
    for (written_on, reason, cause, documents_on, until) in table {
        let original = original(&InvoiceForm { written_on: written_on.into(), ..form() });
        let mut form = on(reason, cause);
        if reason == PriceChanged {
            form.lines = vec![part(0, "", "-1000")];
        }
        let plan = amend(&original, &form, day(2029, 1, 1)).unwrap();
        let case = format!("{written_on} {reason:?} {cause}");
        assert_eq!(plan.deadline, AmendDeadline::Until(until), "{case}");
        for document in std::iter::once(&plan.first).chain(&plan.second) {
            assert_eq!(document.written_on(), documents_on, "{case}");
            assert_eq!(document.amends().unwrap().original, original.number, "{case}");
        }
    }
}

#[test]
fn every_kind_is_amended_as_what_it_is() {
    let today = day(2026, 11, 22);
    for (kind, code, vat) in [
        (InvoiceKind::Taxable, "0201", -30_000),
        (InvoiceKind::ZeroRated, "0202", 0),
        (InvoiceKind::Exempt, "0401", 0),
    ] {
        let original = original(&InvoiceForm { kind, ..form() });
        let change = AmendForm { lines: vec![part(0, "", "-300,000")], ..on(AmendReason::PriceChanged, "") };
        let fewer = InvoiceForm { kind, ..corrected("9", "30,000").unwrap() };
        let mistake = AmendForm { corrected: Some(fewer), ..AmendForm::new(AmendReason::Mistake) };
        let forms = [
            on(AmendReason::Returned, ""),
            on(AmendReason::ContractCancelled, ""),
            change,
            mistake,
            AmendForm::new(AmendReason::IssuedTwice),
            AmendForm::new(AmendReason::NotTaxable),
        ];
        for form in forms {
            let plan = amend(&original, &form, today).unwrap();
            let first = &plan.first;
            assert_eq!(
                (first.type_code(), first.supply().get(), first.vat().get()),
                (code, -300_000, vat),
                "{form:?}"
            );
            assert!(plan.second.is_none_or(|second| second.kind() == kind));
        }
    }
    let to_ten_percent = corrected("10", "30,000");
    let zero_rated = original(&InvoiceForm { kind: InvoiceKind::ZeroRated, ..form() });
    assert_eq!(
        table_of(
            &zero_rated,
            &AmendForm { corrected: to_ten_percent, ..AmendForm::new(AmendReason::WrongRate) },
            today
        ),
        [
            "0202 01 20261005 -300,000/0 [1005 복사용지 -10×30,000=-300,000/0] \"\" of 20261005",
            "0201 01 20261005 300,000/30,000 [1005 복사용지 10×30,000=300,000/30,000] \"\" of 20261005",
            "until an audit",
        ]
    );
}

/// Three lines of 2026-10-31: 300,000 + 999 (3 × 333.33) − 50,000 of discount.
pub fn several_lines() -> InvoiceForm {
    InvoiceForm {
        written_on: "20261031".into(),
        lines: vec![
            LineForm { date: "5".into(), ..line("복사용지", "10", "30,000") },
            LineForm { date: "7".into(), ..line("연필", "3", "333.33") },
            LineForm { date: "7".into(), ..line("할인", "-1", "50,000") },
        ],
        payment: PaymentForm { cash: "276,098".into(), ..PaymentForm::default() },
        ..form()
    }
}

#[test]
fn several_lines_are_taken_back_line_by_line() {
    let original = original(&several_lines());
    let today = day(2026, 11, 22);
    assert_eq!(original.invoice.total().get(), 276_098);
    let whole = "1101 복사용지 -10×30,000=-300,000/-30,000, 1101 연필 -3×333.33=-999/-99, 1101 할인 1×50,000=50,000/5,000";
    assert_eq!(
        table_of(&original, &on(AmendReason::ContractCancelled, "1101"), today),
        [
            format!("0201 04 20261101 -250,999/-25,099 [{whole}] \"당초 작성일 2026-10-31\" of 20261031"),
            "until 2026-12-10".into()
        ]
    );
    assert_eq!(
        table_of(&original, &on(AmendReason::Returned, "1101"), today),
        [
            format!("0201 03 20261101 -250,999/-25,099 [{whole}] \"당초 작성일 2026-10-31\" of 20261031"),
            "until 2026-12-10".into()
        ],
        "everything came back"
    );
    assert_eq!(
        table_of(&original, &AmendForm::new(AmendReason::IssuedTwice), today)[0],
        format!(
            "0201 06 20261031 -250,999/-25,099 [{}] \"\" of 20261031",
            "1005 복사용지 -10×30,000=-300,000/-30,000, 1007 연필 -3×333.33=-999/-99, 1007 할인 1×50,000=50,000/5,000"
        )
    );
    let twice = amend(&original, &AmendForm::new(AmendReason::IssuedTwice), today).unwrap();
    assert_eq!(twice.first.payment().cash.get(), -276_098, "the means of payment go back too");
}

#[test]
fn what_came_back_is_said_by_quantity_or_by_amount() {
    let original = original(&several_lines());
    let of = |lines: Vec<AmendLine>| {
        table_of(&original, &AmendForm { lines, ..on(AmendReason::Returned, "1110") }, day(2026, 11, 22))[0]
            .clone()
    };
    assert_eq!(
        of(vec![part(0, "2.5", "")]),
        "0201 03 20261110 -75,000/-7,500 [1110 복사용지 -2.5×30,000=-75,000/-7,500] \"당초 작성일 2026-10-31\" of 20261031"
    );
    assert_eq!(
        of(vec![part(1, "1", ""), part(0, "", "10,001")]),
        "0201 03 20261110 -10,334/-1,033 [1110 연필 -1×333.33=-333/-33, 1110 복사용지 -10,001/-1,000] \"당초 작성일 2026-10-31\" of 20261031"
    );
    assert_eq!(
        of(vec![part(0, "1", "29,000")]),
        "0201 03 20261110 -29,000/-2,900 [1110 복사용지 -1×30,000=-29,000/-2,900] \"당초 작성일 2026-10-31\" of 20261031",
        "used goods came back for less"
    );
    assert_eq!(
        of(vec![part(0, "", ""), part(2, "", "")]),
        "0201 03 20261110 -250,000/-25,000 [1110 복사용지 -10×30,000=-300,000/-30,000, 1110 할인 1×50,000=50,000/5,000] \"당초 작성일 2026-10-31\" of 20261031"
    );
    let typed = AmendLine { vat: "2,499".into(), ..part(0, "", "25,000") };
    assert_eq!(
        of(vec![typed]),
        "0201 03 20261110 -25,000/-2,499 [1110 복사용지 -25,000/-2,499] \"당초 작성일 2026-10-31\" of 20261031"
    );
}

#[test]
fn a_changed_taxpayer_type_keeps_the_date_and_writes_the_cause() {
    let original = original(&form());
    for reason in [AmendReason::Returned, AmendReason::ContractCancelled, AmendReason::PriceChanged] {
        let lines =
            if reason == AmendReason::PriceChanged { vec![part(0, "", "-300,000")] } else { Vec::new() };
        let plan = amend(
            &original,
            &AmendForm { type_changed: true, lines, ..on(reason, "20270103") },
            day(2027, 1, 5),
        )
        .unwrap();
        assert_eq!(plan.first.written_on(), day(2026, 10, 5), "{reason:?}");
        assert_eq!(plan.first.remark(), Some("사유 발생일 2027-01-03"), "{reason:?}");
        assert_eq!(plan.first.lines()[0].supplied_on(), day(2026, 10, 5));
        assert_eq!(plan.deadline, AmendDeadline::Until(day(2027, 2, 10)));
    }
}

#[test]
fn the_shops_own_words_stand_behind_the_lawful_remark() {
    let mut original = original(&form());
    let with_words = AmendForm { remark: " 파손 ".into(), ..on(AmendReason::Returned, "1103") };
    let remark = |original: &OriginalInvoice, form: &AmendForm| {
        amend(original, form, day(2026, 11, 22)).unwrap().first.remark().map(str::to_owned)
    };
    assert_eq!(remark(&original, &with_words).as_deref(), Some("당초 작성일 2026-10-05 파손"));
    let mut foreign = form();
    foreign.buyer.kind = domain::BuyerKind::Foreigner;
    foreign.buyer.number = "M70689098".into();
    original = self::original(&foreign);
    assert_eq!(remark(&original, &with_words).as_deref(), Some("당초 작성일 2026-10-05 M70689098 파손"));
    assert_eq!(remark(&original, &AmendForm::new(AmendReason::IssuedTwice)).as_deref(), Some("M70689098"));
}

#[test]
fn an_amendment_is_titled_and_stored_as_one() {
    let original = original(&form());
    let plan = amend(&original, &on(AmendReason::Returned, "1103"), day(2026, 11, 22)).unwrap();
    assert_eq!(plan.first.title(), "수정전자세금계산서");
    assert_eq!(plan.first.amends().unwrap().code().text(), "환입");
    assert_eq!(plan.first.lines()[0].of_line(), Some(0));
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<AmendPlan>(&json).unwrap(), plan);
    let not_below_zero = serde_json::to_string(&original.invoice).unwrap().replace(
        "\"billing\":\"charge\"",
        "\"billing\":\"charge\",\"amends\":{\"reason\":\"returned\",\"original\":\"202610054199999900000001\",\"original_written_on\":\"2026-10-05\"}",
    );
    assert!(serde_json::from_str::<Invoice>(&not_below_zero).is_err(), "a return is below zero");
    let other_day = serde_json::to_string(&plan.first)
        .unwrap()
        .replace("\"original_written_on\":\"2026-10-05\"", "\"original_written_on\":\"2026-10-06\"");
    assert!(serde_json::from_str::<Invoice>(&other_day).is_err(), "the number begins with its date");
}
