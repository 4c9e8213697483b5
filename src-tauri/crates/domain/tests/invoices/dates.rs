//! Dates as typed.

use domain::{FaultCode, parse_date};
use proptest::prelude::*;

use crate::day;

#[test]
fn a_date_is_read_in_every_way_people_type_it() {
    let today = day(2026, 11, 25);
    let table = [
        ("20261122", day(2026, 11, 22)),
        ("2026-11-22", day(2026, 11, 22)),
        ("2026. 11. 22.", day(2026, 11, 22)),
        ("2026년 11월 22일", day(2026, 11, 22)),
        ("261122", day(2026, 11, 22)),
        ("26/11/22", day(2026, 11, 22)),
        ("1122", day(2026, 11, 22)),
        ("11/22", day(2026, 11, 22)),
        ("11월 3일", day(2026, 11, 3)),
        ("9/3", day(2026, 9, 3)),
        ("903", day(2026, 9, 3)),
        ("22", day(2026, 11, 22)),
        ("3", day(2026, 11, 3)),
        ("１１２２", day(2026, 11, 22)),
        (" 오늘 ", today),
        ("어제", day(2026, 11, 24)),
        ("그제", day(2026, 11, 23)),
        ("그저께", day(2026, 11, 23)),
    ];
    for (text, date) in table {
        assert_eq!(parse_date(text, today), Ok(date), "{text:?}");
    }
}

#[test]
fn a_day_without_a_year_is_the_nearest() {
    assert_eq!(parse_date("1231", day(2027, 1, 5)), Ok(day(2026, 12, 31)));
    assert_eq!(parse_date("1/3", day(2026, 12, 28)), Ok(day(2027, 1, 3)));
    assert_eq!(parse_date("1130", day(2026, 11, 22)), Ok(day(2026, 11, 30)), "never silently a year ago");
    assert_eq!(parse_date("229", day(2027, 11, 22)), Ok(day(2028, 2, 29)), "the one that exists");
    assert_eq!(parse_date("30", day(2026, 12, 2)), Ok(day(2026, 12, 30)), "a day alone stays in its month");
}

#[test]
fn what_is_no_date_is_refused() {
    let today = day(2026, 11, 25);
    assert_eq!(parse_date("  ", today), Err(FaultCode::RequiredMissing));
    for text in [
        "31",
        "1131",
        "0",
        "13/1",
        "20260229",
        "1999-12-31",
        "내일",
        "1,122",
        "11/22/2026",
        "-",
        "202611221",
        "2026112",
    ] {
        assert_eq!(parse_date(text, today), Err(FaultCode::DateInvalid), "{text:?}");
    }
}

proptest! {
    #[test]
    fn every_date_is_read_back(days in 0_i64..36_000, offset in -150_i64..=150) {
        let date = day(2000, 6, 1) + chrono::TimeDelta::days(days);
        let today = date + chrono::TimeDelta::days(offset);
        for form in ["%Y%m%d", "%Y-%m-%d", "%y%m%d", "%Y년 %m월 %d일", "%m%d", "%m/%d"] {
            prop_assert_eq!(parse_date(&date.format(form).to_string(), today), Ok(date), "{}", form);
        }
    }

    #[test]
    fn no_text_breaks_the_parser(text in "\\PC{0,12}") {
        let _ = parse_date(&text, day(2026, 11, 25));
    }
}
