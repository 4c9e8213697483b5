//! Which days are business days, and the next one.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use crate::{day, shipped_calendar};

#[test]
fn weekends_and_holidays_are_no_business_days() {
    let calendar = shipped_calendar();
    let closed = [
        (2026, 11, 21),
        (2026, 11, 22),
        (2026, 3, 2),
        (2026, 5, 1),
        (2026, 6, 3),
        (2026, 7, 17),
        (2027, 12, 27),
        (2028, 10, 5),
    ];
    for (year, month, date) in closed {
        assert!(!calendar.is_business_day(day(year, month, date)), "{year}-{month}-{date}");
    }
    for open in [day(2026, 11, 23), day(2026, 6, 8), day(2026, 3, 3), day(2028, 10, 6), day(2026, 12, 31)] {
        assert!(calendar.is_business_day(open), "{open}");
    }
}

#[test]
fn the_next_business_day_is_the_day_itself_when_it_is_one() {
    let calendar = shipped_calendar();
    let table = [
        (day(2026, 11, 20), day(2026, 11, 20)),
        (day(2026, 11, 21), day(2026, 11, 23)),
        (day(2026, 2, 14), day(2026, 2, 19)),
        (day(2027, 2, 6), day(2027, 2, 10)),
        (day(2027, 1, 1), day(2027, 1, 4)),
        (day(2028, 9, 30), day(2028, 10, 6)),
        (day(2027, 12, 25), day(2027, 12, 28)),
    ];
    for (date, next) in table {
        assert_eq!(calendar.next_business_day(date), next, "{date}");
    }
    assert_eq!(calendar.next_business_day(NaiveDate::MAX), NaiveDate::MAX, "the end of time is no panic");
}

#[test]
fn outside_the_table_there_are_weekends_only() {
    let calendar = shipped_calendar();
    let covered: Vec<_> = (2020..2040).filter(|year| calendar.covers(*year)).collect();
    assert_eq!(covered, [2026, 2027, 2028, 2029, 2030]);
    assert_eq!(calendar.holidays_of(2031).count(), 0);
    assert!(calendar.is_business_day(day(2031, 1, 1)), "a Wednesday; the caller warns");
    assert!(!calendar.is_business_day(day(2031, 1, 4)));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..365 * 8_u64).prop_map(|days| day(2025, 1, 1).checked_add_days(Days::new(days)).unwrap())
}

proptest! {
    #[test]
    fn the_next_business_day_is_one_and_the_earliest(date in any_day()) {
        let calendar = shipped_calendar();
        let next = calendar.next_business_day(date);
        prop_assert!(next >= date && calendar.is_business_day(next));
        prop_assert!(date.iter_days().take_while(|day| *day < next).all(|day| !calendar.is_business_day(day)));
        prop_assert_eq!(calendar.next_business_day(next), next);
        prop_assert!((next - date).num_days() <= 6, "no closed stretch of these years is longer");
    }

    #[test]
    fn a_business_day_is_no_weekend_and_has_no_name(date in any_day()) {
        let calendar = shipped_calendar();
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let open = !weekend && calendar.holiday_on(date).is_none();
        prop_assert_eq!(calendar.is_business_day(date), open);
    }
}
