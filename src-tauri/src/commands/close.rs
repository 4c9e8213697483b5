//! Month close: a period's numbers, closing it, and its files.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::State;

use super::{Desk, News};
use crate::contract::close::{CloseView, ExportRequest, ExportResult};
use crate::desktop::folder;
use crate::ui_error::UiError;
use crate::view;

/// Whether the export that is under way was called off.
#[derive(Debug, Default, Clone)]
pub struct Exporting(Arc<AtomicBool>);

impl Exporting {
    fn begin(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    fn call_off(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn goes_on(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A period's numbers, what is open, and what changed since it was closed.
#[tauri::command]
#[specta::specta]
pub async fn load_close(desk: State<'_, Desk>, period: String) -> Result<CloseView, UiError> {
    let (office, period) = (&desk.shell()?.office, view::close::period(&period)?);
    let overview = office.beside(move |office| office.close_overview(period)).await?;
    Ok(seen(office.today_date(), &overview))
}

/// Closes a month; it stands in the journal.
#[tauri::command]
#[specta::specta]
pub async fn close_month(desk: State<'_, Desk>, period: String) -> Result<CloseView, UiError> {
    let (office, period) = (&desk.shell()?.office, view::close::period(&period)?);
    let overview = office.beside(move |office| office.close_month(period)).await?;
    Ok(seen(office.today_date(), &overview))
}

/// Writes a period's files into a folder; tells how far it is meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn export_period(desk: State<'_, Desk>, request: ExportRequest) -> Result<ExportResult, UiError> {
    let office = &desk.shell()?.office;
    let press = view::close::press(&request)?;
    let (tell, exporting) = (Arc::clone(&desk.tell), desk.exporting.clone());
    exporting.begin();
    let exported = office.beside(move |office| {
        office.export(&press, &|progress| {
            tell(News::Export(progress));
            exporting.goes_on()
        })
    });
    Ok(view::close::exported(&exported.await?))
}

/// Calls the export off that is under way; its command says so.
#[tauri::command]
#[specta::specta]
pub async fn cancel_export(desk: State<'_, Desk>) -> Result<(), UiError> {
    desk.exporting.call_off();
    Ok(())
}

/// Asks for a folder with the desktop's own dialog; `None` when it was dismissed.
#[tauri::command]
#[specta::specta]
pub async fn choose_folder(start: String) -> Result<Option<String>, UiError> {
    Ok(folder::choose(&PathBuf::from(start)).await.map(|folder| folder.display().to_string()))
}

/// Shows a folder in the file manager.
#[tauri::command]
#[specta::specta]
pub async fn open_folder(folder: String) -> Result<(), UiError> {
    folder::show(&PathBuf::from(&folder)).map_err(|error| view::close::not_shown(&folder, &error))
}

fn seen(today: chrono::NaiveDate, overview: &office::CloseOverview) -> CloseView {
    view::close::view(overview, today, dirs::document_dir().or_else(dirs::home_dir).as_deref())
}
