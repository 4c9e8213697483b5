//! Amending issued invoices.

use tauri::State;

use super::Desk;
use crate::contract::amendment::{AmendForm, AmendPlan, AmendRequest};
use crate::contract::receipt::Issued;
use crate::ui_error::UiError;
use crate::view;

/// The papers an amendment would lead to.
#[tauri::command]
#[specta::specta]
pub async fn plan_amendment(desk: State<'_, Desk>, form: AmendForm) -> Result<AmendPlan, UiError> {
    let _ = (desk, form);
    Err(view::unknown_reference("plan_amendment"))
}

/// One press of the button that issues an amendment; answers its first document.
#[tauri::command]
#[specta::specta]
pub async fn issue_amendment(desk: State<'_, Desk>, request: AmendRequest) -> Result<Issued, UiError> {
    let _ = (desk, request);
    Err(view::unknown_reference("issue_amendment"))
}
