//! The courier's queue (대기열): documents that still have to be sent or asked for, the most urgent first.
//!
//! It is no table of its own but the open rows of [`standing`](super::standing), so that what waits and what became of it
//! can never disagree. `send_by` is the last moment at which the route takes a document; it decides the order, and the
//! index ends in it, so that one claim costs what it takes and not what waits.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{DocumentKey, State};

use super::document::{ActKind, Body, DocumentId, read_act_kind, read_body};
use super::standing::read_state;
use crate::book::Ask;
use crate::cells::{Cells, date_text, parse_time, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 2. What waited in an older book is given the day after its trade, the limit of every route then.
pub(crate) const SCHEMA: &str = "
ALTER TABLE standing ADD COLUMN send_by TEXT;
ALTER TABLE standing ADD COLUMN attention TEXT CHECK (attention IN ('conflict', 'check_by_hand', 'refused_later',
  'rejected_behind', 'too_late', 'correction_stopped'));
UPDATE standing SET send_by = date(trade_date, '+1 day') || 'T23:59:59.000'
  WHERE state IN ('ready', 'held', 'sending', 'unknown');
UPDATE standing SET attention = state WHERE state IN ('conflict', 'check_by_hand', 'refused_later');
CREATE INDEX standing_queue ON standing (send_by, document_id) WHERE state IN ('ready', 'held', 'unknown');
CREATE INDEX standing_unconfirmed ON standing (trade_date) WHERE state = 'approved';
CREATE INDEX standing_needs_person ON standing (document_id) WHERE attention IS NOT NULL;
";

/// A document whose turn it may be.
#[derive(Debug, Clone)]
pub struct Queued {
    /// Row number.
    pub id: DocumentId,
    /// Its key.
    pub key: DocumentKey,
    /// What it does.
    pub act: ActKind,
    /// The frozen request.
    pub body: Body,
    /// Where it stands: ready, held or unknown.
    pub state: State,
    /// How often it has been tried.
    pub attempts: u32,
    /// The last moment at which the route takes it.
    pub send_by: Option<NaiveDateTime>,
}

/// A document as far as an answer to it needs it: far less than [`Shelved`](crate::Shelved).
#[derive(Debug, Clone)]
pub struct Awaited {
    /// Row number.
    pub id: DocumentId,
    /// What it does.
    pub act: ActKind,
    /// Where it stands.
    pub state: State,
    /// How often it has been tried.
    pub attempts: u32,
    /// When its state was last written.
    pub updated_at: NaiveDateTime,
}

/// Sorts behind every time there is.
const AFTER_ALL_TIMES: &str = "~";

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.key, d.act, s.state, s.approval_number, s.approved_at, s.held_reason, s.refusal_code,
               s.refusal_field, s.refusal_message, s.conflict, s.attempts, s.send_by, s.updated_at,
               s.sent_at ",
            $rest
        )
    };
}

// The first condition is the partial index's own; SQLite takes the index only when it is repeated word for word.
pub(crate) const DUE: Ask<'_> = Ask {
    table: "standing",
    doing: "reading the documents that are due",
    sql: columns!(
        ", d.body, d.content_hash FROM standing s CROSS JOIN document d ON d.id = s.document_id
         WHERE s.state IN ('ready', 'held', 'unknown') AND (s.next_at IS NULL OR s.next_at <= ?1) AND d.route = ?2
         ORDER BY s.send_by, s.document_id LIMIT ?3"
    ),
};
pub(crate) const WAITING: Ask<'_> = Ask {
    table: "standing",
    doing: "reading the documents that wait",
    sql: "SELECT s.document_id AS id FROM standing s
          WHERE s.state IN ('ready', 'held', 'unknown') ORDER BY s.send_by, s.document_id LIMIT ?1",
};
pub(crate) const NEXT: Ask<'_> = Ask {
    table: "standing",
    doing: "looking for the next try",
    sql: "SELECT count(*) AS waiting, min(coalesce(next_at, '')) AS next FROM standing
          WHERE state IN ('ready', 'held', 'unknown')",
};
pub(crate) const SENDING: Ask<'_> = Ask {
    table: "standing",
    doing: "reading the documents on their way",
    sql: columns!(
        "FROM standing s CROSS JOIN document d ON d.id = s.document_id
         WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected') AND s.state = 'sending' AND s.updated_at <= ?1
         ORDER BY d.id"
    ),
};
pub(crate) const LONG_UNKNOWN: Ask<'_> = Ask {
    table: "standing",
    doing: "reading what has long been unknown",
    sql: "SELECT document_id AS id FROM standing
          WHERE state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected') AND state = 'unknown' AND updated_at <= ?1
          ORDER BY document_id LIMIT ?2",
};
pub(crate) const AWAITED: Ask<'_> = Ask {
    table: "standing",
    doing: "reading a standing",
    sql: columns!("FROM document d JOIN standing s ON s.document_id = d.id WHERE d.key = ?1"),
};
pub(crate) const ATTENDED: Ask<'_> = Ask {
    table: "standing",
    doing: "reading what needs a person",
    sql: "SELECT document_id AS id FROM standing WHERE attention IS NOT NULL ORDER BY document_id LIMIT ?1",
};

pub(crate) const UNCONFIRMED: Ask<'_> = Ask {
    table: "standing",
    doing: "looking for unconfirmed days",
    sql: "SELECT DISTINCT s.trade_date FROM standing s CROSS JOIN document d ON d.id = s.document_id
          WHERE s.state = 'approved' AND s.trade_date >= ?1 AND s.trade_date < ?2 AND d.act IN ('issue', 'cancel')
          ORDER BY s.trade_date",
};

impl Reader<'_> {
    /// Trade dates from `from` up to but without `to` that have approved receipts or cancels which nobody has confirmed yet.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a date does not read back.
    pub fn unconfirmed_days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>, BookError> {
        self.rows(&UNCONFIRMED, (date_text(from), date_text(to)), |cells| {
            cells.parsed("trade_date", str::parse)
        })
    }

    /// Documents frozen for `route` whose time has come, the most urgent first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn due_documents(
        &self,
        now: NaiveDateTime,
        route: &str,
        limit: u32,
    ) -> Result<Vec<Queued>, BookError> {
        self.rows(&DUE, (time_text(now), route, limit), |cells| {
            let Awaited { id, act, state, attempts, .. } = read_awaited(cells)?;
            Ok(Queued {
                id,
                key: cells.parsed("key", DocumentKey::parse)?,
                act,
                body: read_body(cells)?,
                state,
                attempts,
                send_by: cells.parsed_if_any("send_by", parse_time)?,
            })
        })
    }

    /// Every document that waits to be sent or asked for, the most urgent first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn waiting_documents(&self, limit: u32) -> Result<Vec<DocumentId>, BookError> {
        self.rows(&WAITING, [limit], |cells| Ok(DocumentId(cells.get("id")?)))
    }

    /// Documents that need a person, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn attended_documents(&self, limit: u32) -> Result<Vec<DocumentId>, BookError> {
        self.rows(&ATTENDED, [limit], |cells| Ok(DocumentId(cells.get("id")?)))
    }

    /// When the next waiting document wants to be tried: `None` when nothing waits, `Some(None)` for at once.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn next_try(&self) -> Result<Option<Option<NaiveDateTime>>, BookError> {
        let next = self.row(&NEXT, [], |cells| cells.next_of_waiting())?;
        Ok(next.flatten())
    }

    /// Documents that have been on their way since `since` or longer, or (`None`) at all, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn sending_since(
        &self,
        since: Option<NaiveDateTime>,
    ) -> Result<Vec<(DocumentKey, Awaited)>, BookError> {
        let since = since.map_or_else(|| AFTER_ALL_TIMES.to_owned(), time_text);
        self.rows(&SENDING, [since], |cells| {
            Ok((cells.parsed("key", DocumentKey::parse)?, read_awaited(cells)?))
        })
    }

    /// Documents whose outcome has been unknown since `since` or longer, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn unknown_since(&self, since: NaiveDateTime, limit: u32) -> Result<Vec<DocumentId>, BookError> {
        self.rows(&LONG_UNKNOWN, (time_text(since), limit), |cells| Ok(DocumentId(cells.get("id")?)))
    }

    /// What an answer to a document needs to know of it.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn awaited(&self, key: &DocumentKey) -> Result<Option<Awaited>, BookError> {
        self.row(&AWAITED, [key.as_str()], read_awaited)
    }
}

impl Writer<'_> {
    /// Notes how often a document has been tried and when it is to be tried again.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn schedule(
        &mut self,
        id: DocumentId,
        attempts: u32,
        next_at: Option<NaiveDateTime>,
    ) -> Result<(), BookError> {
        self.run(
            "setting the next attempt",
            "UPDATE standing SET attempts = ?2, next_at = ?3 WHERE document_id = ?1",
            (id.get(), attempts, next_at.map(time_text)),
        )?;
        Ok(())
    }

    /// Forgets every time that was set for a next try: the clock was moved, or the program has just started.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn forget_waits(&mut self) -> Result<(), BookError> {
        self.run(
            "forgetting the next attempts",
            "UPDATE standing SET next_at = NULL WHERE state IN ('ready', 'held', 'unknown') AND next_at IS NOT NULL",
            [],
        )?;
        self.run(
            "forgetting the next attempts",
            "UPDATE standing SET next_at = NULL
             WHERE state = 'approved' AND transmit_at IS NOT NULL AND next_at IS NOT NULL",
            [],
        )?;
        Ok(())
    }
}

fn read_awaited(cells: &Cells<'_>) -> Result<Awaited, BookError> {
    Ok(Awaited {
        id: DocumentId(cells.get("id")?),
        act: read_act_kind(cells)?,
        state: read_state(cells)?,
        attempts: cells.count("attempts")?,
        updated_at: cells.time("updated_at")?,
    })
}
