//! Sales that are issued later, and the end of the day (하루 마감).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::{DocumentRow, Refusal};
use super::receipt::{Purpose, Taxation};
use crate::ui_error::Fault;

/// How a sale was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Paid {
    /// 현금
    Cash,
    /// 외상
    Credit,
}

/// A sale as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct SaleForm {
    /// Total.
    pub amount: String,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// 품목
    pub item: String,
    /// The customer's number; blank becomes 자진발급.
    pub number: String,
    /// Purpose; `None` follows the kind of number.
    pub purpose: Option<Purpose>,
    /// How it was paid.
    pub paid: Paid,
    /// To whom; needed on credit.
    pub partner: Option<u32>,
    /// The day, as typed; blank is now.
    pub sold_on: String,
}

/// A sale that was kept.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct KeptSale {
    /// Row number.
    pub id: u32,
    /// Korean local time.
    pub sold_at: String,
    /// Won.
    pub amount: i64,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// 품목; may be blank.
    pub item: String,
    /// The customer's number, masked; blank becomes 자진발급.
    pub number_masked: String,
    /// How it was paid.
    pub paid: Paid,
    /// `open`, `receipted`, `invoiced`, `dropped`.
    pub state: String,
}

/// How an issue of today would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// In time.
    OnTime,
    /// Late: the smaller surcharge.
    Late,
    /// Missed: the full surcharge.
    Missed,
}

/// What the law wants of a sale that has to be issued (의무발행).
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Duty {
    /// How an issue of today would be.
    pub state: DutyState,
    /// The last day in time.
    pub until: String,
    /// The last day with the smaller surcharge.
    pub late_until: String,
    /// Days until the next of the two; 0 is today. None once both are over.
    pub days_left: Option<u32>,
    /// What an issue of today costs, won.
    pub surcharge: i64,
}

/// A sale that waits for the end of the day.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct OpenSale {
    /// The sale.
    pub sale: KeptSale,
    /// What the law wants, for one that has to be issued.
    pub duty: Option<Duty>,
}

/// What one invoice of a month would cover (월합계).
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct MonthlyBill {
    /// Row number of the partner.
    pub partner: u32,
    /// Its name.
    pub partner_name: String,
    /// `2026-11`
    pub month: String,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// What it covers, in the order sold.
    pub sales: Vec<KeptSale>,
    /// Won.
    pub total: i64,
    /// 작성일자 if it were issued today.
    pub written_on: String,
    /// The last day to issue it.
    pub until: String,
    /// Days until then; 0 is today. None once it is over.
    pub days_left: Option<u32>,
}

/// What the end of the day is about.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct DayEnd {
    /// Whether the shop is of a trade that must issue (의무발행업종).
    pub mandatory_issue: bool,
    /// Cash sales without a receipt, the oldest first.
    pub cash: Vec<OpenSale>,
    /// Sales on credit, by month and partner.
    pub monthly: Vec<MonthlyBill>,
}

/// What a single sale is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SaleTarget {
    /// 현금영수증
    Receipt,
    /// 세금계산서
    Invoice,
}

/// What became of a document over sales.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SaleIssued {
    /// The document; `None` when it could not be written and the sales are open again.
    pub row: Option<DocumentRow>,
    /// Why the NTS refused it.
    pub refusal: Option<Refusal>,
    /// Why it could not be written.
    pub faults: Vec<Fault>,
}
