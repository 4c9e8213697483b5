//! Tax invoices and exempt invoices ((전자)세금계산서, 계산서; domain.md §2).
//!
//! An [`Invoice`] exists only with sums that agree, the VAT its kind allows and 1–99 lines; new ones come from
//! [`InvoiceForm::check`], amended ones from [`crate::OriginalInvoice::amend`], stored ones through [`Invoice::restore`],
//! which `Deserialize` uses too. It never changes: a correction is a document of its own.

mod buyer_card;
mod buyer_id;
mod date_input;
mod email;
mod form;
mod form_filled;
mod hangul;
mod kind;
mod line;
mod line_input;
mod parts;
mod party;
mod payment;
mod quantity;
mod reading;
mod vat;
mod wording;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use buyer_id::{BuyerId, BuyerKind, ForeignerNumber};
pub use date_input::parse_date;
pub use email::Email;
pub use form::{BuyerForm, InvoiceForm, PaymentForm};
pub use kind::{Billing, InvoiceKind};
pub use line::InvoiceLine;
pub use line_input::{LineForm, LineTyped};
pub(crate) use parts::Sums;
pub use parts::{InvoiceInvalid, InvoiceParts, Remark};
pub use party::{Branch, Buyer, Supplier};
pub use payment::Payment;
pub use quantity::{Quantity, UnitPrice};
pub use reading::{InvoiceReading, LineReading};
pub(crate) use vat::check_line;
pub use vat::{VAT_TOLERANCE, split_total, vat_of};
pub use wording::Wording;

use crate::amend::Amends;
use crate::money::Won;

/// An invoice that obeys every rule of domain.md §2.7.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "InvoiceParts", into = "InvoiceParts")]
pub struct Invoice(InvoiceParts);

impl Invoice {
    /// The most lines one invoice has (domain.md §2.7).
    pub const MAX_LINES: usize = 99;

    /// Puts an invoice together that was checked when it was written.
    ///
    /// # Errors
    /// [`InvoiceInvalid`] when the parts cannot have come from a checked invoice.
    pub fn restore(parts: InvoiceParts) -> Result<Self, InvoiceInvalid> {
        parts.check()?;
        Ok(Self(parts))
    }

    /// The parts, to show or to store.
    #[must_use]
    pub const fn parts(&self) -> &InvoiceParts {
        &self.0
    }

    /// Taxable, zero-rated or exempt.
    #[must_use]
    pub const fn kind(&self) -> InvoiceKind {
        self.0.kind
    }

    /// The shop (공급자).
    #[must_use]
    pub const fn supplier(&self) -> &Supplier {
        &self.0.supplier
    }

    /// The buyer (공급받는자).
    #[must_use]
    pub const fn buyer(&self) -> &Buyer {
        &self.0.buyer
    }

    /// Date of writing (작성일자): the supply time, or the last day of the period it covers.
    #[must_use]
    pub const fn written_on(&self) -> NaiveDate {
        self.0.written_on
    }

    /// The lines, 1–99.
    #[must_use]
    pub fn lines(&self) -> &[InvoiceLine] {
        &self.0.lines
    }

    /// Supply value (공급가액), the sum of the lines; negative on some amended invoices.
    #[must_use]
    pub const fn supply(&self) -> Won {
        self.0.supply
    }

    /// VAT (세액), the sum of the lines.
    #[must_use]
    pub const fn vat(&self) -> Won {
        self.0.vat
    }

    /// Total (합계금액).
    #[must_use]
    pub const fn total(&self) -> Won {
        self.0.total
    }

    /// Means of payment.
    #[must_use]
    pub const fn payment(&self) -> &Payment {
        &self.0.payment
    }

    /// Paid (영수) or charged (청구).
    #[must_use]
    pub const fn billing(&self) -> Billing {
        self.0.billing
    }

    /// Remark (비고); of a foreigner it contains the passport or alien number.
    #[must_use]
    pub fn remark(&self) -> Option<&str> {
        self.0.remark.as_ref().map(Remark::as_str)
    }

    /// What it amends, if it does.
    #[must_use]
    pub const fn amends(&self) -> Option<&Amends> {
        self.0.amends.as_ref()
    }

    /// What stands at the head of the paper: `전자세금계산서`, `수정전자세금계산서`, `전자계산서` …
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.0.kind.title(self.0.amends.is_some())
    }

    /// The four digits of the KEC standard (종류).
    #[must_use]
    pub const fn type_code(&self) -> &'static str {
        self.0.kind.type_code(self.0.amends.is_some())
    }

    /// The lines in one: `복사용지 외 1건`.
    #[must_use]
    pub fn item_summary(&self) -> String {
        let first = self.0.lines.first().map(InvoiceLine::item).unwrap_or_default();
        match self.0.lines.len() {
            0 | 1 => first.to_owned(),
            more => format!("{first} 외 {}건", more - 1),
        }
    }

    /// The empty boxes before the supply value on the paper form (공란수): 11 less its digits; none when it does not fit.
    #[must_use]
    pub fn blank_boxes(&self) -> Option<u8> {
        blank_boxes(self.0.supply)
    }

    /// Whether the other may be the same sale invoiced twice: equal buyer, date and amounts. That calls for a question, not
    /// for a refusal.
    #[must_use]
    pub fn same_sale(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        a.buyer.id() == b.buyer.id()
            && a.written_on == b.written_on
            && (a.kind, a.supply, a.vat) == (b.kind, b.supply, b.vat)
    }
}

/// The empty boxes before a supply value in the eleven of the paper form; a minus sign needs one of them.
#[must_use]
pub fn blank_boxes(supply: Won) -> Option<u8> {
    let digits = u8::try_from(supply.get().unsigned_abs().to_string().len()).ok()?;
    11_u8
        .checked_sub(digits + u8::from(supply.is_negative()))
        .map(|left| left + u8::from(supply.is_negative()))
}

/// Shows what an error report needs; not the remark, which holds a foreigner's number.
impl fmt::Debug for Invoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
