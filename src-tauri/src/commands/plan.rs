//! 정기 발행.

use tauri::State;

use super::{Desk, News};
use crate::contract::plan::{Plan, PlanForm, PlanTurn, PlannedRun, Recurrence};
use crate::shell::Shell;
use crate::ui_error::UiError;
use crate::view;

/// Every plan that has not been ended.
#[tauri::command]
#[specta::specta]
pub async fn load_plans(desk: State<'_, Desk>) -> Result<Vec<Plan>, UiError> {
    plans(desk.shell()?)
}

/// The next twelve runs of a rhythm that is being typed.
#[tauri::command]
#[specta::specta]
pub async fn preview_plan(desk: State<'_, Desk>, recurrence: Recurrence) -> Result<Vec<PlannedRun>, UiError> {
    let office = &desk.shell()?.office;
    let rule = view::plan::recurrence_to_domain(&recurrence, office.today_date())?;
    Ok(office.preview_recurrence(&rule)?.iter().map(view::plan::planned).collect())
}

/// Adds or changes a plan.
#[tauri::command]
#[specta::specta]
pub async fn save_plan(desk: State<'_, Desk>, form: PlanForm) -> Result<Plan, UiError> {
    let office = &desk.shell()?.office;
    let id = office.save_plan(&view::plan::to_save(form, office.today_date())?)?;
    Ok(view::plan::plan(office.plan(id)?))
}

/// Pauses a plan, takes it up again, or ends it.
#[tauri::command]
#[specta::specta]
pub async fn turn_plan(desk: State<'_, Desk>, id: u32, turn: PlanTurn) -> Result<Vec<Plan>, UiError> {
    let shell = desk.shell()?;
    shell.office.turn_plan(view::plan::plan_id(id), view::plan::turn(turn))?;
    plans(shell)
}

/// Leaves one run out, or takes that back.
#[tauri::command]
#[specta::specta]
pub async fn skip_run(
    desk: State<'_, Desk>,
    id: u32,
    nominal: String,
    skip: bool,
) -> Result<Vec<Plan>, UiError> {
    let shell = desk.shell()?;
    let day = nominal.parse().map_err(|_| view::unknown_reference(&nominal))?;
    shell.office.skip_run(view::plan::plan_id(id), day, skip)?;
    plans(shell)
}

/// Issues a stopped run after all.
#[tauri::command]
#[specta::specta]
pub async fn retry_run(desk: State<'_, Desk>, run: u32) -> Result<Vec<Plan>, UiError> {
    let shell = desk.shell()?;
    let ran = shell.office.retry_run(view::plan::run_id(run)).await?;
    if let store::RunState::Issued(key) = ran.run.state {
        (desk.tell)(News::Documents(vec![key]));
    }
    (desk.tell)(News::Connection);
    plans(shell)
}

/// Somebody has seen to a stopped run in another way.
#[tauri::command]
#[specta::specta]
pub async fn settle_run(desk: State<'_, Desk>, run: u32) -> Result<Vec<Plan>, UiError> {
    let shell = desk.shell()?;
    shell.office.settle_run(view::plan::run_id(run))?;
    (desk.tell)(News::Connection);
    plans(shell)
}

fn plans(shell: &Shell) -> Result<Vec<Plan>, UiError> {
    Ok(shell.office.plans()?.into_iter().map(view::plan::plan).collect())
}
