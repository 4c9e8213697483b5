//! Plans both ways.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};
use office::{PlanOutlook, PlanTurn};
use store::{PlanId, PlanRunId, RunState};

use super::invoice_form;
use crate::contract::plan as contract;
use crate::ui_error::{Fault, Retry, UiError, UiErrorCode};

/// The window's plan in the office's words.
///
/// # Errors
/// [`UiErrorCode::Faults`] for a day that cannot be read.
pub fn to_save(form: contract::PlanForm, today: NaiveDate) -> Result<office::PlanForm, UiError> {
    let contract::PlanForm { id, name, recurrence, what } = form;
    let what = match what {
        contract::PlanWhat::Invoice(form) => {
            office::PlanWhat::Invoice(Box::new(invoice_form::to_domain(*form)))
        }
        contract::PlanWhat::Receipt(form) => office::PlanWhat::Receipt(receipt_to_office(form)),
    };
    let recurrence = recurrence_to_domain(&recurrence, today)?;
    Ok(office::PlanForm { id: id.map(plan_id), name, recurrence, what })
}

/// A plan's row number as the window sent it.
#[must_use]
pub fn plan_id(id: u32) -> PlanId {
    PlanId::of(id.into())
}

/// A run's row number as the window sent it.
#[must_use]
pub fn run_id(id: u32) -> PlanRunId {
    PlanRunId::of(id.into())
}

/// The window's rhythm in the domain's words.
///
/// # Errors
/// [`UiErrorCode::Faults`] for a day that cannot be read.
pub fn recurrence_to_domain(
    typed: &contract::Recurrence,
    today: NaiveDate,
) -> Result<domain::Recurrence, UiError> {
    let day = |field: &str, text: &str| domain::parse_date(text, today).map_err(|code| fault(field, code));
    let starts_on = day("starts_on", &typed.starts_on)?;
    let ends_on = match typed.ends_on.trim() {
        "" => None,
        text => Some(day("ends_on", text)?),
    };
    let rhythm = match typed.rhythm {
        contract::Rhythm::Monthly { every, day } => domain::Rhythm::Monthly { every, day },
        contract::Rhythm::Weekly { every, weekday } => {
            domain::Rhythm::Weekly { every, weekday: Weekday::try_from(weekday).unwrap_or(Weekday::Mon) }
        }
    };
    let on_holiday = match typed.on_holiday {
        contract::OnHoliday::Keep => domain::OnHoliday::Keep,
        contract::OnHoliday::After => domain::OnHoliday::After,
        contract::OnHoliday::Before => domain::OnHoliday::Before,
    };
    Ok(domain::Recurrence { rhythm, starts_on, ends_on, on_holiday, skipped: BTreeSet::new() })
}

/// What is to become of a plan.
#[must_use]
pub const fn turn(turn: contract::PlanTurn) -> PlanTurn {
    match turn {
        contract::PlanTurn::Pause => PlanTurn::Pause,
        contract::PlanTurn::Resume => PlanTurn::Resume,
        contract::PlanTurn::End => PlanTurn::End,
    }
}

/// A plan for the window.
#[must_use]
pub fn plan(outlook: PlanOutlook) -> contract::Plan {
    let PlanOutlook { plan, what, total, next, runs } = outlook;
    let id = u32::try_from(plan.id.get()).unwrap_or(u32::MAX);
    let recurrence = recurrence(&plan.card.recurrence);
    let form = what.map(|what| contract::PlanForm {
        id: Some(id),
        name: plan.card.name.clone(),
        recurrence,
        what: match what {
            office::PlanWhat::Invoice(form) => {
                contract::PlanWhat::Invoice(Box::new(invoice_form::of_domain(*form)))
            }
            office::PlanWhat::Receipt(planned) => contract::PlanWhat::Receipt(receipt(planned)),
        },
    });
    contract::Plan {
        id,
        form,
        name: plan.card.name,
        paused: plan.paused,
        ended: plan.ended_at.is_some(),
        total: total.map(domain::Won::get),
        next: next.iter().map(planned).collect(),
        runs: runs.iter().map(run).collect(),
    }
}

/// A run ahead for the window.
#[must_use]
pub fn planned(next: &office::PlannedRun) -> contract::PlannedRun {
    contract::PlannedRun {
        nominal: next.run.nominal.to_string(),
        on: next.run.on.to_string(),
        skipped: next.skipped,
        day_off: next.day_off,
        holiday: next.holiday.clone(),
    }
}

/// A run behind for the window.
#[must_use]
pub fn run(run: &store::PlanRun) -> contract::PlanRun {
    let (state, document, reason, detail) = match &run.state {
        RunState::Begun => (contract::RunState::Begun, None, None, None),
        RunState::Issued(key) => (contract::RunState::Issued, Some(key.to_string()), None, None),
        RunState::Stopped { reason, detail } => {
            (contract::RunState::Stopped, None, Some(reason.clone()), detail.clone())
        }
        RunState::Settled => (contract::RunState::Settled, None, None, None),
    };
    contract::PlanRun {
        id: u32::try_from(run.id.get()).unwrap_or(u32::MAX),
        nominal: run.run.nominal.to_string(),
        on: run.run.on.to_string(),
        state,
        document,
        reason,
        detail,
    }
}

fn recurrence(rule: &domain::Recurrence) -> contract::Recurrence {
    contract::Recurrence {
        rhythm: match rule.rhythm {
            domain::Rhythm::Monthly { every, day } => contract::Rhythm::Monthly { every, day },
            domain::Rhythm::Weekly { every, weekday } => contract::Rhythm::Weekly {
                every,
                weekday: u8::try_from(weekday.num_days_from_monday()).unwrap_or_default(),
            },
        },
        starts_on: rule.starts_on.to_string(),
        ends_on: rule.ends_on.map(|day| day.to_string()).unwrap_or_default(),
        on_holiday: match rule.on_holiday {
            domain::OnHoliday::Keep => contract::OnHoliday::Keep,
            domain::OnHoliday::After => contract::OnHoliday::After,
            domain::OnHoliday::Before => contract::OnHoliday::Before,
        },
    }
}

fn receipt_to_office(form: contract::PlannedReceipt) -> office::PlannedReceipt {
    let contract::PlannedReceipt { amount, number, purpose, taxation, item, memo } = form;
    let (purpose, taxation) = (purpose.map(Into::into), taxation.into());
    office::PlannedReceipt { amount, number, purpose, taxation, item, memo }
}

fn receipt(planned: office::PlannedReceipt) -> contract::PlannedReceipt {
    let office::PlannedReceipt { amount, number, purpose, taxation, item, memo } = planned;
    let (purpose, taxation) = (purpose.map(Into::into), taxation.into());
    contract::PlannedReceipt { amount, number, purpose, taxation, item, memo }
}

fn fault(field: &str, code: domain::FaultCode) -> UiError {
    UiError {
        code: UiErrorCode::Faults,
        faults: vec![Fault { field: field.into(), code: code.as_str().into(), line: None }],
        retry: Retry::Never,
        reference: None,
        detail: None,
    }
}
