//! Unlocking the book, and its recovery phrase. All of it may wait for a person or for Argon2id, so beside the window's
//! threads.

use std::path::PathBuf;
use std::sync::Arc;

use keeper::{Brought, Place, PlaceKind, Secret};
use tauri::State;

use super::Desk;
use crate::contract::key::{KeyPlace, KeyStatus};
use crate::contract::startup::Startup;
use crate::data_dir::DataDir;
use crate::keys::{KeyFiles, Keys, StartError};
use crate::shell::Shell;
use crate::ui_error::UiError;
use crate::view;
use crate::window::open_shell;

/// How a locked book is opened.
pub struct Opening {
    /// Where everything is.
    pub data: DataDir,
    /// The file that names a practice NTS of another process.
    pub nts: Option<PathBuf>,
    /// What opens the keys without a person.
    pub keys: KeyFiles,
    /// What begins once the book is open.
    pub at_work: Box<dyn Fn(Arc<Shell>) + Send + Sync>,
}

/// Opens a book that waits for the passphrase of its vault, or tries once more without one.
#[tauri::command]
#[specta::specta]
pub async fn unlock(desk: State<'_, Desk>, passphrase: Option<String>) -> Result<Startup, UiError> {
    admit(&desk, passphrase.map(Secret::from_text), None).await
}

/// Opens a book with its recovery phrase. `passphrase` is that of the vault from now on, where there is no key store.
#[tauri::command]
#[specta::specta]
pub async fn restore_book(
    desk: State<'_, Desk>,
    phrase: String,
    passphrase: Option<String>,
) -> Result<Startup, UiError> {
    admit(&desk, passphrase.map(Secret::from_text), Some(Secret::from_text(phrase))).await
}

/// Where the key of the book is.
#[tauri::command]
#[specta::specta]
pub async fn load_key(desk: State<'_, Desk>) -> Result<KeyStatus, UiError> {
    aside(desk.shell()?, |shell| {
        let place = match Place::of(shell.data.root()).kind()? {
            Some(PlaceKind::OsKeyStore) => KeyPlace::OsKeyStore,
            Some(PlaceKind::Passphrase) => KeyPlace::Passphrase,
            Some(PlaceKind::KeyFile) => KeyPlace::KeyFile,
            None => KeyPlace::None,
        };
        let phrase_due = shell.keys.recovery_phrase()?.is_some();
        Ok(KeyStatus { place, encrypted: shell.keys.book.seals(), phrase_due })
    })
    .await
}

/// The groups of the recovery phrase; none once somebody has noted that they are written down.
#[tauri::command]
#[specta::specta]
pub async fn show_recovery_phrase(desk: State<'_, Desk>) -> Result<Vec<String>, UiError> {
    aside(desk.shell()?, |shell| {
        let phrase = shell.keys.recovery_phrase()?;
        Ok(phrase.iter().flat_map(|phrase| phrase.groups()).map(|group| group.to_string()).collect())
    })
    .await
}

/// The recovery phrase is written down and is not shown again.
#[tauri::command]
#[specta::specta]
pub async fn note_recovery_phrase(desk: State<'_, Desk>) -> Result<(), UiError> {
    aside(desk.shell()?, |shell| shell.keys.note_phrase()).await
}

/// Chooses a passphrase on a computer without a key store. Passwords can be kept from now on; the book is encrypted when it is
/// opened the next time.
#[tauri::command]
#[specta::specta]
pub async fn choose_passphrase(desk: State<'_, Desk>, passphrase: String) -> Result<(), UiError> {
    let passphrase = Secret::from_text(passphrase);
    aside(desk.shell()?, move |shell| shell.keys.choose_passphrase(&shell.data, passphrase)).await
}

async fn admit(
    desk: &State<'_, Desk>,
    passphrase: Option<Secret>,
    phrase: Option<Secret>,
) -> Result<Startup, UiError> {
    if let Ok(shell) = desk.shell() {
        return view::startup::startup(shell);
    }
    let opening = desk.opening.as_ref().ok_or_else(UiError::starting)?;
    let (data, nts, files) = (opening.data.clone(), opening.nts.clone(), opening.keys.clone());
    let work = move || {
        let book = data.book(data.chosen_world());
        let said = |error| UiError::of_start(error, &book);
        let brought = match passphrase {
            Some(passphrase) => Brought::Passphrase(passphrase),
            None => files.bring().map_err(said)?,
        };
        if let Some(phrase) = phrase {
            let text = phrase.text().unwrap_or_default();
            Keys::restore(&data, data.chosen_world(), text, &brought).map_err(said)?;
        }
        open_shell(&data, nts, &brought)
    };
    let opened = tauri::async_runtime::spawn_blocking(work).await.map_err(|_| UiError::starting())??;
    let shell = desk.open.get_or_init(|| Arc::clone(&opened));
    // Whoever came second found it open: only one begins to work.
    if Arc::ptr_eq(shell, &opened) {
        (opening.at_work)(opened);
    }
    view::startup::startup(shell)
}

async fn aside<T: Send + 'static>(
    shell: &Arc<Shell>,
    work: impl FnOnce(&Shell) -> Result<T, StartError> + Send + 'static,
) -> Result<T, UiError> {
    let shell = Arc::clone(shell);
    let done = tauri::async_runtime::spawn_blocking(move || work(&shell)).await;
    done.map_err(|_| UiError::starting())?.map_err(UiError::of_unopened)
}
