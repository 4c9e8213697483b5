//! Cells and columns, before they become a workbook or csv.

use chrono::{NaiveDate, NaiveDateTime};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing; to be filled in by a person or not known.
    Blank,
    /// A text; never a formula, zeros in front stay.
    Text(String),
    /// Won, signed.
    Won(i64),
    /// How many.
    Count(u32),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn text_if_any(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Blank, |text| Self::Text(text.into()))
    }

    pub(crate) fn date(date: NaiveDate) -> Self {
        Self::Text(date.format("%Y-%m-%d").to_string())
    }

    pub(crate) fn time(at: NaiveDateTime) -> Self {
        Self::Text(at.format("%Y-%m-%d %H:%M:%S").to_string())
    }
}

/// A column: its head and how wide it is, in characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column(pub &'static str, pub u16);
