//! Drafts (작성 중인 문서): the form as it stood when somebody last typed, so that a crash costs nobody a page of lines. One
//! per kind of form; what it means is `office`'s business, and a draft that a newer program cannot read is simply gone.

use chrono::NaiveDateTime;

use crate::book::Ask;
use crate::cells::time_text;
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE draft (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL UNIQUE CHECK (kind IN ('invoice')),
  form       TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
";

/// A form somebody was filling in. `Debug` does not show it: it may hold a buyer's number.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form as JSON.
    pub form: String,
    /// When it was last typed in.
    pub updated_at: NaiveDateTime,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({} bytes, {})", self.form.len(), self.updated_at)
    }
}

const KIND: &str = "invoice";
pub(crate) const ONE: Ask<'_> = Ask {
    table: "draft",
    doing: "reading the draft",
    sql: "SELECT id, form, updated_at FROM draft WHERE kind = ?1",
};

impl Reader<'_> {
    /// The invoice somebody was writing, if any.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when its time does not read back.
    pub fn invoice_draft(&self) -> Result<Option<Draft>, BookError> {
        self.row(&ONE, [KIND], |cells| {
            Ok(Draft { form: cells.get("form")?, updated_at: cells.time("updated_at")? })
        })
    }
}

impl Writer<'_> {
    /// Keeps the invoice somebody is writing, in place of what was kept before.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_invoice_draft(&mut self, form: &str, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "saving the draft",
            "INSERT INTO draft (kind, form, updated_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (kind) DO UPDATE SET form = ?2, updated_at = ?3",
            (KIND, form, time_text(at)),
        )?;
        Ok(())
    }

    /// Forgets the invoice somebody was writing: it was issued, or is not wanted.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn discard_invoice_draft(&mut self) -> Result<(), BookError> {
        self.run("discarding the draft", "DELETE FROM draft WHERE kind = ?1", [KIND])?;
        Ok(())
    }
}
