//! 확인할 일: the list, its steps, the wrong number, the reconciliation.

use tauri::State;

use super::Desk;
use crate::contract::receipt::Issued;
use crate::contract::task::{CorrectRequest, Reconciled, StepRequest, TaskList, Waiting};
use crate::ui_error::UiError;
use crate::view;

/// Everything that needs a person, and what does not.
#[tauri::command]
#[specta::specta]
pub async fn load_tasks(desk: State<'_, Desk>) -> Result<TaskList, UiError> {
    desk.shell()?;
    let waiting = Waiting { rows: Vec::new(), count: 0, earliest_deadline: None };
    Ok(TaskList { tasks: Vec::new(), waiting, reconciled: None })
}

/// Takes the one next step of a task and answers the list afterwards.
#[tauri::command]
#[specta::specta]
pub async fn take_step(desk: State<'_, Desk>, request: StepRequest) -> Result<TaskList, UiError> {
    desk.shell()?;
    Err(view::unknown_reference(&request.id))
}

/// Puts a wrong number right: cancels the receipt and issues it again.
#[tauri::command]
#[specta::specta]
pub async fn correct_number(desk: State<'_, Desk>, request: CorrectRequest) -> Result<Issued, UiError> {
    desk.shell()?;
    Err(view::unknown_reference(&request.key))
}

/// Compares a day with the NTS's book; yesterday when none is given.
#[tauri::command]
#[specta::specta]
pub async fn reconcile(desk: State<'_, Desk>, day: Option<String>) -> Result<Reconciled, UiError> {
    desk.shell()?;
    Err(view::unknown_reference(&day.unwrap_or_default()))
}
