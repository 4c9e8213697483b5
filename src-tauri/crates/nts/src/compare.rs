//! Is the document the NTS holds under our key the one we froze? Equal means adopt it, different means a person decides.
//!
//! The customer's number comes back masked, so it is compared by what the mask shows. Differences are named, never quoted.

use std::fmt;

use chrono::NaiveDate;
use domain::{AmendCode, Amounts, InvoiceKind, InvoiceNumber, Purpose, Taxation};

use crate::hometax::{read_frozen, read_frozen_invoice};
use crate::route::{Act, FrozenRequest};
use crate::stored::{
    OriginalReference, StoredContent, StoredDocument, StoredInvoice, StoredLine, StoredReceipt, Sums,
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
        read_frozen(frozen)
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
        read_frozen_invoice(frozen)
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
        let number_fits = what.number.as_ref().is_none_or(|digits| mask_fits(&self.masked_number, digits));
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
    /// [`Difference`] with every differing field.
    pub fn same_content(&self, written_on: NaiveDate, what: &ExpectedInvoice) -> Result<(), Difference> {
        Difference::among(&[
            ("kind", self.kind == what.kind),
            ("date of writing", written_on == what.written_on),
            ("supplier", self.supplier == what.supplier),
            ("buyer", mask_fits(&self.buyer, &what.buyer)),
            ("amounts", self.sums == what.sums),
            ("lines", self.lines == what.lines),
            ("original", self.amends == what.amends),
        ])
    }
}

fn agree<T: PartialEq>(left: Option<&T>, right: Option<&T>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left == right,
        (None, _) | (_, None) => true,
    }
}

/// Whether `digits` may stand behind `masked`: what is visible before the first and after the last star must agree. Masks
/// differ in how many stars they use, so the stars are not counted.
fn mask_fits(masked: &str, digits: &str) -> bool {
    let visible: String = masked.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect();
    match (visible.split_once('*'), visible.rsplit_once('*')) {
        (Some((head, _)), Some((_, tail))) => {
            head.len() + tail.len() <= digits.len() && digits.starts_with(head) && digits.ends_with(tail)
        }
        (None, _) | (_, None) => visible.is_empty() || visible == digits,
    }
}
