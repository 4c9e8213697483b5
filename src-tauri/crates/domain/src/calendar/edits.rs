//! What the shop knows better than the shipped table: days it added and days it removed.
//!
//! Kept apart from the table, so that a newer table can be shipped under the same edits.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::holiday::{Holiday, HolidayKind, HolidayName, HolidaySource};

/// The shop's edits of the calendar. As JSON: `{"added":[{"date":…,"name":…}],"removed":[…]}`, both in order of date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenEdits", into = "WrittenEdits")]
pub struct CalendarEdits {
    added: BTreeMap<NaiveDate, HolidayName>,
    removed: BTreeSet<NaiveDate>,
}

/// A day the shop added, for the screen and the book.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedHoliday {
    /// The day.
    pub date: NaiveDate,
    /// What the shop calls it.
    pub name: HolidayName,
}

/// Stored edits that contradict themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarEditsInvalid {
    /// One day added twice: which name is meant?
    #[error("{0} is added to the calendar twice")]
    AddedTwice(NaiveDate),
    /// One day removed twice.
    #[error("{0} is removed from the calendar twice")]
    RemovedTwice(NaiveDate),
}

impl CalendarEdits {
    /// The edits as two lists, the way the book and the screen hold them.
    ///
    /// # Errors
    /// A day that is twice in one list. A day in both is none: the added one holds.
    pub fn new(added: Vec<AddedHoliday>, removed: Vec<NaiveDate>) -> Result<Self, CalendarEditsInvalid> {
        let mut edits = Self::default();
        for AddedHoliday { date, name } in added {
            if edits.added.insert(date, name).is_some() {
                return Err(CalendarEditsInvalid::AddedTwice(date));
            }
        }
        for date in removed {
            if !edits.removed.insert(date) {
                return Err(CalendarEditsInvalid::RemovedTwice(date));
            }
        }
        Ok(edits)
    }

    /// Adds a holiday, or gives an added one another name.
    pub fn add(&mut self, date: NaiveDate, name: HolidayName) {
        self.added.insert(date, name);
    }

    /// Takes a holiday out: one the shop added is forgotten, which gives the calendar from before back; one of the table is
    /// removed.
    pub fn remove(&mut self, date: NaiveDate) {
        if self.added.remove(&date).is_none() {
            self.removed.insert(date);
        }
    }

    /// Forgets every edit of a day, so that the table decides again.
    pub fn restore(&mut self, date: NaiveDate) {
        self.added.remove(&date);
        self.removed.remove(&date);
    }

    /// The added days in order of date.
    pub fn added(&self) -> impl Iterator<Item = AddedHoliday> {
        self.added.iter().map(|(date, name)| AddedHoliday { date: *date, name: name.clone() })
    }

    /// The removed days in order of date.
    pub fn removed(&self) -> impl Iterator<Item = NaiveDate> {
        self.removed.iter().copied()
    }

    pub(super) fn holidays(&self) -> impl Iterator<Item = Holiday> {
        self.added().map(|AddedHoliday { date, name }| Holiday {
            date,
            name,
            kind: HolidayKind::Adhoc,
            source: HolidaySource::User,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEdits {
    added: Vec<AddedHoliday>,
    removed: Vec<NaiveDate>,
}

impl TryFrom<WrittenEdits> for CalendarEdits {
    type Error = CalendarEditsInvalid;

    fn try_from(written: WrittenEdits) -> Result<Self, CalendarEditsInvalid> {
        Self::new(written.added, written.removed)
    }
}

impl From<CalendarEdits> for WrittenEdits {
    fn from(edits: CalendarEdits) -> Self {
        Self { added: edits.added().collect(), removed: edits.removed().collect() }
    }
}
