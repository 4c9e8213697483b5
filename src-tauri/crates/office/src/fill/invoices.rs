//! Tax invoices of the made-up shop, and their amendments.

use chrono::NaiveDateTime;
use domain::{
    AmendForm, AmendReason, Approval, Billing, Invoice, InvoiceForm, InvoiceKind, InvoiceNumber, KeyKind,
    LineForm, OriginalInvoice,
};
use serde_json::json;
use store::{DocumentId, JournalAct, NewDocument, Writer};

use super::ROUTE;
use super::receipts::{body, press};
use super::shop::MadeUpShop;
use super::words::{GOODS, REMARKS};
use crate::OfficeError;
use crate::invoice::invoice_facts;

const REMEMBERED: usize = 60;

/// An invoice that may still be amended.
pub(super) struct SoldOnInvoice {
    id: DocumentId,
    number: InvoiceNumber,
    invoice: Invoice,
    form: InvoiceForm,
}

impl MadeUpShop<'_> {
    pub(super) fn invoice(&mut self, w: &mut Writer<'_>, at: NaiveDateTime) -> Result<(), OfficeError> {
        let form = self.invoice_form(at);
        let invoice = form.check(&self.supplier, None, at)?;
        let key = self.key(w, KeyKind::Invoice, at)?;
        let document = NewDocument::invoice(&key, &invoice, at, ROUTE, &body(&key), &press(&key));
        let facts = invoice_facts(&invoice);
        let (id, approval) = self.write(w, &document, (JournalAct::InvoiceIntended, &facts))?;
        self.filled.invoices += 1;
        let number = approval.and_then(|Approval { number, .. }| number.invoice().cloned());
        if let Some(number) = number {
            w.use_partner(&invoice, at)?;
            w.use_items(&invoice, at)?;
            if self.invoiced.len() >= REMEMBERED {
                self.invoiced.remove(0);
            }
            self.invoiced.push(SoldOnInvoice { id, number, invoice, form });
        }
        Ok(())
    }

    /// An invoice of some days ago is amended, by one document or by two; without one there is a new invoice instead.
    pub(super) fn amend(
        &mut self,
        w: &mut Writer<'_>,
        at: NaiveDateTime,
        moments: &mut impl Iterator<Item = NaiveDateTime>,
    ) -> Result<(), OfficeError> {
        let transmitted = self.invoiced.iter().position(|sold| sold.invoice.written_on() < at.date());
        let Some(nth) = transmitted else { return self.invoice(w, at) };
        let SoldOnInvoice { id, number, invoice, form } = self.invoiced.remove(nth);
        let reason = self.dice.pick(&[0_u8, 0, 1, 2]);
        let reason = match reason {
            0 => AmendReason::Returned,
            1 => AmendReason::ContractCancelled,
            _ => AmendReason::Mistake,
        };
        let second_at = if reason.makes_two() { moments.next() } else { None };
        // A pair takes two of the day's documents; the last one of a day cannot be the first of a pair.
        let reason =
            if reason.makes_two() && second_at.is_none() { AmendReason::ContractCancelled } else { reason };
        let corrected = reason.makes_two().then(|| corrected(form));
        let form = AmendForm { corrected, ..AmendForm::new(reason) };
        let original = OriginalInvoice { invoice, number, transmitted: true, amendments: Vec::new() };
        let plan = original.amend(&form, &self.supplier, at, self.rules, self.calendar)?;
        let first = self.write_amendment(w, &plan.first, (id, reason), at)?;
        w.begin_amendment(first, id, reason, plan.second.as_ref(), at)?;
        if let Some((second, at)) = plan.second.zip(second_at) {
            let second = self.write_amendment(w, &second, (id, reason), at)?;
            w.complete_amendment(first, second)?;
        }
        Ok(())
    }

    fn write_amendment(
        &mut self,
        w: &mut Writer<'_>,
        invoice: &Invoice,
        (original, reason): (DocumentId, AmendReason),
        at: NaiveDateTime,
    ) -> Result<DocumentId, OfficeError> {
        let key = self.key(w, KeyKind::Amendment, at)?;
        let document = NewDocument::invoice(&key, invoice, at, ROUTE, &body(&key), &press(&key))
            .amending(original, reason);
        let facts = json!({ "total": invoice.total().get(), "reason": reason.as_str() });
        let (id, _) = self.write(w, &document, (JournalAct::AmendmentIntended, &facts))?;
        self.filled.amendments += 1;
        Ok(id)
    }

    fn invoice_form(&mut self, at: NaiveDateTime) -> InvoiceForm {
        let company = self.company_visits.draw(&mut self.dice);
        let kind = match self.dice.below(100) {
            0..=92 => InvoiceKind::Taxable,
            93..=96 => InvoiceKind::ZeroRated,
            _ => InvoiceKind::Exempt,
        };
        let lines = self.dice.pick(&[1_u8, 1, 1, 2, 2, 3]);
        InvoiceForm {
            kind,
            written_on: at.date().to_string(),
            billing: if self.dice.percent(70) { Billing::Charge } else { Billing::Paid },
            buyer: self.companies.get(company).cloned().unwrap_or_default(),
            lines: (0..lines).map(|_| self.line()).collect(),
            remark: if self.dice.percent(15) { self.note(&REMARKS) } else { String::new() },
            ..InvoiceForm::default()
        }
    }

    fn line(&mut self) -> LineForm {
        let goods = self.dice.pick(&GOODS);
        LineForm {
            item: goods.name.to_owned(),
            spec: goods.spec.to_owned(),
            quantity: (self.quantity() * self.dice.between(1, 4)).to_string(),
            unit_price: goods.won.to_string(),
            ..LineForm::default()
        }
    }
}

/// What the invoice should have said: one line has another quantity.
fn corrected(mut form: InvoiceForm) -> InvoiceForm {
    if let Some(line) = form.lines.first_mut() {
        let quantity: u64 = line.quantity.parse().unwrap_or(1);
        line.quantity = (quantity + 1).to_string();
    }
    form
}
