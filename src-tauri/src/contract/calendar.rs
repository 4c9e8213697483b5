//! Holidays (공휴일), which move legal deadlines.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Where a holiday comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HolidaySource {
    /// The table that came with the program.
    Law,
    /// Added by the shop.
    User,
}

/// A day on which offices are closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Holiday {
    /// `2026-11-22`
    pub date: String,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: HolidaySource,
}

/// The table as it counts.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Calendar {
    /// Oldest first; removed ones are not among them.
    pub holidays: Vec<Holiday>,
    /// Days of the law that the shop removed.
    pub removed: Vec<String>,
    /// First year the law's table knows.
    pub covers_from: i32,
    /// Last year the law's table knows.
    pub covers_to: i32,
}

/// A day the shop added.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddedHoliday {
    /// `2026-11-22`
    pub date: String,
    /// Its name.
    pub name: String,
}

/// All of the shop's changes to the law's table; replaces the ones before.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CalendarEdits {
    /// Days that are holidays as well.
    pub added: Vec<AddedHoliday>,
    /// Days of the law that are none.
    pub removed: Vec<String>,
}
