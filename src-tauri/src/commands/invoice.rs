//! Writing, issuing, sending and printing tax invoices.

use tauri::State;

use super::{Desk, News};
use crate::contract::invoice::{
    BuyerStatus, CatalogueItem, Draft, InvoiceDetail, InvoiceForm, InvoicePaper, InvoiceReading,
    InvoiceRequest, PaperPreview,
};
use crate::contract::receipt::{Issued, PrintResult};
use crate::ui_error::UiError;
use crate::view;

/// What a half-typed form means so far.
#[tauri::command]
#[specta::specta]
pub async fn read_invoice(desk: State<'_, Desk>, form: InvoiceForm) -> Result<InvoiceReading, UiError> {
    let (office, form) = (&desk.shell()?.office, view::invoice_form::to_domain(form));
    Ok(view::invoice_outlook::reading(&form, office.read_invoice(&form)?, office.today_date()))
}

/// Asks the NTS about the buyer's business number.
#[tauri::command]
#[specta::specta]
pub async fn check_buyer(desk: State<'_, Desk>, number: String) -> Result<BuyerStatus, UiError> {
    let shell = desk.shell()?;
    let known = shell.office.check_business(&number).await?;
    Ok(view::invoice::status(&known, domain::InvoiceKind::Taxable, shell.office.today_date()))
}

/// One press of the issue button.
#[tauri::command]
#[specta::specta]
pub async fn issue_invoice(desk: State<'_, Desk>, request: InvoiceRequest) -> Result<Issued, UiError> {
    let shell = desk.shell()?;
    let key = shell.office.issue_invoice(view::invoice_outlook::press(request)?).await?;
    let issued = view::receipt::issued(shell, &key, false)?;
    (desk.tell)(News::Documents(vec![key]));
    Ok(issued)
}

/// An issued invoice with everything known about it.
#[tauri::command]
#[specta::specta]
pub async fn load_invoice(desk: State<'_, Desk>, key: String) -> Result<InvoiceDetail, UiError> {
    Ok(view::invoice::detail(&desk.shell()?.office.invoice_detail(&view::key(&key)?)?))
}

/// A past invoice as a new form: dated today, or (`anew`) with the days it had, because it came to nothing.
#[tauri::command]
#[specta::specta]
pub async fn copy_invoice(desk: State<'_, Desk>, key: String, anew: bool) -> Result<InvoiceForm, UiError> {
    let office = &desk.shell()?.office;
    let mut form = view::invoice_form::of_domain(office.copy_invoice(&view::key(&key)?, anew)?);
    view::staff::veil(office, &mut form.buyer);
    Ok(form)
}

/// Sends an issued invoice to the NTS now instead of at the set time.
#[tauri::command]
#[specta::specta]
pub async fn transmit_invoice(desk: State<'_, Desk>, key: String) -> Result<Issued, UiError> {
    let (shell, key) = (desk.shell()?, view::key(&key)?);
    shell.office.transmit(&key).await?;
    let issued = view::receipt::issued(shell, &key, false)?;
    (desk.tell)(News::Documents(vec![key]));
    Ok(issued)
}

/// How the paper of a form would look.
#[tauri::command]
#[specta::specta]
pub async fn preview_invoice_paper(
    desk: State<'_, Desk>,
    form: InvoiceForm,
    paper: InvoicePaper,
) -> Result<PaperPreview, UiError> {
    let (form, paper) = (view::invoice_form::to_domain(form), view::invoice_paper::paper(paper));
    let office = &desk.shell()?.office;
    let pages = office.beside(move |office| office.preview_invoice(&form, paper)).await?;
    Ok(view::invoice_paper::preview(&pages))
}

/// How the paper of an issued invoice looks.
#[tauri::command]
#[specta::specta]
pub async fn show_invoice_paper(
    desk: State<'_, Desk>,
    key: String,
    paper: InvoicePaper,
) -> Result<PaperPreview, UiError> {
    let (key, paper) = (view::key(&key)?, view::invoice_paper::paper(paper));
    let office = &desk.shell()?.office;
    let pages = office.beside(move |office| office.show_invoice(&key, paper)).await?;
    Ok(view::invoice_paper::preview(&pages))
}

/// Prints one of an invoice's papers.
#[tauri::command]
#[specta::specta]
pub async fn print_invoice(
    desk: State<'_, Desk>,
    key: String,
    paper: InvoicePaper,
) -> Result<PrintResult, UiError> {
    let (key, paper) = (view::key(&key)?, view::invoice_paper::paper(paper));
    let office = &desk.shell()?.office;
    Ok(view::receipt::printed(office.beside(move |office| office.print_invoice(&key, paper)).await?))
}

/// The form that was being typed when the window was left.
#[tauri::command]
#[specta::specta]
pub async fn load_draft(desk: State<'_, Desk>) -> Result<Option<Draft>, UiError> {
    Ok(desk.shell()?.office.invoice_draft()?.map(view::invoice_paper::draft))
}

/// Keeps the form as it stands; answers when, Korean local time.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(desk: State<'_, Desk>, form: InvoiceForm) -> Result<String, UiError> {
    let kept = desk.shell()?.office.save_invoice_draft(&view::invoice_form::to_domain(form))?;
    Ok(view::local_time(kept))
}

/// Forgets the kept form.
#[tauri::command]
#[specta::specta]
pub async fn discard_draft(desk: State<'_, Desk>) -> Result<(), UiError> {
    Ok(desk.shell()?.office.discard_invoice_draft()?)
}

/// Items that were issued before, by part of the name or 초성.
#[tauri::command]
#[specta::specta]
pub async fn find_items(desk: State<'_, Desk>, text: String) -> Result<Vec<CatalogueItem>, UiError> {
    let items = desk.shell()?.office.find_items(&text)?;
    Ok(items.into_iter().map(view::invoice_paper::item).collect())
}
