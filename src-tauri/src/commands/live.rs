//! Going live: the real book is opened beside the practice book, filled in, checked, tried, and chosen for the next start.

use std::sync::Arc;

use office::Office;
use store::World as Book;
use tauri::State;
use tokio::sync::OnceCell;

use super::{Desk, News};
use crate::contract::live::{Live, LiveChecked, LiveForm, LiveTried};
use crate::contract::startup::World;
use crate::live::{self, LiveError};
use crate::shell::Shell;
use crate::ui_error::{Retry, UiError, UiErrorCode};
use crate::view;

/// The real book while a practice book is the one in the window; opened when somebody first asks for it.
#[derive(Default)]
pub struct RealBook(OnceCell<Arc<Shell>>);

impl RealBook {
    pub(super) async fn of(&self, shell: &Arc<Shell>) -> Result<Arc<Shell>, UiError> {
        if shell.world == Book::Real {
            return Ok(Arc::clone(shell));
        }
        let book = shell.data.book(Book::Real);
        let opened = self.0.get_or_try_init(|| async {
            let beside = Arc::clone(shell);
            match tokio::task::spawn_blocking(move || beside.open_real()).await {
                Ok(opened) => opened.map(Arc::new).map_err(|error| UiError::of_start(error, &book)),
                Err(_ended) => Err(UiError::new(UiErrorCode::Internal, Retry::Later)),
            }
        });
        opened.await.cloned()
    }
}

/// What is typed so far, and how far it is.
#[tauri::command]
#[specta::specta]
pub async fn load_live(desk: State<'_, Desk>) -> Result<Live, UiError> {
    let shell = desk.shell()?;
    let real = desk.real.of(shell).await?;
    shown(shell, &real.office)
}

/// Saves shop and account in the real book.
#[tauri::command]
#[specta::specta]
pub async fn save_live(desk: State<'_, Desk>, form: LiveForm) -> Result<Live, UiError> {
    let shell = desk.shell()?;
    let real = desk.real.of(shell).await?;
    real.office.save_live(&view::live::typed(form))?;
    if shell.world == Book::Real
        && let Err(error) = shell.connect().await
    {
        tracing::error!(
            error = crate::cli::answer::whole_story(&error),
            "the live route could not be opened"
        );
    }
    shown(shell, &real.office)
}

/// Asks the service about clock, account, certificate and points; nothing is created.
#[tauri::command]
#[specta::specta]
pub async fn check_live(desk: State<'_, Desk>) -> Result<LiveChecked, UiError> {
    let shell = desk.shell()?;
    let real = desk.real.of(shell).await?;
    let checks = live::check(&real.office, real.stage()).await?;
    Ok(LiveChecked { checks: view::live::checks(checks), live: shown(shell, &real.office)? })
}

/// Issues one receipt on the service's test host.
#[tauri::command]
#[specta::specta]
pub async fn try_live(desk: State<'_, Desk>) -> Result<LiveTried, UiError> {
    let shell = desk.shell()?;
    let real = desk.real.of(shell).await?;
    let trial = live::try_out(&real.office, real.stage()).await?;
    let trial = trial.ok_or_else(|| UiError::new(UiErrorCode::NothingToDo, Retry::Never))?;
    Ok(LiveTried { trial: view::live::trial(trial), live: shown(shell, &real.office)? })
}

/// From now on the program works with this book; it begins anew with it. The other one stays as it is.
#[tauri::command]
#[specta::specta]
pub async fn switch_world(desk: State<'_, Desk>, world: World) -> Result<(), UiError> {
    let shell = desk.shell()?;
    let to = match world {
        World::Practice => Book::Practice,
        World::Real => Book::Real,
    };
    if to == shell.world {
        return Ok(());
    }
    let real = desk.real.of(shell).await?;
    if to == Book::Real && !real.office.live()?.may_switch() {
        return Err(UiError::new(UiErrorCode::NothingToDo, Retry::Never));
    }
    real.office.note_world(to)?;
    shell.data.choose_world(to).map_err(|error| {
        tracing::error!(%error, "the choice of the book could not be written");
        UiError::new(UiErrorCode::Internal, Retry::Later)
    })?;
    (desk.tell)(News::Restart);
    Ok(())
}

fn shown(shell: &Shell, real: &Office) -> Result<Live, UiError> {
    Ok(view::live::live(real.live()?, shell.world))
}

impl From<LiveError> for UiError {
    fn from(error: LiveError) -> Self {
        match error {
            LiveError::Office(error) => error.into(),
            LiveError::Route(_) | LiveError::Rehearsal(_) => {
                tracing::error!(
                    error = crate::cli::answer::whole_story(&error),
                    "the live route could not be made"
                );
                Self { detail: Some(error.to_string()), ..Self::new(UiErrorCode::RouteClosed, Retry::Later) }
            }
        }
    }
}
