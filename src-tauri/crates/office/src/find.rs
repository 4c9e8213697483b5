//! The one search box of the history. A token may mean several things (2290: last four digits, or 2,290 won); every
//! token must match in one of its meanings.

mod amounts;
mod days;
mod words;

use chrono::{Datelike, NaiveDate};
use store::{Cursor, DocumentFilter, HistoryQuery, Matched, Shelved};

use words::read_tokens;

use crate::{Office, OfficeError};

const ROWS_PER_PAGE_MAX: u32 = 200;
const ROWS_OF_TODAY_MAX: u32 = 200;

/// The chips above the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryFilter {
    /// Everything.
    All,
    /// Receipts only.
    Receipts,
    /// Cancels and amendments only.
    Revisions,
    /// Tax invoices, amended ones included.
    Invoices,
    /// What needs a person.
    Attention,
}

/// What was asked for.
#[derive(Debug, Clone)]
pub struct SearchBox {
    /// The text as typed.
    pub text: String,
    /// First day of the month to look in; `None` looks in all.
    pub month: Option<NaiveDate>,
    /// The chip that is on.
    pub filter: HistoryFilter,
    /// Where the last page ended.
    pub after: Option<Cursor>,
    /// Rows per page, at most 200.
    pub limit: u32,
}

/// One page of what was found.
#[derive(Debug)]
pub struct FoundPage {
    /// Newest first.
    pub rows: Vec<Shelved>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How many match; with the first page only.
    pub matched: Option<Matched>,
    /// How many documents the book holds.
    pub total: u64,
}

impl Office {
    /// Finds documents, newest first, a page at a time.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn search(&self, asked: &SearchBox) -> Result<FoundPage, OfficeError> {
        let query = HistoryQuery {
            tokens: read_tokens(&asked.text, self.clock.now().date()),
            from: asked.month,
            to: asked.month.and_then(last_of_month),
            filter: filter(asked.filter),
            after: asked.after,
            limit: asked.limit.clamp(1, ROWS_PER_PAGE_MAX),
        };
        Ok(self.book.read(|r| {
            let (page, matched) = if asked.after.is_none() {
                let (page, matched) = r.search_and_count(&query)?;
                (page, Some(matched))
            } else {
                (r.search(&query)?, None)
            };
            Ok(FoundPage { rows: page.rows, next: page.next, matched, total: r.document_count()? })
        })?)
    }

    /// Today's documents and totals.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn today(&self) -> Result<store::Day, OfficeError> {
        let today = self.clock.now().date();
        Ok(self.book.read(|r| r.day(today, ROWS_OF_TODAY_MAX))?)
    }
}

const fn filter(chip: HistoryFilter) -> DocumentFilter {
    match chip {
        HistoryFilter::All => DocumentFilter::All,
        HistoryFilter::Receipts => DocumentFilter::Receipts,
        HistoryFilter::Revisions => DocumentFilter::Revisions,
        HistoryFilter::Invoices => DocumentFilter::Invoices,
        HistoryFilter::Attention => DocumentFilter::Attention,
    }
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.with_day(1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()
}
