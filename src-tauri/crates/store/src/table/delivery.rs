//! Deliveries (결과 전달): what became of a document, on its way to another program over a webhook or into a folder.
//!
//! A row is there before the first try and stays until the other side has it, so nothing is lost by a restart; it may arrive
//! twice, and then under the same event id. What it says was fixed when it was queued.

use chrono::{NaiveDate, NaiveDateTime};

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5. `last_error` is never an identifier. A row goes only when it has been delivered for long.
pub(crate) const SCHEMA: &str = "
CREATE TABLE delivery (
  id          INTEGER PRIMARY KEY,
  channel     TEXT NOT NULL CHECK (channel IN ('webhook', 'folder')),
  event_id    TEXT NOT NULL,
  document_id INTEGER NOT NULL REFERENCES document (id),
  body        TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'delivered', 'given_up')),
  attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at     TEXT NOT NULL,
  give_up_at  TEXT NOT NULL,
  last_error  TEXT,
  created_on  TEXT NOT NULL,
  updated_at  TEXT NOT NULL,
  UNIQUE (channel, event_id)
) STRICT;
CREATE INDEX delivery_queue ON delivery (channel, next_at, id) WHERE state = 'queued';
CREATE INDEX delivery_given_up ON delivery (id) WHERE state = 'given_up';
CREATE INDEX delivery_done ON delivery (updated_at) WHERE state = 'delivered';
CREATE INDEX delivery_by_day ON delivery (channel, created_on, id);
CREATE TRIGGER delivery_fixed BEFORE UPDATE ON delivery
WHEN NEW.channel IS NOT OLD.channel OR NEW.event_id IS NOT OLD.event_id OR NEW.body IS NOT OLD.body
  OR NEW.document_id IS NOT OLD.document_id OR NEW.created_on IS NOT OLD.created_on
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
CREATE TRIGGER delivery_stays_done BEFORE UPDATE ON delivery WHEN OLD.state = 'delivered'
BEGIN SELECT RAISE(ABORT, 'what was delivered stays delivered'); END;
CREATE TRIGGER delivery_kept BEFORE DELETE ON delivery WHEN OLD.state <> 'delivered'
BEGIN SELECT RAISE(ABORT, 'a result is not dropped before it was delivered'); END;
";

/// Over which way a result goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A POST to the other program's address.
    Webhook,
    /// A file in a folder it reads.
    Folder,
}

impl Channel {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Webhook, Self::Folder];

    /// The stable word in the book.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::Folder => "folder",
        }
    }

    /// Reads [`Channel::as_str`] back.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == name)
    }
}

/// A delivery's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryId(i64);

/// A result on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Row number.
    pub id: DeliveryId,
    /// Over which way.
    pub channel: Channel,
    /// The event's own name, the same at every try.
    pub event_id: String,
    /// What is handed over, JSON.
    pub body: String,
    /// How often it has been tried.
    pub attempts: u32,
    /// The day on which it was queued.
    pub created_on: NaiveDate,
    /// From then on a failed try is the last one.
    pub give_up_at: NaiveDateTime,
}

/// Results that were given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// How many.
    pub count: u32,
    /// Since when the first of them.
    pub since: NaiveDateTime,
    /// What went wrong with the newest.
    pub last_error: Option<String>,
}

pub(crate) const DUE: Ask<'_> = Ask {
    table: "delivery",
    doing: "reading the results that are due",
    sql: "SELECT * FROM delivery INDEXED BY delivery_queue WHERE state = 'queued' AND channel = ?1 AND next_at <= ?2
          ORDER BY next_at, id LIMIT ?3",
};
pub(crate) const NEXT: Ask<'_> = Ask {
    table: "delivery",
    doing: "looking for the next result",
    sql: "SELECT count(*) AS waiting, coalesce(min(next_at), '') AS next FROM delivery INDEXED BY delivery_queue
          WHERE state = 'queued' AND channel = ?1",
};
pub(crate) const OF_DAY: Ask<'_> = Ask {
    table: "delivery",
    doing: "reading the results of a day",
    sql: "SELECT * FROM delivery WHERE channel = ?1 AND created_on = ?2 ORDER BY id",
};
pub(crate) const GIVEN_UP: Ask<'_> = Ask {
    table: "delivery",
    doing: "counting the results that were given up",
    sql: "SELECT count(*) AS count, coalesce(min(updated_at), '') AS since, (SELECT last_error FROM delivery
            INDEXED BY delivery_given_up WHERE state = 'given_up' ORDER BY id DESC LIMIT 1) AS last_error
          FROM delivery INDEXED BY delivery_given_up WHERE state = 'given_up'",
};
pub(crate) const OLD: &str = "DELETE FROM delivery WHERE state = 'delivered' AND updated_at < ?1";

impl Reader<'_> {
    /// Results whose time has come, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn due_deliveries(
        &self,
        channel: Channel,
        now: NaiveDateTime,
        limit: u32,
    ) -> Result<Vec<Delivery>, BookError> {
        self.rows(&DUE, (channel.as_str(), time_text(now), limit), read_delivery)
    }

    /// When the next result of a way wants to be tried; `None` when none waits.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the time does not read back.
    pub fn next_delivery(&self, channel: Channel) -> Result<Option<NaiveDateTime>, BookError> {
        Ok(self.row(&NEXT, [channel.as_str()], |cells| cells.next_of_waiting())?.flatten().flatten())
    }

    /// Everything that was queued for a way on a day, whatever became of it.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn deliveries_of_day(&self, channel: Channel, day: NaiveDate) -> Result<Vec<Delivery>, BookError> {
        self.rows(&OF_DAY, (channel.as_str(), date_text(day)), read_delivery)
    }

    /// What was given up, if anything was.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn given_up_deliveries(&self) -> Result<Option<GivenUp>, BookError> {
        let given_up = self.row(&GIVEN_UP, [], |cells| {
            let count = cells.count("count")?;
            if count == 0 {
                return Ok(None);
            }
            let (since, last_error) = (cells.time("since")?, cells.get("last_error")?);
            Ok(Some(GivenUp { count, since, last_error }))
        })?;
        Ok(given_up.flatten())
    }
}

impl Writer<'_> {
    /// Queues a result; one of the same event and way stays the only one.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn queue_delivery(
        &mut self,
        channel: Channel,
        (event_id, document, body): (&str, DocumentId, &str),
        at: NaiveDateTime,
        give_up_at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let (day, at, give_up_at) = (date_text(at.date()), time_text(at), time_text(give_up_at));
        self.run(
            "queueing a result",
            "INSERT INTO delivery (channel, event_id, document_id, body, next_at, give_up_at, created_on, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?5) ON CONFLICT (channel, event_id) DO NOTHING",
            (channel.as_str(), event_id, document.get(), body, at, give_up_at, day),
        )?;
        Ok(())
    }

    /// Takes a due result for one try; nobody else gets it before `until`. Answers whether it was still there to take.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn take_delivery(
        &mut self,
        delivery: &Delivery,
        until: NaiveDateTime,
        at: NaiveDateTime,
    ) -> Result<bool, BookError> {
        let taken = self.run(
            "taking a result",
            "UPDATE delivery SET attempts = attempts + 1, next_at = ?3, updated_at = ?4
             WHERE id = ?1 AND attempts = ?2 AND state = 'queued'",
            (delivery.id.0, delivery.attempts, time_text(until), time_text(at)),
        )?;
        Ok(taken > 0)
    }

    /// The other side has it.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn finish_delivery(&mut self, id: DeliveryId, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "noting a delivered result",
            "UPDATE delivery SET state = 'delivered', last_error = NULL, updated_at = ?2
             WHERE id = ?1 AND state <> 'delivered'",
            (id.0, time_text(at)),
        )?;
        Ok(())
    }

    /// The try came to nothing: again at `next_at`, or, without one, never by itself.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn put_delivery_off(
        &mut self,
        id: DeliveryId,
        next_at: Option<NaiveDateTime>,
        error: &str,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let state = if next_at.is_some() { "queued" } else { "given_up" };
        self.run(
            "putting a result off",
            "UPDATE delivery SET state = ?2, next_at = coalesce(?3, next_at), last_error = ?4, updated_at = ?5
             WHERE id = ?1 AND state = 'queued'",
            (id.0, state, next_at.map(time_text), error, time_text(at)),
        )?;
        Ok(())
    }

    /// What waits or was given up is due now, and has until `give_up_at`. Says how many had been given up.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn deliver_anew(&mut self, at: NaiveDateTime, give_up_at: NaiveDateTime) -> Result<usize, BookError> {
        let revived = self.run(
            "delivering results anew",
            "UPDATE delivery SET state = 'queued', next_at = ?1, give_up_at = ?2, updated_at = ?1
             WHERE state = 'given_up'",
            (time_text(at), time_text(give_up_at)),
        )?;
        self.run(
            "making waiting results due",
            "UPDATE delivery SET next_at = ?1 WHERE state = 'queued' AND next_at > ?1",
            [time_text(at)],
        )?;
        Ok(revived)
    }

    /// Forgets what was delivered before `before`. Says how many.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn forget_deliveries(&mut self, before: NaiveDateTime) -> Result<usize, BookError> {
        self.run("forgetting delivered results", OLD, [time_text(before)])
    }
}

fn read_delivery(cells: &Cells<'_>) -> Result<Delivery, BookError> {
    Ok(Delivery {
        id: DeliveryId(cells.get("id")?),
        channel: cells.named("channel", Channel::from_name)?,
        event_id: cells.get("event_id")?,
        body: cells.get("body")?,
        attempts: cells.count("attempts")?,
        created_on: cells.parsed("created_on", str::parse)?,
        give_up_at: cells.time("give_up_at")?,
    })
}
