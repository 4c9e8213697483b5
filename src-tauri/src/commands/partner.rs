//! 거래처.

use store::PartnerId;
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
    let office = &desk.shell()?.office;
    let mut found: Vec<PartnerForm> = office.find_partners(&text)?.iter().map(view::partner::form).collect();
    found.iter_mut().for_each(|form| view::staff::veil(office, &mut form.buyer));
    Ok(found)
}

/// One page of the list.
#[tauri::command]
#[specta::specta]
pub async fn list_partners(desk: State<'_, Desk>, query: PartnerQuery) -> Result<PartnerPage, UiError> {
    let office = &desk.shell()?.office;
    Ok(view::partner::page(&office.partners(&view::partner::query(query))?, office.today_date()))
}

/// A partner with everything known about it.
#[tauri::command]
#[specta::specta]
pub async fn load_partner(desk: State<'_, Desk>, id: u32) -> Result<PartnerDetail, UiError> {
    let office = &desk.shell()?.office;
    let mut detail = view::partner::detail(&office.partner(PartnerId::of(id.into()))?, office.today_date());
    view::staff::veil(office, &mut detail.form.buyer);
    Ok(detail)
}

/// Adds or changes a partner.
#[tauri::command]
#[specta::specta]
pub async fn save_partner(desk: State<'_, Desk>, form: PartnerForm) -> Result<PartnerDetail, UiError> {
    let office = &desk.shell()?.office;
    let saved = office.save_partner(&view::partner::to_save(form))?;
    Ok(view::partner::detail(&saved, office.today_date()))
}

/// Takes a partner out of the offers, or back into them.
#[tauri::command]
#[specta::specta]
pub async fn archive_partner(
    desk: State<'_, Desk>,
    id: u32,
    archived: bool,
) -> Result<PartnerDetail, UiError> {
    let office = &desk.shell()?.office;
    let partner = office.archive_partner(PartnerId::of(id.into()), archived)?;
    Ok(view::partner::detail(&partner, office.today_date()))
}

/// Reads partners from a workbook or csv file: `commit` writes what can be taken, without it nothing is changed.
#[tauri::command]
#[specta::specta]
pub async fn import_partners(
    desk: State<'_, Desk>,
    file: PartnerFile,
    commit: bool,
) -> Result<PartnerImport, UiError> {
    let bytes = view::partner::bytes(&file)?;
    Ok(view::partner::import(desk.shell()?.office.import_partners(&file.name, &bytes, commit)?))
}
