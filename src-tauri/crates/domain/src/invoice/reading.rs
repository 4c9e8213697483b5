//! What half a form means: the amounts that follow from what has been typed so far, for the window to show beside it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::invoice::blank_boxes;
use crate::invoice::date_input::parse_date;
use crate::invoice::form::InvoiceForm;
use crate::invoice::kind::InvoiceKind;
use crate::invoice::line_input::{LineAmounts, LineForm};
use crate::invoice::parts::Sums;
use crate::invoice::quantity::{Quantity, UnitPrice};
use crate::money::Won;
use crate::reading::formal_amount;

/// The reading of a whole form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvoiceReading {
    /// Date of writing, when it can be read.
    pub written_on: Option<NaiveDate>,
    /// One reading for each line of the form, blank ones too.
    pub lines: Vec<LineReading>,
    /// Supply of the lines that can be read; none when no line can.
    pub supply: Option<Won>,
    /// VAT of the same.
    pub vat: Option<Won>,
    /// Total of the same.
    pub total: Option<Won>,
    /// The empty boxes before the supply value (공란수).
    pub blank_boxes: Option<u8>,
    /// The total in words: `일금 …원정`.
    pub formal: Option<String>,
}

/// The reading of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineReading {
    /// Whether nothing was typed.
    pub blank: bool,
    /// Quantity, when it can be read.
    pub quantity: Option<Quantity>,
    /// Unit price, when it can be read.
    pub unit_price: Option<UnitPrice>,
    /// Supply value, typed or computed.
    pub supply: Option<Won>,
    /// VAT, typed or computed.
    pub vat: Option<Won>,
    /// Supply and VAT.
    pub total: Option<Won>,
}

impl InvoiceForm {
    /// Reads what is there, without judging it. `now` is Korean local time.
    #[must_use]
    pub fn read(&self, now: NaiveDateTime) -> InvoiceReading {
        let lines: Vec<_> = self.lines.iter().map(|line| LineReading::of(line, self.kind)).collect();
        let amounts: Vec<_> = lines.iter().filter_map(|line| line.supply.zip(line.vat)).collect();
        let sums = if amounts.is_empty() { None } else { Sums::of_amounts(amounts) };
        InvoiceReading {
            written_on: parse_date(&self.written_on, now.date()).ok(),
            lines,
            supply: sums.map(|sums| sums.supply),
            vat: sums.map(|sums| sums.vat),
            total: sums.map(|sums| sums.total),
            blank_boxes: sums.and_then(|sums| blank_boxes(sums.supply)),
            formal: sums.map(|sums| formal_amount(sums.total)),
        }
    }
}

impl LineReading {
    fn of(form: &LineForm, kind: InvoiceKind) -> Self {
        let amounts = form.read(kind);
        Self {
            blank: form.is_blank(),
            quantity: form.quantity().ok().flatten(),
            unit_price: form.unit_price().ok().flatten(),
            supply: amounts.map(|LineAmounts { supply, .. }| supply),
            vat: amounts.map(|LineAmounts { vat, .. }| vat),
            total: amounts.and_then(|amounts| amounts.supply.checked_add(amounts.vat)),
        }
    }
}
