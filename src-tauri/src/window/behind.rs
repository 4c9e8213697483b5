//! The window among other starts of the program, and the program behind its closed window.

use std::process::ExitCode;

use store::World;
use tauri::{Manager, Runtime};

use crate::commands::{Desk, News};
use crate::data_dir::DataDir;
use crate::desktop::tray;
use crate::one_window::{self, OneWindow};

/// The book has a window already: that one comes to the front.
pub(super) fn second_start(data: &DataDir, world: World) -> ExitCode {
    if one_window::knock(data, world) {
        return ExitCode::SUCCESS;
    }
    eprintln!("이 장부는 이미 열려 있어요. 열려 있는 창을 써 주세요.");
    ExitCode::FAILURE
}

/// Lets a second start bring this window to the front, for as long as the program runs.
pub(super) fn answer_the_door(app: &tauri::AppHandle, only: OneWindow) {
    let handle = app.clone();
    let answered = only.answer(move || {
        let app = handle.clone();
        let _event_loop_gone = handle.run_on_main_thread(move || tray::bring_forward(&app));
    });
    if let Err(error) = answered {
        tracing::warn!(%error, "a second start cannot reach this window");
    }
    app.manage(only);
}

/// Whether closing the window leaves the program at work.
pub(super) fn goes_on_behind<R: Runtime>(app: &tauri::AppHandle<R>, background: bool) -> bool {
    let desk = app.state::<Desk>();
    background
        || desk.shell().is_ok_and(|shell| shell.office.settings().is_ok_and(|settings| settings.keep_running))
}

/// Whoever brings the window back is asked for a PIN.
pub(super) fn lock_up<R: Runtime>(app: &tauri::AppHandle<R>) {
    let desk = app.state::<Desk>();
    if let Ok(shell) = desk.shell() {
        shell.office.lock_desk();
        (desk.tell)(News::Locked);
    }
}

/// The icon of a program that goes on behind its closed window.
pub(super) fn show_tray<R: Runtime>(app: &tauri::AppHandle<R>) {
    let handle = app.clone();
    let _event_loop_gone = app.run_on_main_thread(move || _ = tray::show(&handle));
}
