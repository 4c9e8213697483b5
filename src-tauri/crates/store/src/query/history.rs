//! The history's search (내역): one box, newest first, a page at a time, in a time that does not grow with the book.
//!
//! Every word becomes arms ([`arm`]): lists of documents that an index holds in trade order, or conditions on a document. One
//! word leads and the others look at what it finds ([`hits`]), until the page is full; only then are documents read.

mod arm;
#[cfg(test)]
mod effort_tests;
mod hits;
mod measure;
mod place;
mod sight;
mod stream;
mod words;

use chrono::NaiveDate;

use super::cursor::Cursor;
use super::term::Token;
use crate::book::Ask;
use crate::table::document::{DocumentId, Shelved};
use crate::{BookError, Reader};
use hits::Hits;
use measure::{Effort, count_list, count_window};
use place::Place;

#[cfg(test)]
pub(crate) use {
    arm::{APPROVED_AS, ATTENTION, Listed, NUMBER_ENDS, OF_DAYS, OF_PHRASE, Range},
    sight::WALK,
};

/// Counting stops here where every document has to be looked at.
pub const COUNT_CAP: u64 = 1_000;
/// Counting stops here where an index is counted and nothing looked at.
const COUNT_CAP_OF_INDEX: u64 = 50_000;
/// Counting stops when so many have been looked at, however little was found.
const LOOKED_AT_MOST: u64 = 8_000;

/// Which documents are looked through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DocumentFilter {
    /// All of them.
    #[default]
    All,
    /// Issues of receipts.
    Receipts,
    /// Cancels of receipts.
    Cancels,
    /// Invoices, new and amended.
    Invoices,
    /// Amended invoices.
    Amendments,
    /// Cancels and amended invoices: what takes back or puts right.
    Revisions,
    /// Those that need a person, and those that wait or are unknown.
    Attention,
}

/// A question to the history.
#[derive(Debug, Clone, Default)]
pub struct HistoryQuery {
    /// All of them must match.
    pub tokens: Vec<Token>,
    /// First trade date, included.
    pub from: Option<NaiveDate>,
    /// Last trade date, included.
    pub to: Option<NaiveDate>,
    /// Which documents.
    pub filter: DocumentFilter,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Rows per page.
    pub limit: u32,
}

/// How many documents match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matched {
    /// So many.
    Exactly(u64),
    /// So many and more: counting further would cost more than it tells.
    MoreThan(u64),
}

/// A page of answers.
#[derive(Debug, Clone)]
pub struct Page {
    /// Newest trade first.
    pub rows: Vec<Shelved>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<Cursor>,
}

impl Page {
    /// A page of `limit` rows out of one row more than that, if there is one.
    pub(crate) fn cut(mut rows: Vec<Shelved>, limit: u32) -> Self {
        let page_len = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > page_len;
        rows.truncate(page_len);
        let next = rows.last().filter(|_| more).map(|last| Cursor::after(&last.document));
        Self { rows, next }
    }
}

const ALL: Ask<'_> = Ask {
    table: "document",
    doing: "counting the documents",
    sql: "SELECT coalesce(max(id), 0) AS documents FROM document",
};

impl Reader<'_> {
    /// One page of the history.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn search(&self, query: &HistoryQuery) -> Result<Page, BookError> {
        let mut hits = Hits::of(query, query.after.as_ref(), Effort::USUAL, self)?;
        self.page(&mut hits, query.limit).map(|(page, _)| page)
    }

    /// The first page of the history, and how many documents match on all pages.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn search_and_count(&self, query: &HistoryQuery) -> Result<(Page, Matched), BookError> {
        let mut hits = Hits::of(query, None, Effort::USUAL, self)?;
        let (page, found) = self.page(&mut hits, query.limit)?;
        let matched =
            if page.next.is_some() { self.matched(&mut hits, found)? } else { Matched::Exactly(found) };
        Ok((page, matched))
    }

    /// How many documents match, on all pages.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn count(&self, query: &HistoryQuery) -> Result<Matched, BookError> {
        let mut hits = Hits::of(query, None, Effort::USUAL, self)?;
        self.matched(&mut hits, 0)
    }

    /// How many documents the book holds: none is ever removed, so the last row number is the count.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn document_count(&self) -> Result<u64, BookError> {
        Ok(self.row(&ALL, [], |cells| cells.count("documents"))?.map_or(0, u64::from))
    }

    /// The next page of a search, and how many hits were taken for it.
    fn page(&self, hits: &mut Hits, limit: u32) -> Result<(Page, u64), BookError> {
        let wanted = u64::from(limit) + 1;
        let (mut rows, mut found) = (Vec::new(), 0);
        while found < wanted {
            let Some(Place { id, .. }) = hits.next(self)? else { break };
            found += 1;
            // The last one only tells that there is more.
            if found < wanted {
                rows.extend(self.shelved_by_id(DocumentId(id))?);
            }
        }
        let next =
            rows.last().filter(|_| found == wanted).map(|last: &Shelved| Cursor::after(&last.document));
        Ok((Page { rows, next }, found))
    }

    /// Goes on counting behind the `found` ones; where an index knows, asks it instead.
    fn matched(&self, hits: &mut Hits, mut found: u64) -> Result<Matched, BookError> {
        if hits.is_all() && hits.whole_window().is_whole() {
            return Ok(Matched::Exactly(self.document_count()?));
        }
        let whole = hits.whole_window();
        let counted = match hits.only_list() {
            Some(listed) => Some(count_list(listed, whole, COUNT_CAP_OF_INDEX + 1, self)?),
            None if hits.is_all() => Some(count_window(whole, COUNT_CAP_OF_INDEX + 1, self)?),
            None => None,
        };
        if let Some(counted) = counted {
            return Ok(if counted > COUNT_CAP_OF_INDEX {
                Matched::MoreThan(COUNT_CAP_OF_INDEX)
            } else {
                Matched::Exactly(counted)
            });
        }
        while found <= COUNT_CAP && hits.looked_at < LOOKED_AT_MOST {
            if hits.next(self)?.is_none() {
                return Ok(Matched::Exactly(found));
            }
            found += 1;
        }
        Ok(Matched::MoreThan(round(found.saturating_sub(1))))
    }
}

/// Down to the first digit: how far counting came by chance says nothing.
fn round(count: u64) -> u64 {
    let unit = 10_u64.pow(count.checked_ilog10().unwrap_or_default());
    count / unit * unit
}
