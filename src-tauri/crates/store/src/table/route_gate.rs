//! What the office knows of each way to the NTS (관문): breaker, pace, quota, as one text per route. What it means is
//! `office`'s business; it stands in the book so that it survives a restart and is shared by every process of the shop.

use chrono::NaiveDateTime;

use crate::book::Ask;
use crate::cells::time_text;
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE route_gate (
  route      TEXT PRIMARY KEY,
  facts      TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

const ONE: Ask<'_> = Ask {
    table: "route_gate",
    doing: "reading what is known of the route",
    sql: "SELECT facts FROM route_gate WHERE route = ?1",
};

impl Reader<'_> {
    /// What is known of a route; `None` before its first use.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn route_gate(&self, route: &str) -> Result<Option<String>, BookError> {
        self.row(&ONE, [route], |cells| cells.get("facts"))
    }
}

impl Writer<'_> {
    /// Writes what is known of a route.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_route_gate(&mut self, route: &str, facts: &str, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "writing what is known of the route",
            "INSERT INTO route_gate (route, facts, updated_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (route) DO UPDATE SET facts = ?2, updated_at = ?3",
            (route, facts, time_text(at)),
        )?;
        Ok(())
    }
}
