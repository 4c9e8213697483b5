//! Is the document the NTS holds under our key the one we froze? Equal means adopt it, different means a person decides.
//!
//! The customer's number comes back masked, so it is compared by what the mask shows. Differences are named, never quoted. A frozen
//! body is read back in the words of the route that wrote it: no field of one is a field of the other, so it says itself which.

use std::fmt;

use chrono::NaiveDate;
use domain::{AmendCode, Amounts, InvoiceKind, InvoiceNumber, Purpose, Taxation};

use crate::hometax;
use crate::popbill;
use crate::route::{Act, FrozenRequest};
use crate::stored::{
    OriginalReference, StoredAmends, StoredContent, StoredDocument, StoredInvoice, StoredLine, StoredReceipt,
    Sums,
};

/// Compares what we froze with what the NTS holds.
///
/// # Errors
/// The differing fields in words, without identifiers; also when the frozen body cannot be read back.
pub fn compare(frozen: &FrozenRequest, stored: &StoredDocument) -> Result<(), String> {
    if frozen.key != stored.key {
        return Err(Difference(vec!["document key"]).to_string());
    }
    let unreadable = || "the frozen request cannot be read back".to_owned();
    let same = match &stored.content {
        StoredContent::Receipt(receipt) => {
            let expected = Expected::of(frozen).ok_or_else(unreadable)?;
            receipt.same_content(stored.trade_date, &expected)
        }
        StoredContent::Invoice(invoice) => {
            let expected = ExpectedInvoice::of(frozen).ok_or_else(unreadable)?;
            invoice.same_content(stored.trade_date, &expected)
        }
    };
    same.map_err(|difference| difference.to_string())
}

/// What the NTS must hold if it took a frozen receipt or cancel.
#[derive(Clone, PartialEq, Eq)]
pub struct Expected {
    /// Issue or cancel.
    pub act: Act,
    /// The amounts.
    pub amounts: Amounts,
    /// The purpose; a cancel does not say it.
    pub purpose: Option<Purpose>,
    /// The taxation; a cancel does not say it.
    pub taxation: Option<Taxation>,
    /// The trade date.
    pub trade_date: NaiveDate,
    /// The customer's number as digits; a cancel does not say it. An identifier, hence no `Debug` on this type.
    pub number: Option<String>,
    /// What a cancel points at.
    pub original: Option<OriginalReference>,
}

impl Expected {
    /// Reads a frozen request back; `None` when its body is not one this crate wrote.
    #[must_use]
    pub fn of(frozen: &FrozenRequest) -> Option<Self> {
        hometax::read_frozen(frozen).or_else(|| popbill::read_frozen(frozen))
    }
}

/// What the NTS must hold if it took a frozen invoice.
#[derive(Clone, PartialEq, Eq)]
pub struct ExpectedInvoice {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// Date of writing (작성일자).
    pub written_on: NaiveDate,
    /// The supplier's business number.
    pub supplier: String,
    /// The buyer's number as digits. May be a resident's, hence no `Debug` on this type.
    pub buyer: String,
    /// The three sums.
    pub sums: Sums,
    /// The lines.
    pub lines: Vec<StoredLine>,
    /// What it amends, and why.
    pub amends: Option<(InvoiceNumber, AmendCode)>,
}

impl ExpectedInvoice {
    /// Reads a frozen request back; `None` when its body is not one this crate wrote.
    #[must_use]
    pub fn of(frozen: &FrozenRequest) -> Option<Self> {
        hometax::read_frozen_invoice(frozen).or_else(|| popbill::read_frozen_invoice(frozen))
    }
}

/// The names of the fields in which two documents differ; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Difference(Vec<&'static str>);

impl Difference {
    fn among(same: &[(&'static str, bool)]) -> Result<(), Self> {
        let differing: Vec<_> = same.iter().filter(|(_, same)| !same).map(|(name, _)| *name).collect();
        if differing.is_empty() { Ok(()) } else { Err(Self(differing)) }
    }

    /// The names, in the order of the form.
    #[must_use]
    pub fn fields(&self) -> &[&'static str] {
        &self.0
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "differs in {}", self.0.join(", "))
    }
}

impl StoredReceipt {
    /// Checks that this document, traded on `trade_date`, says what was expected.
    ///
    /// # Errors
    /// [`Difference`] with every differing field. What either side leaves out is no difference.
    pub fn same_content(&self, trade_date: NaiveDate, what: &Expected) -> Result<(), Difference> {
        let number_fits = what.number.as_ref().is_none_or(|digits| self.number.fits(digits));
        Difference::among(&[
            ("kind", self.act == what.act),
            ("amounts", self.amounts == what.amounts),
            ("taxation", agree(self.taxation.as_ref(), what.taxation.as_ref())),
            ("customer number", number_fits),
            ("purpose", what.purpose.is_none_or(|purpose| purpose == self.purpose)),
            ("trade date", trade_date == what.trade_date),
            ("original", self.original == what.original),
        ])
    }
}

impl StoredInvoice {
    /// Checks that this invoice, written on `written_on`, says what was expected.
    ///
    /// # Errors
    /// [`Difference`] with every differing field. What a list leaves out is no difference.
    pub fn same_content(&self, written_on: NaiveDate, what: &ExpectedInvoice) -> Result<(), Difference> {
        Difference::among(&[
            ("kind", self.kind == what.kind),
            ("date of writing", written_on == what.written_on),
            ("supplier", self.supplier == what.supplier),
            ("buyer", self.buyer.fits(&what.buyer)),
            ("amounts", self.sums == what.sums),
            ("lines", agree(self.lines.as_ref(), Some(&what.lines))),
            ("original", amends_agree(self.amends.as_ref(), what.amends.as_ref())),
        ])
    }
}

fn amends_agree(stored: Option<&StoredAmends>, expected: Option<&(InvoiceNumber, AmendCode)>) -> bool {
    match (stored, expected) {
        (None, None) => true,
        (Some(stored), Some((original, code))) => {
            stored.code == *code && agree(stored.original.as_ref(), Some(original))
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn agree<T: PartialEq>(left: Option<&T>, right: Option<&T>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left == right,
        (None, _) | (_, None) => true,
    }
}
