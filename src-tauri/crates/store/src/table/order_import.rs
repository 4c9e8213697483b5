//! Imports (가져오기): a file of orders that was taken into the book, and what became of its rows.
//!
//! Every row of the file stands in one of its orders ([`import_order`](super::import_order)), so what came in and what became of
//! it can always be added up. Nothing is removed: an import that is taken back stays as undone.

use chrono::NaiveDateTime;

use super::import_order::ImportState;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5.
pub(crate) const SCHEMA: &str = "
CREATE TABLE order_import (
  id          INTEGER PRIMARY KEY,
  file_name   TEXT NOT NULL,
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  layout      TEXT NOT NULL,
  row_count   INTEGER NOT NULL CHECK (row_count > 0),
  imported_at TEXT NOT NULL,
  undone_at   TEXT
) STRICT;
CREATE INDEX order_import_by_file ON order_import (sha256, id) WHERE undone_at IS NULL;
CREATE TRIGGER order_import_kept BEFORE DELETE ON order_import
BEGIN SELECT RAISE(ABORT, 'an import is never removed'); END;
CREATE TRIGGER order_import_fixed
BEFORE UPDATE OF id, file_name, sha256, layout, row_count, imported_at ON order_import
BEGIN SELECT RAISE(ABORT, 'an import is never changed'); END;
CREATE TRIGGER order_import_undone BEFORE UPDATE ON order_import WHEN OLD.undone_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an undone import stays undone'); END;
";

/// An import's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImportId(i64);

impl ImportId {
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

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderImport {
    /// Row number.
    pub id: ImportId,
    /// The file's name as it was chosen.
    pub file_name: String,
    /// Of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The header texts it was read by.
    pub layout: String,
    /// Rows of the file below its header.
    pub row_count: u32,
    /// When.
    pub imported_at: NaiveDateTime,
    /// When it was taken back.
    pub undone_at: Option<NaiveDateTime>,
}

/// A file about to be taken in.
#[derive(Debug, Clone)]
pub struct NewImport<'a> {
    /// The file's name.
    pub file_name: &'a str,
    /// Of its bytes, in hexadecimal.
    pub sha256: &'a str,
    /// The header texts it was read by.
    pub layout: &'a str,
    /// Rows below the header.
    pub row_count: u32,
}

/// How many orders of an import are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportCount {
    /// Which state.
    pub state: ImportState,
    /// Orders.
    pub orders: u32,
    /// Rows of the file that they stand in.
    pub rows: u32,
    /// Of these orders, how many a person has put right.
    pub repaired: u32,
}

pub(crate) const ONE: Ask<'_> = Ask {
    table: "order_import",
    doing: "reading an import",
    sql: "SELECT * FROM order_import WHERE id = ?1",
};
pub(crate) const BY_FILE: Ask<'_> = Ask {
    table: "order_import",
    doing: "looking for an import of a file",
    sql: "SELECT * FROM order_import WHERE sha256 = ?1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
};
pub(crate) const NEWEST: Ask<'_> = Ask {
    table: "order_import",
    doing: "reading the newest imports",
    sql: "SELECT * FROM order_import WHERE id > 0 ORDER BY id DESC LIMIT ?1",
};
pub(crate) const COUNTS: Ask<'_> = Ask {
    table: "import_order",
    doing: "counting the orders of an import",
    sql: "SELECT state, count(*) AS orders, sum(line_count) AS lines, count(repaired_at) AS repaired FROM import_order
          WHERE import_id = ?1 GROUP BY state",
};

impl Reader<'_> {
    /// One import.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn order_import(&self, id: ImportId) -> Result<Option<OrderImport>, BookError> {
        self.row(&ONE, [id.0], read_import)
    }

    /// The standing import of a file with these bytes.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn import_of_file(&self, sha256: &str) -> Result<Option<OrderImport>, BookError> {
        self.row(&BY_FILE, [sha256], read_import)
    }

    /// The newest imports, newest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn newest_imports(&self, limit: u32) -> Result<Vec<OrderImport>, BookError> {
        self.rows(&NEWEST, [limit], read_import)
    }

    /// How many orders of an import are in which state; states without any are left out.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a state does not read back.
    pub fn import_counts(&self, id: ImportId) -> Result<Vec<ImportCount>, BookError> {
        self.rows(&COUNTS, [id.0], |cells| {
            Ok(ImportCount {
                state: cells.named("state", ImportState::from_name)?,
                orders: cells.count("orders")?,
                rows: cells.count("lines")?,
                repaired: cells.count("repaired")?,
            })
        })
    }
}

impl Writer<'_> {
    /// Takes a file in; its orders follow.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn begin_import(&mut self, new: &NewImport<'_>, at: NaiveDateTime) -> Result<ImportId, BookError> {
        self.run(
            "taking in a file",
            "INSERT INTO order_import (file_name, sha256, layout, row_count, imported_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            (new.file_name, new.sha256, new.layout, new.row_count, time_text(at)),
        )?;
        Ok(ImportId(self.last_id()))
    }

    /// Takes an import back: what has become no document is undone, the rest stays. Answers how many orders were undone.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn undo_import(&mut self, id: ImportId, at: NaiveDateTime) -> Result<usize, BookError> {
        let undone = self.run(
            "taking back the orders of an import",
            "UPDATE import_order SET state = 'undone', reason = NULL
             WHERE import_id = ?1 AND state IN ('waiting', 'faulty', 'skipped', 'stopped')",
            [id.0],
        )?;
        self.run(
            "taking back an import",
            "UPDATE order_import SET undone_at = ?2 WHERE id = ?1 AND undone_at IS NULL",
            (id.0, time_text(at)),
        )?;
        Ok(undone)
    }
}

fn read_import(cells: &Cells<'_>) -> Result<OrderImport, BookError> {
    Ok(OrderImport {
        id: ImportId(cells.get("id")?),
        file_name: cells.get("file_name")?,
        sha256: cells.get("sha256")?,
        layout: cells.get("layout")?,
        row_count: cells.count("row_count")?,
        imported_at: cells.time("imported_at")?,
        undone_at: cells.parsed_if_any("undone_at", crate::cells::parse_time)?,
    })
}
