//! What a request's bytes say, read without the sender's own code, and what becomes of it at the authority.

use chrono::{Days, NaiveDateTime, NaiveTime};
use domain::{Amounts, Approval, ApprovalNumber, DocumentKey, Purpose, Taxation, Won};
use nts::{Act, FrozenRequest, OriginalReference};
use serde_json::Value;

/// A document as its bytes say.
#[derive(Clone)]
pub struct Paper {
    pub key: DocumentKey,
    pub act: Act,
    pub traded_at: NaiveDateTime,
    pub amounts: Amounts,
    pub number: String,
    pub purpose: Option<Purpose>,
    pub taxation: Option<Taxation>,
    pub original: Option<OriginalReference>,
}

impl Paper {
    pub fn read(request: &FrozenRequest) -> Self {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let won = |name: &str| Won::new(body[name].as_i64().unwrap()).unwrap();
        let time = |date: &str, time: &str| {
            NaiveDateTime::parse_from_str(&format!("{date}{time}"), "%Y%m%d%H%M%S").unwrap()
        };
        assert_eq!(text("documentKey"), Some(request.key.as_str()), "the bytes carry their own key");
        let number = ["consumerPhone", "consumerCard", "consumerBusinessNumber", "consumerRrn"];
        Self {
            key: request.key.clone(),
            act: request.act,
            traded_at: time(text("transactionDate").unwrap(), text("transactionTime").unwrap()),
            amounts: Amounts::from_parts(
                won("supplyAmount"),
                won("taxAmount"),
                won("serviceAmount"),
                won("transactionAmount"),
            )
            .unwrap(),
            number: number.into_iter().find_map(text).unwrap_or_default().to_owned(),
            purpose: text("receiptPurpose").and_then(Purpose::from_wire),
            taxation: text("taxation").and_then(Taxation::from_wire),
            original: text("originalApprovalNumber").map(|number| OriginalReference {
                approval: ApprovalNumber::parse(number).unwrap(),
                trade_date: time(text("originalTransactionDate").unwrap(), "000000").date(),
            }),
        }
    }
}

/// A document in the authority's ledger.
pub struct Taken {
    pub paper: Paper,
    pub approval: Approval,
    /// From when on look-ups and the check for double keys see it.
    pub seen_from_ms: u64,
    /// It will be refused the day after.
    pub doomed: bool,
}

impl Taken {
    pub fn is_pointed_at_by(&self, cancel: &Self) -> bool {
        cancel.paper.original.as_ref().is_some_and(|original| {
            original.approval == self.approval.number && original.trade_date == self.paper.traded_at.date()
        })
    }

    /// Documents are confirmed or refused at four in the morning after the day they were approved.
    pub fn is_decided_by(&self, now: NaiveDateTime) -> bool {
        let decided = self.approval.at.date() + Days::new(1);
        now >= decided.and_time(NaiveTime::from_hms_opt(4, 0, 0).unwrap())
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
