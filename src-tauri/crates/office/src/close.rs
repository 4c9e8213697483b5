//! Month close (월 마감): what a period adds up to, what of it is still open, and the act of closing a month.
//!
//! Closing locks nothing: the law lets a shop cancel and amend afterwards. It writes down which documents counted at that
//! moment, in the book and in the journal, so that every later change can be told from what was handed in.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{DocumentKey, Period, Span, Won};
use serde_json::json;
use store::{
    BookError, DaySum, DocumentId, DocumentSet, JournalAct, MonthClose, OpenMatters, Reader, Writer,
};

use crate::export::row;
use crate::{Office, OfficeError};

/// Changes that are listed; more are counted.
const CHANGES_MAX: u32 = 200;

/// How far a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseState {
    /// It is not over.
    Running,
    /// It is over and was never closed.
    Open,
    /// Closed, and the same documents count.
    Closed,
    /// Closed, and other documents count now, or later ones take some of them back.
    Changed,
}

/// What happened to a document after its month was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It counts now and did not then.
    Added,
    /// It counted then and does not now.
    Removed,
    /// Dated in a later month, it takes back one of this month's.
    RevisedLater,
}

/// One change since the close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Its key.
    pub key: DocumentKey,
    /// What it is, in Korean.
    pub title: &'static str,
    /// Its trade date.
    pub date: NaiveDate,
    /// Won, as it counts.
    pub total: Won,
}

/// A period with everything that a close needs to know.
#[derive(Debug, Clone)]
pub struct CloseOverview {
    /// Which.
    pub period: Period,
    /// How far it is.
    pub state: CloseState,
    /// When it was last closed.
    pub closed_at: Option<NaiveDateTime>,
    /// Whether it can be closed, or closed again.
    pub can_close: bool,
    /// Since it was closed, at most 200.
    pub changes: Vec<Change>,
    /// How many there are.
    pub change_count: u32,
    /// By day and kind.
    pub sums: Vec<DaySum>,
    /// Of the period before.
    pub sums_before: Vec<DaySum>,
    /// What is still open.
    pub open: OpenMatters,
    /// The day the VAT return of its half-year is due (domain.md §6.1).
    pub return_due: NaiveDate,
}

impl Office {
    /// A period's sums, what is open, and what changed since it was closed.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Calendar`].
    pub fn close_overview(&self, period: Period) -> Result<CloseOverview, OfficeError> {
        let today = self.clock.now().date();
        let calendar = self.calendar()?.calendar;
        Ok(self.book.read(|r| {
            let close = r.month_close(period)?;
            let since = match &close {
                Some(close) => Some(Since::read(r, period, close)?),
                None => None,
            };
            Ok(CloseOverview {
                period,
                state: state(period, today, since.as_ref()),
                closed_at: close.map(|close| close.closed_at),
                can_close: can_close(period, today, since.as_ref()),
                change_count: since.as_ref().map_or(0, Since::count),
                changes: since.map(|since| since.listed(r)).transpose()?.unwrap_or_default(),
                sums: r.sums_in(days(period))?,
                sums_before: r.sums_in(days(period.before()))?,
                open: r.open_matters(days(period))?,
                return_due: self.rules.final_return_of(period.last(), &calendar),
            })
        })?)
    }

    /// Closes a month: for the first time, or again after a change. It stands in the journal.
    ///
    /// # Errors
    /// [`OfficeError::MonthNotOver`]; [`OfficeError::NothingToClose`] when nothing has changed since it was closed, and for
    /// what is no month; [`OfficeError::Book`]. Nothing is written then.
    pub fn close_month(&self, month: Period) -> Result<CloseOverview, OfficeError> {
        let now = self.clock.now();
        if month.last() >= now.date() {
            return Err(OfficeError::MonthNotOver(month));
        }
        self.book.write(|w| {
            let since = match w.month_close(month)? {
                Some(close) => Some(Since::read(w, month, &close)?),
                None => None,
            };
            if !can_close(month, now.date(), since.as_ref()) {
                return Err(OfficeError::NothingToClose(month));
            }
            close(w, month, now)
        })?;
        self.close_overview(month)
    }
}

/// What differs from a close.
struct Since {
    added: Vec<DocumentId>,
    removed: Vec<DocumentId>,
    revised: Vec<store::Shelved>,
}

impl Since {
    fn read(r: &Reader<'_>, period: Period, close: &MonthClose) -> Result<Self, BookError> {
        let now = r.counted_set(days(period))?;
        Ok(Self {
            added: now.without(&close.counted).rev().collect(),
            removed: close.counted.without(&now).rev().collect(),
            revised: r.revised_later(days(period), close.closed_at, CHANGES_MAX)?,
        })
    }

    /// Whether closing again would write down something else.
    fn counts_differ(&self) -> bool {
        !self.added.is_empty() || !self.removed.is_empty()
    }

    fn count(&self) -> u32 {
        let all = self.added.len() + self.removed.len() + self.revised.len();
        u32::try_from(all).unwrap_or(u32::MAX)
    }

    /// The changes with what they are about, those that move the month's own sums first.
    fn listed(self, r: &Reader<'_>) -> Result<Vec<Change>, BookError> {
        let moved = (self.added.iter().map(|id| (ChangeKind::Added, *id)))
            .chain(self.removed.iter().map(|id| (ChangeKind::Removed, *id)));
        let limit = usize::try_from(CHANGES_MAX).unwrap_or(usize::MAX);
        let mut changes = Vec::new();
        for (kind, id) in moved.take(limit) {
            if let Some(shelved) = r.shelved_by_id(id)? {
                changes.push(change(r, kind, &shelved)?);
            }
        }
        for shelved in self.revised.iter().take(limit - changes.len()) {
            changes.push(change(r, ChangeKind::RevisedLater, shelved)?);
        }
        Ok(changes)
    }
}

fn change(r: &Reader<'_>, kind: ChangeKind, shelved: &store::Shelved) -> Result<Change, BookError> {
    let row = row::of(r, shelved)?;
    let date = row.traded_at.date();
    Ok(Change { kind, title: row.title(), key: row.key, date, total: row.total })
}

fn close(w: &mut Writer<'_>, month: Period, at: NaiveDateTime) -> Result<(), OfficeError> {
    let counted: DocumentSet = w.counted_set(days(month))?;
    let sums = w.sums_in(days(month))?;
    let total_won = sums.iter().map(|sum| sum.total.get()).sum();
    let open = w.open_matters(days(month))?;
    let facts = json!({
        "documents": counted.len(), "total_won": total_won,
        "vat_won": sums.iter().map(|sum| sum.vat.get()).sum::<i64>(),
        "attention": open.attention, "undecided": open.undecided,
        "not_transmitted": open.not_transmitted, "not_confirmed": open.not_confirmed, "differences": open.differences,
    });
    w.journal(at, JournalAct::MonthClosed, &month.to_string(), &facts)?;
    w.close_month(month, &MonthClose { closed_at: at, total_won, counted })?;
    Ok(())
}

fn can_close(period: Period, today: NaiveDate, since: Option<&Since>) -> bool {
    period.span() == Span::Month && period.last() < today && since.is_none_or(Since::counts_differ)
}

fn state(period: Period, today: NaiveDate, since: Option<&Since>) -> CloseState {
    match since {
        Some(since) if since.count() == 0 => CloseState::Closed,
        Some(_) => CloseState::Changed,
        None if period.last() < today => CloseState::Open,
        None => CloseState::Running,
    }
}

/// Its first and last day.
pub(crate) fn days(period: Period) -> store::Period {
    (period.first(), period.last())
}
