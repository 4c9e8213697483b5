//! Lists and searches.

use chrono::NaiveDate;
use office::{FoundPage, SearchBox};
use store::{Cursor, Matched};

use super::document;
use crate::contract::history::{Day, HistoryFilter, HistoryPage, HistoryQuery};
use crate::ui_error::{Retry, UiError, UiErrorCode};

/// Today for the window.
#[must_use]
pub fn day(day: &store::Day) -> Day {
    Day {
        date: day.date.to_string(),
        count: day.count,
        total: day.total.get(),
        cancelled_count: day.cancelled_count,
        rows: day.rows.iter().map(document::row).collect(),
    }
}

/// The search in the office's words.
///
/// # Errors
/// When the month or the cursor is not one of ours.
pub fn search_box(query: HistoryQuery) -> Result<SearchBox, UiError> {
    let month =
        query.month.map(|month| NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d")).transpose();
    let after = query.cursor.map(|cursor| Cursor::parse(&cursor).ok_or(())).transpose();
    let (Ok(month), Ok(after)) = (month, after) else {
        return Err(UiError {
            code: UiErrorCode::Internal,
            faults: Vec::new(),
            retry: Retry::Never,
            reference: None,
            detail: Some("month or cursor".into()),
        });
    };
    Ok(SearchBox { text: query.text, month, filter: filter(query.filter), after, limit: query.limit })
}

/// A page for the window.
#[must_use]
pub fn page(found: &FoundPage) -> HistoryPage {
    let (matched, matches_more) = match found.matched {
        None => (None, false),
        Some(Matched::Exactly(count)) => (Some(count), false),
        Some(Matched::MoreThan(count)) => (Some(count), true),
    };
    HistoryPage {
        rows: found.rows.iter().map(document::row).collect(),
        next: found.next.as_ref().map(ToString::to_string),
        matched: matched.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
        matches_more,
        total: u32::try_from(found.total).unwrap_or(u32::MAX),
    }
}

const fn filter(filter: HistoryFilter) -> office::HistoryFilter {
    match filter {
        HistoryFilter::All => office::HistoryFilter::All,
        HistoryFilter::Receipts => office::HistoryFilter::Receipts,
        HistoryFilter::Cancels => office::HistoryFilter::Revisions,
        HistoryFilter::Invoices => office::HistoryFilter::Invoices,
        HistoryFilter::Attention => office::HistoryFilter::Attention,
    }
}
