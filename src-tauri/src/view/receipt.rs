//! Presses in, results out.

use domain::DocumentKey;
use office::{CancelPress, IssuePress, OfficeError, PrintedSheet};

use super::document;
use crate::contract::receipt::{CancelRequest, IssueRequest, Issued, Preview, PrintResult};
use crate::shell::Shell;
use crate::ui_error::{Fault, UiError};

/// The office's view of a press.
#[must_use]
pub fn issue_press(request: IssueRequest) -> IssuePress {
    let IssueRequest { form, press_id, allow_similar, print } = request;
    IssuePress { form: form.into(), press_id, allow_similar, print }
}

/// The office's view of a cancel.
///
/// # Errors
/// When the key is no key.
pub fn cancel_press(request: CancelRequest) -> Result<CancelPress, UiError> {
    let CancelRequest { key, amount, reason, press_id, print } = request;
    Ok(CancelPress { key: super::key(&key)?, amount, reason: reason.into(), press_id, print })
}

/// The form's meaning for the window.
#[must_use]
pub fn preview(preview: office::Preview) -> Preview {
    let amounts = preview.amounts.as_ref();
    Preview {
        total: amounts.map(|amounts| amounts.total().get()),
        supply: amounts.map(|amounts| amounts.supply().get()),
        vat: amounts.map(|amounts| amounts.vat().get()),
        service: amounts.map_or(0, |amounts| amounts.service().get()),
        amount_reading: preview.reading,
        number_kind: preview.number.as_ref().map(|number| number.kind().into()),
        number_formatted: preview.number.as_ref().map(domain::ConsumerNumber::formatted).unwrap_or_default(),
        purpose: preview.purpose.map(Into::into),
        advice: preview.advice.iter().map(|advice| advice.as_str().to_owned()).collect(),
        faults: preview.faults.iter().map(Fault::from).collect(),
    }
}

/// What became of a press; prints when asked for, approved and not printed yet. A failed print does not hide the approval.
///
/// # Errors
/// When the book cannot be read.
pub fn issued(shell: &Shell, key: &DocumentKey, print: bool) -> Result<Issued, UiError> {
    let sheet = if print { owed_print(shell.office.print_if_owed(key)) } else { None };
    let shelved = shell.office.shelved(key)?;
    Ok(Issued {
        refusal: document::refusal(&shelved.standing.state),
        held_reason: document::held_reason(&shelved.standing.state),
        deadline: document::deadline(&shelved),
        row: document::row(&shelved),
        print: sheet,
    })
}

/// A sheet that came out.
#[must_use]
pub fn printed(sheet: PrintedSheet) -> PrintResult {
    let PrintedSheet { copy_no, target, queue } = sheet;
    PrintResult { copy_no, target, queue, ok: true, error: None }
}

/// The sheet that was owed to a document approved late, if one was.
#[must_use]
pub fn owed_print(owed: Result<Option<PrintedSheet>, OfficeError>) -> Option<PrintResult> {
    owed.transpose().map(print_result)
}

fn print_result(printed_or_not: Result<PrintedSheet, OfficeError>) -> PrintResult {
    match printed_or_not {
        Ok(sheet) => printed(sheet),
        Err(error) => PrintResult {
            copy_no: 0,
            target: String::new(),
            queue: None,
            ok: false,
            error: Some(error.into()),
        },
    }
}
