//! The shop form and the settings.

use tauri::State;

use super::Desk;
use crate::contract::shop::{Settings, ShopForm};
use crate::ui_error::UiError;
use crate::view;

/// Checks and saves the shop.
#[tauri::command]
#[specta::specta]
pub async fn save_shop(desk: State<'_, Desk>, form: ShopForm) -> Result<ShopForm, UiError> {
    Ok(desk.shell()?.save_shop(&form.into())?.into())
}

/// Saves the shop's choices.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(desk: State<'_, Desk>, settings: Settings) -> Result<Settings, UiError> {
    let saved = desk.shell()?.office.save_settings(view::shop::settings_to_save(settings))?;
    Ok(view::shop::settings(saved))
}
