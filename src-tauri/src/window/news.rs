//! What the window is told while it is open, and how often.

use std::time::Duration;

use domain::DocumentKey;
use tauri::Runtime;
use tauri_specta::Event;
use tokio::sync::broadcast::{self, error::RecvError, error::TryRecvError};

use super::behind;
use crate::commands::{Desk, News};
use crate::contract::document::DocumentsChanged;
use crate::contract::startup::Connection;
use crate::shell::Shell;
use crate::view;

/// An import moves hundreds of documents a second, and each telling costs the window a part of a frame: what follows a telling
/// this closely is told together.
const REST: Duration = Duration::from_millis(400);

/// What moved while nobody at the counter was watching: its paper comes out, and the window is told.
pub(super) async fn pass_on(desk: &Desk, shell: &Shell, mut news: broadcast::Receiver<DocumentKey>) {
    while let Some(moved) = gather(&mut news).await {
        for key in &moved {
            shell.print_owed(key);
        }
        (desk.tell)(News::Documents(moved));
        tokio::time::sleep(REST).await;
    }
}

/// Waits until something moves and takes everything that has, but what was too much at once to be named; `None` once nothing can
/// move any more.
async fn gather(news: &mut broadcast::Receiver<DocumentKey>) -> Option<Vec<DocumentKey>> {
    let mut moved = match news.recv().await {
        Ok(key) => vec![key],
        Err(RecvError::Lagged(_)) => Vec::new(),
        Err(RecvError::Closed) => return None,
    };
    loop {
        match news.try_recv() {
            Ok(key) => moved.push(key),
            Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return Some(moved),
        }
    }
}

/// Tells the window, and sees to what only its frame can do.
pub(super) fn tell<R: Runtime>(app: &tauri::AppHandle<R>, shell: &Shell, news: &News) {
    match news {
        News::Documents(moved) => {
            let keys = moved.iter().map(ToString::to_string).collect();
            let _window_gone = DocumentsChanged { keys }.emit(app);
        }
        News::Export(progress) => {
            let _window_gone = view::close::step(*progress).emit(app);
            return;
        }
        News::Locked => {
            if let Ok(desk) = view::staff::desk(&shell.office) {
                let _window_gone = desk.emit(app);
            }
            return;
        }
        News::StaysBehind => return behind::show_tray(app),
        News::Quit => return app.exit(0),
        News::Restart => app.restart(),
        News::Connection => {}
    }
    if let Ok(connection) = view::startup::connection(shell) {
        let _window_gone = Connection::emit(&connection, app);
    }
}
