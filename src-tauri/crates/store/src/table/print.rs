//! Print jobs (출력): a paper is a row before it is paper, so that it waits for a printer and survives a restart.
//!
//! Copy 0 is the original, copy n the n-th reprint (재발행 n회차). A job that failed gave out no paper: the next one asked
//! for takes its copy number over, so that the first paper a customer gets is never called a reprint.

use chrono::NaiveDateTime;
use domain::DocumentKey;

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE print (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  copy_no     INTEGER NOT NULL CHECK (copy_no >= 0),
  printed_at  TEXT NOT NULL,
  target      TEXT,
  state       TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  cause       TEXT,
  UNIQUE (document_id, copy_no),
  CHECK ((state = 'done') = (target IS NOT NULL)),
  CHECK ((state = 'failed') = (cause IS NOT NULL))
) STRICT;
CREATE INDEX print_waiting ON print (id) WHERE state = 'queued';
CREATE TRIGGER print_done BEFORE UPDATE ON print WHEN OLD.state = 'done'
BEGIN SELECT RAISE(ABORT, 'a printed copy stays printed'); END;
CREATE TRIGGER print_kept BEFORE DELETE ON print BEGIN SELECT RAISE(ABORT, 'a print job is never removed'); END;
";

/// Part of migration 3: an invoice has several papers, a receipt one. What the names mean is `office`'s business.
pub(crate) const INVOICE_SCHEMA: &str = "ALTER TABLE print ADD COLUMN paper TEXT;";

/// A print job's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PrintId(i64);

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintOutcome {
    /// Paper (or a file) came out.
    Done {
        /// Where: a path or a printer's name.
        target: String,
    },
    /// Nothing came out.
    Failed {
        /// Why.
        cause: String,
    },
}

/// Where a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintState {
    /// Waiting to be printed, perhaps since before a restart.
    Queued,
    /// Ended.
    Ended(PrintOutcome),
}

/// One copy of a document on its way to paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRow {
    /// Row number.
    pub id: PrintId,
    /// 0 is the original, n the n-th reprint.
    pub copy_no: u32,
    /// When it was last asked for.
    pub printed_at: NaiveDateTime,
    /// Where it is.
    pub state: PrintState,
    /// Which of an invoice's papers; none for a document that has one paper only.
    pub paper: Option<String>,
}

pub(crate) const OF_DOCUMENT: Ask<'_> = Ask {
    table: "print",
    doing: "reading the prints",
    sql: "SELECT id, copy_no, printed_at, target, state, cause, paper FROM print WHERE document_id = ?1 ORDER BY copy_no",
};
pub(crate) const WAITING: Ask<'_> = Ask {
    table: "print",
    doing: "reading the waiting prints",
    sql: "SELECT p.id, d.key, p.copy_no, p.printed_at, p.target, p.state, p.cause, p.paper
          FROM print p CROSS JOIN document d ON d.id = p.document_id WHERE p.state = 'queued' ORDER BY p.id",
};
pub(crate) const OWED: Ask<'_> = Ask {
    table: "print",
    doing: "reading the prints that are owed",
    sql: "SELECT d.key FROM document d CROSS JOIN standing s ON s.document_id = d.id
          WHERE d.traded_at >= ?1 AND d.created_at < ?2 AND d.print_wanted = 1
            AND s.state IN ('approved', 'transmitted', 'confirmed')
            AND NOT EXISTS (SELECT 1 FROM print p WHERE p.document_id = d.id)
          ORDER BY d.traded_at, d.id",
};
const TAKE_OVER: Ask<'_> = Ask {
    table: "print",
    doing: "queueing a print",
    sql: "UPDATE print SET state = 'queued', cause = NULL, printed_at = ?2, paper = ?3
          WHERE id = (SELECT id FROM print WHERE document_id = ?1 AND state = 'failed' ORDER BY copy_no LIMIT 1)
          RETURNING id, copy_no, printed_at, target, state, cause, paper",
};
const QUEUE: Ask<'_> = Ask {
    table: "print",
    doing: "queueing a print",
    sql: "INSERT INTO print (document_id, copy_no, printed_at, state, paper)
          VALUES (?1, (SELECT coalesce(max(copy_no) + 1, 0) FROM print WHERE document_id = ?1), ?2, 'queued', ?3)
          RETURNING id, copy_no, printed_at, target, state, cause, paper",
};

impl Reader<'_> {
    /// The papers of a document, the original first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn prints_of(&self, id: DocumentId) -> Result<Vec<PrintRow>, BookError> {
        self.rows(&OF_DOCUMENT, [id.get()], read_print)
    }

    /// Jobs that have not ended, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn waiting_prints(&self) -> Result<Vec<(DocumentKey, PrintRow)>, BookError> {
        self.rows(&WAITING, [], |cells| Ok((cells.parsed("key", DocumentKey::parse)?, read_print(cells)?)))
    }
}

impl Reader<'_> {
    /// Documents from `since` on, written before `before`, that are issued and have never been on the paper their press wanted,
    /// oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn owed_prints(
        &self,
        since: NaiveDateTime,
        before: NaiveDateTime,
    ) -> Result<Vec<DocumentKey>, BookError> {
        let window = [time_text(since), time_text(before)];
        self.rows(&OWED, window, |cells| cells.parsed("key", DocumentKey::parse))
    }
}

impl Writer<'_> {
    /// Queues a copy: the one that failed, if any, else the next number.
    ///
    /// # Errors
    /// [`BookError::Rule`] when there is no such document.
    pub fn queue_print(&mut self, id: DocumentId, at: NaiveDateTime) -> Result<PrintRow, BookError> {
        self.queue_paper(id, None, at)
    }

    /// As [`Writer::queue_print`], of one of the papers an invoice has.
    ///
    /// # Errors
    /// [`BookError::Rule`] when there is no such document.
    pub fn queue_paper(
        &mut self,
        id: DocumentId,
        paper: Option<&str>,
        at: NaiveDateTime,
    ) -> Result<PrintRow, BookError> {
        let params = (id.get(), time_text(at), paper);
        if let Some(failed) = self.row(&TAKE_OVER, params.clone(), read_print)? {
            return Ok(failed);
        }
        self.row(&QUEUE, params, read_print)?
            .ok_or_else(|| BookError::Rule { doing: QUEUE.doing, rule: "the job was not written".to_owned() })
    }

    /// Writes how a job ended.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the copy has come out already.
    pub fn finish_print(&mut self, id: PrintId, outcome: &PrintOutcome) -> Result<(), BookError> {
        let (state, target, cause) = match outcome {
            PrintOutcome::Done { target } => ("done", Some(target), None),
            PrintOutcome::Failed { cause } => ("failed", None, Some(cause)),
        };
        self.run(
            "ending a print",
            "UPDATE print SET state = ?2, target = ?3, cause = ?4 WHERE id = ?1",
            (id.0, state, target, cause),
        )?;
        Ok(())
    }
}

fn read_print(cells: &Cells<'_>) -> Result<PrintRow, BookError> {
    let state: String = cells.get("state")?;
    Ok(PrintRow {
        id: PrintId(cells.get("id")?),
        copy_no: cells.count("copy_no")?,
        printed_at: cells.time("printed_at")?,
        state: match state.as_str() {
            "queued" => PrintState::Queued,
            "done" => PrintState::Ended(PrintOutcome::Done { target: cells.get("target")? }),
            "failed" => PrintState::Ended(PrintOutcome::Failed { cause: cells.get("cause")? }),
            _ => return Err(cells.corrupt("state")),
        },
        paper: cells.get("paper")?,
    })
}
