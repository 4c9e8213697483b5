//! The amendment wizard both ways.

use chrono::NaiveDate;
use domain::{AmendDeadline, AmendLine};
use office::{AmendPress, OfficeError};

use super::{invoice, invoice_form};
use crate::contract::amendment::{AmendForm, AmendPlan, AmendReason, AmendRequest, ReturnedLine};
use crate::ui_error::{Fault, UiError};

/// The wizard's form in the domain's words.
///
/// # Errors
/// When the key is no key.
pub fn form(form: AmendForm) -> Result<(domain::DocumentKey, domain::AmendForm), UiError> {
    let AmendForm { key, reason, on, returned, difference, corrected, type_changed, remark } = form;
    let form = domain::AmendForm {
        date: on,
        lines: returned.into_iter().map(returned_line).collect(),
        difference,
        corrected: corrected.map(invoice_form::to_domain),
        type_changed,
        remark,
        ..domain::AmendForm::new(amend_reason(reason))
    };
    Ok((super::key(&key)?, form))
}

/// One press of the button that issues an amendment.
///
/// # Errors
/// When the key is no key.
pub fn press(request: AmendRequest) -> Result<AmendPress, UiError> {
    let AmendRequest { form: typed, press_id, mail } = request;
    let (key, form) = form(typed)?;
    Ok(AmendPress { key, form, press_id, mail })
}

/// The papers an amendment leads to, or what stands in its way.
///
/// # Errors
/// What is no fault of the form.
pub fn plan(
    original: &domain::Invoice,
    planned: Result<domain::AmendPlan, OfficeError>,
    today: NaiveDate,
) -> Result<AmendPlan, UiError> {
    let original = invoice::view(original);
    match planned {
        Ok(plan) => Ok(AmendPlan {
            original,
            documents: std::iter::once(&plan.first).chain(&plan.second).map(invoice::view).collect(),
            issue_by: plan.deadline.last_day().map(|day| invoice::due(day, today)),
            note: note(plan.deadline).map(ToOwned::to_owned),
            faults: Vec::new(),
        }),
        Err(OfficeError::Faults(faults)) => Ok(AmendPlan {
            original,
            documents: Vec::new(),
            issue_by: None,
            note: None,
            faults: faults.iter().map(Fault::from).collect(),
        }),
        Err(error) => Err(error.into()),
    }
}

fn returned_line(returned: ReturnedLine) -> AmendLine {
    let ReturnedLine { line, quantity, supply } = returned;
    AmendLine { line: u8::try_from(line).unwrap_or(u8::MAX), quantity, supply, ..AmendLine::default() }
}

const fn note(deadline: AmendDeadline) -> Option<&'static str> {
    match deadline {
        AmendDeadline::Until(_) => None,
        AmendDeadline::AnyTime => Some("any_time"),
        AmendDeadline::UntilAudit | AmendDeadline::UntilOrAudit(_) => Some("before_audit"),
    }
}

const fn amend_reason(reason: AmendReason) -> domain::AmendReason {
    match reason {
        AmendReason::Returned => domain::AmendReason::Returned,
        AmendReason::ContractCancelled => domain::AmendReason::ContractCancelled,
        AmendReason::PriceChanged => domain::AmendReason::PriceChanged,
        AmendReason::LetterOfCredit => domain::AmendReason::LetterOfCredit,
        AmendReason::Mistake => domain::AmendReason::Mistake,
        AmendReason::NotMistake => domain::AmendReason::NotMistake,
        AmendReason::IssuedTwice => domain::AmendReason::IssuedTwice,
        AmendReason::NotTaxable => domain::AmendReason::NotTaxable,
        AmendReason::WrongRate => domain::AmendReason::WrongRate,
    }
}
