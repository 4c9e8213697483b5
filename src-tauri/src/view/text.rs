//! Text settings both ways.

use office::{FieldFault, TextPress, TextTested};

use crate::contract::text as contract;
use crate::ui_error::{Fault, UiError};

/// The window's form in the office's words.
#[must_use]
pub fn typed(form: contract::TextForm) -> office::TextForm {
    let contract::TextForm { enabled, from, base_url, api_key, api_secret, has_key, has_secret, practice } =
        form;
    office::TextForm { enabled, from, base_url, api_key, api_secret, has_key, has_secret, practice }
}

/// The office's settings in the window's words; without key and secret.
#[must_use]
pub fn form(settings: office::TextForm) -> contract::TextForm {
    let office::TextForm { enabled, from, base_url, has_key, has_secret, practice, .. } = settings;
    contract::TextForm {
        enabled,
        from,
        base_url,
        api_key: None,
        api_secret: None,
        has_key,
        has_secret,
        practice,
    }
}

/// What trying the account brought.
#[must_use]
pub fn tested(tested: TextTested) -> contract::TextTest {
    let (balance_won, problem, detail) = match tested {
        TextTested::Good { balance_won } => (Some(balance_won), None, None),
        TextTested::Failed { problem, detail } => (None, Some(problem.to_owned()), Some(detail)),
    };
    contract::TextTest { balance_won, problem, detail, faults: Vec::new() }
}

/// Why nothing was tried.
#[must_use]
pub fn not_tried(faults: &[FieldFault]) -> contract::TextTest {
    let faults = faults.iter().map(Fault::from).collect();
    contract::TextTest { balance_won: None, problem: None, detail: None, faults }
}

/// One press of the button that sends a text.
///
/// # Errors
/// When the key is no key.
pub fn press(request: contract::TextRequest) -> Result<TextPress, UiError> {
    let contract::TextRequest { key, to, press_id } = request;
    Ok(TextPress { key: super::key(&key)?, to, press_id })
}
