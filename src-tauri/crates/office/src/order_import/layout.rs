//! The layout of an order file: where its header stands, in one line or two, and what its columns mean.

use std::cmp::Reverse;

use intake::Row;
use serde::{Deserialize, Serialize};

use super::column::{OrderColumn, guess, plain};
use crate::OfficeError;

/// How far down the header may stand: above it programs write titles and dates.
const HEAD_WITHIN: usize = 10;
/// Fewer headings that are understood may be chance.
const FEWEST_UNDERSTOOD: usize = 2;
/// A header that nobody understands has at least so many columns.
const FEWEST_COLUMNS: usize = 3;

/// What the columns of a file mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMapping {
    /// By column; none is not read.
    pub columns: Vec<Option<OrderColumn>>,
    /// Where the orders come from, if no column says it.
    pub source: String,
}

/// A header and the rows under it.
pub(super) struct Layout<'t> {
    /// As a person reads it; of two lines the upper word before the lower.
    pub header: Vec<String>,
    /// The same layout has the same words.
    pub key: String,
    /// What can be guessed from the words.
    pub guessed: Vec<Option<OrderColumn>>,
    pub rows: &'t [Row],
    /// Lines of the header.
    lines: usize,
}

impl<'t> Layout<'t> {
    /// Finds the header: one that `is_known`, else the one whose words say most.
    pub(super) fn find(rows: &'t [Row], is_known: impl Fn(&str) -> bool) -> Result<Self, OfficeError> {
        let mut layouts = candidates(rows);
        let known = layouts.iter().position(|layout| is_known(&layout.key));
        let best = known.or_else(|| best_of(&layouts)).ok_or(OfficeError::UnreadableFile("no_header"))?;
        let layout = layouts.swap_remove(best);
        if layout.rows.is_empty() {
            return Err(OfficeError::UnreadableFile("no_rows"));
        }
        Ok(layout)
    }

    fn of(head: &[&Row], rows: &'t [Row]) -> Self {
        let width = head.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let words =
            |at: usize| head.iter().filter_map(move |row| row.cells.get(at)).filter(|w| !w.is_empty());
        let header: Vec<String> = (0..width)
            .map(|at| {
                let mut parts: Vec<&str> = words(at).map(String::as_str).collect();
                parts.dedup();
                parts.join(" ")
            })
            .collect();
        let plain_words: Vec<String> = header.iter().map(|word| plain(word)).collect();
        let last_words: Vec<String> =
            (0..width).map(|at| words(at).next_back().map(|word| plain(word)).unwrap_or_default()).collect();
        let guessed = merged(guess(&plain_words), guess(&last_words));
        Self { header, key: plain_words.join("|"), guessed, rows, lines: head.len() }
    }

    fn understood(&self) -> usize {
        self.guessed.iter().flatten().count()
    }
}

/// What the whole words say, and where they say nothing what the lower line alone does.
fn merged(whole: Vec<Option<OrderColumn>>, lower: Vec<Option<OrderColumn>>) -> Vec<Option<OrderColumn>> {
    let taken: Vec<OrderColumn> = whole.iter().flatten().copied().collect();
    let free = |found: Option<OrderColumn>| found.filter(|column| !taken.contains(column));
    whole.into_iter().zip(lower).map(|(whole, lower)| whole.or_else(|| free(lower))).collect()
}

/// Every row near the top as a header, and every two of them.
fn candidates(rows: &[Row]) -> Vec<Layout<'_>> {
    let mut layouts = Vec::new();
    for (at, first) in rows.iter().take(HEAD_WITHIN).enumerate() {
        layouts.push(Layout::of(&[first], rows.get(at + 1..).unwrap_or_default()));
        if let Some(second) = rows.get(at + 1).filter(|second| is_words(second)) {
            layouts.push(Layout::of(&[first, second], rows.get(at + 2..).unwrap_or_default()));
        }
    }
    layouts
}

/// Numbers and days belong to orders, not to a header.
fn is_words(row: &Row) -> bool {
    let is_number =
        |cell: &String| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    !row.cells.iter().any(is_number)
}

/// Of equals the shorter header, then the first: a title above a header says nothing more.
fn best_of(layouts: &[Layout<'_>]) -> Option<usize> {
    let rank = |layout: &Layout<'_>| (layout.understood(), Reverse(layout.lines));
    let best = layouts.iter().map(rank).max().filter(|(understood, _)| *understood >= FEWEST_UNDERSTOOD);
    if let Some(best) = best {
        return layouts.iter().position(|layout| rank(layout) == best);
    }
    let filled = |layout: &Layout<'_>| layout.header.iter().filter(|word| !word.is_empty()).count();
    layouts.iter().position(|layout| filled(layout) >= FEWEST_COLUMNS)
}
