//! What stands in the way of starting with the session, for the window.

use std::io;

use crate::ui_error::{Retry, UiError, UiErrorCode};

/// The entry for the desktop session could not be written.
#[must_use]
pub fn not_set(error: &io::Error) -> UiError {
    tracing::warn!(%error, "the entry for the desktop session could not be written");
    UiError {
        code: UiErrorCode::AutostartFailed,
        faults: Vec::new(),
        retry: Retry::Never,
        reference: None,
        detail: None,
    }
}
