//! Kept sales both ways. Numbers leave here masked.

use chrono::NaiveDate;
use domain::{ConsumerNumber, Timeliness};
use office::{SaleOutcome, SalePress};
use store::{PartnerId, Sale, SaleId};

use super::{document, local_time};
use crate::contract::sale as contract;
use crate::shell::Shell;
use crate::ui_error::{Fault, UiError};

/// The window's sale in the office's words.
#[must_use]
pub fn to_keep(form: contract::SaleForm) -> office::SaleForm {
    let contract::SaleForm { amount, taxation, item, number, purpose, paid, partner, sold_on } = form;
    office::SaleForm {
        amount,
        taxation: taxation.into(),
        item,
        number,
        purpose: purpose.map(Into::into),
        paid: match paid {
            contract::Paid::Cash => store::Paid::Cash,
            contract::Paid::Credit => store::Paid::Credit,
        },
        partner: partner.map(|id| PartnerId::of(id.into())),
        sold_on,
    }
}

/// A press on one sale.
#[must_use]
pub fn press(id: u32, target: contract::SaleTarget, override_why: Option<String>) -> SalePress {
    let target = match target {
        contract::SaleTarget::Receipt => office::SaleTarget::Receipt,
        contract::SaleTarget::Invoice => office::SaleTarget::Invoice,
    };
    SalePress { sale: SaleId::of(id.into()), target, override_why }
}

/// A kept sale for the window.
#[must_use]
pub fn kept(sale: &Sale) -> contract::KeptSale {
    let parts = &sale.parts;
    contract::KeptSale {
        id: row_number(sale.id.get()),
        sold_at: local_time(parts.sold_at),
        amount: parts.amount.get(),
        taxation: parts.taxation.into(),
        item: parts.item.clone(),
        number_masked: ConsumerNumber::recognise(&parts.number)
            .map(|number| number.masked())
            .unwrap_or_default(),
        paid: match parts.paid {
            store::Paid::Cash => contract::Paid::Cash,
            store::Paid::Credit => contract::Paid::Credit,
        },
        state: sale.state.as_str().to_owned(),
    }
}

/// The end of the day for the window.
#[must_use]
pub fn day_end(day: &office::DayEnd, today: NaiveDate) -> contract::DayEnd {
    contract::DayEnd {
        mandatory_issue: day.mandatory_issue,
        cash: day.cash.iter().map(|open| open_sale(open, today)).collect(),
        monthly: day.monthly.iter().map(|bill| monthly(bill, today)).collect(),
    }
}

/// What became of a document over sales.
///
/// # Errors
/// When the book cannot be read.
pub fn issued(shell: &Shell, outcome: &SaleOutcome) -> Result<contract::SaleIssued, UiError> {
    match outcome {
        SaleOutcome::Issued(key) => {
            let shelved = shell.office.shelved(key)?;
            let refusal = document::refusal(&shelved.standing.state);
            Ok(contract::SaleIssued { row: Some(document::row(&shelved)), refusal, faults: Vec::new() })
        }
        SaleOutcome::Stopped(faults) => Ok(contract::SaleIssued {
            row: None,
            refusal: None,
            faults: faults.iter().map(Fault::from).collect(),
        }),
    }
}

fn open_sale(open: &office::OpenSale, today: NaiveDate) -> contract::OpenSale {
    contract::OpenSale { sale: kept(&open.sale), duty: open.duty.map(|duty| duty_of(&duty, today)) }
}

fn duty_of(duty: &office::Duty, today: NaiveDate) -> contract::Duty {
    let office::Duty { deadline, timeliness, surcharge } = duty;
    let (state, next) = match timeliness {
        Timeliness::OnTime => (contract::DutyState::OnTime, Some(deadline.until)),
        Timeliness::Late => (contract::DutyState::Late, Some(deadline.late_until)),
        Timeliness::Missed => (contract::DutyState::Missed, None),
    };
    contract::Duty {
        state,
        until: deadline.until.to_string(),
        late_until: deadline.late_until.to_string(),
        days_left: next.and_then(|day| days_until(day, today)),
        surcharge: surcharge.get(),
    }
}

fn monthly(bill: &office::MonthlyBill, today: NaiveDate) -> contract::MonthlyBill {
    contract::MonthlyBill {
        partner: row_number(bill.partner.id.get()),
        partner_name: bill.partner.card.name.clone(),
        month: bill.month.to_string(),
        taxation: bill.taxation.into(),
        sales: bill.sales.iter().map(kept).collect(),
        total: bill.total_won,
        written_on: bill.written_on.to_string(),
        until: bill.until.to_string(),
        days_left: days_until(bill.until, today),
    }
}

fn days_until(day: NaiveDate, today: NaiveDate) -> Option<u32> {
    u32::try_from((day - today).num_days()).ok()
}

fn row_number(id: i64) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}
