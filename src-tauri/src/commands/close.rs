//! Month close: a period's numbers, closing it, and its files.

use tauri::State;

use super::Desk;
use crate::contract::close::CloseView;
use crate::ui_error::UiError;
use crate::view;

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

fn seen(today: chrono::NaiveDate, overview: &office::CloseOverview) -> CloseView {
    view::close::view(overview, today, dirs::document_dir().or_else(dirs::home_dir).as_deref())
}
