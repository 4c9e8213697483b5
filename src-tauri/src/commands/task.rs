//! 확인할 일: the list, its steps, the wrong number, the reconciliation.

use tauri::State;

use super::{Desk, News};
use crate::cli::answer::whole_story;
use crate::contract::receipt::Issued;
use crate::contract::task::{CorrectRequest, Reconciled, StepRequest, TaskList};
use crate::shell::Shell;
use crate::ui_error::UiError;
use crate::view::{self, task::Step};

/// Everything that needs a person, and what does not.
#[tauri::command]
#[specta::specta]
pub async fn load_tasks(desk: State<'_, Desk>) -> Result<TaskList, UiError> {
    task_list(desk.shell()?)
}

/// Takes the one next step of a task and answers the list afterwards.
#[tauri::command]
#[specta::specta]
pub async fn take_step(desk: State<'_, Desk>, request: StepRequest) -> Result<TaskList, UiError> {
    let shell = desk.shell()?;
    match view::task::step(request)? {
        Step::Reissue(press) => {
            let key = shell.office.reissue(press).await?;
            let _printed_or_told_in_the_history = shell.office.print_if_owed(&key);
            (desk.tell)(News::Documents(vec![key]));
        }
        Step::FoundByHand(key, found) => shell.office.found_by_hand(&key, found).await?,
        Step::Acknowledge(key) => shell.office.acknowledge(&key)?,
        Step::Settle(difference, step) => {
            let _told_by_the_list = shell.office.settle_difference(difference, step).await?;
        }
        Step::Reconnect => reconnect(shell).await?,
        Step::SendNow(key) => drop(shell.office.settle(&key).await?),
        Step::MailAgain(mail) => shell.office.resend_mail(mail)?,
        Step::SettleMail(mail) => shell.office.settle_mail(mail)?,
        Step::DeliverAgain => shell.office.deliver_results_anew()?,
        Step::SettleOrder(order) => shell.office.settle_order(order)?,
        Step::Transmit(key) => drop(shell.office.transmit(&key).await?),
    }
    (desk.tell)(News::Connection);
    task_list(shell)
}

fn task_list(shell: &Shell) -> Result<TaskList, UiError> {
    let compared = shell.office.newest_comparison()?;
    Ok(view::task::list(&shell.office.tasks()?, compared))
}

/// Opens the way to the NTS anew and asks whether it takes us again.
async fn reconnect(shell: &Shell) -> Result<(), UiError> {
    if let Err(error) = shell.connect().await {
        tracing::error!(error = whole_story(&error), "the way to the NTS could not be opened again");
    }
    shell.office.refresh_quota().await?;
    Ok(())
}

/// Puts a wrong number right: cancels the receipt and issues it again.
#[tauri::command]
#[specta::specta]
pub async fn correct_number(desk: State<'_, Desk>, request: CorrectRequest) -> Result<Issued, UiError> {
    let shell = desk.shell()?;
    let key = shell.office.correct_number(view::task::correct_press(request)?).await?;
    let owed = shell.office.print_if_owed(&key);
    let issued = view::receipt::issued(shell, &key, false)?;
    (desk.tell)(News::Documents(vec![key]));
    Ok(Issued { print: view::receipt::owed_print(owed), ..issued })
}

/// Compares a day with the NTS's book; yesterday when none is given.
#[tauri::command]
#[specta::specta]
pub async fn reconcile(desk: State<'_, Desk>, day: Option<String>) -> Result<Reconciled, UiError> {
    let found = desk.shell()?.office.reconcile(view::task::day(day)?).await?;
    (desk.tell)(News::Connection);
    Ok(view::task::reconciled(found))
}
