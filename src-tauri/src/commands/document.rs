//! One document: its detail, its paper, its number.

use tauri::State;

use super::Desk;
use crate::contract::document::DocumentDetail;
use crate::contract::receipt::PrintResult;
use crate::ui_error::UiError;
use crate::view;

/// A document with everything known about it.
#[tauri::command]
#[specta::specta]
pub async fn load_document(desk: State<'_, Desk>, key: String) -> Result<DocumentDetail, UiError> {
    let detail = desk.shell()?.office.detail(&view::key(&key)?)?;
    Ok(view::document::detail(&detail))
}

/// Prints it: the original the first time, a marked reprint afterwards.
#[tauri::command]
#[specta::specta]
pub async fn print_document(desk: State<'_, Desk>, key: String) -> Result<PrintResult, UiError> {
    let sheet = desk.shell()?.office.print_document(&view::key(&key)?)?;
    Ok(view::receipt::printed(sheet))
}

/// The customer's number in full; the look is journalled.
#[tauri::command]
#[specta::specta]
pub async fn reveal_number(desk: State<'_, Desk>, key: String) -> Result<String, UiError> {
    Ok(desk.shell()?.office.reveal_number(&view::key(&key)?)?)
}
