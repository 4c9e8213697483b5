//! 연결: the door for other programs, their tokens, and where results go.

use office::ResultsTested;
use tauri::State;

use super::Desk;
use crate::contract::link::{DoorForm, Link, NewToken, ResultsForm, ResultsSaved};
use crate::ui_error::UiError;
use crate::view;

/// Everything of 연결. The webhook's secret and the tokens never come back.
#[tauri::command]
#[specta::specta]
pub async fn load_link(desk: State<'_, Desk>) -> Result<Link, UiError> {
    view::link::link(desk.shell()?).await
}

/// Opens or shuts the door.
#[tauri::command]
#[specta::specta]
pub async fn save_door(desk: State<'_, Desk>, form: DoorForm) -> Result<Link, UiError> {
    let shell = desk.shell()?;
    shell.office.save_api_settings(form.enabled, &form.port)?;
    view::link::link(shell).await
}

/// Makes a token; it is shown this one time.
#[tauri::command]
#[specta::specta]
pub async fn make_token(desk: State<'_, Desk>, name: String) -> Result<NewToken, UiError> {
    let shell = desk.shell()?;
    let made = shell.office.make_api_token(&name)?;
    Ok(NewToken { token: made.token, link: view::link::link(shell).await? })
}

/// Revokes a token: from now on no call is taken with it.
#[tauri::command]
#[specta::specta]
pub async fn revoke_token(desk: State<'_, Desk>, id: u32) -> Result<Link, UiError> {
    let shell = desk.shell()?;
    shell.office.revoke_api_token(id.into())?;
    view::link::link(shell).await
}

/// Saves where results go; with `new_secret` the webhook gets another secret.
#[tauri::command]
#[specta::specta]
pub async fn save_results(
    desk: State<'_, Desk>,
    form: ResultsForm,
    new_secret: bool,
) -> Result<ResultsSaved, UiError> {
    let shell = desk.shell()?;
    let form = view::link::typed(form);
    let saved = shell.office.beside(move |office| office.save_results(&form, new_secret)).await?;
    view::link::tested(shell, ResultsTested { saved, problem: None }).await
}

/// Saves where results go and posts a test to the webhook.
#[tauri::command]
#[specta::specta]
pub async fn test_results(desk: State<'_, Desk>, form: ResultsForm) -> Result<ResultsSaved, UiError> {
    let shell = desk.shell()?;
    let tested = shell.office.test_results(&view::link::typed(form)).await?;
    view::link::tested(shell, tested).await
}
