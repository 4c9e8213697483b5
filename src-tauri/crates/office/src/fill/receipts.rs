//! Receipts of the made-up shop, and their cancels.

use chrono::NaiveDateTime;
use domain::{
    Amounts, ApprovalNumber, CancelReason, Cancellation, CashReceipt, DocumentKey, KeyKind, OriginalReceipt,
    Purpose, ReceiptForm, Remaining, Taxation, Won,
};
use serde_json::json;
use store::{DocumentId, JournalAct, NewDocument, Writer};

use super::ROUTE;
use super::shop::MadeUpShop;
use super::words::{GOODS, MEMOS};
use crate::OfficeError;
use crate::intent::receipt_facts;

/// Customers come back with things they bought not long ago.
const REMEMBERED: usize = 200;

/// A receipt that may still be taken back.
pub(super) struct Sold {
    pub(super) id: DocumentId,
    key: DocumentKey,
    approval: ApprovalNumber,
    receipt: CashReceipt,
    taken: Vec<Amounts>,
}

impl MadeUpShop<'_> {
    pub(super) fn sell(&mut self, w: &mut Writer<'_>, at: NaiveDateTime) -> Result<(), OfficeError> {
        let receipt = self.receipt_form().check(self.supplier.number(), at)?;
        let key = self.key(w, KeyKind::Receipt, at)?;
        let document = NewDocument::issue(&key, &receipt, ROUTE, &body(&key), &press(&key));
        let facts = receipt_facts(&receipt);
        let (id, approval) = self.write(w, &document, (JournalAct::ReceiptIntended, &facts))?;
        self.filled.receipts += 1;
        if let Some(approval) = approval.filter(|_| self.dice.once_in(8)) {
            if self.sold.len() >= REMEMBERED {
                self.sold.remove(0);
            }
            self.sold.push(Sold { id, key, approval: approval.number, receipt, taken: Vec::new() });
        }
        Ok(())
    }

    /// A customer brings something back, all of it or a part; without one there is a sale instead.
    pub(super) fn take_back(&mut self, w: &mut Writer<'_>, at: NaiveDateTime) -> Result<(), OfficeError> {
        if self.sold.is_empty() {
            return self.sell(w, at);
        }
        let nth = usize::try_from(self.dice.below(self.sold.len() as u64)).unwrap_or_default();
        let mut sold = self.sold.swap_remove(nth);
        let cancellation = self.cancellation(&sold, at)?;
        let key = self.key(w, KeyKind::Cancel, at)?;
        let (body, press) = (body(&key), press(&key));
        let document = NewDocument::cancel(&key, sold.id, &cancellation, &sold.receipt, ROUTE, &body, &press);
        let total = cancellation.amounts().total().get();
        let facts = json!({ "total": total, "original": sold.key.as_str() });
        self.write(w, &document, (JournalAct::CancelIntended, &facts))?;
        self.filled.cancels += 1;
        sold.taken.push(*cancellation.amounts());
        if !Remaining::of(sold.receipt.amounts(), &sold.taken).is_nothing() {
            self.sold.push(sold);
        }
        Ok(())
    }

    fn receipt_form(&mut self) -> ReceiptForm {
        let goods = self.dice.pick(&GOODS);
        let won = goods.won * self.quantity();
        let is_anonymous = self.dice.percent(22);
        let visitor = self.customer_visits.draw(&mut self.dice);
        let number = self.customers.get(visitor).filter(|_| !is_anonymous).cloned().unwrap_or_default();
        // A telephone number proves expenses too, which some owners of small shops ask for.
        let wants_proof = number.starts_with("010") && self.dice.percent(6);
        ReceiptForm {
            amount: won.to_string(),
            number,
            purpose: wants_proof.then_some(Purpose::ExpenseProof),
            taxation: if goods.exempt { Taxation::Exempt } else { Taxation::Taxable },
            item: if self.dice.percent(70) { goods.name.to_owned() } else { String::new() },
            memo: if self.dice.percent(12) { self.note(&MEMOS) } else { String::new() },
            ..ReceiptForm::default()
        }
    }

    fn cancellation(&mut self, sold: &Sold, at: NaiveDateTime) -> Result<Cancellation, OfficeError> {
        let left = Remaining::of(sold.receipt.amounts(), &sold.taken);
        let original = OriginalReceipt {
            key: sold.key.clone(),
            approval: sold.approval.clone(),
            trade_date: sold.receipt.traded_at().date(),
        };
        let reason = self.dice.pick(&[0, 0, 0, 1, 2]);
        let reason = CancelReason::ALL.get(reason).copied().unwrap_or(CancelReason::Other);
        let part = Won::new(left.total().get() / 2 / 100 * 100).unwrap_or(Won::ZERO);
        let cancellation = if self.dice.percent(30) && !part.is_zero() {
            Cancellation::partial(&sold.receipt, original, &left, reason, at, part)
        } else {
            Cancellation::full(&sold.receipt, original, &left, reason, at)
        };
        Ok(cancellation?)
    }

    /// Mostly one, sometimes a few, seldom a whole class's worth.
    pub(super) fn quantity(&mut self) -> u64 {
        match self.dice.below(20) {
            0..=10 => 1,
            11..=16 => self.dice.between(2, 5),
            17 | 18 => self.dice.between(6, 12),
            _ => self.dice.between(13, 40),
        }
    }

    /// A note; its `#` becomes a number.
    pub(super) fn note(&mut self, of: &[&'static str]) -> String {
        let number = self.dice.between(1, 400);
        self.dice.pick(of).replace('#', &number.to_string())
    }
}

/// Made-up requests were never sent and say no more than whose they are.
pub(super) fn body(key: &DocumentKey) -> String {
    json!({ "documentKey": key.as_str(), "madeUp": true }).to_string()
}

pub(super) fn press(key: &DocumentKey) -> String {
    format!("made-up-{key}")
}
