//! 홈택스 엑셀: what can go, filling the template, reading the list, taking a file back.

use std::path::PathBuf;

use office::{HometaxListPress, HometaxPress, Office};
use tauri::State;

use super::Desk;
use crate::contract::hometax::{
    HometaxDesk, HometaxFillRequest, HometaxFilled, HometaxList, HometaxListRequest,
};
use crate::ui_error::UiError;
use crate::view;

/// What is not issued yet: what can go to Hometax in a file, and what stands in one.
#[tauri::command]
#[specta::specta]
pub async fn load_hometax(desk: State<'_, Desk>) -> Result<HometaxDesk, UiError> {
    seen(&desk.shell()?.office)
}

/// Fills the template with every document that can go into it and stands in no file.
#[tauri::command]
#[specta::specta]
pub async fn fill_hometax(
    desk: State<'_, Desk>,
    request: HometaxFillRequest,
) -> Result<HometaxFilled, UiError> {
    let press = HometaxPress {
        template: view::partner::bytes(&request.template)?,
        of_invoices: None,
        folder: PathBuf::from(&request.folder),
        only: None,
        again: false,
        reference: request.reference,
    };
    let office = &desk.shell()?.office;
    let filled = office.beside(move |office| office.fill_hometax_template(&press)).await?;
    Ok(view::hometax::filled(&filled, request.folder, seen(office)?))
}

/// Says what a list of Hometax's has of our documents; takes it down if asked to.
#[tauri::command]
#[specta::specta]
pub async fn read_hometax_list(
    desk: State<'_, Desk>,
    request: HometaxListRequest,
) -> Result<HometaxList, UiError> {
    let press = HometaxListPress {
        name: request.file.name.clone(),
        bytes: view::partner::bytes(&request.file)?,
        commit: request.commit,
        chosen: request.chosen.iter().map(view::hometax::chosen).collect::<Result<_, _>>()?,
    };
    let office = &desk.shell()?.office;
    let read = office.beside(move |office| office.read_hometax_results(&press)).await?;
    Ok(view::hometax::list(&read, seen(office)?))
}

/// A file was not uploaded after all: the document waits again and is sent.
#[tauri::command]
#[specta::specta]
pub async fn take_back_hometax(desk: State<'_, Desk>, key: String) -> Result<HometaxDesk, UiError> {
    let office = &desk.shell()?.office;
    office.take_back_from_hometax(&view::key(&key)?)?;
    seen(office)
}

fn seen(office: &Office) -> Result<HometaxDesk, UiError> {
    let documents = dirs::document_dir().or_else(dirs::home_dir);
    Ok(view::hometax::desk(&office.hometax_candidates()?, documents.as_deref()))
}
