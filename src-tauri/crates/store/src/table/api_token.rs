//! Tokens (연결 열쇠) of programs that may hand in orders. The book knows a token only by its hash: whoever reads the file,
//! or a copy of it, can make no call with it. The secret is 256 random bits, so that one plain hash is enough.

use chrono::NaiveDateTime;

use crate::book::Ask;
use crate::cells::{Cells, parse_time, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5.
pub(crate) const SCHEMA: &str = "
CREATE TABLE api_token (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL CHECK (name <> ''),
  hash         TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  created_at   TEXT NOT NULL,
  last_used_at TEXT,
  revoked_at   TEXT
) STRICT;
CREATE TRIGGER api_token_kept BEFORE DELETE ON api_token
BEGIN SELECT RAISE(ABORT, 'a token is never removed'); END;
CREATE TRIGGER api_token_fixed BEFORE UPDATE ON api_token
WHEN NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name OR NEW.hash IS NOT OLD.hash
  OR NEW.created_at IS NOT OLD.created_at
BEGIN SELECT RAISE(ABORT, 'a token never changes'); END;
CREATE TRIGGER api_token_stays_revoked BEFORE UPDATE ON api_token WHEN OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a revoked token stays revoked'); END;
";

/// A token's row number; part of the token itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiTokenId(i64);

impl ApiTokenId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A row number as it came from outside.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// A token as the book knows it. `Debug` does not show its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Row number.
    pub id: ApiTokenId,
    /// What the shop calls the program that has it.
    pub name: String,
    /// SHA-256 of its secret, in hex.
    pub hash: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it was last used, to the minute.
    pub last_used_at: Option<NaiveDateTime>,
    /// When it was revoked.
    pub revoked_at: Option<NaiveDateTime>,
}

impl std::fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ApiToken({}, revoked: {})", self.id.0, self.revoked_at.is_some())
    }
}

pub(crate) const ONE: Ask<'_> =
    Ask { table: "api_token", doing: "reading a token", sql: "SELECT * FROM api_token WHERE id = ?1" };
// A shop has a handful; every one it ever had is shown.
const ALL: Ask<'_> =
    Ask { table: "api_token", doing: "reading the tokens", sql: "SELECT * FROM api_token ORDER BY id DESC" };

impl Reader<'_> {
    /// A token by its number, revoked ones included.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn api_token(&self, id: ApiTokenId) -> Result<Option<ApiToken>, BookError> {
        self.row(&ONE, [id.0], read_token)
    }

    /// Every token there ever was, the newest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn api_tokens(&self) -> Result<Vec<ApiToken>, BookError> {
        self.rows(&ALL, [], read_token)
    }
}

impl Writer<'_> {
    /// Notes a new token.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn add_api_token(
        &mut self,
        name: &str,
        hash: &str,
        at: NaiveDateTime,
    ) -> Result<ApiTokenId, BookError> {
        self.run(
            "noting a token",
            "INSERT INTO api_token (name, hash, created_at) VALUES (?1, ?2, ?3)",
            (name, hash, time_text(at)),
        )?;
        Ok(ApiTokenId(self.last_id()))
    }

    /// Notes that a token was used.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn note_api_token_use(&mut self, id: ApiTokenId, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "noting the use of a token",
            "UPDATE api_token SET last_used_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
            (id.0, time_text(at)),
        )?;
        Ok(())
    }

    /// Revokes a token. Answers whether it was still good.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn revoke_api_token(&mut self, id: ApiTokenId, at: NaiveDateTime) -> Result<bool, BookError> {
        let revoked = self.run(
            "revoking a token",
            "UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
            (id.0, time_text(at)),
        )?;
        Ok(revoked > 0)
    }
}

fn read_token(cells: &Cells<'_>) -> Result<ApiToken, BookError> {
    Ok(ApiToken {
        id: ApiTokenId(cells.get("id")?),
        name: cells.get("name")?,
        hash: cells.get("hash")?,
        created_at: cells.time("created_at")?,
        last_used_at: cells.parsed_if_any("last_used_at", parse_time)?,
        revoked_at: cells.parsed_if_any("revoked_at", parse_time)?,
    })
}
