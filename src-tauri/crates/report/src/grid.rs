//! Cells and columns, before they become a workbook or csv.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

/// One cell. It borrows what it can: a ledger of a hundred thousand rows is two million of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// Nothing; to be filled in by a person or not known.
    Blank,
    /// A text; never a formula, zeros in front stay.
    Text(Cow<'a, str>),
    /// Won, signed.
    Won(i64),
    /// How many.
    Count(u32),
    /// A day.
    Date(NaiveDate),
    /// A moment, Korean time.
    Time(NaiveDateTime),
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn text_if_any(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::Blank, |text| Self::Text(text.into()))
    }
}

/// A column: its head and how wide it is, in characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column(pub &'static str, pub u16);
