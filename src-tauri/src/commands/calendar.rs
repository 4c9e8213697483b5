//! Holidays.

use tauri::State;

use super::Desk;
use crate::contract::calendar::{Calendar, CalendarEdits};
use crate::ui_error::UiError;
use crate::view;

/// The table of holidays as it counts.
#[tauri::command]
#[specta::specta]
pub async fn load_calendar(desk: State<'_, Desk>) -> Result<Calendar, UiError> {
    Ok(view::calendar::calendar(&desk.shell()?.office.calendar()?))
}

/// Replaces the shop's changes to it.
#[tauri::command]
#[specta::specta]
pub async fn save_calendar(desk: State<'_, Desk>, edits: CalendarEdits) -> Result<Calendar, UiError> {
    let saved = desk.shell()?.office.save_calendar(&view::calendar::edits(&edits)?)?;
    Ok(view::calendar::calendar(&saved))
}
