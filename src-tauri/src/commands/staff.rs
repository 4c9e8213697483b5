//! The desk's lock, and who is of the staff. What a person may do is asked before any command ([`super::rights`]).

use tauri::State;

use super::Desk;
use crate::contract::staff::{PinText, StaffDesk};
use crate::ui_error::UiError;
use crate::view::{self, staff};

/// Who is at the desk.
#[tauri::command]
#[specta::specta]
pub async fn load_staff(desk: State<'_, Desk>) -> Result<StaffDesk, UiError> {
    staff::desk(&desk.shell()?.office)
}

/// Somebody comes to the desk.
#[tauri::command]
#[specta::specta]
pub async fn unlock_desk(desk: State<'_, Desk>, id: u32, pin: PinText) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.unlock_desk(staff::id(id), staff::shown(pin)).await?;
    staff::desk(office)
}

/// Whoever is at the desk leaves it.
#[tauri::command]
#[specta::specta]
pub async fn lock_desk(desk: State<'_, Desk>) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.lock_desk();
    staff::desk(office)
}

/// From now on everybody is asked for a PIN; this is the owner's.
#[tauri::command]
#[specta::specta]
pub async fn switch_staff_on(
    desk: State<'_, Desk>,
    name: String,
    pin: PinText,
) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.switch_staff_on(&name, staff::chosen(pin)?).await?;
    staff::desk(office)
}

/// From now on nobody is asked.
#[tauri::command]
#[specta::specta]
pub async fn switch_staff_off(desk: State<'_, Desk>, owner_pin: PinText) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.switch_staff_off(staff::shown(owner_pin)).await?;
    staff::desk(office)
}

/// A clerk joins.
#[tauri::command]
#[specta::specta]
pub async fn add_clerk(desk: State<'_, Desk>, name: String, pin: PinText) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.add_clerk(&name, staff::chosen(pin)?).await?;
    staff::desk(office)
}

/// A person is called otherwise.
#[tauri::command]
#[specta::specta]
pub async fn rename_staff(desk: State<'_, Desk>, id: u32, name: String) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.rename_staff(staff::id(id), &name)?;
    staff::desk(office)
}

/// A clerk leaves.
#[tauri::command]
#[specta::specta]
pub async fn remove_clerk(desk: State<'_, Desk>, id: u32) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.remove_clerk(staff::id(id))?;
    staff::desk(office)
}

/// A person gets another PIN; the owner's present one allows it.
#[tauri::command]
#[specta::specta]
pub async fn change_pin(
    desk: State<'_, Desk>,
    id: u32,
    pin: PinText,
    owner_pin: PinText,
) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.change_pin(staff::id(id), staff::chosen(pin)?, staff::shown(owner_pin)).await?;
    staff::desk(office)
}

/// After how many minutes the desk locks itself.
#[tauri::command]
#[specta::specta]
pub async fn save_auto_lock(desk: State<'_, Desk>, minutes: String) -> Result<StaffDesk, UiError> {
    let office = &desk.shell()?.office;
    office.save_auto_lock(&minutes)?;
    staff::desk(office)
}

/// The customer's number in full, once, because the owner typed the PIN; the journal names both.
#[tauri::command]
#[specta::specta]
pub async fn reveal_with_pin(
    desk: State<'_, Desk>,
    key: String,
    owner_pin: PinText,
) -> Result<String, UiError> {
    let office = &desk.shell()?.office;
    Ok(office.reveal_with_pin(&view::key(&key)?, staff::shown(owner_pin)).await?)
}
