//! Amending issued invoices.

use tauri::State;

use super::{Desk, News};
use crate::contract::amendment::{AmendForm, AmendPlan, AmendRequest};
use crate::contract::receipt::Issued;
use crate::ui_error::UiError;
use crate::view;

/// The papers an amendment would lead to.
#[tauri::command]
#[specta::specta]
pub async fn plan_amendment(desk: State<'_, Desk>, form: AmendForm) -> Result<AmendPlan, UiError> {
    let office = &desk.shell()?.office;
    let (key, form) = view::amendment::form(form)?;
    let original = office.invoice_detail(&key)?.invoice;
    view::amendment::plan(&original, office.plan_amendment(&key, &form), office.today_date())
}

/// One press of the button that issues an amendment; answers its first document.
#[tauri::command]
#[specta::specta]
pub async fn issue_amendment(desk: State<'_, Desk>, request: AmendRequest) -> Result<Issued, UiError> {
    let shell = desk.shell()?;
    let key = shell.office.issue_amendment(view::amendment::press(request)?).await?;
    let issued = view::receipt::issued(shell, &key, false)?;
    (desk.tell)(News::Documents(vec![key]));
    Ok(issued)
}
