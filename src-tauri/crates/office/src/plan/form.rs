//! What a plan issues, as typed: an invoice's form or a receipt's, kept as JSON.

use std::fmt;

use chrono::NaiveDate;
use domain::{InvoiceForm, Purpose, ReceiptForm, Recurrence, Taxation};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Plan, PlanId, PlanKind};

/// A plan as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanForm {
    /// `None` for a new one.
    #[serde(skip)]
    pub id: Option<PlanId>,
    /// How the shop calls it.
    pub name: String,
    /// When it runs.
    pub recurrence: Recurrence,
    /// What it issues.
    #[serde(flatten)]
    pub what: PlanWhat,
}

/// What a plan issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanWhat {
    /// A tax invoice; its date of writing (작성일자) is the day of the run, so the form's own and its lines' are left out.
    Invoice(Box<InvoiceForm>),
    /// A cash receipt, dated when it is issued.
    Receipt(PlannedReceipt),
}

/// A receipt that repeats. Holds the customer's number, so `Debug` leaves it out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlannedReceipt {
    /// Total of the sale.
    pub amount: String,
    /// The customer's number; blank is 자진발급.
    pub number: String,
    /// Purpose; none takes the number's default.
    pub purpose: Option<Purpose>,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Item name (품명).
    pub item: String,
    /// Memo (비고).
    pub memo: String,
}

impl PlannedReceipt {
    /// As the counter's form.
    pub(super) fn form(&self) -> ReceiptForm {
        let Self { amount, number, purpose, taxation, item, memo } = self.clone();
        ReceiptForm { amount, service: String::new(), number, purpose, taxation, item, memo }
    }
}

impl fmt::Debug for PlannedReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlannedReceipt({}, {})", self.amount, self.item)
    }
}

impl PlanWhat {
    /// As the book keeps it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Invoice(form) => json!(form).to_string(),
            Self::Receipt(planned) => json!(planned).to_string(),
        }
    }

    /// Reads [`PlanWhat::text`] back; `None` for what another program version wrote and this one cannot read.
    pub(super) fn of(plan: &Plan) -> Option<Self> {
        match plan.card.kind {
            PlanKind::Invoice => serde_json::from_str(&plan.card.form).ok().map(Self::Invoice),
            PlanKind::Receipt => serde_json::from_str(&plan.card.form).ok().map(Self::Receipt),
        }
    }
}

/// An invoice's form of this date of writing, its lines as well.
pub(super) fn dated(form: &InvoiceForm, written_on: NaiveDate) -> InvoiceForm {
    let mut form = form.clone();
    form.written_on = written_on.to_string();
    for line in &mut form.lines {
        line.date.clear();
    }
    form
}
