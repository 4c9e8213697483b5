//! Amendments (수정 발급) as one matter: the first document, and the one that is to follow it where the law wants a pair.
//!
//! The row is written with the first document's intent and holds the whole second invoice; it is completed with the second
//! one's intent, in the transaction that books the first one's approval. How far it is follows from its documents.

use chrono::NaiveDateTime;
use domain::{AmendReason, Invoice};

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE amendment (
  first_id       INTEGER PRIMARY KEY REFERENCES document (id),
  original_id    INTEGER NOT NULL REFERENCES document (id),
  reason         TEXT NOT NULL,
  second_content TEXT,
  second_id      INTEGER UNIQUE REFERENCES document (id),
  created_at     TEXT NOT NULL,
  CHECK (second_id IS NULL OR second_content IS NOT NULL)
) STRICT;
CREATE INDEX amendment_by_original ON amendment (original_id);
CREATE INDEX amendment_open ON amendment (first_id) WHERE second_content IS NOT NULL AND second_id IS NULL;
CREATE TRIGGER amendment_kept BEFORE DELETE ON amendment
BEGIN SELECT RAISE(ABORT, 'an amendment is never removed'); END;
CREATE TRIGGER amendment_not_replaced BEFORE INSERT ON amendment
WHEN EXISTS (SELECT 1 FROM amendment WHERE first_id = NEW.first_id OR second_id = NEW.second_id)
BEGIN SELECT RAISE(ABORT, 'an amendment is never replaced'); END;
CREATE TRIGGER amendment_of_its_original BEFORE INSERT ON amendment
WHEN NEW.original_id IS NOT (SELECT original_id FROM document WHERE id = NEW.first_id)
BEGIN SELECT RAISE(ABORT, 'an amendment has its first document''s original'); END;
CREATE TRIGGER amendment_completed_once BEFORE UPDATE ON amendment
WHEN OLD.second_id IS NOT NULL OR NEW.first_id <> OLD.first_id OR NEW.original_id <> OLD.original_id
  OR NEW.reason <> OLD.reason OR NEW.second_content IS NOT OLD.second_content OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'an amendment is completed once'); END;
";

/// An amendment and how far it is.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// The invoice amended.
    pub original: DocumentId,
    /// The first document.
    pub first: DocumentId,
    /// Why.
    pub reason: AmendReason,
    /// What the second document is to say, where there is to be one.
    pub second_content: Option<Box<Invoice>>,
    /// The second document, once its intent is written.
    pub second: Option<DocumentId>,
    /// When it was begun.
    pub created_at: NaiveDateTime,
}

pub(crate) const BY_DOCUMENT: Ask<'_> = Ask {
    table: "amendment",
    doing: "reading an amendment",
    sql: "SELECT a.*, (SELECT key FROM document WHERE id = a.first_id) AS key FROM amendment a
          WHERE a.first_id = ?1 OR a.second_id = ?1",
};
pub(crate) const OF_ORIGINAL: Ask<'_> = Ask {
    table: "amendment",
    doing: "reading the amendments of an invoice",
    sql: "SELECT a.*, (SELECT key FROM document WHERE id = a.first_id) AS key FROM amendment a
          WHERE a.original_id = ?1 ORDER BY a.first_id",
};
pub(crate) const OPEN: Ask<'_> = Ask {
    table: "amendment",
    doing: "reading the amendments that are not complete",
    sql: "SELECT a.*, d.key FROM amendment a INDEXED BY amendment_open CROSS JOIN document d ON d.id = a.first_id
          CROSS JOIN standing s ON s.document_id = a.first_id
          WHERE a.second_content IS NOT NULL AND a.second_id IS NULL AND s.state NOT IN ('rejected', 'refused_later')
          ORDER BY a.first_id",
};

impl Reader<'_> {
    /// The amendment of which a document is the first or the second.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn amendment_of(&self, document: DocumentId) -> Result<Option<Amendment>, BookError> {
        self.row(&BY_DOCUMENT, [document.get()], read_amendment)
    }

    /// The amendments of an invoice, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn amendments_of(&self, original: DocumentId) -> Result<Vec<Amendment>, BookError> {
        self.rows(&OF_ORIGINAL, [original.get()], read_amendment)
    }

    /// Pairs whose second document is not written yet, without those whose first one was refused, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn open_amendments(&self) -> Result<Vec<Amendment>, BookError> {
        self.rows(&OPEN, [], read_amendment)
    }
}

impl Writer<'_> {
    /// Begins an amendment, in the transaction that writes its first document. `second` is what is to follow, if anything.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the first document belongs to one already, or does not amend `original`.
    pub fn begin_amendment(
        &mut self,
        first: DocumentId,
        original: DocumentId,
        reason: AmendReason,
        second: Option<&Invoice>,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        const DOING: &str = "beginning an amendment";
        let second = second.map(serde_json::to_string).transpose();
        let second = second.map_err(|error| BookError::Rule {
            doing: DOING,
            rule: format!("the invoice has no JSON: {error}"),
        })?;
        self.run(
            DOING,
            "INSERT INTO amendment (first_id, original_id, reason, second_content, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (first.get(), original.get(), reason.as_str(), second, time_text(at)),
        )?;
        Ok(())
    }

    /// Notes the second document, in the transaction that writes its intent.
    ///
    /// # Errors
    /// [`BookError::Rule`] when there is one already, or none was to follow.
    pub fn complete_amendment(&mut self, first: DocumentId, second: DocumentId) -> Result<(), BookError> {
        self.run(
            "completing an amendment",
            "UPDATE amendment SET second_id = ?2 WHERE first_id = ?1",
            (first.get(), second.get()),
        )?;
        Ok(())
    }
}

fn read_amendment(cells: &Cells<'_>) -> Result<Amendment, BookError> {
    let second: Option<Invoice> = cells.parsed_if_any("second_content", |json| serde_json::from_str(json))?;
    Ok(Amendment {
        original: DocumentId(cells.get("original_id")?),
        first: DocumentId(cells.get("first_id")?),
        reason: cells.named("reason", AmendReason::from_name)?,
        second_content: second.map(Box::new),
        second: cells.get::<Option<i64>>("second_id")?.map(DocumentId),
        created_at: cells.time("created_at")?,
    })
}
