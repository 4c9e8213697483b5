//! Today's list and the history.

use tauri::State;

use super::Desk;
use crate::contract::history::{Day, HistoryPage, HistoryQuery};
use crate::ui_error::UiError;
use crate::view;

/// Today at the counter.
#[tauri::command]
#[specta::specta]
pub async fn load_day(desk: State<'_, Desk>) -> Result<Day, UiError> {
    Ok(view::history::day(&desk.shell()?.office.today()?))
}

/// Finds documents, newest first, a page at a time.
#[tauri::command]
#[specta::specta]
pub async fn search_history(desk: State<'_, Desk>, query: HistoryQuery) -> Result<HistoryPage, UiError> {
    let found = desk.shell()?.office.search(&view::history::search_box(query)?)?;
    Ok(view::history::page(&found))
}
