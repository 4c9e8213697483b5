//! The papers of an invoice: both copies of the e-print, and statutory form 14 (별지 제14호서식). What the window shows is the
//! file that would be printed, drawn as pictures.

use domain::{DocumentKey, Invoice, InvoiceForm};
use paper::{InvoiceCopy, InvoiceFacts, InvoiceSheet, PaperError};
use store::Shelved;

use crate::{Office, OfficeError};

/// Sharp at twice the size a page has in the window.
const DOTS_PER_MM: f32 = 6.0;

/// Which paper of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoicePaper {
    /// The e-print, supplier's copy (공급자 보관용).
    Supplier,
    /// The e-print, buyer's copy (공급받는자 보관용).
    Buyer,
    /// Form 14, both copies on one sheet.
    Form14,
}

impl InvoicePaper {
    /// Every paper.
    pub const ALL: [Self; 3] = [Self::Supplier, Self::Buyer, Self::Form14];

    /// The stable name in the book and in file names.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Buyer => "buyer",
            Self::Form14 => "form14",
        }
    }

    /// Reads [`InvoicePaper::as_str`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.as_str() == name)
    }

    const fn copy(self) -> InvoiceCopy {
        match self {
            Self::Supplier => InvoiceCopy::Supplier,
            Self::Buyer | Self::Form14 => InvoiceCopy::Buyer,
        }
    }
}

impl Office {
    /// How the paper of a form would look: one PNG a page, without an approval number. Nothing is written.
    ///
    /// # Errors
    /// [`OfficeError::Faults`] while the form is no invoice yet, [`OfficeError::Preview`], [`OfficeError::NoShop`],
    /// [`OfficeError::Book`].
    pub fn preview_invoice(
        &self,
        form: &InvoiceForm,
        paper: InvoicePaper,
    ) -> Result<Vec<Vec<u8>>, OfficeError> {
        let (supplier, _) = self.supplier()?;
        let now = self.clock.now();
        let invoice = form.check(&supplier, None, now)?;
        let facts = InvoiceFacts {
            copy: paper.copy(),
            practice: self.is_practice(),
            key: None,
            approval: None,
            made_at: now,
        };
        self.pictures(&invoice, &facts, paper).map_err(OfficeError::Preview)
    }

    /// How the paper of an issued invoice looks: one PNG a page.
    ///
    /// # Errors
    /// [`OfficeError::NotPrintable`] without an approval, [`OfficeError::Paper`], [`OfficeError::NotFound`],
    /// [`OfficeError::Book`].
    pub fn show_invoice(&self, key: &DocumentKey, paper: InvoicePaper) -> Result<Vec<Vec<u8>>, OfficeError> {
        let pdf = self.invoice_pdf(&self.shelved(key)?, paper)?;
        paper::pictures(&pdf, DOTS_PER_MM).map_err(|source| OfficeError::Paper { key: key.clone(), source })
    }

    /// The PDF of an issued invoice; the same bytes each time.
    pub(crate) fn invoice_pdf(&self, shelved: &Shelved, paper: InvoicePaper) -> Result<Vec<u8>, OfficeError> {
        let key = &shelved.document.key;
        let not_printable = || OfficeError::NotPrintable(key.clone());
        let invoice = shelved.document.invoice().ok_or_else(not_printable)?;
        let approval = shelved.standing.state.approval().ok_or_else(not_printable)?;
        let facts = InvoiceFacts {
            copy: paper.copy(),
            practice: self.is_practice(),
            key: Some(key),
            approval: approval.number.invoice(),
            made_at: approval.at,
        };
        self.render(invoice, &facts, paper).map_err(|source| OfficeError::Paper { key: key.clone(), source })
    }

    fn pictures(
        &self,
        invoice: &Invoice,
        facts: &InvoiceFacts<'_>,
        paper: InvoicePaper,
    ) -> Result<Vec<Vec<u8>>, PaperError> {
        paper::pictures(&self.render(invoice, facts, paper)?, DOTS_PER_MM)
    }

    fn render(
        &self,
        invoice: &Invoice,
        facts: &InvoiceFacts<'_>,
        paper: InvoicePaper,
    ) -> Result<Vec<u8>, PaperError> {
        let sheet = InvoiceSheet::of(invoice, facts);
        let fonts = self.fonts.get()?;
        match paper {
            InvoicePaper::Supplier | InvoicePaper::Buyer => paper::render_invoice(&sheet, fonts),
            InvoicePaper::Form14 => paper::render_form14(&sheet, fonts),
        }
    }
}
