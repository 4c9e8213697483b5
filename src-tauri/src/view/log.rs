//! The log of calls for the window.

use office::SavedBundle;
use store::{AttemptCursor, AttemptFilter, LoggedAttempt as Logged};

use super::document;
use crate::contract::log::{AttemptPage, AttemptQuery, LoggedAttempt, SupportBundle};
use crate::ui_error::UiError;

/// The window's filters in the book's words.
///
/// # Errors
/// When the cursor is not one of ours.
pub fn filter(query: AttemptQuery) -> Result<AttemptFilter, UiError> {
    let AttemptQuery { text, call, outcome, route, only_failed, cursor, limit } = query;
    let after = cursor
        .map(|cursor| cursor.parse().map(AttemptCursor::of).map_err(|_| super::unknown_reference(&cursor)))
        .transpose()?;
    let text = text.trim().to_uppercase();
    Ok(AttemptFilter { text, call, outcome, route, only_failed, after, limit })
}

/// A page for the window.
#[must_use]
pub fn page(rows: &[Logged], next: Option<AttemptCursor>) -> AttemptPage {
    let logged = |row: &Logged| LoggedAttempt {
        attempt: document::attempt(&row.attempt),
        document_key: row.key.to_string(),
    };
    AttemptPage { rows: rows.iter().map(logged).collect(), next: next.map(|cursor| cursor.get().to_string()) }
}

/// A bundle for the window.
#[must_use]
pub fn bundle(saved: &SavedBundle) -> SupportBundle {
    SupportBundle { path: saved.path.display().to_string(), bytes: saved.bytes }
}
