//! Files for Hometax (홈택스 일괄발급): which document stood in which file, and how that ended.
//!
//! A document stands in one file at a time. That it is in one, its [standing](super::standing) says; here is which, and since
//! when.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ApprovalNumber;

use super::document::{DocumentId, Shelved, read_shelved, select_shelved};
use crate::book::Ask;
use crate::cells::{Cells, date_text, parse_time, time_text};
use crate::{BookError, Reader, Writer};

/// Part of the step of files for Hometax.
pub(crate) const SCHEMA: &str = "
CREATE TABLE hometax_file (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  file        TEXT NOT NULL,
  line        INTEGER NOT NULL CHECK (line > 0),
  handed_at   TEXT NOT NULL,
  ended_at    TEXT,
  outcome     TEXT CHECK (outcome IN ('issued', 'taken_back', 'replaced')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE UNIQUE INDEX hometax_file_open ON hometax_file (document_id) WHERE ended_at IS NULL;
CREATE INDEX hometax_file_of ON hometax_file (document_id, id);
CREATE TRIGGER hometax_file_ends_once BEFORE UPDATE ON hometax_file
WHEN OLD.ended_at IS NOT NULL OR NEW.document_id IS NOT OLD.document_id OR NEW.file IS NOT OLD.file
  OR NEW.line IS NOT OLD.line OR NEW.handed_at IS NOT OLD.handed_at
BEGIN SELECT RAISE(ABORT, 'a file for Hometax ends once'); END;
CREATE TRIGGER hometax_file_kept BEFORE DELETE ON hometax_file
BEGIN SELECT RAISE(ABORT, 'a file for Hometax is never forgotten'); END;
";

/// How it ended that a document stood in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOverEnd {
    /// Hometax's list brought its approval number.
    Issued,
    /// A person says that Hometax did not get it by this file.
    TakenBack,
    /// It was written into another file instead.
    Replaced,
}

/// A document in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The file's name, without its folder.
    pub file: String,
    /// The row it stands in, as Excel numbers it.
    pub line: u32,
    /// Since when.
    pub handed_at: NaiveDateTime,
    /// How it ended, if it has.
    pub end: Option<(HandOverEnd, NaiveDateTime)>,
}

/// Documents in files whose approval number has not come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HometaxAwaited {
    /// How many.
    pub count: u32,
    /// Since when the oldest of them.
    pub since: NaiveDateTime,
    /// The earliest last moment for issuing one of them, if one is known.
    pub by: Option<NaiveDateTime>,
}

// The first condition is the partial index's own; SQLite takes the index only when it is repeated word for word.
pub(crate) const CANDIDATES: Ask<'_> = Ask {
    table: "document",
    doing: "reading what can go to Hometax in a file",
    sql: select_shelved!(
        "WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected')
           AND s.state IN ('ready', 'held', 'by_file') ORDER BY d.id LIMIT ?1"
    ),
};
pub(crate) const NEWEST: Ask<'_> = Ask {
    table: "hometax_file",
    doing: "reading the file a document stands in",
    sql: "SELECT * FROM hometax_file WHERE document_id = ?1 ORDER BY id DESC LIMIT 1",
};

pub(crate) const AWAITED: Ask<'_> = Ask {
    table: "standing",
    doing: "counting what waits for Hometax",
    sql: "SELECT count(*) AS awaited, min(updated_at) AS since, min(send_by) AS send_by FROM standing
          WHERE state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected') AND state = 'by_file'",
};
pub(crate) const OF_APPROVAL: Ask<'_> = Ask {
    table: "standing",
    doing: "looking for an approval number",
    sql: "SELECT document_id FROM standing
          WHERE approval_number = ?1 AND (trade_date = ?2 OR substr(approved_at, 1, 10) = ?2) LIMIT 1",
};

impl Reader<'_> {
    /// The document that has this approval number of this day: a receipt's number is unique only together with its day
    /// (domain.md §1.5), and one that was uploaded after midnight is dated by Hometax.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn document_of_approval(
        &self,
        number: &ApprovalNumber,
        day: NaiveDate,
    ) -> Result<Option<DocumentId>, BookError> {
        self.row(&OF_APPROVAL, (number.as_str(), date_text(day)), |cells| {
            Ok(DocumentId(cells.get("document_id")?))
        })
    }

    /// Documents that are not sent, and those that stand in a file, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn hometax_candidates(&self, limit: u32) -> Result<Vec<Shelved>, BookError> {
        self.rows(&CANDIDATES, [limit], read_shelved)
    }

    /// What stands in files and waits for its approval number; `None` when nothing does.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a time does not read back.
    pub fn hometax_awaited(&self) -> Result<Option<HometaxAwaited>, BookError> {
        let awaited = self.row(&AWAITED, [], |cells| {
            let since = cells.parsed_if_any("since", parse_time)?;
            let (count, by) = (cells.count("awaited")?, cells.parsed_if_any("send_by", parse_time)?);
            Ok(since.map(|since| HometaxAwaited { count, since, by }))
        })?;
        Ok(awaited.flatten())
    }

    /// The file that a document stands in, or stood in last.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn hand_over_of(&self, id: DocumentId) -> Result<Option<HandOver>, BookError> {
        self.row(&NEWEST, [id.get()], read_hand_over)
    }
}

impl Writer<'_> {
    /// Notes that a document stands in a file.
    ///
    /// # Errors
    /// [`BookError::Rule`] when it stands in another one already.
    pub fn note_hand_over(
        &mut self,
        id: DocumentId,
        file: &str,
        line: u32,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "noting a file for Hometax",
            "INSERT INTO hometax_file (document_id, file, line, handed_at) VALUES (?1, ?2, ?3, ?4)",
            (id.get(), file, line, time_text(at)),
        )?;
        Ok(())
    }

    /// Notes how it ended; answers whether it stood in one.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn end_hand_over(
        &mut self,
        id: DocumentId,
        end: HandOverEnd,
        at: NaiveDateTime,
    ) -> Result<bool, BookError> {
        let ended = self.run(
            "ending a file for Hometax",
            "UPDATE hometax_file SET ended_at = ?2, outcome = ?3 WHERE document_id = ?1 AND ended_at IS NULL",
            (id.get(), time_text(at), end.as_str()),
        )?;
        Ok(ended > 0)
    }
}

impl HandOverEnd {
    const ALL: [Self; 3] = [Self::Issued, Self::TakenBack, Self::Replaced];

    /// Stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::TakenBack => "taken_back",
            Self::Replaced => "replaced",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.as_str() == name)
    }
}

fn read_hand_over(cells: &Cells<'_>) -> Result<HandOver, BookError> {
    let end = cells.parsed_if_any("outcome", |name| HandOverEnd::from_name(name).ok_or(()))?;
    let ended_at = cells.parsed_if_any("ended_at", parse_time)?;
    Ok(HandOver {
        file: cells.get("file")?,
        line: cells.count("line")?,
        handed_at: cells.time("handed_at")?,
        end: end.zip(ended_at),
    })
}
