//! The invoice to amend, with what happened to it since.

use chrono::NaiveDateTime;

use crate::amend::form::AmendForm;
use crate::amend::plan::AmendPlan;
use crate::approval::InvoiceNumber;
use crate::calendar::BusinessCalendar;
use crate::deadline::DeadlineRules;
use crate::fault::{Fault, FaultCode, Field};
use crate::faults::Faults;
use crate::invoice::{Invoice, Supplier};

/// An invoice that was issued, and every amendment of it so far. In a chain it is the positive document to follow on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalInvoice {
    /// The invoice.
    pub invoice: Invoice,
    /// Its number (승인번호).
    pub number: InvoiceNumber,
    /// Whether it has reached the NTS and was not refused: [`crate::State::Transmitted`] or [`crate::State::Confirmed`].
    pub transmitted: bool,
    /// The amendments that point at its number and of which [`crate::State::takes_from_remaining`] is true.
    pub amendments: Vec<Invoice>,
}

impl OriginalInvoice {
    /// The documents that amend it. `supplier` is the shop as it is now, `now` is Korean local time.
    ///
    /// # Errors
    /// All faults at once.
    pub fn amend(
        &self,
        form: &AmendForm,
        supplier: &Supplier,
        now: NaiveDateTime,
        rules: &DeadlineRules,
        calendar: &BusinessCalendar,
    ) -> Result<AmendPlan, Faults> {
        let _ = (form, supplier, now, rules, calendar);
        Err(Fault::new(Field::Original, FaultCode::AmendNothingLeft).into())
    }
}
