//! What a book is encrypted with.

use std::fmt::{self, Write};

use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::BookError;
use crate::error::Doing;

/// What a book is encrypted with.
#[derive(Clone, Default)]
pub enum BookKey {
    /// Nothing. For practice books only, whose numbers are made up; [`Shelf`](crate::Shelf) refuses it for a real one.
    #[default]
    None,
    /// 32 random bytes, used as they are: SQLCipher derives nothing from them, so a book opens as fast as a plain one.
    Sealed(Zeroizing<[u8; Self::LEN]>),
}

impl BookKey {
    /// Bytes of a key.
    pub const LEN: usize = 32;

    /// The key of these bytes.
    #[must_use]
    pub fn sealed(bytes: &[u8; Self::LEN]) -> Self {
        Self::Sealed(Zeroizing::new(*bytes))
    }

    /// Whether a book with this key is encrypted.
    #[must_use]
    pub const fn seals(&self) -> bool {
        matches!(self, Self::Sealed(_))
    }

    /// Gives a connection its key; must come before anything else that touches the file. It does not write to standard error
    /// that a key is wrong.
    ///
    /// `cipher_memory_security` is left off: it would lock and unlock every allocation of SQLite's, some five hundred pairs of
    /// system calls for one press at the counter. SQLCipher wipes its own copies of the key all the same; what may stay behind in
    /// freed memory is this statement's text, in a process that holds the key anyway and writes no core files.
    pub(super) fn unlock(&self, connection: &Connection) -> Result<(), BookError> {
        let Some(literal) = self.literal() else { return Ok(()) };
        connection.execute_batch("PRAGMA cipher_log_level = NONE;").doing("opening the encrypted book")?;
        let mut sql = Zeroizing::new(String::with_capacity(128));
        for part in ["PRAGMA key = \"", &literal, "\";"] {
            sql.push_str(part);
        }
        connection.execute_batch(&sql).map_err(|_words_hold_the_key| BookError::KeyNotTaken)?;
        // Without this a program built with plain SQLite would write a plain book.
        let version: Option<String> = connection
            .query_row("PRAGMA cipher_version", [], |row| row.get(0))
            .map(Some)
            .or_else(
                |error| if error == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(error) },
            )
            .doing("opening the encrypted book")?;
        version.map(drop).ok_or(BookError::KeyNotTaken)
    }

    /// The key as SQLCipher's own literal.
    pub(super) fn literal(&self) -> Option<Zeroizing<String>> {
        let Self::Sealed(bytes) = self else { return None };
        let mut literal = Zeroizing::new(String::with_capacity(2 * Self::LEN + 3));
        literal.push_str("x'");
        for byte in bytes.iter() {
            // Writing into a string cannot fail.
            let _written = write!(literal, "{byte:02x}");
        }
        literal.push('\'');
        Some(literal)
    }
}

impl fmt::Debug for BookKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.seals() { "BookKey::Sealed(…)" } else { "BookKey::None" })
    }
}
