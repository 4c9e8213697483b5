//! The authority of the simulation: plain Rust that keeps its own ledger and believes nobody.
//!
//! Its index of keys lags: a document that was taken is seen by look-ups and by the check for double keys only some time
//! later. A resend that comes before the quiet period is over therefore makes a second document, which the invariants see.

#[path = "authority/invoice.rs"]
mod invoice;
#[path = "authority/taken.rs"]
mod taken;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{Approval, ApprovalNumber, DocumentKey, Purpose};
use nts::{
    Act, FrozenRequest, OriginalReference, StoredContent, StoredDocument, StoredReceipt, StoredStatus,
};

use crate::dice::Dice;
pub use taken::{Paper, Taken};
use taken::{ReceiptPaper, Says, mask};

/// The longest a taken document stays unseen.
pub const LAG_MAX_MS: u64 = 12_000;
/// How many days after the trade date a document is still taken.
pub const DAYS_LATE: u8 = 1;
const REFUSED_LATER: &str = "E2004";

/// What the authority says to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Approved(Approval),
    Duplicate(Box<StoredDocument>),
    Rejected(&'static str),
    DayIsFull,
}

pub struct Authority {
    /// In the order of arrival.
    pub documents: Vec<Taken>,
    pub daily_limit: u32,
    dooms: bool,
    used: BTreeMap<NaiveDate, u32>,
    numbers: BTreeMap<NaiveDate, u32>,
    dice: Dice,
}

impl Authority {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "authority");
        let daily_limit = if dice.chance(10) { u32::try_from(dice.within(2, 6)).unwrap() } else { 100_000 };
        Self {
            documents: Vec::new(),
            daily_limit,
            dooms: true,
            used: BTreeMap::new(),
            numbers: BTreeMap::new(),
            dice,
        }
    }

    /// No limit worth the name, and nothing is refused later.
    pub fn without_surprises() -> Self {
        let daily_limit = 100_000;
        let dice = Dice::new(0, "authority");
        Self {
            documents: Vec::new(),
            daily_limit,
            dooms: false,
            used: BTreeMap::new(),
            numbers: BTreeMap::new(),
            dice,
        }
    }

    /// Takes a document or says why not.
    pub fn take(&mut self, request: &FrozenRequest, at_ms: u64, now: NaiveDateTime) -> Verdict {
        let today = now.date();
        if let Some(index) = self.seen(&request.key, at_ms) {
            return Verdict::Duplicate(Box::new(self.stored(index, now)));
        }
        if self.used(today) >= self.daily_limit {
            return Verdict::DayIsFull;
        }
        let paper = Paper::read(request);
        if let Some(code) = self.refused(&paper, now) {
            return Verdict::Rejected(code);
        }
        *self.used.entry(today).or_default() += 1;
        let date = paper.traded_at.date();
        let number = match paper.act {
            Act::Issue | Act::Cancel => self.draw_number(date),
            Act::Invoice => self.draw_invoice_number(date),
        };
        let approval = Approval { number, at: now };
        let seen_from_ms = at_ms + self.dice.within(0, LAG_MAX_MS);
        let doomed = paper.act != Act::Cancel && self.dooms && self.dice.chance(2);
        let approved = approval.clone();
        self.documents.push(Taken { paper, approval, seen_from_ms, doomed, handed_over_at: None });
        Verdict::Approved(approved)
    }

    /// What it shows under a key.
    pub fn look_up(&self, key: &DocumentKey, at_ms: u64, now: NaiveDateTime) -> Option<StoredDocument> {
        Some(self.stored(self.seen(key, at_ms)?, now))
    }

    /// All receipts and cancels of a trade date.
    pub fn day(&self, date: NaiveDate, at_ms: u64, now: NaiveDateTime) -> Vec<StoredDocument> {
        let of_day = |taken: &Taken| {
            taken.paper.receipt().is_some()
                && taken.paper.traded_at.date() == date
                && taken.seen_from_ms <= at_ms
        };
        let indexes = self.documents.iter().enumerate().filter(|(_, taken)| of_day(taken));
        indexes.map(|(index, _)| self.stored(index, now)).collect()
    }

    /// Whether a day can become full.
    pub fn is_small(&self) -> bool {
        self.daily_limit < 1_000
    }

    pub fn used(&self, today: NaiveDate) -> u32 {
        self.used.get(&today).copied().unwrap_or_default()
    }

    /// Won that documents taken so far have cancelled of a receipt.
    pub fn cancelled_of(&self, original: &Taken) -> i64 {
        let cancels = self.documents.iter().filter(|taken| original.is_pointed_at_by(taken));
        -cancels.map(|cancel| cancel.paper.counts().0).sum::<i64>()
    }

    fn seen(&self, key: &DocumentKey, at_ms: u64) -> Option<usize> {
        self.documents.iter().position(|taken| taken.paper.key == *key && taken.seen_from_ms <= at_ms)
    }

    /// An approval number is unique within its trade date only, so every day begins with the same numbers.
    fn draw_number(&mut self, date: NaiveDate) -> ApprovalNumber {
        let next = self.numbers.entry(date).or_default();
        *next += 1;
        ApprovalNumber::parse(&format!("SM{next:07}")).unwrap()
    }

    fn refused(&self, paper: &Paper, now: NaiveDateTime) -> Option<&'static str> {
        match &paper.says {
            Says::Receipt(receipt) => {
                refused_date(paper.traded_at, now).or_else(|| self.refused_original(receipt, now))
            }
            Says::Invoice(_) => self.refused_invoice(paper, now),
        }
    }

    fn refused_original(&self, paper: &ReceiptPaper, now: NaiveDateTime) -> Option<&'static str> {
        let pointed = paper.original.as_ref()?;
        let Some(original) = self.original(pointed).filter(|original| !original.is_refused_by(now)) else {
            return Some("E3002");
        };
        let left = original.paper.counts().0 - self.cancelled_of(original);
        match left {
            0 => Some("E3003"),
            left if left < paper.amounts.total().get() => Some("E3004"),
            _ => None,
        }
    }

    fn original(&self, pointed: &OriginalReference) -> Option<&Taken> {
        self.documents.iter().find(|taken| {
            taken.paper.act == Act::Issue
                && taken.approval.number == pointed.approval
                && taken.paper.traded_at.date() == pointed.trade_date
        })
    }

    fn stored(&self, index: usize, now: NaiveDateTime) -> StoredDocument {
        let taken = &self.documents[index];
        let paper = &taken.paper;
        let content = match &paper.says {
            Says::Receipt(receipt) => StoredContent::Receipt(self.stored_receipt(paper.act, receipt)),
            Says::Invoice(invoice) => StoredContent::Invoice(Box::new(invoice.stored(taken.sent_at(now)))),
        };
        StoredDocument {
            key: paper.key.clone(),
            status: taken.status(now),
            trade_date: paper.traded_at.date(),
            approval: taken.approval.clone(),
            result_code: if taken.is_refused_by(now) { REFUSED_LATER } else { "0000" }.to_owned(),
            content,
        }
    }

    fn stored_receipt(&self, act: Act, paper: &ReceiptPaper) -> StoredReceipt {
        let of_original = |original: &OriginalReference| self.original(original)?.paper.receipt();
        let about = paper.original.as_ref().and_then(of_original).unwrap_or(paper);
        StoredReceipt {
            act,
            amounts: paper.amounts,
            purpose: about.purpose.unwrap_or(Purpose::IncomeDeduction),
            taxation: about.taxation,
            number: mask(&about.number).into(),
            original: paper.original.clone(),
        }
    }
}

impl Taken {
    fn status(&self, now: NaiveDateTime) -> StoredStatus {
        match (self.paper.act, self.is_decided_by(now), self.doomed) {
            (Act::Invoice, _, _) => self.invoice_status(now),
            (_, false, _) => StoredStatus::Approved,
            (_, true, false) => StoredStatus::Confirmed,
            (_, true, true) => StoredStatus::Rejected,
        }
    }
}

fn refused_date(traded_at: NaiveDateTime, now: NaiveDateTime) -> Option<&'static str> {
    let oldest = now.date() - Days::new(DAYS_LATE.into());
    (traded_at.date() > now.date() || traded_at.date() < oldest).then_some("E2006")
}
