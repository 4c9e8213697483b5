//! The parts of an invoice as the book holds them, and what they have to be together (domain.md §2.7).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::amend::{AmendReason, Amends};
use crate::invoice::Invoice;
use crate::invoice::buyer_id::BuyerId;
use crate::invoice::kind::{Billing, InvoiceKind};
use crate::invoice::line::InvoiceLine;
use crate::invoice::party::{Buyer, Supplier};
use crate::invoice::payment::Payment;
use crate::invoice::vat::{VatFault, check_vat, check_vat_of_sum};
use crate::invoice::wording::Wording;
use crate::money::Won;

/// Remark (비고): up to 150 characters and 450 bytes of UTF-8.
pub type Remark = Wording<150>;

/// The parts of an invoice, each already parsed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceParts {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// The shop.
    pub supplier: Supplier,
    /// The buyer.
    pub buyer: Buyer,
    /// Date of writing (작성일자).
    pub written_on: NaiveDate,
    /// The lines.
    pub lines: Vec<InvoiceLine>,
    /// Supply value.
    pub supply: Won,
    /// VAT.
    pub vat: Won,
    /// Total.
    pub total: Won,
    /// Means of payment.
    #[serde(default)]
    pub payment: Payment,
    /// Paid or charged.
    pub billing: Billing,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
    /// What it amends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<Amends>,
}

/// Stored parts that make no invoice together: the book was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceInvalid {
    /// Not 1–99 lines.
    #[error("an invoice has 1 to 99 lines, not {0}")]
    Lines(usize),
    /// The lines do not add up to the header, or supply and VAT to the total.
    #[error("the sums of an invoice disagree")]
    Sums,
    /// The VAT is not what the kind allows.
    #[error("the VAT of an invoice does not fit its kind")]
    Vat,
    /// Supply and VAT have different signs.
    #[error("supply and VAT of an invoice have different signs")]
    Signs,
    /// The means of payment do not add up to the total.
    #[error("the means of payment do not add up to the total")]
    Payment,
    /// Nothing, or below zero without amending anything.
    #[error("only an amended invoice is below zero, and none is nothing")]
    NotPositive,
    /// Takes something back and is not below zero.
    #[error("an amended invoice that takes something back is below zero")]
    NotNegative,
    /// The number of the original is of another day.
    #[error("the number of the original begins with another date")]
    Original,
    /// More than two addresses.
    #[error("a buyer has at most two e-mail addresses")]
    Emails,
    /// A foreigner's number does not stand in the remark.
    #[error("a foreigner's number stands in the remark")]
    ForeignerWithoutRemark,
}

impl InvoiceParts {
    pub(super) fn check(&self) -> Result<(), InvoiceInvalid> {
        if !(1..=Invoice::MAX_LINES).contains(&self.lines.len()) {
            return Err(InvoiceInvalid::Lines(self.lines.len()));
        }
        let sums = Sums::of(&self.lines).ok_or(InvoiceInvalid::Sums)?;
        if sums != (Sums { supply: self.supply, vat: self.vat, total: self.total }) {
            return Err(InvoiceInvalid::Sums);
        }
        self.check_vat(sums)?;
        if self.payment.is_given() && self.payment.sum() != Some(self.total) {
            return Err(InvoiceInvalid::Payment);
        }
        self.check_sign()?;
        self.check_buyer()
    }

    /// The VAT of what somebody typed is near ten per cent on each line. What an amendment takes back is bounded by the original
    /// instead.
    fn check_vat(&self, sums: Sums) -> Result<(), InvoiceInvalid> {
        let fault = match self.amends {
            None => check_vat(self.kind, &self.lines, sums).into_iter().next(),
            Some(_) => check_vat_of_sum(self.kind, sums).err(),
        };
        match fault {
            None => Ok(()),
            Some(VatFault::Signs) => Err(InvoiceInvalid::Signs),
            Some(VatFault::OfLine(..) | VatFault::Missing | VatFault::NotAllowed) => Err(InvoiceInvalid::Vat),
        }
    }

    fn check_sign(&self) -> Result<(), InvoiceInvalid> {
        let Some(amends) = &self.amends else {
            return if self.total > Won::ZERO { Ok(()) } else { Err(InvoiceInvalid::NotPositive) };
        };
        let may_be_positive = amends.reason.makes_two() || amends.reason == AmendReason::PriceChanged;
        if amends.original.written_on() != amends.original_written_on {
            Err(InvoiceInvalid::Original)
        } else if self.total.is_zero() || (!self.total.is_negative() && !may_be_positive) {
            Err(InvoiceInvalid::NotNegative)
        } else {
            Ok(())
        }
    }

    fn check_buyer(&self) -> Result<(), InvoiceInvalid> {
        if self.buyer.emails().len() > 2 {
            return Err(InvoiceInvalid::Emails);
        }
        let BuyerId::Foreigner(number) = self.buyer.id() else { return Ok(()) };
        let written = self.remark.as_ref().is_some_and(|remark| remark.as_str().contains(number.as_str()));
        if written { Ok(()) } else { Err(InvoiceInvalid::ForeignerWithoutRemark) }
    }
}

/// The header of some lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) supply: Won,
    pub(crate) vat: Won,
    pub(crate) total: Won,
}

impl Sums {
    /// None beyond what [`Won`] holds.
    pub(crate) fn of(lines: &[InvoiceLine]) -> Option<Self> {
        Self::of_amounts(lines.iter().map(|line| (line.supply(), line.vat())))
    }

    pub(crate) fn of_amounts(lines: impl IntoIterator<Item = (Won, Won)>) -> Option<Self> {
        lines.into_iter().try_fold(Self::default(), |sums, (supply, vat)| {
            let (supply, vat) = (sums.supply.checked_add(supply)?, sums.vat.checked_add(vat)?);
            Some(Self { supply, vat, total: supply.checked_add(vat)? })
        })
    }
}

/// Shows everything but the remark, which holds a foreigner's number.
impl fmt::Debug for InvoiceParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invoice")
            .field("kind", &self.kind)
            .field("supplier", &self.supplier)
            .field("buyer", &self.buyer)
            .field("written_on", &self.written_on)
            .field("lines", &self.lines)
            .field("supply", &self.supply)
            .field("vat", &self.vat)
            .field("total", &self.total)
            .field("payment", &self.payment)
            .field("billing", &self.billing)
            .field("amends", &self.amends)
            .finish_non_exhaustive()
    }
}

impl TryFrom<InvoiceParts> for Invoice {
    type Error = InvoiceInvalid;

    fn try_from(parts: InvoiceParts) -> Result<Self, InvoiceInvalid> {
        Self::restore(parts)
    }
}

impl From<Invoice> for InvoiceParts {
    fn from(invoice: Invoice) -> Self {
        invoice.0
    }
}
