//! Showing a customer's number in full: allowed, and written in the journal (who looked at what, never the value).

use domain::{DocumentKey, NumberKind};
use serde_json::json;
use store::JournalAct;

use crate::{Office, OfficeError};

impl Office {
    /// The customer's number with its hyphens; the look itself is journalled first.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::NumberHidden`] for a resident registration number (always masked),
    /// [`OfficeError::Book`]; without the journal row nothing is shown.
    pub fn reveal_number(&self, key: &DocumentKey) -> Result<String, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            if shelved.document.number.kind() == NumberKind::Rrn {
                return Err(OfficeError::NumberHidden(key.clone()));
            }
            w.journal(at, JournalAct::Revealed, key.as_str(), &json!({ "field": "number" }))?;
            Ok(shelved.document.number.formatted())
        })
    }
}
