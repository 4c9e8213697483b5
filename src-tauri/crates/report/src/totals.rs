//! What a period's documents add up to. Sums are won in `i64`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{InvoiceKind, Purpose, Taxation, Won};
use serde::Serialize;

use crate::row::{Row, What};

/// Documents counted, and won as they count: cancels take away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Documents.
    pub count: u32,
    /// Supply value (공급가액).
    pub supply_won: i64,
    /// VAT (세액).
    pub vat_won: i64,
    /// Service charge (봉사료).
    pub service_won: i64,
    /// Total (합계).
    pub total_won: i64,
}

impl Sums {
    /// Counts a document in.
    pub fn add(&mut self, row: &Row) {
        let sum = |sum: i64, won: Won| sum.saturating_add(won.get());
        self.count = self.count.saturating_add(1);
        self.supply_won = sum(self.supply_won, row.supply);
        self.vat_won = sum(self.vat_won, row.vat);
        self.service_won = sum(self.service_won, row.service);
        self.total_won = sum(self.total_won, row.total);
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            count: self.count.saturating_add(other.count),
            supply_won: self.supply_won.saturating_add(other.supply_won),
            vat_won: self.vat_won.saturating_add(other.vat_won),
            service_won: self.service_won.saturating_add(other.service_won),
            total_won: self.total_won.saturating_add(other.total_won),
        }
    }
}

/// Kinds of sale, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    /// 현금영수증 소득공제 과세
    IncomeTaxable,
    /// 현금영수증 소득공제 면세
    IncomeExempt,
    /// 현금영수증 지출증빙 과세
    ExpenseTaxable,
    /// 현금영수증 지출증빙 면세
    ExpenseExempt,
    /// 세금계산서
    InvoiceTaxable,
    /// 영세율 세금계산서
    InvoiceZeroRated,
    /// 계산서
    InvoiceExempt,
}

impl KindName {
    /// Of a document.
    #[must_use]
    pub const fn of(row: &Row) -> Self {
        match &row.what {
            What::Receipt { purpose, taxation, .. } => match (purpose, taxation) {
                (Purpose::IncomeDeduction, Taxation::Taxable) => Self::IncomeTaxable,
                (Purpose::IncomeDeduction, Taxation::Exempt) => Self::IncomeExempt,
                (Purpose::ExpenseProof, Taxation::Taxable) => Self::ExpenseTaxable,
                (Purpose::ExpenseProof, Taxation::Exempt) => Self::ExpenseExempt,
            },
            What::Invoice { kind, .. } => match kind {
                InvoiceKind::Taxable => Self::InvoiceTaxable,
                InvoiceKind::ZeroRated => Self::InvoiceZeroRated,
                InvoiceKind::Exempt => Self::InvoiceExempt,
            },
        }
    }

    /// As a person reads it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::IncomeTaxable => "현금영수증 소득공제 (과세)",
            Self::IncomeExempt => "현금영수증 소득공제 (면세)",
            Self::ExpenseTaxable => "현금영수증 지출증빙 (과세)",
            Self::ExpenseExempt => "현금영수증 지출증빙 (면세)",
            Self::InvoiceTaxable => "세금계산서 (과세)",
            Self::InvoiceZeroRated => "세금계산서 (영세율)",
            Self::InvoiceExempt => "계산서 (면세)",
        }
    }

    /// Whether it is a cash receipt.
    #[must_use]
    pub const fn is_receipt(self) -> bool {
        matches!(self, Self::IncomeTaxable | Self::IncomeExempt | Self::ExpenseTaxable | Self::ExpenseExempt)
    }
}

/// Documents that issue, and documents that take back or amend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct DaySums {
    /// Receipts and invoices.
    pub issued: Sums,
    /// Cancels and amendments.
    pub revised: Sums,
}

impl DaySums {
    fn add(&mut self, row: &Row) {
        if row.revises.is_none() { self.issued.add(row) } else { self.revised.add(row) }
    }

    /// What is left.
    #[must_use]
    pub const fn net(&self) -> Sums {
        self.issued.plus(self.revised)
    }
}

/// What a period adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PeriodTotals {
    /// Cash receipts.
    pub receipts: DaySums,
    /// Invoices.
    pub invoices: DaySums,
    /// By kind of sale.
    pub by_kind: BTreeMap<KindName, DaySums>,
    /// Cash receipts by day; days without any are left out.
    pub receipts_by_day: BTreeMap<NaiveDate, DaySums>,
}

impl PeriodTotals {
    /// Counts a document in.
    pub fn add(&mut self, row: &Row) {
        let kind = KindName::of(row);
        self.by_kind.entry(kind).or_default().add(row);
        if kind.is_receipt() {
            self.receipts.add(row);
            self.receipts_by_day.entry(row.traded_at.date()).or_default().add(row);
        } else {
            self.invoices.add(row);
        }
    }

    /// Everything together.
    #[must_use]
    pub const fn net(&self) -> Sums {
        self.receipts.net().plus(self.invoices.net())
    }
}
