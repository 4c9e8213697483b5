//! The shop form and the settings.

use tauri::State;

use super::Desk;
use crate::cli::answer::whole_story;
use crate::contract::shop::{Settings, ShopForm};
use crate::ui_error::UiError;
use crate::view;

/// Checks and saves the shop.
#[tauri::command]
#[specta::specta]
pub async fn save_shop(desk: State<'_, Desk>, form: ShopForm) -> Result<ShopForm, UiError> {
    let shell = desk.shell()?;
    let (branch, email) = (form.branch.clone(), form.email.clone());
    let shop = shell.office.save_supplier(&form.into(), &branch, &email)?;
    if let Err(error) = shell.connect().await {
        tracing::error!(error = whole_story(&error), "the practice NTS could not start for this shop");
    }
    Ok(view::shop::form(&shop, &shell.office.settings()?))
}

/// Saves the shop's choices.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(desk: State<'_, Desk>, settings: Settings) -> Result<Settings, UiError> {
    let office = &desk.shell()?.office;
    let saved = office.save_settings(view::shop::settings_to_save(settings, office.settings()?))?;
    Ok(view::shop::settings(saved))
}
