//! Calls that were named by whoever made them (`Idempotency-Key`), and what they were answered: the same call again is the
//! same answer, also after a restart. A row without an answer is a call during which the program ended.

use chrono::NaiveDateTime;

use super::api_token::ApiTokenId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5.
pub(crate) const SCHEMA: &str = "
CREATE TABLE api_call (
  id        INTEGER PRIMARY KEY,
  token_id  INTEGER NOT NULL REFERENCES api_token (id),
  name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  body_hash TEXT NOT NULL CHECK (length(body_hash) = 64),
  began_at  TEXT NOT NULL,
  status    INTEGER CHECK (status BETWEEN 200 AND 499),
  answer    TEXT,
  CHECK ((status IS NULL) = (answer IS NULL)),
  UNIQUE (token_id, name)
) STRICT;
CREATE INDEX api_call_by_age ON api_call (began_at);
CREATE TRIGGER api_call_fixed BEFORE UPDATE ON api_call
WHEN NEW.token_id IS NOT OLD.token_id OR NEW.name IS NOT OLD.name OR NEW.body_hash IS NOT OLD.body_hash
  OR OLD.answer IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a call that was answered keeps its answer'); END;
";

/// A call by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiCall {
    /// SHA-256 of its body, in hex.
    pub body_hash: String,
    /// The HTTP status and the body it was answered with, once it was.
    pub answer: Option<(u16, String)>,
}

pub(crate) const ONE: Ask<'_> = Ask {
    table: "api_call",
    doing: "looking for a call",
    sql: "SELECT * FROM api_call WHERE token_id = ?1 AND name = ?2",
};
pub(crate) const OLD: &str = "DELETE FROM api_call WHERE began_at < ?1";

impl Reader<'_> {
    /// The call of this name that a token's holder has made, if there is one.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn api_call(&self, token: ApiTokenId, name: &str) -> Result<Option<ApiCall>, BookError> {
        self.row(&ONE, (token.get(), name), read_call)
    }
}

impl Writer<'_> {
    /// Notes that a call begins, before anything is done for it. One that is there already stays as it is.
    ///
    /// # Errors
    /// [`BookError::Rule`] for a name that is blank or too long.
    pub fn begin_api_call(
        &mut self,
        token: ApiTokenId,
        name: &str,
        body_hash: &str,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "noting a call",
            "INSERT INTO api_call (token_id, name, body_hash, began_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (token_id, name) DO NOTHING",
            (token.get(), name, body_hash, time_text(at)),
        )?;
        Ok(())
    }

    /// Notes what a call was answered; the first answer stays.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn answer_api_call(
        &mut self,
        token: ApiTokenId,
        name: &str,
        (status, answer): (u16, &str),
    ) -> Result<(), BookError> {
        self.run(
            "noting the answer to a call",
            "UPDATE api_call SET status = ?3, answer = ?4 WHERE token_id = ?1 AND name = ?2 AND answer IS NULL",
            (token.get(), name, status, answer),
        )?;
        Ok(())
    }

    /// Forgets calls that began before `before`. Says how many.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn forget_api_calls(&mut self, before: NaiveDateTime) -> Result<usize, BookError> {
        self.run("forgetting old calls", OLD, [time_text(before)])
    }
}

fn read_call(cells: &Cells<'_>) -> Result<ApiCall, BookError> {
    let status: Option<u16> = cells.get("status")?;
    let answer: Option<String> = cells.get("answer")?;
    Ok(ApiCall { body_hash: cells.get("body_hash")?, answer: status.zip(answer) })
}
