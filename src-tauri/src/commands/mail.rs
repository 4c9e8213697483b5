//! The shop's mail server and the mails about invoices.

use tauri::State;

use super::Desk;
use crate::contract::invoice::InvoiceDetail;
use crate::contract::mail::{MailForm, MailRequest, MailTest};
use crate::ui_error::UiError;
use crate::view;

/// The mail settings; the password never comes back.
#[tauri::command]
#[specta::specta]
pub async fn load_mail(desk: State<'_, Desk>) -> Result<MailForm, UiError> {
    let _ = desk;
    Err(view::unknown_reference("load_mail"))
}

/// Saves the mail settings.
#[tauri::command]
#[specta::specta]
pub async fn save_mail(desk: State<'_, Desk>, form: MailForm) -> Result<MailForm, UiError> {
    let _ = (desk, form);
    Err(view::unknown_reference("save_mail"))
}

/// Sends a test mail to the shop's own address with the settings as typed.
#[tauri::command]
#[specta::specta]
pub async fn test_mail(desk: State<'_, Desk>, form: MailForm) -> Result<MailTest, UiError> {
    let _ = (desk, form);
    Err(view::unknown_reference("test_mail"))
}

/// Mails an invoice again, or to somebody else.
#[tauri::command]
#[specta::specta]
pub async fn mail_invoice(desk: State<'_, Desk>, request: MailRequest) -> Result<InvoiceDetail, UiError> {
    let _ = (desk, request);
    Err(view::unknown_reference("mail_invoice"))
}
