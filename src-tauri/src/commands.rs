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
pub mod invoice;
pub mod link;
pub mod live;
pub mod log;
pub mod mail;
pub mod order_import;
pub mod partner;
pub mod plan;
pub mod receipt;
pub mod sale;
pub mod shop;
pub mod startup;
pub mod task;
pub mod text;

use std::sync::Arc;

use crate::shell::Shell;
use crate::ui_error::UiError;

/// What every command needs; managed by Tauri.
pub struct Desk {
    /// The office and what it stands on, or why the book could not be opened.
    pub shell: Result<Arc<Shell>, UiError>,
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
        self.shell.as_ref().map_err(Clone::clone)
    }
}

/// What the window and its frame are to know.
#[derive(Debug, Clone)]
pub enum News {
    /// A document moved on.
    Document(domain::DocumentKey),
    /// The line to the NTS changed.
    Connection,
    /// From now on the program stays behind its closed window.
    StaysBehind,
    /// The program is to end.
    Quit,
    /// The program is to begin anew, with the book that was chosen.
    Restart,
    /// An export has come so far.
    Export(office::ExportProgress),
}
