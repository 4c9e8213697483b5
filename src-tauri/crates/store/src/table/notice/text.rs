//! Texts after they have left: what the gateway calls them, and what asking about them brought.

use chrono::NaiveDateTime;
use rusqlite::named_params;

use super::{Notice, NoticeId, NoticeState, read_notice};
use crate::book::Ask;
use crate::cells::time_text;
use crate::{BookError, Reader, Writer};

/// The gateway's own words for a text it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideText {
    /// Its name for it.
    pub id: String,
    /// Its status code as it last came.
    pub status: String,
}

/// What was heard of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardOfText {
    /// Where it is now.
    pub state: NoticeState,
    /// The gateway's words for it, if it has it.
    pub outside: Option<OutsideText>,
    /// When to ask about it next; `None` for not again, or at once while it is in doubt.
    pub ask_at: Option<NaiveDateTime>,
    /// What the gateway said, without numbers; what it said before stays when this is `None`.
    pub error: Option<String>,
}

pub(crate) const TO_ASK: Ask<'_> = Ask {
    table: "notice",
    doing: "reading the texts to ask about",
    sql:
        "SELECT * FROM notice INDEXED BY notice_to_ask WHERE channel = 'text' AND state IN ('unknown', 'sent')
          AND settled_at IS NULL AND (next_at <= ?1 OR (next_at IS NULL AND state = 'unknown'))
          ORDER BY next_at LIMIT ?2",
};
pub(crate) const NEXT_TO_ASK: Ask<'_> = Ask {
    table: "notice",
    doing: "looking for the next text to ask about",
    sql: "SELECT count(*) AS waiting, min(coalesce(next_at, '')) AS next FROM notice INDEXED BY notice_to_ask
          WHERE channel = 'text' AND state IN ('unknown', 'sent')
          AND settled_at IS NULL AND (next_at IS NOT NULL OR state = 'unknown')",
};

const HEAR: &str = "
UPDATE notice SET state = :state, sent_at = CASE WHEN :taken THEN coalesce(sent_at, :at) END, next_at = :next_at,
  outside_id = coalesce(outside_id, :outside_id), outside_status = coalesce(:outside_status, outside_status),
  last_error = coalesce(:error, last_error), looks = looks + :looked,
  updated_at = CASE WHEN state = :state THEN updated_at ELSE :at END
WHERE id = :id
";

impl Reader<'_> {
    /// Texts in doubt and texts not yet delivered whose time to be asked about has come, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn texts_to_ask_about(&self, now: NaiveDateTime, limit: u32) -> Result<Vec<Notice>, BookError> {
        self.rows(&TO_ASK, (time_text(now), limit), read_notice)
    }

    /// When the next text wants to be asked about: `None` when none does, `Some(None)` for at once.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn next_text_to_ask_about(&self) -> Result<Option<Option<NaiveDateTime>>, BookError> {
        Ok(self.row(&NEXT_TO_ASK, [], |cells| cells.next_of_waiting())?.flatten())
    }
}

impl Writer<'_> {
    /// Writes what handing a text over brought.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the file does not let the old state lead to this one.
    pub fn hear_of_text(
        &mut self,
        id: NoticeId,
        heard: &HeardOfText,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.write_heard(id, heard, false, at)
    }

    /// Writes what asking about a text brought; the only way out of `unknown`.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the file does not let the old state lead to this one.
    pub fn look_up_text(
        &mut self,
        id: NoticeId,
        heard: &HeardOfText,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.write_heard(id, heard, true, at)
    }

    /// A person wants to know now: a text in doubt is asked about at once, also one that somebody had settled. Answers
    /// whether it is in doubt.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn ask_about_text_now(&mut self, id: NoticeId) -> Result<bool, BookError> {
        let changed = self.run(
            "asking about a text now",
            "UPDATE notice SET next_at = NULL, settled_at = NULL
             WHERE id = ?1 AND channel = 'text' AND state = 'unknown'",
            [id.0],
        )?;
        Ok(changed > 0)
    }

    fn write_heard(
        &mut self,
        id: NoticeId,
        heard: &HeardOfText,
        looked: bool,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let HeardOfText { state, outside, ask_at, error } = heard;
        let taken =
            matches!(state, NoticeState::Sent { .. } | NoticeState::Delivered | NoticeState::Undelivered);
        let next_at = match state {
            NoticeState::Queued { next_at } => *next_at,
            NoticeState::Sent { .. } | NoticeState::Unknown => *ask_at,
            NoticeState::Sending
            | NoticeState::Delivered
            | NoticeState::Undelivered
            | NoticeState::Refused
            | NoticeState::Failed => None,
        };
        self.run(
            "writing what was heard of a text",
            HEAR,
            named_params! {
                ":id": id.0,
                ":state": state.name(),
                ":taken": taken,
                ":at": time_text(at),
                ":next_at": next_at.map(time_text),
                ":outside_id": outside.as_ref().map(|outside| &outside.id),
                ":outside_status": outside.as_ref().map(|outside| &outside.status),
                ":error": error,
                ":looked": looked,
            },
        )?;
        Ok(())
    }
}
