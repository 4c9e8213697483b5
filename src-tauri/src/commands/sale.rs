//! Sales that are issued later, and the end of the day.

use office::SaleOutcome;
use store::{PartnerId, SaleId};
use tauri::State;

use super::{Desk, News};
use crate::contract::receipt::Taxation;
use crate::contract::sale::{DayEnd, KeptSale, SaleForm, SaleIssued, SaleTarget};
use crate::ui_error::UiError;
use crate::view;

/// Keeps a sale to be issued later; the same press again keeps nothing more.
#[tauri::command]
#[specta::specta]
pub async fn keep_sale(desk: State<'_, Desk>, form: SaleForm, press_id: String) -> Result<KeptSale, UiError> {
    let kept = desk.shell()?.office.keep_sale(&view::sale::to_keep(form), &press_id)?;
    (desk.tell)(News::Connection);
    Ok(view::sale::kept(&kept))
}

/// What waits for the end of the day.
#[tauri::command]
#[specta::specta]
pub async fn load_day_end(desk: State<'_, Desk>) -> Result<DayEnd, UiError> {
    let office = &desk.shell()?.office;
    Ok(view::sale::day_end(&office.day_end()?, office.today_date()))
}

/// Issues one sale; beside another document only with a reason.
#[tauri::command]
#[specta::specta]
pub async fn issue_sale(
    desk: State<'_, Desk>,
    id: u32,
    target: SaleTarget,
    override_why: Option<String>,
) -> Result<SaleIssued, UiError> {
    let press = view::sale::press(id, target, override_why);
    let outcome = desk.shell()?.office.issue_sale(&press).await?;
    told(&desk, &outcome)
}

/// Issues the month's invoice of a partner.
#[tauri::command]
#[specta::specta]
pub async fn issue_monthly(
    desk: State<'_, Desk>,
    partner: u32,
    month: String,
    taxation: Taxation,
) -> Result<SaleIssued, UiError> {
    let (partner, month) = (PartnerId::of(partner.into()), view::close::period(&month)?);
    let outcome = desk.shell()?.office.issue_monthly(partner, month, taxation.into()).await?;
    told(&desk, &outcome)
}

/// A sale needs no document, for this reason.
#[tauri::command]
#[specta::specta]
pub async fn drop_sale(desk: State<'_, Desk>, id: u32, why: String) -> Result<DayEnd, UiError> {
    let office = &desk.shell()?.office;
    office.drop_sale(SaleId::of(id.into()), &why)?;
    (desk.tell)(News::Connection);
    Ok(view::sale::day_end(&office.day_end()?, office.today_date()))
}

/// Which sales a document covers, in the order sold.
#[tauri::command]
#[specta::specta]
pub async fn load_covered_sales(desk: State<'_, Desk>, key: String) -> Result<Vec<KeptSale>, UiError> {
    let sales = desk.shell()?.office.sales_of(&view::key(&key)?)?;
    Ok(sales.iter().map(view::sale::kept).collect())
}

fn told(desk: &Desk, outcome: &SaleOutcome) -> Result<SaleIssued, UiError> {
    let issued = view::sale::issued(desk.shell()?, outcome)?;
    if let SaleOutcome::Issued(key) = outcome {
        (desk.tell)(News::Documents(vec![key.clone()]));
    }
    Ok(issued)
}
