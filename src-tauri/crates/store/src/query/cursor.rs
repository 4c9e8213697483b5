//! Where a page ended, so that the next one begins there whatever was issued meanwhile.

use std::fmt;

use chrono::NaiveDateTime;

use crate::cells::{parse_time, time_text};
use crate::table::document::{Document, DocumentId};

/// A place in the trade order: everything older than this document comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) traded_at: NaiveDateTime,
    pub(crate) id: DocumentId,
}

impl Cursor {
    /// The place right after this document.
    #[must_use]
    pub const fn after(document: &Document) -> Self {
        Self { traded_at: document.traded_at, id: document.id }
    }

    /// Reads the `Display` text back: `2026-11-22T15:30:00.000_42`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (time, id) = text.split_once('_')?;
        Some(Self { traded_at: parse_time(time).ok()?, id: DocumentId(id.parse().ok()?) })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", time_text(self.traded_at), self.id.get())
    }
}
