//! The made-up shop at work: day by day it writes its documents, hears the NTS's approval, and the next morning its last word.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use domain::{
    Approval, ApprovalNumber, Attention, BusinessCalendar, BuyerForm, DeadlineRules, DocumentKey, Refusal,
    State, Supplier, Transmission,
};
use serde_json::{Value, json};
use store::{DocumentId, JournalAct, NewDocument, Writer};

use super::Filled;
use super::days::{OpenDay, moments};
use super::dice::{Dice, Regulars};
use super::invoices::SoldOnInvoice;
use super::people;
use super::receipts::Sold;
use crate::OfficeError;

const CUSTOMERS: u64 = 6_000;
const COMPANIES: usize = 320;
const ANSWER_TAKES: TimeDelta = TimeDelta::milliseconds(180);
const TRANSMITTED_AT: NaiveTime = match NaiveTime::from_hms_opt(21, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
const CONFIRMED_AFTER: TimeDelta = TimeDelta::minutes(12 * 60 + 30);
/// A document of the last days that was refused calls a person; older ones have been seen to.
const STILL_CALLING: TimeDelta = TimeDelta::days(10);

/// What is known of the shop while it works.
pub(super) struct MadeUpShop<'a> {
    pub(super) dice: Dice,
    pub(super) supplier: Supplier,
    pub(super) rules: &'a DeadlineRules,
    pub(super) calendar: &'a BusinessCalendar,
    pub(super) customers: Vec<String>,
    pub(super) customer_visits: Regulars,
    pub(super) companies: Vec<BuyerForm>,
    pub(super) company_visits: Regulars,
    /// Receipts that may still be taken back.
    pub(super) sold: Vec<Sold>,
    /// Invoices that may still be amended.
    pub(super) invoiced: Vec<SoldOnInvoice>,
    pub(super) filled: Filled,
    counter: u8,
    now: NaiveDateTime,
    /// Approved today, not confirmed yet.
    provisional: Vec<Provisional>,
}

/// A document that was approved today.
struct Provisional {
    id: DocumentId,
    key: DocumentKey,
    approval: Approval,
    is_invoice: bool,
}

impl<'a> MadeUpShop<'a> {
    pub(super) fn new(
        seed: u64,
        supplier: Supplier,
        counter: u8,
        rules: &'a DeadlineRules,
        calendar: &'a BusinessCalendar,
        now: NaiveDateTime,
    ) -> Self {
        let mut dice = Dice::new(seed);
        Self {
            customers: people::customers(&mut dice, CUSTOMERS),
            customer_visits: Regulars::of(CUSTOMERS),
            companies: people::companies(&mut dice, COMPANIES),
            company_visits: Regulars::of(COMPANIES as u64),
            sold: Vec::new(),
            invoiced: Vec::new(),
            filled: Filled::default(),
            provisional: Vec::new(),
            dice,
            supplier,
            counter,
            rules,
            calendar,
            now,
        }
    }

    /// One day, from the first customer to the NTS's last word of the next morning.
    pub(super) fn open_for(&mut self, w: &mut Writer<'_>, day: &OpenDay) -> Result<(), OfficeError> {
        let mut moments = moments(&mut self.dice, day.date, day.documents).into_iter();
        while let Some(at) = moments.next() {
            match self.dice.below(100) {
                0..=84 => self.sell(w, at)?,
                85..=87 => self.take_back(w, at)?,
                88..=98 => self.invoice(w, at)?,
                _ => self.amend(w, at, &mut moments)?,
            }
        }
        self.close(w, day)
    }

    /// The next number of a kind.
    pub(super) fn key(
        &self,
        w: &mut Writer<'_>,
        kind: domain::KeyKind,
        at: NaiveDateTime,
    ) -> Result<DocumentKey, OfficeError> {
        Ok(w.next_key(kind, at.date(), self.counter)?)
    }

    /// Writes a document and what the NTS answered: an approval, or once in a while a refusal, which gives none.
    pub(super) fn write(
        &mut self,
        w: &mut Writer<'_>,
        document: &NewDocument,
        (act, facts): (JournalAct, &Value),
    ) -> Result<(DocumentId, Option<Approval>), OfficeError> {
        let (key, at) = (document.key.clone(), document.created_at);
        let id = w.insert_document_as(document, &State::Sending)?;
        w.journal(at, act, key.as_str(), facts)?;
        let answered = at + ANSWER_TAKES;
        if document.act.original().is_none() && self.dice.once_in(250) {
            let refusal = unknown_number();
            w.journal(answered, JournalAct::Rejected, key.as_str(), &json!({ "code": refusal.code }))?;
            w.set_standing(id, &State::Rejected(refusal), answered)?;
            return Ok((id, None));
        }
        let is_invoice = document.content.invoice().is_some();
        let approval = approval(id, document, answered)?;
        w.set_standing(id, &State::Approved(approval.clone()), answered)?;
        let told = json!({ "approval": approval.number.as_str() });
        w.journal(answered, JournalAct::Approved, key.as_str(), &told)?;
        self.provisional.push(Provisional { id, key, approval: approval.clone(), is_invoice });
        Ok((id, Some(approval)))
    }

    /// In the evening the invoices go to the NTS, the next morning everything is confirmed, save what the NTS refuses then.
    fn close(&mut self, w: &mut Writer<'_>, day: &OpenDay) -> Result<(), OfficeError> {
        let sent_at = day.date.and_time(TRANSMITTED_AT);
        let morning = (sent_at + CONFIRMED_AFTER).min(self.now);
        for Provisional { id, key, approval, is_invoice } in std::mem::take(&mut self.provisional) {
            if is_invoice {
                let transmission = Transmission { approval: approval.clone(), sent_at };
                w.set_standing(id, &State::Transmitted(transmission), sent_at)?;
                let told = json!({ "sent_at": sent_at.to_string() });
                w.journal(sent_at, JournalAct::Transmitted, key.as_str(), &told)?;
            } else if self.dice.once_in(4_000) && !self.sold.iter().any(|sold| sold.id == id) {
                self.refuse_later(w, id, &key, approval, morning)?;
                continue;
            }
            let told = json!({ "approval": approval.number.as_str() });
            w.set_standing(id, &State::Confirmed(approval), morning)?;
            w.journal(morning, JournalAct::Confirmed, key.as_str(), &told)?;
        }
        Ok(())
    }

    fn refuse_later(
        &self,
        w: &mut Writer<'_>,
        id: DocumentId,
        key: &DocumentKey,
        approval: Approval,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        let refusal = unknown_number();
        w.journal(at, JournalAct::RefusedLater, key.as_str(), &json!({ "code": refusal.code }))?;
        w.set_standing(id, &State::RefusedLater { approval, refusal }, at)?;
        if at + STILL_CALLING > self.now {
            w.call_person(id, Some(Attention::RefusedLater))?;
        }
        Ok(())
    }
}

/// A number of the right form that no other document of the book has: the row's own, in the shape of the NTS's.
fn approval(id: DocumentId, document: &NewDocument, at: NaiveDateTime) -> Result<Approval, OfficeError> {
    let serial = id.get().unsigned_abs();
    let text = match document.content.invoice() {
        // An odd factor permutes the 32 bits: every row gets digits of its own that do not look like a count.
        Some(invoice) => {
            let scattered = serial.wrapping_mul(0x9E37_79B1) & 0xFFFF_FFFF;
            format!("{}41000016{scattered:08x}", invoice.written_on().format("%Y%m%d"))
        }
        None => format!("G{:08}", (40_000_000 + serial) % 100_000_000),
    };
    let number = ApprovalNumber::parse(&text)
        .map_err(|invalid| OfficeError::MadeUp { key: document.key.clone(), cause: invalid.to_string() })?;
    Ok(Approval { number, at })
}

fn unknown_number() -> Refusal {
    Refusal {
        code: "E2003".to_owned(),
        field: Some("consumerPhone".to_owned()),
        message: "존재하지 않는 번호입니다".to_owned(),
    }
}
