//! When something that repeats is due (정기 발행): a rent on the last day of every month, a subscription every second Friday.
//!
//! A run is named by the day its rhythm gives ([`Run::nominal`]), whatever the calendar makes of it: that name never changes
//! when a holiday is announced, so a run that has been issued is never issued again.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::calendar::BusinessCalendar;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Rhythm {
    /// On a day of every so many months.
    Monthly {
        /// 1 is every month; counted from the month of the first day. 1–12.
        every: u8,
        /// 1–31; a month without that day has it on its last. 31 is the last day of every month.
        day: u8,
    },
    /// On a weekday of every so many weeks.
    Weekly {
        /// 1 is every week; counted from the week of the first day. 1–52.
        every: u8,
        /// Which.
        weekday: Weekday,
    },
}

/// What happens to a run whose day is no business day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnHoliday {
    /// It runs all the same.
    #[default]
    Keep,
    /// It runs on the next business day.
    After,
    /// It runs on the last business day before.
    Before,
}

/// A rhythm between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// How often.
    pub rhythm: Rhythm,
    /// Nothing runs before this day.
    pub starts_on: NaiveDate,
    /// Nothing runs after this day.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// What a holiday does.
    #[serde(default)]
    pub on_holiday: OnHoliday,
    /// Runs that are left out, by their nominal day.
    #[serde(default)]
    pub skipped: BTreeSet<NaiveDate>,
}

/// One time that it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    /// The day its rhythm gives: its name for ever.
    pub nominal: NaiveDate,
    /// The day it runs, after the calendar had its say.
    pub on: NaiveDate,
}

/// A recurrence that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceInvalid {
    /// Every none, or more seldom than once a year.
    #[error("it repeats every none, or more seldom than once a year")]
    Every,
    /// No day of a month.
    #[error("no month has this day")]
    Day,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    EndsBeforeItBegins,
}

impl Recurrence {
    /// Whether it can be.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), RecurrenceInvalid> {
        let (every, most, day) = match self.rhythm {
            Rhythm::Monthly { every, day } => (every, 12, day),
            Rhythm::Weekly { every, .. } => (every, 52, 1),
        };
        if !(1..=most).contains(&every) {
            return Err(RecurrenceInvalid::Every);
        }
        if !(1..=31).contains(&day) {
            return Err(RecurrenceInvalid::Day);
        }
        if self.ends_on.is_some_and(|end| end < self.starts_on) {
            return Err(RecurrenceInvalid::EndsBeforeItBegins);
        }
        Ok(())
    }

    /// Its runs in the order of their nominal days, without those left out.
    pub fn runs<'a>(&'a self, calendar: &'a BusinessCalendar) -> impl Iterator<Item = Run> + 'a {
        self.nominal_days()
            .take_while(|day| self.ends_on.is_none_or(|end| *day <= end))
            .filter(|day| !self.skipped.contains(day))
            .map(|nominal| Run { nominal, on: self.moved(nominal, calendar) })
    }

    /// What ran, or should have run, by `today` and after the nominal day `after`.
    pub fn due<'a>(
        &'a self,
        after: Option<NaiveDate>,
        today: NaiveDate,
        calendar: &'a BusinessCalendar,
    ) -> impl Iterator<Item = Run> + 'a {
        // A run moves by days, never by weeks: further on nothing can be due today.
        let horizon = today.checked_add_days(Days::new(31)).unwrap_or(NaiveDate::MAX);
        self.runs(calendar)
            .take_while(move |run| run.nominal <= horizon)
            .filter(move |run| after.is_none_or(|after| run.nominal > after) && run.on <= today)
    }

    fn nominal_days(&self) -> Box<dyn Iterator<Item = NaiveDate> + '_> {
        match self.rhythm {
            Rhythm::Monthly { every, day } => {
                let first = self.starts_on.with_day(1).unwrap_or(self.starts_on);
                let months = (0_u32..).step_by(usize::from(every.max(1)));
                let days = months.map_while(move |months| first.checked_add_months(Months::new(months)));
                Box::new(days.map(move |first| day_of(first, day)).filter(|day| *day >= self.starts_on))
            }
            Rhythm::Weekly { every, weekday } => {
                let monday = self.starts_on.week(Weekday::Mon).first_day();
                let first = monday + Days::new(u64::from(weekday.num_days_from_monday()));
                let weeks = Days::new(7 * u64::from(every.max(1)));
                let days = std::iter::successors(Some(first), move |day| day.checked_add_days(weeks));
                Box::new(days.filter(|day| *day >= self.starts_on))
            }
        }
    }

    fn moved(&self, nominal: NaiveDate, calendar: &BusinessCalendar) -> NaiveDate {
        match self.on_holiday {
            OnHoliday::Keep => nominal,
            OnHoliday::After => calendar.next_business_day(nominal),
            OnHoliday::Before => {
                let days = std::iter::successors(Some(nominal), NaiveDate::pred_opt);
                days.take(31).find(|day| calendar.is_business_day(*day)).unwrap_or(nominal)
            }
        }
    }
}

/// A day of the month that begins on `first`, or its last day.
fn day_of(first: NaiveDate, day: u8) -> NaiveDate {
    (1..=day).rev().find_map(|day| first.with_day(u32::from(day))).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::HolidayTable;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar() -> BusinessCalendar {
        let table = serde_json::json!({ "source": "", "years": [2026, 2027], "holidays": [
            { "date": "2026-12-25", "name": "성탄절", "kind": "fixed" },
        ] });
        let table: Result<HolidayTable, _> = serde_json::from_value(table);
        table.map_or_else(|error| panic!("{error}"), |table| BusinessCalendar::from_table(table).unwrap())
    }

    fn monthly(every: u8, of_month: u8, from: &str) -> Recurrence {
        Recurrence {
            rhythm: Rhythm::Monthly { every, day: of_month },
            starts_on: day(from),
            ends_on: None,
            on_holiday: OnHoliday::Keep,
            skipped: BTreeSet::new(),
        }
    }

    fn nominal(recurrence: &Recurrence, how_many: usize) -> Vec<String> {
        recurrence.runs(&calendar()).take(how_many).map(|run| run.nominal.to_string()).collect()
    }

    #[test]
    fn a_month_without_the_day_has_it_on_its_last() {
        assert_eq!(
            nominal(&monthly(1, 31, "2026-11-15"), 4),
            ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]
        );
        assert_eq!(
            nominal(&monthly(1, 30, "2027-01-31"), 2),
            ["2027-02-28", "2027-03-30"],
            "the first is past"
        );
        assert_eq!(nominal(&monthly(3, 5, "2026-11-01"), 3), ["2026-11-05", "2027-02-05", "2027-05-05"]);
    }

    #[test]
    fn weeks_are_counted_from_the_week_it_starts_in() {
        let weekly = |every| Recurrence {
            rhythm: Rhythm::Weekly { every, weekday: Weekday::Tue },
            ..monthly(1, 1, "2026-11-25")
        };
        assert_eq!(nominal(&weekly(1), 2), ["2026-12-01", "2026-12-08"]);
        assert_eq!(nominal(&weekly(2), 2), ["2026-12-08", "2026-12-22"]);
    }

    #[test]
    fn it_ends_and_leaves_out_what_was_skipped() {
        let plan = Recurrence {
            ends_on: Some(day("2027-02-28")),
            skipped: [day("2026-12-31")].into(),
            ..monthly(1, 31, "2026-11-01")
        };
        assert_eq!(nominal(&plan, 9), ["2026-11-30", "2027-01-31", "2027-02-28"]);
    }

    #[test]
    fn a_holiday_moves_the_day_but_not_the_name() {
        for (on_holiday, on) in [
            (OnHoliday::Keep, "2026-12-25"),
            (OnHoliday::After, "2026-12-28"),
            (OnHoliday::Before, "2026-12-24"),
        ] {
            let plan = Recurrence { on_holiday, ..monthly(1, 25, "2026-12-01") };
            assert_eq!(plan.runs(&calendar()).next(), Some(Run { nominal: day("2026-12-25"), on: day(on) }));
        }
    }

    #[test]
    fn what_was_missed_while_the_machine_was_off_is_due_once_and_nothing_before_its_day() {
        let plan = Recurrence { on_holiday: OnHoliday::After, ..monthly(1, 25, "2026-10-01") };
        let due = |after: Option<&str>, today: &str| -> Vec<String> {
            plan.due(after.map(day), day(today), &calendar()).map(|run| run.on.to_string()).collect()
        };
        assert_eq!(due(None, "2026-12-27"), ["2026-10-26", "2026-11-25"], "the third waits for Monday");
        assert_eq!(due(Some("2026-11-25"), "2026-12-28"), ["2026-12-28"]);
        assert!(due(Some("2026-12-25"), "2026-12-28").is_empty());
        let early = Recurrence { on_holiday: OnHoliday::Before, ..plan.clone() };
        assert_eq!(early.due(Some(day("2026-11-25")), day("2026-12-24"), &calendar()).count(), 1);
    }

    #[test]
    fn what_cannot_be_is_said() {
        let table = [
            (monthly(0, 1, "2026-11-01"), RecurrenceInvalid::Every),
            (monthly(13, 1, "2026-11-01"), RecurrenceInvalid::Every),
            (monthly(1, 0, "2026-11-01"), RecurrenceInvalid::Day),
            (monthly(1, 32, "2026-11-01"), RecurrenceInvalid::Day),
            (
                Recurrence { ends_on: Some(day("2026-10-31")), ..monthly(1, 1, "2026-11-01") },
                RecurrenceInvalid::EndsBeforeItBegins,
            ),
        ];
        for (recurrence, wrong) in table {
            assert_eq!(recurrence.check(), Err(wrong));
        }
        assert_eq!(monthly(12, 31, "2026-11-01").check(), Ok(()));
    }
}
