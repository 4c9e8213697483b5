//! What is left of an invoice after its amendments, in all and line by line.
//!
//! Only documents below zero count: a price rise adds a document of its own, it does not make the original larger. The lines that
//! are left always add up to what is left in all.

use crate::amend::original::OriginalInvoice;
use crate::amend::reason::AmendReason;
use crate::fault::FaultCode;
use crate::invoice::{Invoice, InvoiceLine, Quantity};
use crate::money::Won;

/// What may still be taken back.
pub(super) struct Left<'a> {
    original: &'a Invoice,
    supply: i64,
    vat: i64,
    lines: Vec<LineLeft>,
}

/// What is left of one line, with the signs of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineLeft {
    pub(super) quantity: Option<i64>,
    pub(super) supply: i64,
    pub(super) vat: i64,
    /// Whether its price was cut: then what is left says what one is worth, and no longer the original.
    pub(super) price_was_cut: bool,
}

impl<'a> Left<'a> {
    pub(super) fn of(original: &'a OriginalInvoice) -> Self {
        let invoice = &original.invoice;
        let lines = invoice.lines().iter().map(LineLeft::whole).collect();
        let whole =
            Self { original: invoice, supply: invoice.supply().get(), vat: invoice.vat().get(), lines };
        original.amendments.iter().fold(whole, Self::less)
    }

    fn less(mut self, amendment: &Invoice) -> Self {
        if !amendment.total().is_negative() {
            return self;
        }
        self.supply = towards_zero(self.supply, amendment.supply().get());
        self.vat = towards_zero(self.vat, amendment.vat().get());
        let cuts = amendment.amends().is_some_and(|amends| amends.reason == AmendReason::PriceChanged);
        for line in amendment.lines() {
            let index = line.of_line().map(usize::from);
            if let Some(left) = index.and_then(|index| self.lines.get_mut(index)) {
                left.change(line);
                left.price_was_cut |= cuts;
            }
        }
        self
    }

    /// Nothing is left in all.
    pub(super) const fn is_nothing(&self) -> bool {
        self.supply == 0 && self.vat == 0
    }

    /// Whether `reason` can still take what it takes: the whole, or some of what is left.
    pub(super) const fn check_for(&self, reason: AmendReason) -> Result<(), FaultCode> {
        let by_parts = matches!(reason, AmendReason::Returned | AmendReason::PriceChanged);
        if self.is_nothing() {
            Err(FaultCode::AmendNothingLeft)
        } else if !by_parts
            && (self.supply != self.original.supply().get() || self.vat != self.original.vat().get())
        {
            Err(FaultCode::AmendOverRemaining)
        } else {
            Ok(())
        }
    }

    /// Whether taking `supply` and `vat`, both above zero, leaves nothing below zero.
    pub(super) const fn allows(&self, supply: i64, vat: i64) -> bool {
        supply <= self.supply && vat <= self.vat
    }

    /// The line of the original at `index`, and what is left of it.
    pub(super) fn line(&self, index: u8) -> Option<(&'a InvoiceLine, LineLeft)> {
        let index = usize::from(index);
        self.original.lines().get(index).zip(self.lines.get(index).copied())
    }

    /// Every line of the original with its number and what is left of it.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u8, &'a InvoiceLine, LineLeft)> + '_ {
        (0_u8..).zip(self.original.lines()).zip(&self.lines).map(|((index, line), left)| (index, line, *left))
    }

    /// The numbers of the lines of which something is left.
    pub(super) fn remaining_lines(&self) -> impl Iterator<Item = u8> + '_ {
        (0_u8..).zip(&self.lines).filter(|(_, left)| !left.is_nothing()).map(|(index, _)| index)
    }

    pub(super) fn supply(&self) -> Won {
        Won::new(self.supply).unwrap_or(Won::ZERO)
    }

    pub(super) fn vat(&self) -> Won {
        Won::new(self.vat).unwrap_or(Won::ZERO)
    }
}

impl LineLeft {
    fn whole(line: &InvoiceLine) -> Self {
        let quantity = line.quantity().map(Quantity::hundredths);
        Self { quantity, supply: line.supply().get(), vat: line.vat().get(), price_was_cut: false }
    }

    fn change(&mut self, line: &InvoiceLine) {
        self.supply = towards_zero(self.supply, line.supply().get());
        self.vat = towards_zero(self.vat, line.vat().get());
        if let Some((left, taken)) = self.quantity.zip(line.quantity()) {
            self.quantity = Some(towards_zero(left, taken.hundredths()));
        }
    }

    /// Nothing to take back; of a line given away its quantity is something.
    pub(super) fn is_nothing(&self) -> bool {
        self.supply == 0 && self.vat == 0 && self.quantity.unwrap_or(0) == 0
    }
}

/// The sum, but never across zero.
const fn towards_zero(left: i64, change: i64) -> i64 {
    let sum = left + change;
    if sum.signum() * left.signum() < 0 { 0 } else { sum }
}
