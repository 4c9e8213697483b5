//! The icon in the tray: the way back to a window that was closed while the program goes on issuing.

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Runtime};

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Shows the icon, once. Answers whether there is one: not every Linux desktop has a tray, and the library behind it may
/// be missing, which is no reason to stop a till.
pub fn show<R: Runtime>(app: &AppHandle<R>) -> bool {
    if app.tray_by_id(super::APP).is_some() {
        return true;
    }
    if !library_is_there() {
        return false;
    }
    match build(app) {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "there is no tray icon");
            false
        }
    }
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let open = MenuItem::with_id(app, OPEN, "장부 열기", true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, "끝내기", true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&open, &quit])?;
    let mut tray =
        TrayIconBuilder::with_id(super::APP).tooltip("장부").menu(&menu).on_menu_event(|app, event| {
            match event.id().as_ref() {
                OPEN => bring_forward(app),
                QUIT => app.exit(0),
                _ => {}
            }
        });
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.build(app)?;
    Ok(())
}

/// Shows the window again, in front of the others.
pub fn bring_forward<R: Runtime>(app: &AppHandle<R>) {
    for window in app.webview_windows().values() {
        let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window did not come to the front");
        }
    }
}

/// The library is loaded by name when the icon is made, and its absence ends the process; so its file is looked for first.
#[cfg(target_os = "linux")]
fn library_is_there() -> bool {
    let names = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];
    let folders = ["/usr/lib", "/usr/lib64", "/lib", "/usr/local/lib"].map(std::path::PathBuf::from);
    let nested = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let named = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let mut all =
        folders.iter().cloned().chain(nested.map(|entry| entry.path())).chain(std::env::split_paths(&named));
    all.any(|folder| names.iter().any(|name| folder.join(name).exists()))
}

#[cfg(not(target_os = "linux"))]
fn library_is_there() -> bool {
    true
}
