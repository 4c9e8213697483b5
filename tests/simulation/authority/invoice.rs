//! The authority's dealings with tax invoices: what may be amended, and when an invoice has reached it.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{AmendCode, ApprovalNumber, DocumentKey, InvoiceKind, InvoiceNumber, Refusal};
use nts::{StoredDocument, StoredInvoice, StoredLine, StoredStatus, Sums, Transmitted};
use serde_json::Value;

use super::taken::{Paper, Taken, won};
use super::{Authority, REFUSED_LATER};

/// An invoice as its bytes say.
#[derive(Clone)]
pub struct InvoicePaper {
    pub kind: InvoiceKind,
    pub supplier: String,
    pub buyer: String,
    pub sums: Sums,
    pub lines: Vec<StoredLine>,
    pub amends: Option<(InvoiceNumber, AmendCode)>,
}

impl InvoicePaper {
    pub fn read(body: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let items = body["items"].as_array().unwrap().iter();
        let lines: Vec<_> = items
            .map(|item| StoredLine {
                name: text(&item["name"]),
                supply: won(&item["supplyAmount"]),
                vat: won(&item["taxAmount"]),
            })
            .collect();
        let sums = Sums {
            supply: won(&body["totalSupplyAmount"]),
            vat: won(&body["totalTaxAmount"]),
            total: won(&body["totalAmount"]),
        };
        let of_lines: i64 = lines.iter().map(|line| line.supply.get() + line.vat.get()).sum();
        assert_eq!(of_lines, sums.total.get(), "the lines add up to the total");
        Self {
            kind: InvoiceKind::from_wire(body["kind"].as_str().unwrap()).unwrap(),
            supplier: text(&body["supplier"]["businessNumber"]),
            buyer: text(&body["buyer"]["businessNumber"]),
            sums,
            lines,
            amends: body["originalInvoiceId"].as_str().map(|original| {
                let code = body["amendReason"].as_str().unwrap();
                (InvoiceNumber::parse(original).unwrap(), AmendCode::from_code(code).unwrap())
            }),
        }
    }

    fn total(&self) -> i64 {
        self.sums.total.get()
    }

    /// Whether it strikes a whole invoice out, whatever came back of it before.
    fn strikes_out(&self) -> bool {
        self.total() < 0 && matches!(self.amends, Some((_, AmendCode::C01 | AmendCode::C05)))
    }
}

impl Authority {
    /// Hands an invoice over; one that has been handed over stays so.
    pub fn transmit(&mut self, key: &DocumentKey, at_ms: u64, now: NaiveDateTime) -> Transmitted {
        let Some(index) = self.seen(key, at_ms) else { return Transmitted::NotThere };
        let taken = &mut self.documents[index];
        if taken.is_refused_by(now) {
            let code = REFUSED_LATER.to_owned();
            return Transmitted::Refused(Refusal { code, field: None, message: String::new() });
        }
        let sent_at = taken.sent_at(now).unwrap_or(now);
        if sent_at == now {
            taken.handed_over_at = Some(now);
        }
        Transmitted::Sent(sent_at)
    }

    /// All invoices written within these days.
    pub fn invoices(
        &self,
        days: std::ops::RangeInclusive<NaiveDate>,
        at_ms: u64,
        now: NaiveDateTime,
    ) -> Vec<StoredDocument> {
        let among = |taken: &Taken| {
            taken.paper.invoice().is_some()
                && days.contains(&taken.paper.traded_at.date())
                && taken.seen_from_ms <= at_ms
        };
        let indexes = self.documents.iter().enumerate().filter(|(_, taken)| among(taken));
        indexes.map(|(index, _)| self.stored(index, now)).collect()
    }

    /// What stands of an invoice together with everything that amends it, without what was refused.
    pub fn stands_of(&self, original: &Taken, now: NaiveDateTime) -> i64 {
        let amended = self.amendments(original, now).map(InvoicePaper::total).sum::<i64>();
        original.paper.counts().0 + amended
    }

    pub(super) fn refused_invoice(&self, paper: &Paper, now: NaiveDateTime) -> Option<&'static str> {
        let invoice = paper.invoice()?;
        if paper.traded_at.date() > now.date() {
            return Some("E2006");
        }
        let (number, _) = invoice.amends.as_ref()?;
        let may_be_amended = |taken: &&Taken| {
            taken.approval.number.invoice() == Some(number)
                && taken.paper.counts().0 > 0
                && !taken.is_refused_by(now)
        };
        let Some(original) = self.documents.iter().find(may_be_amended) else { return Some("E3002") };
        if original.sent_at(now).is_none() {
            return Some("E3005");
        }
        if invoice.total() > 0 {
            return None;
        }
        let whole = original.paper.counts().0;
        let partly = self.amendments(original, now).filter(|paper| !paper.strikes_out());
        let partly: i64 = partly.filter(|paper| !paper.replaces()).map(InvoicePaper::total).sum();
        let struck_out = self.amendments(original, now).any(InvoicePaper::strikes_out);
        let taken = -invoice.total();
        match () {
            () if struck_out || whole + partly <= 0 => Some("E3003"),
            () if invoice.strikes_out() && taken != whole => Some("E2002"),
            () if !invoice.strikes_out() && taken > whole + partly => Some("E3004"),
            () => None,
        }
    }

    fn amendments<'a>(
        &'a self,
        original: &'a Taken,
        now: NaiveDateTime,
    ) -> impl Iterator<Item = &'a InvoicePaper> {
        let standing = self.documents.iter().filter(move |taken| !taken.is_refused_by(now));
        standing.filter_map(|taken| taken.paper.invoice()).filter(|paper| {
            paper
                .amends
                .as_ref()
                .is_some_and(|(number, _)| original.approval.number.invoice() == Some(number))
        })
    }

    /// The first eight are the day it was written, and no two are alike.
    pub(super) fn draw_invoice_number(&mut self, written_on: NaiveDate) -> ApprovalNumber {
        let next = self.numbers.entry(written_on).or_default();
        *next += 1;
        ApprovalNumber::parse(&format!("{}41000999{next:08}", written_on.format("%Y%m%d"))).unwrap()
    }
}

impl InvoicePaper {
    /// Whether it stands in the place of one that was struck out.
    fn replaces(&self) -> bool {
        self.total() > 0 && matches!(self.amends, Some((_, AmendCode::C01 | AmendCode::C05)))
    }

    pub(super) fn stored(&self, sent_at: Option<NaiveDateTime>) -> StoredInvoice {
        StoredInvoice {
            kind: self.kind,
            supplier: self.supplier.clone(),
            buyer: self.buyer.clone().into(),
            sums: self.sums,
            lines: Some(self.lines.clone()),
            amends: self.amends.clone().map(Into::into),
            sent_at,
        }
    }
}

impl Taken {
    /// When it was handed over, by the shop or else by the authority's own clockwork at five on the day after the issue.
    pub fn sent_at(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let five = NaiveTime::from_hms_opt(17, 0, 0).unwrap();
        let by_itself = (self.approval.at.date() + Days::new(1)).and_time(five);
        self.handed_over_at.or((now >= by_itself).then_some(by_itself))
    }

    pub(super) fn invoice_status(&self, now: NaiveDateTime) -> StoredStatus {
        match self.sent_at(now) {
            _ if self.is_refused_by(now) => StoredStatus::Rejected,
            Some(sent_at) => StoredStatus::Transmitted(sent_at),
            None => StoredStatus::Approved,
        }
    }
}
