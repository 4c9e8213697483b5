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
    desk.shell()?;
    Ok(Calendar { holidays: Vec::new(), removed: Vec::new(), covers_from: 0, covers_to: 0 })
}

/// Replaces the shop's changes to it.
#[tauri::command]
#[specta::specta]
pub async fn save_calendar(desk: State<'_, Desk>, edits: CalendarEdits) -> Result<Calendar, UiError> {
    desk.shell()?;
    drop(edits);
    Err(view::unknown_reference("calendar"))
}
