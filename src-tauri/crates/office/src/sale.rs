//! Sales that are issued later (나중에 발급): kept at the counter or by another program, listed for the end of the day. How they
//! are issued is in [`issue`], the month's invoices in [`monthly`], what the law wants of them in [`duty`].

mod duty;
mod issue;
mod monthly;

use std::fmt;

use chrono::{NaiveDateTime, NaiveTime};
use domain::{DocumentKey, Purpose, ReceiptForm, Taxation, parse_date};
use serde_json::json;
use store::{JournalAct, Paid, PartnerId, Sale, SaleId, SaleParts, SaleState};

use crate::settings::read_settings;
use crate::{FieldFault, Office, OfficeError};

pub use duty::{DueKind, Duty, SalesDue};
pub use issue::{SaleOutcome, SalePress, SaleTarget};
pub use monthly::MonthlyBill;

const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// No reason is longer.
const LONGEST_REASON: usize = 200;

/// A sale as typed. Holds the customer's number, so `Debug` leaves it out.
#[derive(Clone, PartialEq, Eq)]
pub struct SaleForm {
    /// Total with VAT in it.
    pub amount: String,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// What was sold; may be blank.
    pub item: String,
    /// The customer's number; blank becomes 자진발급.
    pub number: String,
    /// Purpose; none takes the number's default.
    pub purpose: Option<Purpose>,
    /// How it was paid.
    pub paid: Paid,
    /// To whom; needed on credit.
    pub partner: Option<PartnerId>,
    /// The day of the sale; blank is now.
    pub sold_on: String,
}

impl fmt::Debug for SaleForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SaleForm({}, {})", self.amount, self.paid.as_str())
    }
}

/// A sale that waits for the end of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSale {
    /// The sale.
    pub sale: Sale,
    /// What the law wants, for one that has to be issued (의무발행).
    pub duty: Option<Duty>,
}

/// What the end of the day is about (하루 마감).
#[derive(Debug)]
pub struct DayEnd {
    /// Whether the shop is one of a trade that must issue (의무발행업종).
    pub mandatory_issue: bool,
    /// Cash sales without a receipt, the oldest first.
    pub cash: Vec<OpenSale>,
    /// Sales on credit, by month and partner.
    pub monthly: Vec<MonthlyBill>,
}

impl Office {
    /// Keeps a sale to be issued later. The same press again answers the sale it has kept.
    ///
    /// # Errors
    /// [`OfficeError::Faults`] as the counter's form, [`OfficeError::FieldFaults`] for its day or a missing partner,
    /// [`OfficeError::NoShop`], [`OfficeError::Book`]. Nothing was changed.
    pub fn keep_sale(&self, form: &SaleForm, press_id: &str) -> Result<Sale, OfficeError> {
        let parts = self.check_sale(form)?;
        let at = self.clock.now();
        self.book.write(|w| {
            if let Some(kept) = w.sale_of_press(press_id)? {
                return Ok(kept);
            }
            let known = parts.partner.map_or(Ok(true), |id| w.partner(id).map(|card| card.is_some()))?;
            if !known {
                return Err(OfficeError::FieldFaults(vec![FieldFault::new("partner", "required_missing")]));
            }
            let id = w.add_sale(&parts, press_id)?;
            let facts = json!({ "total": parts.amount.get(), "paid": parts.paid.as_str() });
            w.journal(at, JournalAct::SaleKept, &subject(id), &facts)?;
            Ok(Sale { id, parts, state: SaleState::Open })
        })
    }

    /// A sale needs no document, for this reason.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] without a reason, [`OfficeError::NothingToDo`] when it is not open any more,
    /// [`OfficeError::Book`].
    pub fn drop_sale(&self, id: SaleId, why: &str) -> Result<(), OfficeError> {
        let why = reason(why)?;
        let at = self.clock.now();
        self.book.write(|w| {
            if !w.drop_sale(id, why)? {
                return Err(OfficeError::NothingToDo(subject(id)));
            }
            Ok(w.journal(at, JournalAct::SaleDropped, &subject(id), &json!({ "why": why }))?)
        })
    }

    /// What waits for the end of the day.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Calendar`].
    pub fn day_end(&self) -> Result<DayEnd, OfficeError> {
        let today = self.clock.now().date();
        let calendar = self.calendar()?.calendar;
        let (settings, cash, credit) = self.book.read(|r| {
            let credit = monthly::bills(r, &r.open_sales(Paid::Credit)?, today, &self.rules, &calendar)?;
            Ok((read_settings(r)?, r.open_sales(Paid::Cash)?, credit))
        })?;
        let mandatory_issue = settings.mandatory_issue;
        let open = |sale: Sale| {
            let duty = mandatory_issue.then(|| duty::of(&sale, today, &self.rules)).flatten();
            OpenSale { sale, duty }
        };
        Ok(DayEnd { mandatory_issue, cash: cash.into_iter().map(open).collect(), monthly: credit })
    }

    /// Which sales a document covers, in the order sold; none for one that was issued by itself.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn sales_of(&self, key: &DocumentKey) -> Result<Vec<Sale>, OfficeError> {
        let id = self.shelved(key)?.document.id;
        Ok(self.book.read(|r| r.sales_of_document(id))?)
    }

    fn check_sale(&self, form: &SaleForm) -> Result<SaleParts, OfficeError> {
        let (shop, _) = self.till()?;
        let sold_at = self.sold_at(&form.sold_on)?;
        let number = if form.paid == Paid::Cash { form.number.clone() } else { String::new() };
        let as_receipt = ReceiptForm {
            amount: form.amount.clone(),
            number: number.clone(),
            purpose: form.purpose.filter(|_| form.paid == Paid::Cash),
            taxation: form.taxation,
            item: form.item.clone(),
            ..ReceiptForm::default()
        };
        let receipt = as_receipt.check(shop.number(), sold_at)?;
        if form.paid == Paid::Credit && form.partner.is_none() {
            return Err(OfficeError::FieldFaults(vec![FieldFault::new("partner", "required_missing")]));
        }
        Ok(SaleParts {
            sold_at,
            amount: receipt.amounts().total(),
            taxation: form.taxation,
            item: form.item.trim().to_owned(),
            number: number.trim().to_owned(),
            purpose: as_receipt.purpose,
            paid: form.paid,
            partner: form.partner,
        })
    }

    /// A past day is taken at noon; the time of day of such a sale is nobody's business.
    fn sold_at(&self, typed: &str) -> Result<NaiveDateTime, OfficeError> {
        let now = self.clock.now();
        if typed.trim().is_empty() {
            return Ok(now);
        }
        let fault = |code| OfficeError::FieldFaults(vec![FieldFault::new("sold_on", code)]);
        let day = parse_date(typed, now.date()).map_err(|code| fault(code.as_str()))?;
        if day > now.date() {
            return Err(fault("date_in_future"));
        }
        Ok(if day == now.date() { now } else { day.and_time(NOON) })
    }
}

/// A reason as typed, which there has to be.
fn reason(typed: &str) -> Result<&str, OfficeError> {
    let why = typed.trim();
    let fault = |code| Err(OfficeError::FieldFaults(vec![FieldFault::new("why", code)]));
    if why.is_empty() {
        fault("required_missing")
    } else if why.chars().count() > LONGEST_REASON {
        fault("text_too_long")
    } else {
        Ok(why)
    }
}

/// What the journal calls a sale.
fn subject(id: SaleId) -> String {
    format!("sale-{}", id.get())
}
