//! From the office's words to the window's: pure conversions, no decisions. Numbers leave here masked.

pub mod amendment;
pub mod background;
pub mod calendar;
pub mod certificate;
pub mod close;
pub mod document;
pub mod history;
pub mod hometax;
pub mod invoice;
pub mod invoice_form;
pub mod invoice_outlook;
pub mod invoice_paper;
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
pub mod staff;
pub mod startup;
pub mod task;
pub mod text;

use chrono::NaiveDateTime;
use domain::DocumentKey;

use crate::ui_error::{Retry, UiError, UiErrorCode};

/// A document key as the window sent it.
///
/// # Errors
/// [`UiErrorCode::NotFound`] for text that is no key.
pub fn key(text: &str) -> Result<DocumentKey, UiError> {
    DocumentKey::parse(text).map_err(|_| unknown_reference(text))
}

/// There is nothing of this name.
#[must_use]
pub fn unknown_reference(text: &str) -> UiError {
    UiError {
        code: UiErrorCode::NotFound,
        faults: Vec::new(),
        retry: Retry::Never,
        reference: Some(text.chars().take(24).collect()),
        detail: None,
    }
}

/// Korean local time as the window reads it: `2026-11-22T14:32:05`.
#[must_use]
pub fn local_time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}
