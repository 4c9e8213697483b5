//! Attempts (시도): every call to the NTS about a document, with identifiers already starred out by the route.

use chrono::NaiveDateTime;

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
