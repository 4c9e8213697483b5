//! Which documents can go, and why others cannot.

use chrono::NaiveDate;
use hometax_form::{CannotGo, FormKind, FormRow, invoice_row, receipt_row};
use store::{BookError, DocumentAct, HandOver, Reader, Shelved};

use crate::{Office, OfficeError};

/// A document that is not issued and might go to Hometax in a file.
#[derive(Debug)]
pub struct HometaxCandidate {
    /// The document.
    pub shelved: Shelved,
    /// The form it belongs into.
    pub form: FormKind,
    /// Its row, or why it cannot go today.
    pub row: Result<FormRow, Vec<CannotGo>>,
    /// The file it stands in already.
    pub stands_in: Option<HandOver>,
}

impl Office {
    /// Documents that are certainly not sent, and those that stand in a file, oldest first. What may have been sent is never
    /// among them.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn hometax_candidates(&self) -> Result<Vec<HometaxCandidate>, OfficeError> {
        let today = self.clock.now().date();
        Ok(self.book.read(|r| candidates(r, today, false))?)
    }
}

/// As [`Office::hometax_candidates`]; with a reference, the document's key stands in its remark.
pub(super) fn candidates(
    r: &Reader<'_>,
    today: NaiveDate,
    reference: bool,
) -> Result<Vec<HometaxCandidate>, BookError> {
    r.hometax_candidates(u32::MAX)?
        .into_iter()
        .map(|shelved| {
            let hand_over = r.hand_over_of(shelved.document.id)?;
            let stands_in = hand_over.filter(|hand_over| hand_over.end.is_none());
            let (form, row) = row_of(&shelved, today, reference)?;
            Ok(HometaxCandidate { shelved, form, row, stands_in })
        })
        .collect()
}

type Row = Result<FormRow, Vec<CannotGo>>;

fn row_of(shelved: &Shelved, today: NaiveDate, reference: bool) -> Result<(FormKind, Row), BookError> {
    let document = &shelved.document;
    let reference = reference.then(|| document.key.as_str());
    if let Some(invoice) = document.invoice() {
        return Ok((FormKind::of_invoice(invoice.kind()), invoice_row(invoice, reference)));
    }
    let row = match document.act {
        DocumentAct::Issue => receipt_row(&document.receipt()?, today, reference),
        DocumentAct::Cancel { .. } | DocumentAct::Invoice | DocumentAct::Amend { .. } => {
            Err(vec![CannotGo::NotNew])
        }
    };
    Ok((FormKind::Receipts, row))
}
