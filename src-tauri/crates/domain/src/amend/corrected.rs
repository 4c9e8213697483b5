//! The second document of a correction: what the invoice should have said (domain.md §2.8, rows 5, 6 and 9).

use crate::amend::documents::Amending;
use crate::amend::reason::AmendReason;
use crate::fault::{FaultCode, Field};
use crate::faults::{Faults, Findings, OnField};
use crate::invoice::{Invoice, InvoiceForm, InvoiceKind, InvoiceParts};

impl Amending<'_> {
    pub(super) fn corrected(&self) -> Result<Invoice, Faults> {
        let typed = self.form.corrected.as_ref().ok_or(FaultCode::CorrectedMissing).at(Field::AmendReason)?;
        let form = self.with_original_date(typed);
        let mut found = Findings::default();
        found.take(self.check_corrected_kind(form.kind).at(Field::InvoiceKind));
        let corrected = found.take(form.check(self.supplier, None, self.now));
        let corrected = found.end(corrected)?;
        self.check_corrected(&corrected)?;
        let amends = Some(self.amends());
        let parts = InvoiceParts { amends, ..corrected.into() };
        Invoice::restore(parts).map_err(|_| FaultCode::SumsDisagree).at(Field::Total)
    }

    fn with_original_date(&self, typed: &InvoiceForm) -> InvoiceForm {
        let mut form = typed.clone();
        if form.written_on.trim().is_empty() {
            form.written_on = self.original.invoice.written_on().to_string();
        }
        form
    }

    /// A wrong rate is corrected to the other rate, everything else under the same.
    fn check_corrected_kind(&self, kind: InvoiceKind) -> Result<(), FaultCode> {
        let same = kind == self.original.invoice.kind();
        match (self.form.reason, kind) {
            (AmendReason::WrongRate, InvoiceKind::Exempt) => Err(FaultCode::AmendNotForKind),
            (AmendReason::WrongRate, InvoiceKind::Taxable | InvoiceKind::ZeroRated) if same => {
                Err(FaultCode::KindUnchanged)
            }
            (AmendReason::WrongRate, InvoiceKind::Taxable | InvoiceKind::ZeroRated) => Ok(()),
            _ if same => Ok(()),
            _ => Err(FaultCode::KindNotOriginal),
        }
    }

    /// Only a mistake may have been in the date itself; and what says the same corrects nothing.
    fn check_corrected(&self, corrected: &Invoice) -> Result<(), Faults> {
        let original = &self.original.invoice;
        let moves = corrected.written_on() != original.written_on();
        if moves && self.form.reason != AmendReason::Mistake {
            return Err(FaultCode::DateNotOriginal).at(Field::WrittenOn);
        }
        let unamended = InvoiceParts { amends: None, ..original.parts().clone() };
        if *corrected.parts() == unamended {
            Err(FaultCode::AmendUnchanged).at(Field::Original)
        } else {
            Ok(())
        }
    }
}
