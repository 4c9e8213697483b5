//! After how long without a key or the mouse the desk locks itself.

use serde_json::json;
use store::{BookError, JournalAct, Reader};

use crate::{FieldFault, Office, OfficeError};

const NAME: &str = "staff.auto_lock_minutes";
/// Long enough for a customer who counts coins, short enough for a clerk who went to the back.
const DEFAULT: u16 = 10;
const ALLOWED: std::ops::RangeInclusive<u16> = 1..=240;

impl Office {
    /// Saves after how many minutes the desk locks itself, 1–240.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] on `auto_lock`; [`OfficeError::Book`].
    pub fn save_auto_lock(&self, minutes: &str) -> Result<(), OfficeError> {
        let minutes = minutes.trim().parse::<u16>().ok().filter(|minutes| ALLOWED.contains(minutes));
        let minutes = minutes
            .ok_or_else(|| OfficeError::FieldFaults(vec![FieldFault::new("auto_lock", "minutes_invalid")]))?;
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_setting(NAME, &minutes.to_string())?;
            Ok(w.journal(at, JournalAct::SettingChanged, NAME, &json!({ "minutes": minutes }))?)
        })
    }
}

pub(super) fn read_auto_lock(r: &Reader<'_>) -> Result<u16, BookError> {
    let stored = r.setting(NAME)?.and_then(|text| text.parse().ok());
    Ok(stored.filter(|minutes| ALLOWED.contains(minutes)).unwrap_or(DEFAULT))
}
