//! Showing a customer's number in full: allowed, and written in the journal (who looked at what, never the value).

use domain::{BuyerKind, DocumentKey, NumberKind};
use serde_json::{Value, json};
use store::{Content, JournalAct};

use crate::{Office, OfficeError, Pin};

impl Office {
    /// The customer's number with its hyphens; the look itself is journalled first.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::NumberHidden`] for a resident registration number (always masked),
    /// [`OfficeError::Book`]; without the journal row nothing is shown.
    pub fn reveal_number(&self, key: &DocumentKey) -> Result<String, OfficeError> {
        self.reveal(key, &json!({ "field": "number" }))
    }

    /// The same once for whoever is at the desk, because the owner typed the PIN; the journal names both.
    ///
    /// # Errors
    /// As [`Office::reveal_number`]; [`OfficeError::WrongPin`] and [`OfficeError::PinWait`].
    pub async fn reveal_with_pin(&self, key: &DocumentKey, owner_pin: Pin) -> Result<String, OfficeError> {
        let owner = self.check_owner_pin(owner_pin).await?;
        self.reveal(key, &json!({ "field": "number", "allowed_by": owner.get() }))
    }

    fn reveal(&self, key: &DocumentKey, facts: &Value) -> Result<String, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            let number = match &shelved.document.content {
                Content::Receipt(sale) if sale.number.kind() != NumberKind::Rrn => sale.number.formatted(),
                Content::Invoice(invoice) if invoice.buyer().id().kind() != BuyerKind::Rrn => {
                    invoice.buyer().id().number().to_owned()
                }
                Content::Receipt(_) | Content::Invoice(_) => {
                    return Err(OfficeError::NumberHidden(key.clone()));
                }
            };
            w.journal(at, JournalAct::Revealed, key.as_str(), facts)?;
            Ok(number)
        })
    }
}
