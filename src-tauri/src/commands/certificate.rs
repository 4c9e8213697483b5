//! The shop's certificate, which is the real book's. Its password goes in and never comes out.

use std::path::Path;
use std::sync::Arc;

use office::{Office, OfficeError};
use store::World as Book;
use tauri::State;

use super::{Desk, News};
use crate::contract::certificate::{FoundCertificates, KeptCertificate};
use crate::shell::Shell;
use crate::ui_error::UiError;
use crate::view;

/// The kept certificate, if there is one.
#[tauri::command]
#[specta::specta]
pub async fn load_certificate(desk: State<'_, Desk>) -> Result<Option<KeptCertificate>, UiError> {
    let real = desk.real.of(desk.shell()?).await?;
    Ok(real.office.certificate()?.map(view::certificate::kept))
}

/// Looks in the usual places, or in one folder or file.
#[tauri::command]
#[specta::specta]
pub async fn find_certificates(
    desk: State<'_, Desk>,
    place: Option<String>,
) -> Result<FoundCertificates, UiError> {
    let real = desk.real.of(desk.shell()?).await?;
    let found =
        aside(&real, move |office| Ok(office.find_certificates(place.as_deref().map(Path::new)))).await?;
    Ok(view::certificate::found(found))
}

/// Opens one that was found, and keeps it if it is the shop's and good.
#[tauri::command]
#[specta::specta]
pub async fn add_certificate(
    desk: State<'_, Desk>,
    id: u32,
    password: String,
) -> Result<Option<KeptCertificate>, UiError> {
    let shell = desk.shell()?;
    let real = desk.real.of(shell).await?;
    aside(&real, move |office| office.add_found_certificate(id, password)).await?;
    changed(&desk, shell, &real).await
}

/// Forgets it.
#[tauri::command]
#[specta::specta]
pub async fn remove_certificate(desk: State<'_, Desk>) -> Result<Option<KeptCertificate>, UiError> {
    let shell = desk.shell()?;
    let real = desk.real.of(shell).await?;
    real.office.remove_certificate()?;
    changed(&desk, shell, &real).await
}

/// A route that stands on it is made anew, and the number of tasks is told.
async fn changed(desk: &Desk, shell: &Shell, real: &Shell) -> Result<Option<KeptCertificate>, UiError> {
    if shell.world == Book::Real
        && let Err(error) = shell.connect().await
    {
        tracing::error!(
            error = crate::cli::answer::whole_story(&error),
            "the live route could not be opened"
        );
    }
    (desk.tell)(News::Connection);
    Ok(real.office.certificate()?.map(view::certificate::kept))
}

/// Disks and locked keys take their time: not on a thread that others wait for.
async fn aside<T: Send + 'static>(
    real: &Shell,
    work: impl FnOnce(&Office) -> Result<T, OfficeError> + Send + 'static,
) -> Result<T, UiError> {
    let office = Arc::clone(&real.office);
    Ok(tokio::task::spawn_blocking(move || work(&office)).await.map_err(OfficeError::CutOff)??)
}
