//! What a half-typed invoice means, and the press that issues it.

use chrono::NaiveDate;
use domain::Won;
use office::{InvoiceOutlook, InvoicePress};

use super::{document, invoice, invoice_form, local_time};
use crate::contract::invoice::{InvoiceReading, InvoiceRequest, LineReading};
use crate::ui_error::{Fault, UiError};

/// The form's meaning for the window.
#[must_use]
pub fn reading(form: &domain::InvoiceForm, outlook: InvoiceOutlook, today: NaiveDate) -> InvoiceReading {
    let InvoiceOutlook { reading, faults, deadline, penalty, transmit_at, similar, buyer } = outlook;
    let written_on = reading.written_on.unwrap_or(today);
    let won = |won: Option<Won>| won.map_or(0, Won::get);
    InvoiceReading {
        written_on: reading.written_on.map(|day| day.to_string()),
        lines: form
            .lines
            .iter()
            .zip(&reading.lines)
            .map(|(typed, read)| line(typed, read, written_on))
            .collect(),
        supply: won(reading.supply),
        vat: won(reading.vat),
        total: won(reading.total),
        blanks: reading.blank_boxes,
        amount_reading: reading.formal,
        issue_by: deadline.map(|deadline| invoice::due(deadline.until, today)),
        penalty: penalty.map(Won::get),
        transmit_at: local_time(transmit_at),
        faults: faults.iter().flat_map(|faults| faults.iter()).map(Fault::from).collect(),
        similar: similar.as_ref().map(document::row),
        buyer_status: buyer.map(|known| invoice::status(&known, form.kind, written_on)),
    }
}

/// One press of the issue button in the office's words.
///
/// # Errors
/// When `instead_of` is no key.
pub fn press(request: InvoiceRequest) -> Result<InvoicePress, UiError> {
    let InvoiceRequest { form, press_id, allow_similar, transmit_now, mail, instead_of } = request;
    Ok(InvoicePress {
        form: invoice_form::to_domain(form),
        press_id,
        allow_similar,
        transmit_now,
        mail,
        instead_of: instead_of.as_deref().map(super::key).transpose()?,
        from_draft: true,
    })
}

fn line(typed: &domain::LineForm, read: &domain::LineReading, written_on: NaiveDate) -> LineReading {
    let date = match typed.date.trim() {
        "" => Some(written_on),
        text => domain::parse_date(text, written_on).ok(),
    };
    LineReading {
        date: date.map(|day| day.to_string()),
        supply: read.supply.map(Won::get),
        vat: read.vat.map(Won::get),
        total: read.total.map(Won::get),
    }
}
