//! The invoice to amend, with what happened to it since.

use chrono::NaiveDateTime;

use crate::amend::documents::Amending;
use crate::amend::form::AmendForm;
use crate::amend::left::Left;
use crate::amend::plan::AmendPlan;
use crate::amend::reason::AmendReason;
use crate::approval::InvoiceNumber;
use crate::calendar::BusinessCalendar;
use crate::deadline::DeadlineRules;
use crate::fault::{FaultCode, Field};
use crate::faults::{Faults, OnField};
use crate::invoice::{Invoice, InvoiceKind, Supplier};
use crate::money::Won;

/// An invoice that was issued, and every amendment of it so far.
///
/// In a chain it is the positive document to follow on: the corrected one of a pair, or a price rise. Documents below zero are
/// never amended.
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

/// Why an invoice cannot be amended now, whatever the reason to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CannotAmend {
    /// It has not reached the NTS, or was refused there.
    NotTransmitted,
    /// It is below zero itself.
    Negative,
    /// Everything of it has been taken back.
    NothingLeft,
}

impl CannotAmend {
    /// Stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotTransmitted => "not_transmitted",
            Self::Negative => "negative",
            Self::NothingLeft => "nothing_left",
        }
    }
}

impl OriginalInvoice {
    /// Whether it can be amended at all.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn standing(&self) -> Result<(), CannotAmend> {
        if !self.transmitted {
            Err(CannotAmend::NotTransmitted)
        } else if self.invoice.total().is_negative() {
            Err(CannotAmend::Negative)
        } else if Left::of(self).is_nothing() {
            Err(CannotAmend::NothingLeft)
        } else {
            Ok(())
        }
    }

    /// The documents that amend it, exactly as domain.md §2.8 says. `supplier` is the shop as it is now, `now` is Korean local
    /// time.
    ///
    /// What is left of it is its amount less everything that amendments took back; a price rise is a document of its own, with
    /// its own remainder. A reason that takes the whole back needs the whole: after a partial return it is refused, for the
    /// two would take back more than there was.
    ///
    /// # Errors
    /// Whether it can be amended at all first; then all faults of the form at once.
    pub fn amend(
        &self,
        form: &AmendForm,
        supplier: &Supplier,
        now: NaiveDateTime,
        rules: &DeadlineRules,
        calendar: &BusinessCalendar,
    ) -> Result<AmendPlan, Faults> {
        self.check_state(supplier).at(Field::Original)?;
        self.check_kind(form.reason).at(Field::AmendReason)?;
        let left = Left::of(self);
        left.check_for(form.reason).at(Field::Original)?;
        Amending { original: self, left: &left, form, supplier, now, rules, calendar }.plan()
    }

    /// What may still be taken back of it in all.
    #[must_use]
    pub fn left(&self) -> (Won, Won) {
        let left = Left::of(self);
        (left.supply(), left.vat())
    }

    fn check_state(&self, supplier: &Supplier) -> Result<(), FaultCode> {
        match self.standing() {
            Err(CannotAmend::NotTransmitted) => Err(FaultCode::OriginalNotTransmitted),
            Err(CannotAmend::Negative) => Err(FaultCode::OriginalNegative),
            // That nothing is left is said after what is wrong with the reason.
            Err(CannotAmend::NothingLeft) | Ok(())
                if self.invoice.supplier().number() != supplier.number() =>
            {
                Err(FaultCode::OriginalOtherShop)
            }
            Err(CannotAmend::NothingLeft) | Ok(()) => Ok(()),
        }
    }

    /// A letter of credit turns ten per cent into none, a wrong rate is one of the two.
    const fn check_kind(&self, reason: AmendReason) -> Result<(), FaultCode> {
        match (reason, self.invoice.kind()) {
            (AmendReason::LetterOfCredit, InvoiceKind::ZeroRated | InvoiceKind::Exempt)
            | (AmendReason::WrongRate, InvoiceKind::Exempt) => Err(FaultCode::AmendNotForKind),
            _ => Ok(()),
        }
    }
}
