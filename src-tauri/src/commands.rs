//! The reception desk: a command takes the form, passes it on, answers. One file per noun.

pub mod document;
pub mod history;
pub mod receipt;
pub mod shop;
pub mod startup;

use std::sync::Arc;

use crate::shell::Shell;

/// What every command needs; managed by Tauri.
pub struct Desk {
    /// The office and what it stands on.
    pub shell: Arc<Shell>,
    /// Tells the window; a closure so that commands need not know which runtime draws it.
    pub tell: Box<dyn Fn(News) + Send + Sync>,
    /// When this process began, for the ready line.
    pub began: std::time::Instant,
    /// Whether the ready line is wanted.
    pub report_ready: bool,
}

/// Something changed behind the window's back.
#[derive(Debug, Clone)]
pub enum News {
    /// A document moved on.
    Document(domain::DocumentKey),
    /// The line to the NTS changed.
    Connection,
}
