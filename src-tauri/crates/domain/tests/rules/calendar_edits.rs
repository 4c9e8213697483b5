//! The shop's edits of the calendar.

use chrono::{Days, NaiveDate};
use domain::{
    AddedHoliday, CalendarEdits, CalendarEditsInvalid, FaultCode, HolidayKind, HolidayName, HolidaySource,
};
use proptest::prelude::*;

use crate::{day, shipped_calendar};

fn name(text: &str) -> HolidayName {
    HolidayName::parse(text).unwrap()
}

fn added(date: NaiveDate, text: &str) -> AddedHoliday {
    AddedHoliday { date, name: name(text) }
}

#[test]
fn an_added_day_is_a_holiday_that_the_shop_answers_for() {
    let date = day(2026, 11, 23);
    let mut edits = CalendarEdits::default();
    edits.add(date, name(" 임시공휴일 "));
    let calendar = shipped_calendar().with_edits(&edits);
    let holiday = calendar.holiday_on(date).unwrap();
    assert_eq!((holiday.kind, holiday.source), (HolidayKind::Adhoc, HolidaySource::User));
    assert_eq!(holiday.name.as_str(), "임시공휴일");
    assert_eq!(calendar.next_business_day(day(2026, 11, 21)), day(2026, 11, 24));
    assert_eq!(calendar.holidays_of(2026).count(), 23);
}

#[test]
fn an_added_day_does_not_make_its_year_known() {
    let mut edits = CalendarEdits::default();
    edits.add(day(2031, 1, 1), name("신정"));
    let calendar = shipped_calendar().with_edits(&edits);
    assert!(!calendar.is_business_day(day(2031, 1, 1)));
    assert!(!calendar.covers(2031), "one day is not a year");
}

#[test]
fn a_removed_day_is_a_business_day_unless_it_is_a_weekend() {
    let mut edits = CalendarEdits::default();
    edits.remove(day(2028, 4, 12));
    edits.remove(day(2026, 8, 15));
    let calendar = shipped_calendar().with_edits(&edits);
    assert!(calendar.is_business_day(day(2028, 4, 12)));
    assert!(!calendar.is_business_day(day(2026, 8, 15)), "a Saturday");
    edits.restore(day(2028, 4, 12));
    edits.restore(day(2026, 8, 15));
    assert_eq!(shipped_calendar().with_edits(&edits), shipped_calendar());
}

#[test]
fn a_day_both_removed_and_added_has_the_shops_name() {
    let date = day(2028, 4, 12);
    let edits = CalendarEdits::new(vec![added(date, "총선")], vec![date]).unwrap();
    let calendar = shipped_calendar().with_edits(&edits);
    assert_eq!(calendar.holiday_on(date).unwrap().name.as_str(), "총선");
}

#[test]
fn edits_that_contradict_themselves_are_refused() {
    let date = day(2026, 11, 23);
    let twice = CalendarEdits::new(vec![added(date, "가"), added(date, "나")], vec![]).unwrap_err();
    assert_eq!(twice, CalendarEditsInvalid::AddedTwice(date));
    assert_eq!(twice.to_string(), "2026-11-23 is added to the calendar twice");
    let twice = CalendarEdits::new(vec![], vec![date, date]).unwrap_err();
    assert_eq!(twice, CalendarEditsInvalid::RemovedTwice(date));
}

#[test]
fn edits_are_plain_lists_in_json() {
    let edits = CalendarEdits::new(
        vec![added(day(2026, 12, 24), "쉬는 날"), added(day(2026, 11, 23), "임시공휴일")],
        vec![day(2028, 4, 12)],
    )
    .unwrap();
    let json = serde_json::to_string(&edits).unwrap();
    assert_eq!(
        json,
        r#"{"added":[{"date":"2026-11-23","name":"임시공휴일"},{"date":"2026-12-24","name":"쉬는 날"}],"removed":["2028-04-12"]}"#
    );
    assert_eq!(serde_json::from_str::<CalendarEdits>(&json).unwrap(), edits);
    for wrong in [
        r#"{"added":[],"removed":["2028-04-12","2028-04-12"]}"#,
        r#"{"added":[{"date":"2026-11-23","name":" "}],"removed":[]}"#,
        r#"{"added":[],"removed":["2026-02-30"]}"#,
        r#"{"added":[]}"#,
    ] {
        assert!(serde_json::from_str::<CalendarEdits>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_name_is_one_short_line() {
    assert_eq!(HolidayName::parse("  "), Err(FaultCode::RequiredMissing));
    assert_eq!(HolidayName::parse("임시\n공휴일"), Err(FaultCode::TextHasControlCharacters));
    assert_eq!(HolidayName::parse(&"가".repeat(31)), Err(FaultCode::TextTooLong));
    assert_eq!(HolidayName::parse(&"가".repeat(30)).unwrap().as_str().chars().count(), 30);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..365 * 6_u64).prop_map(|days| day(2026, 1, 1).checked_add_days(Days::new(days)).unwrap())
}

fn any_edits() -> impl Strategy<Value = CalendarEdits> {
    let days = || prop::collection::btree_set(any_day(), 0..6);
    (days(), days()).prop_map(|(more, fewer)| {
        let more = more.into_iter().map(|date| added(date, "쉬는 날")).collect();
        CalendarEdits::new(more, fewer.into_iter().collect()).unwrap()
    })
}

proptest! {
    #[test]
    fn removing_an_added_day_gives_the_old_calendar_back(before in any_edits(), date in any_day()) {
        prop_assume!(before.added().all(|added| added.date != date));
        let mut edits = before.clone();
        edits.add(date, name("임시공휴일"));
        prop_assert!(!shipped_calendar().with_edits(&edits).is_business_day(date));
        edits.remove(date);
        prop_assert_eq!(shipped_calendar().with_edits(&edits), shipped_calendar().with_edits(&before));
        prop_assert_eq!(edits, before);
    }

    #[test]
    fn edits_touch_no_other_day(edits in any_edits(), date in any_day()) {
        let touched = edits.removed().chain(edits.added().map(|added| added.date)).any(|day| day == date);
        let (shipped, edited) = (shipped_calendar(), shipped_calendar().with_edits(&edits));
        prop_assert!(touched || shipped.is_business_day(date) == edited.is_business_day(date));
        prop_assert_eq!(shipped.covers(2026), edited.covers(2026));
    }

    #[test]
    fn edits_are_read_back_as_they_were_written(edits in any_edits()) {
        let json = serde_json::to_string(&edits).unwrap();
        prop_assert_eq!(serde_json::from_str::<CalendarEdits>(&json).unwrap(), edits);
    }
}
