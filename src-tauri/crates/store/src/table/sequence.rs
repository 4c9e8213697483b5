//! The numbers of document keys (문서번호), one row per kind, date and counter.
//!
//! A number is drawn in the transaction that writes the document. If that transaction is undone, the number was never
//! outside this process and is drawn again; once committed it is never given out a second time.

use chrono::NaiveDate;
use domain::{DocumentKey, KeyKind};

use crate::book::Ask;
use crate::cells::date_text;
use crate::{BookError, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE sequence (
  kind    TEXT NOT NULL CHECK (kind IN ('R', 'C')),
  date    TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter BETWEEN 1 AND 99),
  last    INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
  PRIMARY KEY (kind, date, counter)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sequence_grows BEFORE UPDATE ON sequence
WHEN NEW.last <= OLD.last OR NEW.kind IS NOT OLD.kind OR NEW.date IS NOT OLD.date OR NEW.counter IS NOT OLD.counter
BEGIN SELECT RAISE(ABORT, 'a document key is given out once'); END;
CREATE TRIGGER sequence_kept BEFORE DELETE ON sequence
BEGIN SELECT RAISE(ABORT, 'a document key is given out once'); END;
";

/// Part of migration 3: invoices and amendments are numbered too.
pub(crate) const INVOICE_SCHEMA: &str = "
CREATE TABLE sequence_next (
  kind    TEXT NOT NULL CHECK (kind IN ('R', 'C', 'T', 'M')),
  date    TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter BETWEEN 1 AND 99),
  last    INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
  PRIMARY KEY (kind, date, counter)
) STRICT, WITHOUT ROWID;
INSERT INTO sequence_next (kind, date, counter, last) SELECT kind, date, counter, last FROM sequence;
DROP TABLE sequence;
ALTER TABLE sequence_next RENAME TO sequence;
CREATE TRIGGER sequence_grows BEFORE UPDATE ON sequence
WHEN NEW.last <= OLD.last OR NEW.kind IS NOT OLD.kind OR NEW.date IS NOT OLD.date OR NEW.counter IS NOT OLD.counter
BEGIN SELECT RAISE(ABORT, 'a document key is given out once'); END;
CREATE TRIGGER sequence_kept BEFORE DELETE ON sequence
BEGIN SELECT RAISE(ABORT, 'a document key is given out once'); END;
";

const DRAW: Ask<'_> = Ask {
    table: "sequence",
    doing: "drawing a document key",
    sql: "INSERT INTO sequence (kind, date, counter, last) VALUES (?1, ?2, ?3, 1)
          ON CONFLICT (kind, date, counter) DO UPDATE SET last = last + 1 RETURNING last",
};

impl Writer<'_> {
    /// Draws the next key of a kind, trade date and counter (계산대, 1 to 99), counting from 1.
    ///
    /// # Errors
    /// [`BookError::NoKeyLeft`] after 999,999 keys on one day, or for a counter out of range.
    pub fn next_key(
        &mut self,
        kind: KeyKind,
        date: NaiveDate,
        counter: u8,
    ) -> Result<DocumentKey, BookError> {
        let drawn = self.row(&DRAW, (letter(kind), date_text(date), counter), |cells| cells.count("last"));
        let last = match drawn {
            Err(BookError::Rule { .. }) | Ok(None) => return Err(BookError::NoKeyLeft),
            Err(error) => return Err(error),
            Ok(Some(last)) => last,
        };
        DocumentKey::new(kind, date, counter, last).map_err(|_| BookError::NoKeyLeft)
    }
}

const fn letter(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Receipt => "R",
        KeyKind::Cancel => "C",
        KeyKind::Invoice => "T",
        KeyKind::Amendment => "M",
    }
}
