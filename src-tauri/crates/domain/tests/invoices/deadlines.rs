//! The deadlines of invoices: in time, late, missed (domain.md §2.3, §2.9, §6.1).

use domain::{DeadlineRules, InvoiceKind, Penalty, Timeliness};
use proptest::prelude::*;

use crate::{calendar, day, won};

fn law() -> DeadlineRules {
    DeadlineRules::default()
}

#[test]
fn an_invoice_is_late_after_the_tenth_and_missed_after_the_final_return() {
    let calendar = calendar();
    let table = [
        (day(2026, 4, 30), day(2026, 5, 11), day(2026, 7, 27)),
        (day(2026, 6, 1), day(2026, 7, 10), day(2026, 7, 27)),
        (day(2026, 7, 31), day(2026, 8, 10), day(2027, 1, 25)),
        (day(2026, 9, 2), day(2026, 10, 12), day(2027, 1, 25)),
        (day(2026, 12, 31), day(2027, 1, 11), day(2027, 1, 25)),
        (day(2027, 1, 1), day(2027, 2, 10), day(2027, 7, 26)),
        (day(2027, 9, 30), day(2027, 10, 12), day(2028, 1, 25)),
    ];
    for (written_on, until, late_until) in table {
        let deadline = law().issue_deadline(written_on, InvoiceKind::Taxable, calendar);
        assert_eq!((deadline.until, deadline.late_until), (until, late_until), "{written_on}");
        assert_eq!(deadline.until, law().invoice_until(written_on, calendar));
        assert_eq!(deadline.on(until), Timeliness::OnTime);
        assert_eq!(deadline.on(until.succ_opt().unwrap()), Timeliness::Late);
        assert_eq!(deadline.on(late_until), Timeliness::Late);
        assert_eq!(deadline.on(late_until.succ_opt().unwrap()), Timeliness::Missed);
    }
}

#[test]
fn an_exempt_invoice_is_late_until_the_january_after() {
    let calendar = calendar();
    for written_on in [day(2026, 1, 5), day(2026, 6, 30), day(2026, 12, 31)] {
        let deadline = law().issue_deadline(written_on, InvoiceKind::Exempt, calendar);
        assert_eq!(deadline.late_until, day(2027, 1, 25), "{written_on}");
    }
    let zero_rated = law().issue_deadline(day(2026, 3, 2), InvoiceKind::ZeroRated, calendar);
    assert_eq!(zero_rated.late_until, day(2026, 7, 27));
}

#[test]
fn transmission_is_due_the_day_after_the_issue() {
    let calendar = calendar();
    let due = |written_on, issued_on| {
        law().transmission_deadline(written_on, issued_on, InvoiceKind::Taxable, calendar)
    };
    let friday = due(day(2026, 11, 20), day(2026, 11, 20));
    assert_eq!((friday.until, friday.late_until), (day(2026, 11, 21), day(2027, 1, 25)));
    assert_eq!(friday.on(day(2026, 11, 23)), Timeliness::Late, "the weekend is no excuse that is certain");
    let after_the_return = due(day(2026, 6, 30), day(2026, 8, 1));
    assert_eq!((after_the_return.until, after_the_return.late_until), (day(2026, 8, 2), day(2026, 8, 2)));
}

#[test]
fn being_late_costs_thousandths_of_the_supply() {
    let Penalty { .. } = law().issue_penalty;
    let issue = |timeliness, supply| law().issue_penalty.of(timeliness, won(supply));
    assert_eq!(issue(Timeliness::OnTime, 300_000), won(0));
    assert_eq!(
        (issue(Timeliness::Late, 300_000), issue(Timeliness::Missed, 300_000)),
        (won(3_000), won(6_000))
    );
    assert_eq!(issue(Timeliness::Late, 99), won(0));
    assert_eq!(issue(Timeliness::Late, -123_456), won(1_234));
    let sent = |timeliness| law().transmission_penalty.of(timeliness, won(300_000));
    assert_eq!((sent(Timeliness::Late), sent(Timeliness::Missed)), (won(900), won(1_500)));
}

#[test]
fn a_letter_of_credit_and_a_correction_go_by_the_final_return() {
    let calendar = calendar();
    assert_eq!(
        law().letter_of_credit_until(day(2026, 10, 5), day(2026, 11, 20), calendar),
        day(2026, 12, 10)
    );
    assert_eq!(law().letter_of_credit_until(day(2026, 10, 5), day(2027, 1, 15), calendar), day(2027, 1, 25));
    assert_eq!(law().letter_of_credit_until(day(2026, 3, 5), day(2026, 7, 3), calendar), day(2026, 7, 27));
    assert_eq!(law().correction_until(day(2026, 10, 5), calendar), day(2028, 1, 25));
    assert_eq!(law().correction_until(day(2026, 6, 30), calendar), day(2027, 7, 27));
}

#[test]
fn the_end_of_time_is_no_panic() {
    let end = chrono::NaiveDate::MAX;
    let calendar = calendar();
    let _ = law().issue_deadline(end, InvoiceKind::Exempt, calendar);
    let _ = law().transmission_deadline(end, end, InvoiceKind::Taxable, calendar);
    let _ = law().correction_until(end, calendar);
    let _ = law().letter_of_credit_until(end, end, calendar);
}

proptest! {
    #[test]
    fn in_time_is_before_late_is_before_missed(days in 0_i64..1_800, kind in prop::sample::select(InvoiceKind::ALL.to_vec()), later in 0_i64..400) {
        let calendar = calendar();
        let written_on = day(2026, 1, 1) + chrono::TimeDelta::days(days);
        let deadline = law().issue_deadline(written_on, kind, calendar);
        prop_assert!(written_on < deadline.until && deadline.until <= deadline.late_until);
        let on = written_on + chrono::TimeDelta::days(later);
        prop_assert!(deadline.on(on) <= deadline.on(on.succ_opt().unwrap()));
    }
}
