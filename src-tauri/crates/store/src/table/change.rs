//! Changes (변경 순서): every document once, in the order in which it last changed, for programs that follow the book.
//!
//! A number of its own and not the standing's time: that is read before the write lock is had, and a clock can be put back,
//! so a reader who asked "what since then" could miss a change. Numbers are given out inside the one writer's transaction,
//! so that a smaller one never appears after a larger one has been seen. The file itself keeps them, whoever writes.

use crate::book::Ask;
use crate::cells::Cells;
use crate::table::document::DocumentId;
use crate::{BookError, Reader};

/// Part of migration 5. What stands in the book already is taken up in the order of its time.
pub(crate) const SCHEMA: &str = "
CREATE TABLE document_change (
  seq         INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL UNIQUE REFERENCES document (id)
) STRICT;
INSERT INTO document_change (document_id) SELECT document_id FROM standing ORDER BY updated_at, document_id;
CREATE TRIGGER document_change_moves_on BEFORE UPDATE ON document_change
WHEN NEW.document_id IS NOT OLD.document_id OR NEW.seq <= OLD.seq
BEGIN SELECT RAISE(ABORT, 'a change only moves on'); END;
CREATE TRIGGER document_change_kept BEFORE DELETE ON document_change
BEGIN SELECT RAISE(ABORT, 'a change is never removed'); END;
CREATE TRIGGER standing_begins_changing AFTER INSERT ON standing
BEGIN
  INSERT INTO document_change (seq, document_id)
  VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM document_change), NEW.document_id);
END;
CREATE TRIGGER standing_changes AFTER UPDATE OF state, held_reason, sent_at ON standing
WHEN NEW.state IS NOT OLD.state OR NEW.held_reason IS NOT OLD.held_reason OR NEW.sent_at IS NOT OLD.sent_at
BEGIN
  UPDATE document_change SET seq = (SELECT max(seq) + 1 FROM document_change) WHERE document_id = NEW.document_id;
END;
";

/// A document's last change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Larger than that of every change before it.
    pub seq: i64,
    /// Which document.
    pub document: DocumentId,
    /// The press that made the document, if it was one.
    pub press_id: Option<String>,
}

pub(crate) const SINCE: Ask<'_> = Ask {
    table: "document_change",
    doing: "reading what changed",
    sql: "SELECT c.seq, c.document_id, d.press_id FROM document_change c JOIN document d ON d.id = c.document_id
          WHERE c.seq > ?1 ORDER BY c.seq LIMIT ?2",
};
pub(crate) const OF_DOCUMENT: Ask<'_> = Ask {
    table: "document_change",
    doing: "reading a document's last change",
    sql: "SELECT c.seq, c.document_id, d.press_id FROM document_change c JOIN document d ON d.id = c.document_id
          WHERE c.document_id = ?1",
};
pub(crate) const NEWEST: Ask<'_> = Ask {
    table: "document_change",
    doing: "reading the newest change",
    sql: "SELECT coalesce(max(seq), 0) AS seq FROM document_change",
};

impl Reader<'_> {
    /// What changed after `seq`, in the order of change, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn changes_since(&self, seq: i64, limit: u32) -> Result<Vec<Change>, BookError> {
        self.rows(&SINCE, (seq, limit), read_change)
    }

    /// The last change of a document.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn change_of(&self, document: DocumentId) -> Result<Option<Change>, BookError> {
        self.row(&OF_DOCUMENT, [document.get()], read_change)
    }

    /// The number of the newest change; 0 in a book without documents.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn newest_change(&self) -> Result<i64, BookError> {
        Ok(self.row(&NEWEST, [], |cells| cells.get("seq"))?.unwrap_or_default())
    }
}

fn read_change(cells: &Cells<'_>) -> Result<Change, BookError> {
    Ok(Change {
        seq: cells.get("seq")?,
        document: DocumentId(cells.get("document_id")?),
        press_id: cells.get("press_id")?,
    })
}
