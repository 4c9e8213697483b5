//! The history's search (내역): one box, newest first, a page at a time.
//!
//! Every word is a set of `(traded_at, id)` pairs read from one index per meaning; the words' sets are intersected,
//! cut to the period and the page, and only then are documents read. Without words the trade index is walked from the
//! newest end. So a page costs what it shows and what its rarest word finds, not what the book holds.

use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::cursor::Cursor;
use super::day::{end_of, start_of};
use super::term::Token;
use crate::book::Ask;
use crate::cells::time_text;
use crate::table::document::{DocumentId, Shelved};
use crate::{BookError, Reader};

/// [`Reader::count`] stops counting here.
pub const COUNT_CAP: u64 = 1_000;

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

const DOING: &str = "searching the history";
const ALL: Ask<'_> = Ask {
    table: "document",
    doing: "counting the documents",
    sql: "SELECT coalesce(max(id), 0) AS documents FROM document",
};

// Each repeats the condition of its partial index.
const CANCELS: &str = "SELECT traded_at, id FROM document WHERE act = 'cancel'";
const INVOICES: &str = "SELECT traded_at, id FROM document WHERE act IN ('invoice', 'amend')";
const AMENDMENTS: &str = "SELECT traded_at, id FROM document WHERE act = 'amend'";
const ATTENTION: &str =
    "SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
      WHERE s.attention IS NOT NULL
    UNION SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
      WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected') AND s.state IN ('held', 'unknown')";
const ISSUES: &str = "AND EXISTS (SELECT 1 FROM document d WHERE d.id = h.id AND d.act = 'issue')";

impl Reader<'_> {
    /// One page of the history.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn search(&self, query: &HistoryQuery) -> Result<Page, BookError> {
        let mut hits = Hits::of(query, query.after.as_ref());
        hits.cut(u64::from(query.limit) + 1);
        let ask = Ask { table: "document", doing: DOING, sql: &hits.sql };
        let ids = self.rows(&ask, params_from_iter(hits.values), |cells| Ok(DocumentId(cells.get("id")?)))?;
        let page_len = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let mut rows = Vec::with_capacity(ids.len().min(page_len));
        for id in ids.iter().take(page_len) {
            rows.extend(self.shelved_by_id(*id)?);
        }
        let more = ids.len() > page_len;
        let next = rows.last().filter(|_| more).map(|last| Cursor::after(&last.document));
        Ok(Page { rows, next })
    }

    /// How many documents match, on all pages; [`COUNT_CAP`] means that many or more.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn count(&self, query: &HistoryQuery) -> Result<u64, BookError> {
        let mut hits = Hits::of(query, None);
        hits.cut(COUNT_CAP);
        let sql = format!("SELECT count(*) AS matched FROM ({})", hits.sql);
        let ask = Ask { table: "document", doing: DOING, sql: &sql };
        let matched = self.row(&ask, params_from_iter(hits.values), |cells| cells.count("matched"))?;
        Ok(matched.map_or(0, u64::from))
    }

    /// How many documents the book holds: none is ever removed, so the last row number is the count.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn document_count(&self) -> Result<u64, BookError> {
        Ok(self.row(&ALL, [], |cells| cells.count("documents"))?.map_or(0, u64::from))
    }
}

/// A SELECT of matching `(traded_at, id)`, newest first, with the values of its `?` in order.
pub(crate) struct Hits {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Hits {
    pub(crate) fn of(query: &HistoryQuery, after: Option<&Cursor>) -> Self {
        let mut hits = Self::from_sets(query);
        if query.filter == DocumentFilter::Receipts {
            hits.and(ISSUES, []);
        }
        if let Some(from) = query.from {
            hits.and("AND h.traded_at >= ?", [Value::Text(start_of(from))]);
        }
        if let Some(to) = query.to {
            hits.and("AND h.traded_at < ?", [Value::Text(end_of(to))]);
        }
        if let Some(Cursor { traded_at, id }) = after {
            let place = [Value::Text(time_text(*traded_at)), Value::Integer(id.get())];
            hits.and("AND (h.traded_at, h.id) < (?, ?)", place);
        }
        hits.and("ORDER BY h.traded_at DESC, h.id DESC", []);
        hits
    }

    fn from_sets(query: &HistoryQuery) -> Self {
        let mut sets: Vec<(String, Vec<Value>)> = query.tokens.iter().map(Token::finder).collect();
        match query.filter {
            DocumentFilter::All | DocumentFilter::Receipts => {}
            DocumentFilter::Cancels => sets.push((CANCELS.to_owned(), Vec::new())),
            DocumentFilter::Invoices => sets.push((INVOICES.to_owned(), Vec::new())),
            DocumentFilter::Amendments => sets.push((AMENDMENTS.to_owned(), Vec::new())),
            DocumentFilter::Attention => sets.push((ATTENTION.to_owned(), Vec::new())),
        }
        let all: Vec<String> = sets.iter().map(|(sql, _)| format!("SELECT * FROM ({sql})")).collect();
        let source =
            if all.is_empty() { "document".to_owned() } else { format!("({})", all.join("\nINTERSECT ")) };
        Self {
            sql: format!("SELECT h.traded_at, h.id FROM {source} h WHERE 1"),
            values: sets.into_iter().flat_map(|(_, values)| values).collect(),
        }
    }

    fn and<const N: usize>(&mut self, sql: &str, values: [Value; N]) {
        self.sql.push('\n');
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    fn cut(&mut self, rows: u64) {
        self.and("LIMIT ?", [Value::Integer(i64::try_from(rows).unwrap_or(i64::MAX))]);
    }
}
