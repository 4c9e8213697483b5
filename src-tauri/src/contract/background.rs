//! Work behind a closed window: whether it goes on, and whether it begins with the desktop session.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the program works when nobody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Background {
    /// Closing the window hides it; the program goes on issuing.
    pub keep_running: bool,
    /// The program starts with the desktop session, without showing the window.
    pub autostart: bool,
}
