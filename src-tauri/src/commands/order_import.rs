//! 주문 가져오기: look at a file, take it in, put orders right, issue, take back.

use std::sync::Arc;

use store::{ImportId, ImportOrderId};
use tauri::State;

use super::Desk;
use crate::contract::order_import::{
    ImportedOrder, ImportedPage, ImportedQuery, ImportedRow, LookedFile, OrderForm, OrderImport,
    OrderMapping, TakenOrders, UndoneImport,
};
use crate::contract::partner::PartnerFile;
use crate::ui_error::UiError;
use crate::view;

/// Looks at a workbook or csv of orders; nothing is changed. Without a mapping it is the remembered or the guessed one.
#[tauri::command]
#[specta::specta]
pub async fn look_at_orders(
    desk: State<'_, Desk>,
    file: PartnerFile,
    mapping: Option<OrderMapping>,
) -> Result<LookedFile, UiError> {
    let bytes = view::partner::bytes(&file)?;
    let mapping = mapping.map(view::order_import::mapping_to_office);
    let office = &desk.shell()?.office;
    let looked = office.beside(move |office| office.look_at_orders(&file.name, &bytes, mapping)).await?;
    Ok(view::order_import::looked(&looked))
}

/// Takes in the file that was looked at last, all of it or nothing; nothing is issued yet.
#[tauri::command]
#[specta::specta]
pub async fn take_orders(desk: State<'_, Desk>) -> Result<TakenOrders, UiError> {
    let office = &desk.shell()?.office;
    let looked = office.looked_file().ok_or_else(view::order_import::nothing_looked_at)?;
    let taken = office.beside(move |office| office.take_orders(&looked)).await?;
    view::order_import::taken(taken, |id| office.import_overview(id))
}

/// The newest imports, newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_imports(desk: State<'_, Desk>) -> Result<Vec<OrderImport>, UiError> {
    Ok(desk.shell()?.office.imports()?.iter().map(view::order_import::import).collect())
}

/// One import and how far it has come.
#[tauri::command]
#[specta::specta]
pub async fn load_import(desk: State<'_, Desk>, id: u32) -> Result<OrderImport, UiError> {
    Ok(view::order_import::import(&desk.shell()?.office.import_overview(ImportId::of(id.into()))?))
}

/// A page of the orders of an import, or of the file that was looked at last.
#[tauri::command]
#[specta::specta]
pub async fn list_imported_orders(
    desk: State<'_, Desk>,
    query: ImportedQuery,
) -> Result<ImportedPage, UiError> {
    let office = &desk.shell()?.office;
    let Some(import) = query.import else {
        return Ok(view::order_import::page_of_looked(office.looked_file().as_deref(), &query));
    };
    let state = query.state.map(view::order_import::state_to_store);
    let after = view::order_import::after(&query);
    let one_more = view::order_import::ROWS + 1;
    Ok(view::order_import::page(office.imported_orders(
        ImportId::of(import.into()),
        state,
        after,
        one_more,
    )?))
}

/// An imported order with what it says.
#[tauri::command]
#[specta::specta]
pub async fn load_imported_order(desk: State<'_, Desk>, id: u32) -> Result<ImportedOrder, UiError> {
    let (row, order) = desk.shell()?.office.imported_order(ImportOrderId::of(id.into()))?;
    Ok(ImportedOrder { row: view::order_import::row(&row), form: view::order_import::form(&order) })
}

/// Puts an order right in place; it is judged anew.
#[tauri::command]
#[specta::specta]
pub async fn repair_imported_order(
    desk: State<'_, Desk>,
    id: u32,
    form: OrderForm,
) -> Result<ImportedRow, UiError> {
    let (office, id) = (&desk.shell()?.office, ImportOrderId::of(id.into()));
    let (_, order) = office.imported_order(id)?;
    Ok(view::order_import::row(&office.repair_order(id, &view::order_import::mended(order, form))?))
}

/// Issues what waits; answers when nothing waits any more or when it is paused. `load_import` says how far it is meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn issue_import(desk: State<'_, Desk>, id: u32) -> Result<OrderImport, UiError> {
    let office = Arc::clone(&desk.shell()?.office);
    let overview = office.issue_import(ImportId::of(id.into()), &|_| ()).await?;
    Ok(view::order_import::import(&overview))
}

/// Pauses it: nothing more is written, and what is written still goes out.
#[tauri::command]
#[specta::specta]
pub async fn pause_import(desk: State<'_, Desk>, id: u32) -> Result<bool, UiError> {
    Ok(desk.shell()?.office.pause_import(ImportId::of(id.into())))
}

/// Takes a whole import back; what is a document stays.
#[tauri::command]
#[specta::specta]
pub async fn undo_import(desk: State<'_, Desk>, id: u32) -> Result<UndoneImport, UiError> {
    let (office, id) = (&desk.shell()?.office, ImportId::of(id.into()));
    Ok(view::order_import::undone(office.undo_import(id)?, &office.import_overview(id)?))
}
