//! Work behind a closed window.

use tauri::State;

use super::{Desk, News};
use crate::contract::background::Background;
use crate::desktop::autostart;
use crate::ui_error::UiError;
use crate::view;

/// How the program works when nobody looks.
#[tauri::command]
#[specta::specta]
pub async fn load_background(desk: State<'_, Desk>) -> Result<Background, UiError> {
    let keep_running = desk.shell()?.office.settings()?.keep_running;
    Ok(Background { keep_running, autostart: autostart::is_on() })
}

/// Saves it; the icon in the tray comes at once where the desktop has a tray.
#[tauri::command]
#[specta::specta]
pub async fn save_background(desk: State<'_, Desk>, background: Background) -> Result<Background, UiError> {
    let office = &desk.shell()?.office;
    let Background { keep_running, autostart } = background;
    if autostart != autostart::is_on() {
        autostart::set(autostart).map_err(|error| view::background::not_set(&error))?;
    }
    office.save_settings(office::Settings { keep_running, ..office.settings()? })?;
    if keep_running {
        (desk.tell)(News::StaysBehind);
    }
    Ok(Background { keep_running, autostart: autostart::is_on() })
}

/// Ends the program, also one that goes on behind its closed window.
#[tauri::command]
#[specta::specta]
pub async fn quit(desk: State<'_, Desk>) -> Result<(), UiError> {
    (desk.tell)(News::Quit);
    Ok(())
}
