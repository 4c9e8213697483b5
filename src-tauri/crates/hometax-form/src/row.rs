//! A document as a row of a form, or the reasons why it cannot be one.

use std::fmt;

use domain::Won;

use crate::bytes::count_bytes;
use crate::column::{Slot, columns};
use crate::form::FormKind;

/// A document as a row of its form, every limit kept. `Debug` shows nobody's number.
#[derive(Clone, PartialEq, Eq)]
pub struct FormRow {
    kind: FormKind,
    cells: Vec<String>,
}

/// Why a document cannot go through a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotGo {
    /// A text is longer than its column takes.
    TooLong {
        /// The column's header.
        column: String,
        /// The most bytes, as the form counts them.
        limit: usize,
        /// The bytes it has.
        bytes: usize,
    },
    /// The receipt form dates everything today.
    NotToday,
    /// The receipt form has no column for a service charge (봉사료).
    ServiceCharge,
    /// The VAT of a receipt is not a tenth of its supply value, which the form checks (D03).
    VatNotATenth,
    /// The forms for new documents take no amendment and no cancel.
    NotNew,
    /// An item's day lies in another month than the invoice, and the form takes the day alone.
    DayOfOtherMonth,
}

impl CannotGo {
    /// Stable name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too_long",
            Self::NotToday => "not_today",
            Self::ServiceCharge => "service_charge",
            Self::VatNotATenth => "vat_not_a_tenth",
            Self::NotNew => "not_new",
            Self::DayOfOtherMonth => "day_of_other_month",
        }
    }
}

impl FormRow {
    /// Lays out what `text_of` says for each column.
    pub(crate) fn laid_out(kind: FormKind, text_of: impl Fn(Slot) -> String) -> Result<Self, Vec<CannotGo>> {
        let mut cells = Vec::new();
        let mut reasons = Vec::new();
        for column in columns(kind) {
            let text = text_of(column.slot);
            let bytes = count_bytes(&text, kind.counting());
            if let Some(limit) = column.limit.filter(|limit| bytes > *limit) {
                reasons.push(CannotGo::TooLong { column: column.name().to_owned(), limit, bytes });
            }
            cells.push(text);
        }
        if reasons.is_empty() { Ok(Self { kind, cells }) } else { Err(reasons) }
    }

    /// Which form it belongs into.
    #[must_use]
    pub const fn kind(&self) -> FormKind {
        self.kind
    }

    /// The texts of its columns, `A` first; blank where nothing is to be written.
    #[must_use]
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

impl fmt::Debug for FormRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormRow").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// An amount as the forms take it: digits alone.
pub(crate) fn won(amount: Won) -> String {
    amount.get().to_string()
}

/// A text with a reference behind it, if there is one and room for both.
pub(crate) fn with_reference(text: &str, reference: Option<&str>, kind: FormKind, limit: usize) -> String {
    let Some(reference) = reference else { return text.to_owned() };
    let both = if text.is_empty() { reference.to_owned() } else { format!("{text} {reference}") };
    if count_bytes(&both, kind.counting()) <= limit { both } else { text.to_owned() }
}
