//! One invoice with everything known about it, and a form that is being typed.

use chrono::NaiveDateTime;
use domain::{DocumentKey, Faults, Invoice, InvoiceDeadline, InvoiceForm, InvoiceReading, State, Won};
use store::Shelved;

use crate::business::CheckedForm;
use crate::detail::Detail;
use crate::invoice::SIMILAR_WITHIN_DAYS;
use crate::{KnownStatus, Office, OfficeError};

/// An invoice with its surroundings.
#[derive(Debug)]
pub struct InvoiceDetail {
    /// What every document has.
    pub document: Detail,
    /// What it says.
    pub invoice: Invoice,
    /// Amendments of it, oldest first.
    pub amendments: Vec<Shelved>,
    /// The other document of a pair, once it is there.
    pub pair: Option<Shelved>,
    /// Why it cannot be amended now, if it cannot: the stable name.
    pub cannot_amend: Option<&'static str>,
    /// Whether it waits to be transmitted.
    pub can_transmit: bool,
}

/// What a half-typed invoice means so far.
#[derive(Debug)]
pub struct InvoiceOutlook {
    /// The amounts as they follow from each other.
    pub reading: InvoiceReading,
    /// What would stop issuing.
    pub faults: Option<Faults>,
    /// Until when an invoice of this date can be issued.
    pub deadline: Option<InvoiceDeadline>,
    /// What issuing it today costs because it is late (지연발급·미발급 가산세); `None` in time.
    pub penalty: Option<Won>,
    /// When it will be transmitted by itself if it is issued now.
    pub transmit_at: NaiveDateTime,
    /// An invoice to the same buyer over the same total, not long ago.
    pub similar: Option<Shelved>,
    /// What was last heard of the buyer's number.
    pub buyer: Option<KnownStatus>,
}

impl Office {
    /// An invoice with everything known about it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also for a receipt; [`OfficeError::Book`].
    pub fn invoice_detail(&self, key: &DocumentKey) -> Result<InvoiceDetail, OfficeError> {
        let document = self.detail(key)?;
        let invoice = document.shelved.document.invoice().cloned();
        let invoice = invoice.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
        let id = document.shelved.document.id;
        Ok(InvoiceDetail {
            amendments: self.book.read(|r| r.amended_of(id))?,
            pair: self.pair_of(key)?,
            cannot_amend: self.cannot_amend(key)?,
            can_transmit: matches!(document.shelved.standing.state, State::Approved(_)),
            invoice,
            document,
        })
    }

    /// What a half-typed form means; reads the book and writes nothing.
    ///
    /// # Errors
    /// [`OfficeError::NoShop`], [`OfficeError::Book`].
    pub fn read_invoice(&self, form: &InvoiceForm) -> Result<InvoiceOutlook, OfficeError> {
        let now = self.clock.now();
        let (supplier, _) = self.supplier()?;
        let CheckedForm { invoice: checked, buyer } = self.check_form(form, &supplier)?;
        let reading = form.read(now);
        let calendar = self.calendar()?.calendar;
        let deadline =
            reading.written_on.map(|written_on| self.rules.issue_deadline(written_on, form.kind, &calendar));
        let late = deadline.map(|deadline| deadline.on(now.date()));
        let penalty =
            late.zip(reading.supply).map(|(late, supply)| self.rules.issue_penalty.of(late, supply));
        let (transmit_at, similar) = self.book.read(|r| {
            let twin = checked.as_ref().ok().map(|invoice| r.invoice_twin(invoice, SIMILAR_WITHIN_DAYS));
            let similar = match twin.transpose()?.flatten() {
                Some((key, _)) => r.shelved(&key)?,
                None => None,
            };
            Ok((self.planned_transmission(r, now)?, similar))
        })?;
        Ok(InvoiceOutlook {
            reading,
            faults: checked.err(),
            deadline,
            penalty: penalty.filter(|penalty| *penalty != Won::ZERO),
            transmit_at,
            similar,
            buyer,
        })
    }
}
