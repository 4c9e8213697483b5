//! An amendment as typed into the wizard.

use serde::{Deserialize, Serialize};

use crate::amend::reason::AmendReason;
use crate::invoice::InvoiceForm;

/// What is to be amended, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendForm {
    /// One of the nine reasons.
    pub reason: AmendReason,
    /// The day its cause arose: of the return, of the cancellation, of the new price, of the opening of the letter of credit.
    /// Blank is today; not looked at where the original's date stands and nothing happened on a day of its own.
    #[serde(default)]
    pub date: String,
    /// [`AmendReason::Returned`]: what came back; none is everything that is left. [`AmendReason::PriceChanged`]: by how much
    /// each line rises or falls.
    #[serde(default)]
    pub lines: Vec<AmendLine>,
    /// [`AmendReason::PriceChanged`], where no lines are given: by how much the supply value of the whole rises or falls, with its
    /// sign. It is spread over the lines.
    #[serde(default)]
    pub difference: String,
    /// [`AmendReason::Mistake`], [`AmendReason::NotMistake`], [`AmendReason::WrongRate`]: what the invoice should have said.
    /// A blank date of writing is the original's.
    #[serde(default)]
    pub corrected: Option<InvoiceForm>,
    /// Between the supply and a cause of 1–3 the taxpayer type changed (일반↔간이): the original's date stands and the cause's day
    /// goes into the remark (령 70②③).
    #[serde(default)]
    pub type_changed: bool,
    /// A remark of the shop's own behind what the law wants there; may be blank.
    #[serde(default)]
    pub remark: String,
}

/// One line of the original that comes back or changes its price.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct AmendLine {
    /// Which line of the original, counted from 0.
    pub line: u8,
    /// Returned: how many came back, positive. Price changed: blank.
    pub quantity: String,
    /// Returned: the supply value of what came back, positive; blank is by quantity, or all that is left of the line. Price
    /// changed: the difference, with its sign.
    pub supply: String,
    /// VAT of it, with the sign of the supply; blank is ten per cent.
    pub vat: String,
}

impl AmendForm {
    /// A blank form for `reason`.
    #[must_use]
    pub const fn new(reason: AmendReason) -> Self {
        Self {
            reason,
            date: String::new(),
            lines: Vec::new(),
            difference: String::new(),
            corrected: None,
            type_changed: false,
            remark: String::new(),
        }
    }
}
