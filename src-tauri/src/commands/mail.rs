//! The shop's mail server and the mails about invoices.

use office::{Office, OfficeError};
use tauri::State;

use super::{Desk, News};
use crate::contract::invoice::InvoiceDetail;
use crate::contract::mail::{MailForm, MailRequest, MailTest};
use crate::ui_error::UiError;
use crate::view;

/// The mail settings; the password never comes back.
#[tauri::command]
#[specta::specta]
pub async fn load_mail(desk: State<'_, Desk>) -> Result<MailForm, UiError> {
    Ok(view::mail::form(desk.shell()?.office.beside(Office::mail_settings).await?))
}

/// Whether invoices are mailed at all; all that the counter needs to know of the settings.
#[tauri::command]
#[specta::specta]
pub async fn mail_is_on(desk: State<'_, Desk>) -> Result<bool, UiError> {
    Ok(desk.shell()?.office.mail_settings()?.enabled)
}

/// Saves the mail settings.
#[tauri::command]
#[specta::specta]
pub async fn save_mail(desk: State<'_, Desk>, form: MailForm) -> Result<MailForm, UiError> {
    let form = view::mail::typed(form);
    let saved = desk.shell()?.office.beside(move |office| office.save_mail_settings(&form)).await?;
    Ok(view::mail::form(saved))
}

/// Sends a test mail to the shop's own address with the settings as typed.
#[tauri::command]
#[specta::specta]
pub async fn test_mail(desk: State<'_, Desk>, form: MailForm) -> Result<MailTest, UiError> {
    match desk.shell()?.office.test_mail(&view::mail::typed(form)).await {
        Ok(tested) => Ok(view::mail::tested(tested)),
        Err(OfficeError::FieldFaults(faults)) => Ok(view::mail::not_tried(&faults)),
        Err(error) => Err(error.into()),
    }
}

/// Mails an invoice again, or to somebody else.
#[tauri::command]
#[specta::specta]
pub async fn mail_invoice(desk: State<'_, Desk>, request: MailRequest) -> Result<InvoiceDetail, UiError> {
    let (office, press) = (&desk.shell()?.office, view::mail::press(request)?);
    office.mail_again(&press)?;
    let detail = view::invoice::detail(&office.invoice_detail(&press.key)?);
    (desk.tell)(News::Documents(vec![press.key]));
    Ok(detail)
}
