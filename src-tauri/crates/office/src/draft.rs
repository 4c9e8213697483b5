//! The invoice somebody is writing: kept as it is typed and offered again after a crash, a past one to begin with, and the
//! items sold before.

use chrono::NaiveDateTime;
use domain::{DocumentKey, InvoiceForm};
use store::CatalogueItem;

use crate::{Office, OfficeError};

/// Offered at once while an item is typed.
const ITEMS_OFFERED: u32 = 8;

/// A form that was kept.
#[derive(Debug, Clone)]
pub struct KeptForm {
    /// As it stood.
    pub form: InvoiceForm,
    /// When it was kept.
    pub kept_at: NaiveDateTime,
}

impl Office {
    /// The invoice that was being written, if any; one that this program cannot read any more is none.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn invoice_draft(&self) -> Result<Option<KeptForm>, OfficeError> {
        let kept = self.book.read(|r| r.invoice_draft())?;
        Ok(kept.and_then(|kept| {
            let form = serde_json::from_str(&kept.form).ok()?;
            Some(KeptForm { form, kept_at: kept.updated_at })
        }))
    }

    /// Keeps the form as it stands and answers when.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn save_invoice_draft(&self, form: &InvoiceForm) -> Result<NaiveDateTime, OfficeError> {
        let at = self.clock.now();
        let text = serde_json::json!(form).to_string();
        self.book.write(|w| Ok::<_, OfficeError>(w.save_invoice_draft(&text, at)?))?;
        Ok(at)
    }

    /// Forgets the form that was kept.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn discard_invoice_draft(&self) -> Result<(), OfficeError> {
        self.book.write(|w| Ok(w.discard_invoice_draft()?))
    }

    /// A past invoice as a new form: another sale, written today, its lines of that day as well; or (`anew`) the same sale once
    /// more because it came to nothing, with the days it had.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for what is no invoice, [`OfficeError::Book`].
    pub fn copy_invoice(&self, key: &DocumentKey, anew: bool) -> Result<InvoiceForm, OfficeError> {
        let shelved = self.shelved(key)?;
        let invoice = shelved.document.invoice().ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
        let mut form = InvoiceForm::from(invoice);
        if !anew {
            form.written_on = self.clock.now().date().to_string();
            for line in &mut form.lines {
                line.date.clear();
            }
        }
        Ok(form)
    }

    /// Items that were issued before, by part of the name or 초성, the latest first.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn find_items(&self, text: &str) -> Result<Vec<CatalogueItem>, OfficeError> {
        Ok(self.book.read(|r| r.find_items(text, ITEMS_OFFERED))?)
    }
}
