//! The reception desk: a command takes the form, passes it on, answers. One file per noun.

#![expect(
    clippy::unreachable,
    clippy::needless_pass_by_value,
    reason = "both come out of tauri::command: its expansion, and State that it hands over by value"
)]

pub mod amendment;
pub mod background;
pub mod calendar;
pub mod certificate;
pub mod close;
pub mod document;
pub mod history;
pub mod hometax;
pub mod invoice;
pub mod key;
pub mod link;
pub mod live;
pub mod log;
pub mod mail;
pub mod order_import;
pub mod partner;
pub mod plan;
pub mod receipt;
pub mod rights;
pub mod sale;
pub mod shop;
pub mod staff;
pub mod startup;
pub mod task;
pub mod text;

use std::sync::{Arc, OnceLock};

use crate::shell::Shell;
use crate::ui_error::UiError;

/// What every command needs; managed by Tauri.
pub struct Desk {
    /// The office and what it stands on; empty while the book is locked.
    pub open: OnceLock<Arc<Shell>>,
    /// Why the book could not be opened at the start.
    pub closed: Option<UiError>,
    /// How a locked book is opened later; not in a window that can only say why it is closed.
    pub opening: Option<key::Opening>,
    /// Tells the window; a closure so that commands need not know which runtime draws it.
    pub tell: Arc<dyn Fn(News) + Send + Sync>,
    /// The real book beside a practice book, once somebody has begun to go live.
    pub real: live::RealBook,
    /// The export under way, if there is one.
    pub exporting: close::Exporting,
    /// Told when the counter can take keys; what is not needed for that begins only then.
    pub ready: tokio::sync::Notify,
    /// When this process began, for the ready line.
    pub began: std::time::Instant,
    /// Whether the ready line is wanted.
    pub report_ready: bool,
}

impl Desk {
    /// The open shell; while the book is closed every command says why.
    ///
    /// # Errors
    /// Why the book could not be opened.
    pub fn shell(&self) -> Result<&Arc<Shell>, UiError> {
        let closed = || self.closed.clone().unwrap_or_else(UiError::starting);
        self.open.get().ok_or_else(closed)
    }
}

/// What the window and its frame are to know.
#[derive(Debug, Clone)]
pub enum News {
    /// Documents moved on.
    Documents(Vec<domain::DocumentKey>),
    /// The line to the NTS changed.
    Connection,
    /// From now on the program stays behind its closed window.
    StaysBehind,
    /// The desk was locked, and not by the window.
    Locked,
    /// The program is to end.
    Quit,
    /// The program is to begin anew, with the book that was chosen.
    Restart,
    /// An export has come so far.
    Export(office::ExportProgress),
}
