//! Issuing a tax invoice (세금계산서 발급): check, write the intent, send, write the answer. It takes the same way as a
//! receipt; what is its own is the check against the buyer's state, the longer last moment, and what follows its approval.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::{BusinessCalendar, DocumentKey, Invoice, InvoiceForm, KeyKind, Supplier};
use nts::Route;
use serde_json::{Value, json};
use store::{Awaited, BookError, JournalAct, NewDocument, Reader, Shelved, Writer};

use crate::gate::Gate;
use crate::intent::{Draft, Intent, Pressed, Start};
use crate::settings::read_settings;
use crate::watch::Watch;
use crate::{Office, OfficeError, amendment};

/// Invoices to the same buyer over the same total within so many days ask first.
pub(crate) const SIMILAR_WITHIN_DAYS: u64 = 7;
/// How long one that is past every deadline of the law is still tried: the penalty does not grow any more.
const PAST_ALL_DEADLINES: TimeDelta = TimeDelta::days(30);
const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// One press of the issue button.
#[derive(Clone)]
pub struct InvoicePress {
    /// The form as it stood.
    pub form: InvoiceForm,
    /// Unique per press; a second arrival of the same press issues nothing.
    pub press_id: String,
    /// The person said that a similar invoice is another sale.
    pub allow_similar: bool,
    /// Transmit it to the NTS (전송) as soon as it is issued.
    pub transmit_now: bool,
    /// Mail it to the buyer once it is issued.
    pub mail: bool,
    /// The refused invoice in whose place it is written: its task is settled with it.
    pub instead_of: Option<DocumentKey>,
    /// It comes from the form that is kept as a draft.
    pub from_draft: bool,
}

/// A checked invoice on its way into the book.
#[derive(Clone, Copy)]
pub(crate) struct InvoiceWriting<'a> {
    pub invoice: &'a Invoice,
    pub send_by: NaiveDateTime,
    pub counter: u8,
    pub press: &'a InvoicePress,
}

impl Office {
    /// Issues one invoice and answers its key; the document's state says what became of it, as with
    /// [`Office::issue_receipt`].
    ///
    /// # Errors
    /// Before anything is sent: [`OfficeError::Faults`] (a buyer that is closed included, as far as its state is known),
    /// [`OfficeError::NoShop`], [`OfficeError::SimilarInvoice`], [`OfficeError::TwinUnknown`],
    /// [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn issue_invoice(self: &Arc<Self>, press: InvoicePress) -> Result<DocumentKey, OfficeError> {
        self.issue_invoice_watched(press, Watch::begin()).await
    }

    /// As [`Office::issue_invoice`], for whoever waits or does not wait for the answer.
    pub(crate) async fn issue_invoice_watched(
        self: &Arc<Self>,
        press: InvoicePress,
        watch: Watch,
    ) -> Result<DocumentKey, OfficeError> {
        let (supplier, counter) = self.supplier()?;
        let invoice = self.check_invoice(&press.form, &supplier)?;
        let route = self.route().await?;
        let send_by = self.invoice_send_by(&invoice)?;
        let pressed = self.gated(route.as_ref(), |w, gate, at| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return same_press(w, key, &invoice).map(Pressed::Again);
            }
            if !press.allow_similar {
                refuse_similar(w, &invoice)?;
            }
            if press.from_draft {
                w.discard_invoice_draft()?;
            }
            let writing = InvoiceWriting { invoice: &invoice, send_by, counter, press: &press };
            self.write_invoice(w, gate, route.as_ref(), (&writing, Start::AtOnce), at).map(Pressed::Fresh)
        })?;
        self.bring_out(route, pressed, watch).await
    }

    /// Writes a checked invoice under a key of its own.
    pub(crate) fn write_invoice(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        (writing, start): (&InvoiceWriting<'_>, Start),
        at: NaiveDateTime,
    ) -> Result<Intent, OfficeError> {
        let InvoiceWriting { invoice, send_by, counter, press } = *writing;
        let key = w.next_key(KeyKind::Invoice, at.date(), counter)?;
        let request =
            route.freeze_invoice(&key, invoice).map_err(|source| OfficeError::RouteClosed(Some(source)))?;
        let document = NewDocument::invoice(&key, invoice, at, route.name(), &request.body, &press.press_id);
        if let Some(refused) = &press.instead_of {
            settle_refused(w, refused, &key, at)?;
        }
        let draft = Draft {
            document: NewDocument {
                mail_wanted: press.mail,
                at_once: press.transmit_now,
                send_by: Some(send_by),
                ..document
            },
            request,
            act: JournalAct::InvoiceIntended,
            facts: &invoice_facts(invoice),
        };
        self.write_to_start(w, gate, route, (draft, start), at)
    }

    /// The shop as it stands on an invoice, and the till's number for its key.
    ///
    /// # Errors
    /// [`OfficeError::NoShop`], [`OfficeError::Faults`] when its e-mail or branch cannot stand on one, [`OfficeError::Book`].
    pub(crate) fn supplier(&self) -> Result<(Supplier, u8), OfficeError> {
        let (shop, settings) = self.book.read(|r| Ok((r.shop()?, read_settings(r)?)))?;
        let shop = shop.ok_or(OfficeError::NoShop)?;
        let supplier = Supplier::of(&shop, &settings.shop_branch, &settings.shop_email)?;
        Ok((supplier, settings.counter_number))
    }

    /// The form as an invoice, checked against what is known of buyer and shop, and fit for paper.
    pub(crate) fn check_invoice(
        &self,
        form: &InvoiceForm,
        supplier: &Supplier,
    ) -> Result<Invoice, OfficeError> {
        let invoice = self.check_form(form, supplier)?.invoice?;
        self.refuse_unprintable(&invoice)?;
        Ok(invoice)
    }

    /// The last moment at which it is still worth sending by itself: in time if that is possible, else late.
    fn invoice_send_by(&self, invoice: &Invoice) -> Result<NaiveDateTime, OfficeError> {
        Ok(self.invoice_send_by_of(invoice, &self.calendar()?.calendar))
    }

    /// As [`Office::invoice_send_by`] for whoever has the calendar at hand: reading it costs more than the question.
    pub(crate) fn invoice_send_by_of(&self, invoice: &Invoice, calendar: &BusinessCalendar) -> NaiveDateTime {
        let now = self.clock.now();
        let deadline = self.rules.issue_deadline(invoice.written_on(), invoice.kind(), calendar);
        let last_day = [deadline.until, deadline.late_until].into_iter().find(|day| *day >= now.date());
        last_day.map_or(now + PAST_ALL_DEADLINES, end_of)
    }

    /// What an invoice's approval brings with it in the same transaction: the plan of its transmission, the mail, what is
    /// learnt about buyer and items, and the second document of an amendment.
    pub(crate) fn follow_invoice(
        &self,
        w: &mut Writer<'_>,
        route: &dyn Route,
        awaited: &Awaited,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        let Some(shelved) = w.shelved_by_id(awaited.id)? else { return Ok(()) };
        let Some(invoice) = shelved.document.invoice() else { return Ok(()) };
        // The law counts from the issue, which an answer found later may lie days after.
        let issued_at = shelved.standing.state.approval().map_or(at, |approval| approval.at).min(at);
        let planned = self.planned_transmission(w, issued_at)?;
        let transmit_at = if shelved.document.at_once { at } else { planned.max(at) };
        if w.plan_transmission(awaited.id, transmit_at)? {
            let key = shelved.document.key.as_str();
            w.journal(at, JournalAct::TransmissionPlanned, key, &json!({ "at": transmit_at.to_string() }))?;
        }
        self.learn_from_invoice(w, &shelved, invoice, at)?;
        amendment::follow_first(w, route, &shelved, at)
    }

    /// What an invoice's approval brings wherever it was issued: what is learnt about buyer and items, and the mail.
    pub(crate) fn learn_from_invoice(
        &self,
        w: &mut Writer<'_>,
        shelved: &Shelved,
        invoice: &Invoice,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        // An amendment may say what was true a year ago: nothing is learnt from it.
        if invoice.amends().is_none() {
            w.use_partner(invoice, at)?;
            w.use_items(invoice, at)?;
        }
        self.queue_invoice_mail(w, shelved, at)
    }

    /// When an invoice issued at `at` is transmitted by itself.
    pub(crate) fn planned_transmission(
        &self,
        r: &Reader<'_>,
        at: NaiveDateTime,
    ) -> Result<NaiveDateTime, BookError> {
        let time = read_settings(r)?.transmit_time;
        Ok(at.date().succ_opt().unwrap_or(NaiveDate::MAX).and_time(time))
    }
}

/// What the journal says of an invoice before it is sent.
pub(crate) fn invoice_facts(invoice: &Invoice) -> Value {
    json!({
        "total": invoice.total().get(),
        "kind": invoice.kind().as_str(),
        "written_on": invoice.written_on().to_string(),
    })
}

pub(crate) fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_time(LAST_SECOND)
}

/// The matter of a refused invoice is settled by the one written in its place, unless somebody has settled it before.
fn settle_refused(
    w: &mut Writer<'_>,
    refused: &DocumentKey,
    new: &DocumentKey,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let old = w.shelved(refused)?.filter(|old| old.standing.attention.is_some());
    if let Some(old) = old.filter(|old| old.standing.state.refusal().is_some()) {
        w.call_person(old.document.id, None)?;
        w.journal(at, JournalAct::Reissued, refused.as_str(), &json!({ "key": new.as_str() }))?;
    }
    Ok(())
}

fn refuse_similar(w: &Writer<'_>, invoice: &Invoice) -> Result<(), OfficeError> {
    match w.invoice_twin(invoice, SIMILAR_WITHIN_DAYS)? {
        None => Ok(()),
        Some((key, state)) if state.is_open() => Err(OfficeError::TwinUnknown(key)),
        Some((key, _)) => Err(OfficeError::SimilarInvoice(key)),
    }
}

/// A press that arrives again must say the same; a name used twice for two sales is a mistake to be told.
fn same_press(w: &Writer<'_>, key: DocumentKey, invoice: &Invoice) -> Result<DocumentKey, OfficeError> {
    let before = w.document(&key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
    let same = before.invoice().is_some_and(|before| before.same_sale(invoice));
    if same { Ok(key) } else { Err(OfficeError::PressReused(key)) }
}
