//! Opening the program.

use tauri::State;

use super::Desk;
use crate::contract::startup::{Connection, Startup};
use crate::ui_error::UiError;
use crate::view;

/// Everything the first screen shows.
#[tauri::command]
#[specta::specta]
pub async fn startup(desk: State<'_, Desk>) -> Result<Startup, UiError> {
    view::startup::startup(desk.shell()?)
}

/// The counter can take keys.
#[tauri::command]
#[specta::specta]
pub fn mark_ready(desk: State<'_, Desk>) {
    desk.ready.notify_one();
    if desk.report_ready {
        println!("{{\"ready_ms\":{}}}", desk.began.elapsed().as_millis());
    }
}

/// How the line to the NTS is; asks it.
#[tauri::command]
#[specta::specta]
pub async fn check_connection(desk: State<'_, Desk>) -> Result<Connection, UiError> {
    if let Err(error) = desk.shell()?.office.refresh_quota().await {
        tracing::debug!(%error, "the quota could not be asked for");
    }
    view::startup::connection(desk.shell()?)
}
