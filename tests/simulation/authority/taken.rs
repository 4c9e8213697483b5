//! A document in the authority's ledger: what its bytes say, read without the sender's own code, and what becomes of it.

use chrono::{Days, NaiveDateTime, NaiveTime};
use domain::{Amounts, Approval, ApprovalNumber, DocumentKey, Purpose, Taxation, Won};
use nts::{Act, FrozenRequest, OriginalReference};
use serde_json::Value;

use super::invoice::InvoicePaper;

/// A document as its bytes say.
#[derive(Clone)]
pub struct Paper {
    pub key: DocumentKey,
    pub act: Act,
    /// Of an invoice midnight of its 작성일자.
    pub traded_at: NaiveDateTime,
    pub says: Says,
}

#[derive(Clone)]
pub enum Says {
    Receipt(ReceiptPaper),
    Invoice(InvoicePaper),
}

/// A receipt or a cancel of one.
#[derive(Clone)]
pub struct ReceiptPaper {
    pub amounts: Amounts,
    pub number: String,
    pub purpose: Option<Purpose>,
    pub taxation: Option<Taxation>,
    pub original: Option<OriginalReference>,
}

impl Paper {
    pub fn read(request: &FrozenRequest) -> Self {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(body["documentKey"], request.key.as_str(), "the bytes carry their own key");
        let (traded_at, says) = match request.act {
            Act::Issue | Act::Cancel => {
                let time = body["transactionTime"].as_str().unwrap();
                (moment(&body["transactionDate"], time), Says::Receipt(ReceiptPaper::read(&body)))
            }
            Act::Invoice => (moment(&body["issueDate"], "000000"), Says::Invoice(InvoicePaper::read(&body))),
        };
        Self { key: request.key.clone(), act: request.act, traded_at, says }
    }

    pub fn receipt(&self) -> Option<&ReceiptPaper> {
        match &self.says {
            Says::Receipt(receipt) => Some(receipt),
            Says::Invoice(_) => None,
        }
    }

    pub fn invoice(&self) -> Option<&InvoicePaper> {
        match &self.says {
            Says::Receipt(_) => None,
            Says::Invoice(invoice) => Some(invoice),
        }
    }

    /// Total and VAT as they count in the day's sum: what takes back is below zero.
    pub fn counts(&self) -> (i64, i64) {
        let sign = if self.act == Act::Cancel { -1 } else { 1 };
        match &self.says {
            Says::Receipt(paper) => (sign * paper.amounts.total().get(), sign * paper.amounts.vat().get()),
            Says::Invoice(paper) => (paper.sums.total.get(), paper.sums.vat.get()),
        }
    }
}

impl ReceiptPaper {
    fn read(body: &Value) -> Self {
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let number = ["consumerPhone", "consumerCard", "consumerBusinessNumber", "consumerRrn"];
        Self {
            amounts: Amounts::from_parts(
                won(&body["supplyAmount"]),
                won(&body["taxAmount"]),
                won(&body["serviceAmount"]),
                won(&body["transactionAmount"]),
            )
            .unwrap(),
            number: number.into_iter().find_map(text).unwrap_or_default().to_owned(),
            purpose: text("receiptPurpose").and_then(Purpose::from_wire),
            taxation: text("taxation").and_then(Taxation::from_wire),
            original: text("originalApprovalNumber").map(|number| OriginalReference {
                approval: ApprovalNumber::parse(number).unwrap(),
                trade_date: moment(&body["originalTransactionDate"], "000000").date(),
            }),
        }
    }
}

pub fn won(value: &Value) -> Won {
    Won::new(value.as_i64().unwrap()).unwrap()
}

fn moment(date: &Value, time: &str) -> NaiveDateTime {
    let text = format!("{}{time}", date.as_str().unwrap());
    NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S").unwrap()
}

/// A document in the authority's ledger.
pub struct Taken {
    pub paper: Paper,
    pub approval: Approval,
    /// From when on look-ups and the check for double keys see it.
    pub seen_from_ms: u64,
    /// It will be refused the day after.
    pub doomed: bool,
    /// When the shop transmitted it; invoices only.
    pub handed_over_at: Option<NaiveDateTime>,
}

impl Taken {
    pub fn is_pointed_at_by(&self, cancel: &Self) -> bool {
        cancel.paper.receipt().and_then(|paper| paper.original.as_ref()).is_some_and(|original| {
            original.approval == self.approval.number && original.trade_date == self.paper.traded_at.date()
        })
    }

    /// Receipts are confirmed or refused at four in the morning after the day they were approved, invoices at midnight after
    /// the day they were transmitted.
    pub fn is_decided_by(&self, now: NaiveDateTime) -> bool {
        let morning_after = |at: NaiveDateTime, hour| {
            (at.date() + Days::new(1)).and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap())
        };
        match self.paper.act {
            Act::Issue | Act::Cancel => now >= morning_after(self.approval.at, 4),
            Act::Invoice => self.sent_at(now).is_some_and(|sent_at| now >= morning_after(sent_at, 0)),
        }
    }

    pub fn is_refused_by(&self, now: NaiveDateTime) -> bool {
        self.doomed && self.is_decided_by(now)
    }
}

/// A number as the authority shows it.
pub fn mask(digits: &str) -> String {
    if digits.len() < 8 {
        return digits.to_owned();
    }
    let (head, tail) = (&digits[..3], &digits[digits.len() - 4..]);
    format!("{head}{}{tail}", "*".repeat(digits.len() - 7))
}
