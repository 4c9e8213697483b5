//! Issuing and cancelling at the counter.

use tauri::State;

use super::{Desk, News};
use crate::contract::receipt::{CancelRequest, IssueRequest, Issued, Preview, ReceiptForm};
use crate::ui_error::UiError;
use crate::view;

/// What a half-typed form means so far.
#[tauri::command]
#[specta::specta]
pub async fn preview_receipt(desk: State<'_, Desk>, form: ReceiptForm) -> Result<Preview, UiError> {
    Ok(view::receipt::preview(desk.shell()?.office.preview_receipt(&form.into())?))
}

/// One press of the issue button.
#[tauri::command]
#[specta::specta]
pub async fn issue_receipt(desk: State<'_, Desk>, request: IssueRequest) -> Result<Issued, UiError> {
    let print = request.print;
    let key = desk.shell()?.office.issue_receipt(view::receipt::issue_press(request)).await?;
    let issued = view::receipt::issued(desk.shell()?, &key, print)?;
    (desk.tell)(News::Documents(vec![key]));
    Ok(issued)
}

/// One press of the cancel button.
#[tauri::command]
#[specta::specta]
pub async fn cancel_receipt(desk: State<'_, Desk>, request: CancelRequest) -> Result<Issued, UiError> {
    let print = request.print;
    let key = desk.shell()?.office.cancel_receipt(view::receipt::cancel_press(request)?).await?;
    let issued = view::receipt::issued(desk.shell()?, &key, print)?;
    (desk.tell)(News::Documents(vec![key]));
    Ok(issued)
}

/// Asks the NTS again about an unknown document, or sends a held one now.
#[tauri::command]
#[specta::specta]
pub async fn resolve_document(desk: State<'_, Desk>, key: String) -> Result<Issued, UiError> {
    let key = view::key(&key)?;
    let shell = desk.shell()?;
    shell.office.settle(&key).await?;
    let owed = shell.office.print_if_owed(&key);
    let issued = view::receipt::issued(shell, &key, false)?;
    Ok(Issued { print: view::receipt::owed_print(owed), ..issued })
}
