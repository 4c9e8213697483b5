//! The calendar of business days: the table that ships with the program and what the shop has changed in it. Both are
//! data; days that the government adds at short notice are the reason why the shop can change it (domain.md §2.14).

use chrono::NaiveDate;
use domain::{BusinessCalendar, CalendarEdits};
use serde_json::json;
use store::JournalAct;

use crate::{Office, OfficeError};

const NAME: &str = "calendar.edits";
const SHIPPED: &str = include_str!("../../../../assets/nts/holidays.json");

/// The calendar and what the shop has changed in it.
#[derive(Debug, Clone)]
pub struct ShopCalendar {
    /// With the changes.
    pub calendar: BusinessCalendar,
    /// The changes alone.
    pub edits: CalendarEdits,
}

impl Office {
    /// Today in Korea.
    #[must_use]
    pub fn today_date(&self) -> NaiveDate {
        self.clock.now().date()
    }

    /// The calendar as the shop keeps it. Changes of another program version that cannot be read are left out.
    ///
    /// # Errors
    /// [`OfficeError::Calendar`] when the shipped table cannot be read, [`OfficeError::Book`].
    pub fn calendar(&self) -> Result<ShopCalendar, OfficeError> {
        let shipped: BusinessCalendar = serde_json::from_str(SHIPPED).map_err(OfficeError::Calendar)?;
        let stored = self.book.read(|r| r.setting(NAME))?;
        let edits: CalendarEdits =
            stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Ok(ShopCalendar { calendar: shipped.with_edits(&edits), edits })
    }

    /// Saves what the shop changes in the shipped table.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn save_calendar(&self, edits: &CalendarEdits) -> Result<ShopCalendar, OfficeError> {
        let facts = json!(edits);
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_setting(NAME, &facts.to_string())?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SettingChanged, NAME, &facts)?)
        })?;
        self.calendar()
    }
}
