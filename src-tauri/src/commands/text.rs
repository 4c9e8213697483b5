//! The shop's account for texts, and the texts about receipts.

use office::{Office, OfficeError};
use tauri::State;

use super::{Desk, News};
use crate::contract::document::DocumentDetail;
use crate::contract::text::{TextForm, TextRequest, TextTest};
use crate::ui_error::UiError;
use crate::view;

/// The text settings; key and secret never come back.
#[tauri::command]
#[specta::specta]
pub async fn load_texts(desk: State<'_, Desk>) -> Result<TextForm, UiError> {
    Ok(view::text::form(desk.shell()?.office.beside(Office::text_settings).await?))
}

/// Saves the text settings.
#[tauri::command]
#[specta::specta]
pub async fn save_texts(desk: State<'_, Desk>, form: TextForm) -> Result<TextForm, UiError> {
    let form = view::text::typed(form);
    let saved = desk.shell()?.office.beside(move |office| office.save_text_settings(&form)).await?;
    Ok(view::text::form(saved))
}

/// Asks the gateway for the balance with the settings as typed; no text is sent.
#[tauri::command]
#[specta::specta]
pub async fn test_texts(desk: State<'_, Desk>, form: TextForm) -> Result<TextTest, UiError> {
    match desk.shell()?.office.test_texts(&view::text::typed(form)).await {
        Ok(tested) => Ok(view::text::tested(tested)),
        Err(OfficeError::FieldFaults(faults)) => Ok(view::text::not_tried(&faults)),
        Err(error) => Err(error.into()),
    }
}

/// Sends a text about a receipt, to the customer's number or to another.
#[tauri::command]
#[specta::specta]
pub async fn send_text(desk: State<'_, Desk>, request: TextRequest) -> Result<DocumentDetail, UiError> {
    let (office, press) = (&desk.shell()?.office, view::text::press(request)?);
    office.send_text(&press)?;
    let detail = view::document::detail(&office.detail(&press.key)?);
    (desk.tell)(News::Documents(vec![press.key]));
    Ok(detail)
}
