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
    let (rows, next) = desk.shell()?.office.attempt_log(&view::log::filter(query)?)?;
    Ok(view::log::page(&rows, next))
}

/// Writes the log to a file without any identifier in it.
#[tauri::command]
#[specta::specta]
pub async fn save_support_bundle(desk: State<'_, Desk>) -> Result<SupportBundle, UiError> {
    let shell = desk.shell()?;
    let folder = shell.data.support(shell.world);
    let saved = shell.office.save_support_bundle(&folder, env!("CARGO_PKG_VERSION"))?;
    Ok(view::log::bundle(&saved))
}
