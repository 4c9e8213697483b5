//! The shipped table of holidays: against the reference, against the rule for substitutes, and what a wrong table is told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use domain::{
    BusinessCalendar, FaultCode, Holiday, HolidayKind, HolidayRow, HolidaySource, HolidayTable,
    HolidayTableInvalid,
};

use crate::{day, shipped_calendar};

/// domain.md §2.14, typed again by hand: year, holidays, substitutes.
const REFERENCE: [(i32, &str, &str); 5] = [
    (
        2026,
        "01-01 02-16 02-17 02-18 03-01 05-01 05-05 05-24 06-03 06-06 07-17 08-15 09-24 09-25 09-26 10-03 10-09 12-25",
        "03-02 05-25 08-17 10-05",
    ),
    (
        2027,
        "01-01 02-06 02-07 02-08 03-01 05-01 05-05 05-13 06-06 07-17 08-15 09-14 09-15 09-16 10-03 10-09 12-25",
        "02-09 05-03 07-19 08-16 10-04 10-11 12-27",
    ),
    (
        2028,
        "01-01 01-26 01-27 01-28 03-01 04-12 05-01 05-02 05-05 06-06 07-17 08-15 10-02 10-03 10-04 10-09 12-25",
        "10-05",
    ),
    (
        2029,
        "01-01 02-12 02-13 02-14 03-01 05-01 05-05 05-20 06-06 07-17 08-15 09-21 09-22 09-23 10-03 10-09 12-25",
        "05-07 05-21 09-24",
    ),
    (
        2030,
        "01-01 02-02 02-03 02-04 03-01 05-01 05-05 05-09 06-06 07-17 08-15 09-11 09-12 09-13 10-03 10-09 12-25",
        "02-05 05-06",
    ),
];

fn dates<'a>(holidays: impl Iterator<Item = &'a Holiday>) -> String {
    holidays.map(|holiday| holiday.date.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_table_is_the_reference_day_by_day() {
    let calendar = shipped_calendar();
    let substitute = |holiday: &&Holiday| holiday.kind == HolidayKind::Substitute;
    let mut counts = Vec::new();
    for (year, holidays, substitutes) in REFERENCE {
        assert_eq!(dates(calendar.holidays_of(year).filter(|h| !substitute(h))), holidays, "{year}");
        assert_eq!(dates(calendar.holidays_of(year).filter(substitute)), substitutes, "{year}");
        counts.push((year, calendar.holidays_of(year).count()));
    }
    assert_eq!(counts, [(2026, 22), (2027, 24), (2028, 18), (2029, 20), (2030, 19)]);
}

#[test]
fn every_day_of_the_table_comes_from_the_law_and_elections_are_named() {
    let calendar = shipped_calendar();
    let all: Vec<_> = (2026..=2030).flat_map(|year| calendar.holidays_of(year)).collect();
    assert!(all.iter().all(|holiday| holiday.source == HolidaySource::Law));
    let elections: Vec<_> =
        all.iter().filter(|h| h.kind == HolidayKind::Election).map(|h| (h.date, h.name.as_str())).collect();
    assert_eq!(elections, [(day(2026, 6, 3), "지방선거일"), (day(2028, 4, 12), "국회의원 선거일")]);
    let named = |date| calendar.holiday_on(date).unwrap().name.to_string();
    assert_eq!(named(day(2026, 9, 24)), "추석 연휴");
    assert_eq!(named(day(2027, 7, 19)), "대체공휴일(제헌절)");
    assert_eq!(named(day(2028, 10, 3)), "개천절 · 추석");
    assert_eq!(calendar.holiday_on(day(2026, 11, 22)), None, "a plain Sunday has no name");
}

#[test]
fn every_named_holiday_is_in_every_year_once() {
    let calendar = shipped_calendar();
    let names = [
        "신정",
        "설날",
        "삼일절",
        "노동절",
        "어린이날",
        "부처님오신날",
        "현충일",
        "제헌절",
        "광복절",
        "추석",
        "개천절",
        "한글날",
        "성탄절",
    ];
    for year in 2026..=2030 {
        for name in names {
            let named = |h: &&Holiday| {
                h.kind == HolidayKind::Fixed && h.name.as_str().split(" · ").any(|part| part == name)
            };
            assert_eq!(calendar.holidays_of(year).filter(named).count(), 1, "{year} {name}");
        }
    }
}

#[test]
fn the_substitutes_are_exactly_those_the_rule_gives() {
    let calendar = shipped_calendar();
    for year in 2026..=2030 {
        let listed: BTreeMap<_, _> = calendar
            .holidays_of(year)
            .filter(|holiday| holiday.kind == HolidayKind::Substitute)
            .map(|holiday| (holiday.date, holiday.name.to_string()))
            .collect();
        assert!(listed.keys().all(|date| date.weekday().num_days_from_monday() < 5), "{year} on a weekday");
        assert_eq!(listed, substitutes_by_rule(&calendar, year), "{year}");
    }
}

/// Substitute day (domain.md §2.14): the next day that is neither a weekend nor a holiday.
fn substitutes_by_rule(calendar: &BusinessCalendar, year: i32) -> BTreeMap<NaiveDate, String> {
    let fixed: Vec<_> = calendar.holidays_of(year).filter(|h| h.kind != HolidayKind::Substitute).collect();
    let mut closed: BTreeSet<_> = fixed.iter().map(|holiday| holiday.date).collect();
    let mut substitutes = BTreeMap::new();
    for holiday in fixed.into_iter().filter(|holiday| asks_for_a_substitute(holiday)) {
        let is_free = |date: &NaiveDate| !is_weekend(*date) && !closed.contains(date);
        let date = holiday.date.iter_days().find(is_free).unwrap();
        let name = holiday.name.as_str().rsplit(" · ").next().unwrap().replace(" 연휴", "");
        closed.insert(date);
        substitutes.insert(date, format!("대체공휴일({name})"));
    }
    substitutes
}

fn asks_for_a_substitute(holiday: &Holiday) -> bool {
    let name = holiday.name.as_str();
    let on_saturdays =
        ["삼일절", "제헌절", "광복절", "개천절", "한글날", "부처님오신날", "노동절", "어린이날", "성탄절"];
    let on_sundays_only = ["설날", "설날 연휴", "추석", "추석 연휴"];
    let overlaps_on_a_weekday = name.contains(" · ") && !is_weekend(holiday.date);
    match holiday.date.weekday() {
        Weekday::Sat => on_saturdays.contains(&name),
        Weekday::Sun => on_saturdays.contains(&name) || on_sundays_only.contains(&name),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => overlaps_on_a_weekday,
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn row(date: &str, name: &str, kind: &str) -> HolidayRow {
    HolidayRow { date: date.into(), name: name.into(), kind: kind.into() }
}

fn refused(rows: Vec<HolidayRow>) -> HolidayTableInvalid {
    let table = HolidayTable { source: "test".into(), years: vec![2026], holidays: rows };
    BusinessCalendar::from_table(table).unwrap_err()
}

#[test]
fn a_wrong_row_is_refused_by_its_date() {
    let date = day(2026, 1, 1);
    let twice = refused(vec![row("2026-01-01", "신정", "fixed"), row("2026-01-01", "설날", "fixed")]);
    assert_eq!(twice, HolidayTableInvalid::Twice { date });
    assert_eq!(twice.to_string(), "the table of holidays names 2026-01-01 twice");
    for bad in ["2026-02-30", "2026-1-1", " 2026-01-01", "26-01-01", "", "신정", "2026-01-01T00:00"] {
        assert_eq!(refused(vec![row(bad, "신정", "fixed")]), HolidayTableInvalid::Date { date: bad.into() });
    }
    assert_eq!(
        refused(vec![row("2026-01-01", "신정", "Fixed")]),
        HolidayTableInvalid::Kind { date, kind: "Fixed".into() }
    );
    assert_eq!(
        refused(vec![row("2026-01-01", " ", "fixed")]),
        HolidayTableInvalid::Name { date, fault: FaultCode::RequiredMissing }
    );
    assert_eq!(
        refused(vec![row("2031-01-01", "신정", "fixed")]),
        HolidayTableInvalid::YearNotListed { date: day(2031, 1, 1) }
    );
}

#[test]
fn the_json_reader_names_the_date_too() {
    let read = |text: &str| serde_json::from_str::<BusinessCalendar>(text).map_err(|error| error.to_string());
    let wrong =
        r#"{"source":"","years":[2026],"holidays":[{"date":"2026-05-01","name":"노동절","kind":"lunar"}]}"#;
    assert_eq!(read(wrong).unwrap_err(), "the holiday of 2026-05-01 is of the unknown kind `lunar`");
    let misspelt = r#"{"source":"","years":[2026],"holidays":[{"date":"2026-05-01","name":"노동절","kind":"fixed","kin":1}]}"#;
    assert!(read(misspelt).unwrap_err().contains("unknown field `kin`"));
    assert_eq!(read(r#"{"source":"","years":[],"holidays":[]}"#).unwrap().holidays_of(2026).count(), 0);
}

#[test]
fn the_kinds_have_stable_names() {
    for kind in HolidayKind::ALL {
        assert_eq!(HolidayKind::from_name(kind.as_str()), Some(kind));
        assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
    }
    assert_eq!(HolidayKind::from_name("lunar"), None);
}
