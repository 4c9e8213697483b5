//! 거래처.

use tauri::State;

use super::Desk;
use crate::contract::partner::{
    PartnerDetail, PartnerFile, PartnerForm, PartnerImport, PartnerPage, PartnerQuery,
};
use crate::ui_error::UiError;
use crate::view;

/// The partners offered while typing: by part of the name, 초성 or number; the most used first, at most 8.
#[tauri::command]
#[specta::specta]
pub async fn find_partners(desk: State<'_, Desk>, text: String) -> Result<Vec<PartnerForm>, UiError> {
    let _ = (desk, text);
    Err(view::unknown_reference("find_partners"))
}

/// One page of the list.
#[tauri::command]
#[specta::specta]
pub async fn list_partners(desk: State<'_, Desk>, query: PartnerQuery) -> Result<PartnerPage, UiError> {
    let _ = (desk, query);
    Err(view::unknown_reference("list_partners"))
}

/// A partner with everything known about it.
#[tauri::command]
#[specta::specta]
pub async fn load_partner(desk: State<'_, Desk>, id: u32) -> Result<PartnerDetail, UiError> {
    let _ = (desk, id);
    Err(view::unknown_reference("load_partner"))
}

/// Adds or changes a partner.
#[tauri::command]
#[specta::specta]
pub async fn save_partner(desk: State<'_, Desk>, form: PartnerForm) -> Result<PartnerDetail, UiError> {
    let _ = (desk, form);
    Err(view::unknown_reference("save_partner"))
}

/// Takes a partner out of the offers, or back into them.
#[tauri::command]
#[specta::specta]
pub async fn archive_partner(
    desk: State<'_, Desk>,
    id: u32,
    archived: bool,
) -> Result<PartnerDetail, UiError> {
    let _ = (desk, id, archived);
    Err(view::unknown_reference("archive_partner"))
}

/// Reads partners from a workbook or csv file: `commit` writes what can be taken, without it nothing is changed.
#[tauri::command]
#[specta::specta]
pub async fn import_partners(
    desk: State<'_, Desk>,
    file: PartnerFile,
    commit: bool,
) -> Result<PartnerImport, UiError> {
    let _ = (desk, file, commit);
    Err(view::unknown_reference("import_partners"))
}
