//! Attempts (시도): every call to the NTS about a document, with identifiers already starred out by the route.

use chrono::NaiveDateTime;
use domain::DocumentKey;

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE attempt (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  at          TEXT NOT NULL,
  route       TEXT NOT NULL,
  call        TEXT NOT NULL,
  request     TEXT NOT NULL,
  response    TEXT NOT NULL,
  http_status INTEGER,
  result_code TEXT,
  elapsed_ms  INTEGER NOT NULL CHECK (elapsed_ms >= 0),
  outcome     TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_by_document ON attempt (document_id);
CREATE TRIGGER attempt_fixed BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'an attempt is never changed'); END;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'an attempt is never removed'); END;
CREATE TRIGGER attempt_not_replaced BEFORE INSERT ON attempt
WHEN EXISTS (SELECT 1 FROM attempt WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an attempt is never replaced'); END;
";

/// Part of migration 2: the log shows failures alone without reading everything.
pub(crate) const LOG_SCHEMA: &str = "
CREATE INDEX attempt_failed ON attempt (id)
WHERE result_code IS NOT '0000' AND NOT (result_code IS NULL AND http_status IS 200);
";

/// A call about to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// Which way to the NTS.
    pub route: String,
    /// Which call of it: `token`, `issue`, `look_up`, …
    pub call: String,
    /// What was sent, redacted.
    pub request: String,
    /// What came back, redacted; empty when nothing did.
    pub response: String,
    /// HTTP status, if an answer began.
    pub http_status: Option<u16>,
    /// The NTS's result code, if it gave one.
    pub result_code: Option<String>,
    /// Milliseconds from start to end.
    pub elapsed_ms: u64,
    /// The state the document had afterwards.
    pub outcome: String,
}

/// A call as written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When its outcome was written.
    pub at: NaiveDateTime,
    /// Which way to the NTS.
    pub route: String,
    /// Which call of it.
    pub call: String,
    /// What was sent, redacted.
    pub request: String,
    /// What came back, redacted.
    pub response: String,
    /// HTTP status, if an answer began.
    pub http_status: Option<u16>,
    /// The NTS's result code, if it gave one.
    pub result_code: Option<String>,
    /// Milliseconds from start to end.
    pub elapsed_ms: u64,
    /// The state the document had afterwards.
    pub outcome: String,
}

/// A call in the log of all documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedAttempt {
    /// The document it was about.
    pub key: DocumentKey,
    /// The call.
    pub attempt: Attempt,
}

/// Where a page of the log ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptCursor(i64);

impl AttemptCursor {
    /// As a screen keeps it.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// As a screen sent it back.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// Which calls of the log; `None` and blank let everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttemptFilter {
    /// Document keys that begin so, or a result code.
    pub text: String,
    /// One call: `issue`, `look_up`, …
    pub call: Option<String>,
    /// The state the document had afterwards.
    pub outcome: Option<String>,
    /// One route.
    pub route: Option<String>,
    /// Only calls that did not end with `0000`; a call whose answers carry no code ends well with HTTP 200.
    pub only_failed: bool,
    /// Where the page before ended.
    pub after: Option<AttemptCursor>,
    /// Rows per page.
    pub limit: u32,
}

macro_rules! log {
    ($failed:literal) => {
        concat!(
            "SELECT a.id, a.at, a.route, a.call, a.request, a.response, a.http_status, a.result_code, a.elapsed_ms,
               a.outcome, d.key
             FROM attempt a CROSS JOIN document d ON d.id = a.document_id
             WHERE ",
            $failed,
            " a.id < ?1 AND (?2 = '' OR d.key LIKE ?2 || '%' OR a.result_code = ?2) AND (?3 IS NULL OR a.call = ?3)
               AND (?4 IS NULL OR a.outcome = ?4) AND (?5 IS NULL OR a.route = ?5)
             ORDER BY a.id DESC LIMIT ?6"
        )
    };
}
pub(crate) const LOG: Ask<'_> = Ask { table: "attempt", doing: "reading the log", sql: log!("") };
pub(crate) const FAILED: Ask<'_> = Ask {
    table: "attempt",
    doing: "reading the log",
    sql: log!("a.result_code IS NOT '0000' AND NOT (a.result_code IS NULL AND a.http_status IS 200) AND"),
};
pub(crate) const OF_DOCUMENT: Ask<'_> = Ask {
    table: "attempt",
    doing: "reading the attempts",
    sql: "SELECT id, at, route, call, request, response, http_status, result_code, elapsed_ms, outcome
          FROM attempt WHERE document_id = ?1 ORDER BY id",
};

impl Reader<'_> {
    /// Every call about a document, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn attempts_of(&self, id: DocumentId) -> Result<Vec<Attempt>, BookError> {
        self.rows(&OF_DOCUMENT, [id.get()], read_attempt)
    }

    /// One page of every call there was, newest first, and where the next one begins.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn attempt_log(
        &self,
        asked: &AttemptFilter,
    ) -> Result<(Vec<LoggedAttempt>, Option<AttemptCursor>), BookError> {
        let ask = if asked.only_failed { &FAILED } else { &LOG };
        let before = asked.after.map_or(i64::MAX, AttemptCursor::get);
        let (text, call) = (asked.text.trim(), asked.call.as_deref());
        let filter = (before, text, call, asked.outcome.as_deref(), asked.route.as_deref(), asked.limit);
        let rows = self.rows(ask, filter, |cells| {
            let key = cells.parsed("key", DocumentKey::parse)?;
            Ok((cells.get::<i64>("id")?, LoggedAttempt { key, attempt: read_attempt(cells)? }))
        })?;
        let full = u32::try_from(rows.len()).is_ok_and(|len| len == asked.limit);
        let next = rows.last().filter(|_| full).map(|(id, _)| AttemptCursor(*id));
        Ok((rows.into_iter().map(|(_, row)| row).collect(), next))
    }
}

impl Writer<'_> {
    /// Writes a call down for good.
    ///
    /// # Errors
    /// [`BookError::Rule`] when there is no such document.
    pub fn record_attempt(
        &mut self,
        id: DocumentId,
        at: NaiveDateTime,
        attempt: &NewAttempt,
    ) -> Result<(), BookError> {
        self.run(
            "writing an attempt",
            "INSERT INTO attempt (document_id, at, route, call, request, response, http_status, result_code, elapsed_ms,
               outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            (
                id.get(),
                time_text(at),
                &attempt.route,
                &attempt.call,
                &attempt.request,
                &attempt.response,
                attempt.http_status,
                &attempt.result_code,
                i64::try_from(attempt.elapsed_ms).unwrap_or(i64::MAX),
                &attempt.outcome,
            ),
        )?;
        Ok(())
    }
}

fn read_attempt(cells: &Cells<'_>) -> Result<Attempt, BookError> {
    Ok(Attempt {
        at: cells.time("at")?,
        route: cells.get("route")?,
        call: cells.get("call")?,
        request: cells.get("request")?,
        response: cells.get("response")?,
        http_status: cells.get("http_status")?,
        result_code: cells.get("result_code")?,
        elapsed_ms: u64::try_from(cells.get::<i64>("elapsed_ms")?)
            .map_err(|_| cells.corrupt("elapsed_ms"))?,
        outcome: cells.get("outcome")?,
    })
}
