//! Orders that stopped (멈춘 주문): an order that could not become an invoice and waits for a person.
//!
//! One row per order that is open; the same order again renews its reason and is no second matter. Once somebody has
//! settled it, or the order has become an invoice, the row stays as it is, and a later stop of that order is a new one.

use chrono::NaiveDateTime;

use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 3. `reason` is a stable name; `detail` a fact for the sentence, never an identifier.
pub(crate) const SCHEMA: &str = "
CREATE TABLE order_stop (
  id         INTEGER PRIMARY KEY,
  order_no   TEXT NOT NULL,
  buyer      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  detail     TEXT,
  stopped_at TEXT NOT NULL,
  settled_at TEXT
) STRICT;
CREATE UNIQUE INDEX order_stop_open ON order_stop (order_no) WHERE settled_at IS NULL;
CREATE TRIGGER order_stop_kept BEFORE DELETE ON order_stop
BEGIN SELECT RAISE(ABORT, 'a stopped order is never removed'); END;
CREATE TRIGGER order_stop_settled BEFORE UPDATE ON order_stop WHEN OLD.settled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a settled matter stays settled'); END;
";

/// A stopped order's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrderStopId(i64);

impl OrderStopId {
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

/// An order that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderStop {
    /// Row number.
    pub id: OrderStopId,
    /// The order's own number.
    pub order_no: String,
    /// Who ordered, by name.
    pub buyer: String,
    /// Why it stopped: a stable name.
    pub reason: String,
    /// A fact of the reason.
    pub detail: Option<String>,
    /// When it stopped last.
    pub stopped_at: NaiveDateTime,
}

pub(crate) const OPEN: Ask<'_> = Ask {
    table: "order_stop",
    doing: "reading the stopped orders",
    sql: "SELECT * FROM order_stop INDEXED BY order_stop_open WHERE settled_at IS NULL LIMIT ?1",
};

pub(crate) const OF_ORDER: Ask<'_> = Ask {
    table: "order_stop",
    doing: "looking for a stopped order",
    sql: "SELECT * FROM order_stop INDEXED BY order_stop_open WHERE order_no = ?1 AND settled_at IS NULL",
};

pub(crate) const COUNT: Ask<'_> = Ask {
    table: "order_stop",
    doing: "counting the stopped orders",
    sql: "SELECT count(*) AS open FROM order_stop INDEXED BY order_stop_open WHERE settled_at IS NULL",
};

impl Reader<'_> {
    /// Orders that wait for a person.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn open_order_stops(&self, limit: u32) -> Result<Vec<OrderStop>, BookError> {
        self.rows(&OPEN, [limit], read_stop)
    }

    /// Why an order waits for a person, if it does.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn open_order_stop(&self, order_no: &str) -> Result<Option<OrderStop>, BookError> {
        self.row(&OF_ORDER, [order_no], read_stop)
    }

    /// How many there are of [`Reader::open_order_stops`].
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn open_order_stop_count(&self) -> Result<u32, BookError> {
        Ok(self.row(&COUNT, [], |cells| cells.count("open"))?.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Notes that an order stopped; one that is open already has its reason renewed.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn stop_order(
        &mut self,
        (order_no, buyer): (&str, &str),
        (reason, detail): (&str, Option<&str>),
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "noting a stopped order",
            "INSERT INTO order_stop (order_no, buyer, reason, detail, stopped_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (order_no) WHERE settled_at IS NULL
             DO UPDATE SET buyer = ?2, reason = ?3, detail = ?4, stopped_at = ?5",
            (order_no, buyer, reason, detail, time_text(at)),
        )?;
        Ok(())
    }

    /// A person has seen to it. Answers the order's number if it was open.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn settle_order_stop(
        &mut self,
        id: OrderStopId,
        at: NaiveDateTime,
    ) -> Result<Option<String>, BookError> {
        let ask = Ask {
            table: "order_stop",
            doing: "settling a stopped order",
            sql: "UPDATE order_stop SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL RETURNING order_no",
        };
        self.row(&ask, (id.0, time_text(at)), |cells| cells.get("order_no"))
    }

    /// The order has become an invoice: nothing is left to do about it.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn close_order_stop(&mut self, order_no: &str, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "closing a stopped order",
            "UPDATE order_stop SET settled_at = ?2 WHERE order_no = ?1 AND settled_at IS NULL",
            (order_no, time_text(at)),
        )?;
        Ok(())
    }
}

fn read_stop(cells: &Cells<'_>) -> Result<OrderStop, BookError> {
    Ok(OrderStop {
        id: OrderStopId(cells.get("id")?),
        order_no: cells.get("order_no")?,
        buyer: cells.get("buyer")?,
        reason: cells.get("reason")?,
        detail: cells.get("detail")?,
        stopped_at: cells.time("stopped_at")?,
    })
}
