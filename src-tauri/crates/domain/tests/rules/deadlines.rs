//! How long the law leaves: the vectors of domain.md §1.1 and §2.3, and what holds on every day.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::{CalendarEdits, DeadlineRules, HolidayName, Penalty, Urgency, check_trade_date};
use proptest::prelude::*;

use crate::{afternoon, day, shipped_calendar};

fn law() -> DeadlineRules {
    DeadlineRules::default()
}

#[test]
fn todays_law_is_data_with_a_date() {
    let today = DeadlineRules {
        valid_from: day(2026, 1, 1),
        receipt_days: 5,
        mandatory_from_won: 100_000,
        receipt_late_days: 10,
        mandatory_penalty: Penalty { late_permille: 100, missed_permille: 200 },
        invoice_day_of_next_month: 10,
        transmission_days: 1,
        final_return_day: 25,
        correction_years: 1,
        issue_penalty: Penalty { late_permille: 10, missed_permille: 20 },
        transmission_penalty: Penalty { late_permille: 3, missed_permille: 5 },
    };
    assert_eq!(law(), today);
}

#[test]
fn a_receipt_may_be_issued_five_days_after_the_cash_weekend_or_not() {
    assert_eq!(law().lawful_until(day(2026, 11, 2)), day(2026, 11, 7), "a Saturday, as domain.md §1.1 says");
    assert_eq!(law().lawful_until(day(2026, 12, 28)), day(2027, 1, 2));
    assert_eq!(law().lawful_until(day(2028, 2, 25)), day(2028, 3, 1), "over a leap day");
    let stricter = DeadlineRules { receipt_days: 3, ..law() };
    assert_eq!(stricter.lawful_until(day(2026, 11, 2)), day(2026, 11, 5), "another law is other data");
}

#[test]
fn a_receipt_is_sent_by_the_last_second_the_route_or_the_law_leaves() {
    let last_second = |date: NaiveDate| date.and_hms_opt(23, 59, 59).unwrap();
    let traded_on = day(2026, 11, 2);
    let table = [(0, 2), (1, 3), (4, 6), (5, 7), (6, 7), (255, 7)];
    for (days_late, until) in table {
        assert_eq!(law().send_by(traded_on, days_late), last_second(day(2026, 11, until)), "{days_late}");
    }
    assert_eq!(law().send_by(day(2026, 12, 31), 1), last_second(day(2027, 1, 1)));
}

#[test]
fn a_months_invoice_may_be_issued_until_the_tenth_of_the_next_or_the_business_day_after() {
    let calendar = shipped_calendar();
    let table = [
        ((2026, 4), day(2026, 5, 11)),
        ((2026, 6), day(2026, 7, 10)),
        ((2026, 7), day(2026, 8, 10)),
        ((2026, 9), day(2026, 10, 12)),
        ((2026, 12), day(2027, 1, 11)),
        ((2027, 1), day(2027, 2, 10)),
        ((2027, 9), day(2027, 10, 12)),
    ];
    for ((year, month), until) in table {
        let last = day(year, month, 1).checked_add_months(chrono::Months::new(1)).unwrap() - Days::new(1);
        for supplied_on in [day(year, month, 1), day(year, month, 15), last] {
            assert_eq!(law().invoice_until(supplied_on, &calendar), until, "{supplied_on}");
        }
    }
}

#[test]
fn a_day_off_that_the_shop_added_moves_the_tenth() {
    let mut edits = CalendarEdits::default();
    edits.add(day(2026, 7, 10), HolidayName::parse("임시공휴일").unwrap());
    let calendar = shipped_calendar().with_edits(&edits);
    assert_eq!(law().invoice_until(day(2026, 6, 30), &calendar), day(2026, 7, 13));
}

#[test]
fn transmission_is_warned_of_the_day_after_whatever_weekday_it_is() {
    let calendar = shipped_calendar();
    let table = [
        (day(2026, 11, 23), day(2026, 11, 24), day(2026, 11, 24)),
        (day(2026, 11, 20), day(2026, 11, 21), day(2026, 11, 23)),
        (day(2026, 2, 13), day(2026, 2, 14), day(2026, 2, 19)),
        (day(2026, 12, 31), day(2027, 1, 1), day(2027, 1, 4)),
    ];
    for (issued_on, warn_on, extended_to) in table {
        let deadline = law().transmit_by(issued_on, &calendar);
        assert_eq!((deadline.warn_on, deadline.extended_to), (warn_on, extended_to), "{issued_on}");
    }
}

#[test]
fn urgency_counts_days_not_hours() {
    let now = afternoon();
    let table = [
        (day(2026, 11, 20), Urgency::Overdue, r#"{"urgency":"overdue"}"#),
        (day(2026, 11, 21), Urgency::Overdue, r#"{"urgency":"overdue"}"#),
        (day(2026, 11, 22), Urgency::Today, r#"{"urgency":"today"}"#),
        (day(2026, 11, 23), Urgency::Tomorrow, r#"{"urgency":"tomorrow"}"#),
        (day(2026, 11, 24), Urgency::DaysLeft(2), r#"{"urgency":"days_left","days":2}"#),
        (day(2026, 12, 22), Urgency::DaysLeft(30), r#"{"urgency":"days_left","days":30}"#),
    ];
    for (last_day, urgency, json) in table {
        assert_eq!(Urgency::of(last_day, now), urgency, "{last_day}");
        assert_eq!(serde_json::to_string(&urgency).unwrap(), json);
    }
    let midnight = day(2026, 11, 22).and_time(NaiveTime::MIN);
    assert_eq!(Urgency::of(day(2026, 11, 22), midnight + TimeDelta::seconds(86_399)), Urgency::Today);
    assert_eq!(Urgency::of(day(2026, 11, 22), midnight + TimeDelta::days(1)), Urgency::Overdue);
    assert_eq!(Urgency::of(day(2026, 11, 23), midnight), Urgency::Tomorrow);
}

#[test]
fn the_end_of_time_is_no_panic() {
    let calendar = shipped_calendar();
    assert_eq!(law().lawful_until(NaiveDate::MAX), NaiveDate::MAX);
    assert_eq!(law().send_by(NaiveDate::MAX, 1).date(), NaiveDate::MAX);
    assert_eq!(law().invoice_until(NaiveDate::MAX, &calendar), NaiveDate::MAX);
    assert_eq!(law().transmit_by(NaiveDate::MAX, &calendar).warn_on, NaiveDate::MAX);
    assert_eq!(Urgency::of(NaiveDate::MIN, afternoon()), Urgency::Overdue);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..365 * 5_u64).prop_map(|days| day(2026, 1, 1).checked_add_days(Days::new(days)).unwrap())
}

proptest! {
    #[test]
    fn the_last_second_and_the_check_of_the_trade_date_agree(traded_on in any_day(), days_late in 0_u8..=5) {
        let traded_at = traded_on.and_hms_opt(12, 0, 0).unwrap();
        let send_by = law().send_by(traded_on, days_late);
        prop_assert_eq!(check_trade_date(traded_at, send_by, days_late), Ok(()));
        prop_assert!(check_trade_date(traded_at, send_by + TimeDelta::seconds(1), days_late).is_err());
    }

    #[test]
    fn no_route_goes_beyond_the_law(traded_on in any_day(), days_late: u8) {
        prop_assert!(law().send_by(traded_on, days_late).date() <= law().lawful_until(traded_on));
        prop_assert!(law().send_by(traded_on, days_late).date() >= traded_on);
    }

    #[test]
    fn the_more_urgent_comes_first(one in any_day(), other in any_day(), now in any_day()) {
        let now = now.and_hms_opt(9, 0, 0).unwrap();
        let (near, far) = (one.min(other), one.max(other));
        prop_assert!(Urgency::of(near, now) <= Urgency::of(far, now));
    }
}
