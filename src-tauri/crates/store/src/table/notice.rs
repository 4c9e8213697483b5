//! Notices (알림): mails and text messages about documents, as a queue that survives a restart.
//!
//! A notice is a row before it is a mail or a text, and is on the disk as `sending` before a byte leaves. One that was
//! `sending` when the program died is `unknown`: it may have been taken, so it is never sent again by itself. A mail waits for a
//! person then, a text for a look-up (`text`). None of this touches the document it is about.

pub(crate) mod schema;
mod state;
pub(crate) mod text;

use chrono::NaiveDateTime;
use rusqlite::named_params;

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};
pub use state::{NoticeChannel, NoticeState};
use state::{read_channel, read_state};
pub use text::{HeardOfText, OutsideText};

/// A notice's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoticeId(pub(crate) i64);

impl NoticeId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A row number as a screen sent it back.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// A notice about to be queued. `Debug` does not show whom it goes to.
#[derive(Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// By which way it goes.
    pub channel: NoticeChannel,
    /// The document it is about; `None` for a test of the settings.
    pub document: Option<DocumentId>,
    /// Which letter or text it is: `invoice_issued`, `receipt_issued`, …
    pub kind: String,
    /// Whom it goes to: a mail address, or the digits of a phone.
    pub recipient: String,
    /// Who gets a copy of a mail.
    pub copy_to: Option<String>,
    /// Our own name for it, the same however often it is tried: a mail's `Message-ID`, a text's custom field.
    pub message_id: String,
}

impl std::fmt::Debug for NewNotice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewNotice({:?}, {:?}, {})", self.channel, self.document, self.kind)
    }
}

/// A notice and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Row number.
    pub id: NoticeId,
    /// What was queued.
    pub mail: NewNotice,
    /// Where it is.
    pub state: NoticeState,
    /// How often it has been tried.
    pub attempts: u32,
    /// How often the gateway has been asked about it.
    pub looks: u32,
    /// Of a text that the gateway has: its own words for it.
    pub outside: Option<OutsideText>,
    /// What the other side said last when it did not take it.
    pub last_error: Option<String>,
    /// When it was queued.
    pub created_at: NaiveDateTime,
    /// When its state was last written.
    pub updated_at: NaiveDateTime,
    /// Somebody said that nothing more is to be done.
    pub settled: bool,
}

pub(crate) const ONE: Ask<'_> =
    Ask { table: "notice", doing: "reading a notice", sql: "SELECT * FROM notice WHERE id = ?1" };
pub(crate) const OF_DOCUMENT: Ask<'_> = Ask {
    table: "notice",
    doing: "reading the notices of a document",
    sql: "SELECT * FROM notice WHERE document_id = ?1 ORDER BY id",
};
pub(crate) const DUE: Ask<'_> = Ask {
    table: "notice",
    doing: "reading the notices that are due",
    sql: "SELECT * FROM notice WHERE state = 'queued' AND channel = ?3 AND (next_at IS NULL OR next_at <= ?1)
          ORDER BY id LIMIT ?2",
};
pub(crate) const NEXT: Ask<'_> = Ask {
    table: "notice",
    doing: "looking for the next notice",
    sql: "SELECT count(*) AS waiting, min(coalesce(next_at, '')) AS next FROM notice
          WHERE state = 'queued' AND channel = ?1",
};
pub(crate) const ATTENDED: Ask<'_> = Ask {
    table: "notice",
    doing: "reading the notices that need a person",
    sql: "SELECT * FROM notice WHERE state IN ('refused', 'failed', 'unknown', 'undelivered') AND settled_at IS NULL
          ORDER BY id LIMIT ?1",
};

pub(crate) const SENDING: Ask<'_> = Ask {
    table: "notice",
    doing: "counting the notices on their way",
    sql: "SELECT count(*) AS sending FROM notice INDEXED BY notice_sending
          WHERE state = 'sending' AND channel = ?2 AND updated_at <= ?1",
};
pub(crate) const COUNT: Ask<'_> = Ask {
    table: "notice",
    doing: "counting the notices that need a person",
    sql: "SELECT count(*) AS attended FROM notice INDEXED BY notice_needs_person
          WHERE state IN ('refused', 'failed', 'unknown', 'undelivered') AND settled_at IS NULL",
};

impl Reader<'_> {
    /// A notice by its row number.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn notice(&self, id: NoticeId) -> Result<Option<Notice>, BookError> {
        self.row(&ONE, [id.0], read_notice)
    }

    /// The notices about a document, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn notices_of(&self, document: DocumentId) -> Result<Vec<Notice>, BookError> {
        self.rows(&OF_DOCUMENT, [document.get()], read_notice)
    }

    /// Notices of a way whose time has come, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn due_notices(
        &self,
        channel: NoticeChannel,
        now: NaiveDateTime,
        limit: u32,
    ) -> Result<Vec<Notice>, BookError> {
        self.rows(&DUE, (time_text(now), limit, channel.as_str()), read_notice)
    }

    /// When the next queued notice of a way wants to be tried: `None` when none waits, `Some(None)` for at once.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn next_notice(&self, channel: NoticeChannel) -> Result<Option<Option<NaiveDateTime>>, BookError> {
        Ok(self.row(&NEXT, [channel.as_str()], |cells| cells.next_of_waiting())?.flatten())
    }

    /// Notices that did not arrive, or may not have, and that nobody has settled, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn attended_notices(&self, limit: u32) -> Result<Vec<Notice>, BookError> {
        self.rows(&ATTENDED, [limit], read_notice)
    }

    /// How many notices of a way have been on it since `since` or longer.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn sending_notice_count(
        &self,
        channel: NoticeChannel,
        since: NaiveDateTime,
    ) -> Result<u32, BookError> {
        let asked = (time_text(since), channel.as_str());
        Ok(self.row(&SENDING, asked, |cells| cells.count("sending"))?.unwrap_or_default())
    }

    /// How many there are of [`Reader::attended_notices`].
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn attended_notice_count(&self) -> Result<u32, BookError> {
        Ok(self.row(&COUNT, [], |cells| cells.count("attended"))?.unwrap_or_default())
    }
}

const UPDATE: &str = "
UPDATE notice SET state = :state, next_at = :next_at, sent_at = :sent_at, last_error = coalesce(:error, last_error),
  attempts = attempts + :tried, updated_at = :at WHERE id = :id
";

impl Writer<'_> {
    /// Queues a notice.
    ///
    /// # Errors
    /// [`BookError::Rule`] when there is no such document or the message id stands in the book already.
    pub fn queue_notice(&mut self, new: &NewNotice, at: NaiveDateTime) -> Result<NoticeId, BookError> {
        self.run(
            "queueing a notice",
            "INSERT INTO notice (document_id, kind, recipient, copy_to, message_id, state, created_at, updated_at, channel)
             VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6, ?6, ?7)",
            (
                new.document.map(DocumentId::get),
                &new.kind,
                &new.recipient,
                &new.copy_to,
                &new.message_id,
                time_text(at),
                new.channel.as_str(),
            ),
        )?;
        Ok(NoticeId(self.last_id()))
    }

    /// Writes where a notice is; going out (`sending`) counts as a try. `error` is what the mail server said, without
    /// addresses; what it said before stays when this is `None`.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the file does not let the old state lead to this one.
    pub fn set_notice(
        &mut self,
        id: NoticeId,
        state: &NoticeState,
        error: Option<&str>,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let (next_at, sent_at) = match state {
            NoticeState::Queued { next_at } => (next_at.map(time_text), None),
            NoticeState::Sent { at } => (None, Some(time_text(*at))),
            NoticeState::Sending
            | NoticeState::Delivered
            | NoticeState::Undelivered
            | NoticeState::Refused
            | NoticeState::Failed
            | NoticeState::Unknown => (None, None),
        };
        self.run(
            "writing a notice",
            UPDATE,
            named_params! {
                ":id": id.0,
                ":state": state.name(),
                ":next_at": next_at,
                ":sent_at": sent_at,
                ":error": error,
                ":tried": *state == NoticeState::Sending,
                ":at": time_text(at),
            },
        )?;
        Ok(())
    }

    /// Every notice left `sending` by a program that died becomes `unknown`. Says how many.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn lose_sending_notices(&mut self, at: NaiveDateTime) -> Result<usize, BookError> {
        self.run(
            "noting lost notices",
            "UPDATE notice SET state = 'unknown', updated_at = ?1 WHERE state = 'sending'",
            [time_text(at)],
        )
    }

    /// Every notice of a way `sending` since `since` or longer becomes `unknown`: its program died beside a living one. Says
    /// how many.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn lose_notices_sending_since(
        &mut self,
        channel: NoticeChannel,
        since: NaiveDateTime,
        at: NaiveDateTime,
    ) -> Result<usize, BookError> {
        self.run(
            "noting lost notices",
            "UPDATE notice SET state = 'unknown', updated_at = ?2
             WHERE state = 'sending' AND updated_at <= ?1 AND channel = ?3",
            (time_text(since), time_text(at), channel.as_str()),
        )
    }

    /// Whatever time was set for a next try: every notice that waits is due now, and every text in doubt is asked about.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn forget_notice_waits(&mut self) -> Result<(), BookError> {
        self.run(
            "making waiting notices due",
            "UPDATE notice SET next_at = NULL WHERE state IN ('queued', 'unknown') AND next_at IS NOT NULL",
            [],
        )?;
        Ok(())
    }

    /// A person wants a mail sent again: refused, failed or unknown → queued. Answers whether it was one of these.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn resend_notice(&mut self, id: NoticeId, at: NaiveDateTime) -> Result<bool, BookError> {
        let changed = self.run(
            "queueing a notice again",
            "UPDATE notice SET state = 'queued', asked_at = ?2, updated_at = ?2, settled_at = NULL
             WHERE id = ?1 AND channel = 'mail' AND state IN ('refused', 'failed', 'unknown')",
            (id.0, time_text(at)),
        )?;
        Ok(changed > 0)
    }

    /// A person knows that a mail arrived: unknown → sent. Answers whether it was unknown.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn accept_notice(&mut self, id: NoticeId, at: NaiveDateTime) -> Result<bool, BookError> {
        let changed = self.run(
            "noting that a notice arrived",
            "UPDATE notice SET state = 'sent', sent_at = ?2, asked_at = ?2, updated_at = ?2
             WHERE id = ?1 AND channel = 'mail' AND state = 'unknown'",
            (id.0, time_text(at)),
        )?;
        Ok(changed > 0)
    }

    /// A person says that nothing more is to be done. Answers whether it still needed somebody.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn settle_notice(&mut self, id: NoticeId, at: NaiveDateTime) -> Result<bool, BookError> {
        let changed = self.run(
            "settling a notice",
            "UPDATE notice SET settled_at = ?2
             WHERE id = ?1 AND state IN ('refused', 'failed', 'unknown', 'undelivered') AND settled_at IS NULL",
            (id.0, time_text(at)),
        )?;
        Ok(changed > 0)
    }
}

fn read_notice(cells: &Cells<'_>) -> Result<Notice, BookError> {
    Ok(Notice {
        id: NoticeId(cells.get("id")?),
        mail: NewNotice {
            channel: read_channel(cells)?,
            document: cells.get::<Option<i64>>("document_id")?.map(DocumentId),
            kind: cells.get("kind")?,
            recipient: cells.get("recipient")?,
            copy_to: cells.get("copy_to")?,
            message_id: cells.get("message_id")?,
        },
        state: read_state(cells)?,
        attempts: cells.count("attempts")?,
        looks: cells.count("looks")?,
        outside: read_outside(cells)?,
        last_error: cells.get("last_error")?,
        created_at: cells.time("created_at")?,
        updated_at: cells.time("updated_at")?,
        settled: cells.get::<Option<String>>("settled_at")?.is_some(),
    })
}

fn read_outside(cells: &Cells<'_>) -> Result<Option<OutsideText>, BookError> {
    let (id, status) = (cells.get("outside_id")?, cells.get("outside_status")?);
    Ok(Option::zip(id, status).map(|(id, status)| OutsideText { id, status }))
}
