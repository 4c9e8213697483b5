//! Corrections (번호 바로잡기): a cancel and the receipt that takes its original's place, as one matter.
//!
//! The row is written with the cancel's intent and completed with the new receipt's intent, in the transaction that books
//! the cancel's approval. How far a correction is follows from its two documents; nothing here can disagree with them.

use chrono::NaiveDateTime;
use domain::{ConsumerNumber, DocumentKey, NumberKind, Purpose};

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE correction (
  cancel_id     INTEGER PRIMARY KEY REFERENCES document (id),
  original_id   INTEGER NOT NULL REFERENCES document (id),
  reissue_id    INTEGER UNIQUE REFERENCES document (id),
  number_kind   TEXT NOT NULL,
  number_digits TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  print_wanted  INTEGER NOT NULL CHECK (print_wanted IN (0, 1)),
  begun_at      TEXT NOT NULL
) STRICT;
CREATE INDEX correction_by_original ON correction (original_id);
CREATE TRIGGER correction_kept BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'a correction is never removed'); END;
CREATE TRIGGER correction_reissues_once BEFORE UPDATE ON correction
WHEN OLD.reissue_id IS NOT NULL OR NEW.cancel_id <> OLD.cancel_id OR NEW.original_id <> OLD.original_id
  OR NEW.number_digits <> OLD.number_digits OR NEW.number_kind <> OLD.number_kind OR NEW.purpose <> OLD.purpose
BEGIN SELECT RAISE(ABORT, 'a correction reissues once'); END;
";

/// A correction and how far it is. `Debug` does not show the number.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The receipt with the wrong number.
    pub original: DocumentId,
    /// The cancel that takes it back.
    pub cancel: DocumentId,
    /// The receipt in its place, once its intent is written.
    pub reissue: Option<DocumentId>,
    /// The right number.
    pub number: ConsumerNumber,
    /// The right purpose.
    pub purpose: Purpose,
    /// Paper of the new receipt is wanted.
    pub print_wanted: bool,
}

pub(crate) const BY_DOCUMENT: Ask<'_> = Ask {
    table: "correction",
    doing: "reading a correction",
    sql:
        "SELECT c.*, (SELECT key FROM document WHERE id = c.cancel_id) AS key FROM correction c
          WHERE c.cancel_id = ?1 OR c.reissue_id = ?1 OR c.original_id = ?1 ORDER BY c.cancel_id DESC LIMIT 1",
};
pub(crate) const REISSUE_KEY: Ask<'_> = Ask {
    table: "correction",
    doing: "reading a correction",
    sql: "SELECT d.key FROM correction c JOIN document d ON d.id = c.reissue_id
          WHERE c.cancel_id = (SELECT id FROM document WHERE key = ?1)",
};

impl Reader<'_> {
    /// The correction in which a document has a part, the newest if there are several.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn correction_of(&self, id: DocumentId) -> Result<Option<Correction>, BookError> {
        self.row(&BY_DOCUMENT, [id.get()], read_correction)
    }

    /// The receipt that followed a correction's cancel, once its intent is written.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the key does not read back.
    pub fn reissue_after(&self, cancel: &DocumentKey) -> Result<Option<DocumentKey>, BookError> {
        self.row(&REISSUE_KEY, [cancel.as_str()], |cells| cells.parsed("key", DocumentKey::parse))
    }
}

impl Writer<'_> {
    /// Begins a correction, in the transaction that writes its cancel.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the cancel already belongs to one.
    pub fn begin_correction(&mut self, new: &Correction, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "beginning a correction",
            "INSERT INTO correction (cancel_id, original_id, number_kind, number_digits, purpose, print_wanted, begun_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                new.cancel.get(),
                new.original.get(),
                new.number.kind().as_str(),
                new.number.digits(),
                new.purpose.as_str(),
                new.print_wanted,
                time_text(at),
            ),
        )?;
        Ok(())
    }

    /// Notes the receipt in the original's place, in the transaction that writes its intent.
    ///
    /// # Errors
    /// [`BookError::Rule`] when there is one already.
    pub fn complete_correction(&mut self, cancel: DocumentId, reissue: DocumentId) -> Result<(), BookError> {
        self.run(
            "completing a correction",
            "UPDATE correction SET reissue_id = ?2 WHERE cancel_id = ?1",
            (cancel.get(), reissue.get()),
        )?;
        Ok(())
    }
}

fn read_correction(cells: &Cells<'_>) -> Result<Correction, BookError> {
    let kind = cells.named("number_kind", NumberKind::from_name)?;
    Ok(Correction {
        original: DocumentId(cells.get("original_id")?),
        cancel: DocumentId(cells.get("cancel_id")?),
        reissue: cells.get::<Option<i64>>("reissue_id")?.map(DocumentId),
        number: cells.parsed("number_digits", |digits| ConsumerNumber::from_stored(kind, digits))?,
        purpose: cells.named("purpose", Purpose::from_name)?,
        print_wanted: cells.get("print_wanted")?,
    })
}
