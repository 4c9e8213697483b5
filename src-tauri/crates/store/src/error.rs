//! What can go wrong with a book, told apart as far as somebody can act on it.
//!
//! No variant carries a stored value: a customer's number must not reach a log through an error text.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::World;

/// Why the book could not be opened, read or written. After any of these the transaction has been rolled back.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The list of books names this one, but the file is gone. It is not replaced by an empty one.
    #[error("the book {path} is missing")]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The file is a book of the other world (practice, real).
    #[error("{path} is a {file} book and was asked for as a {wanted} one")]
    OtherWorld {
        /// The file.
        path: PathBuf,
        /// What it says of itself.
        file: World,
        /// What it was opened as.
        wanted: World,
    },
    /// A newer program changed the file in a way this one does not understand. The file was not touched.
    #[error("the book has version {file}, this program understands up to {program}")]
    Newer {
        /// The file's version.
        file: u32,
        /// The newest version this program knows.
        program: u32,
    },
    /// The file is not SQLite, or not one of our books. It was not touched.
    #[error("{path} is not a book of this program")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The key does not open the file: another book's key, or a file whose beginning is damaged. It was not touched.
    #[error("the key does not open {path}")]
    WrongKey {
        /// The file.
        path: PathBuf,
    },
    /// A real book is never written without a key.
    #[error("{path} is to be a real book and has no key")]
    NoKey {
        /// Where it should be.
        path: PathBuf,
    },
    /// SQLite did not take the key: this program was built without encryption, or it failed in a way that must not be quoted.
    #[error("the key was not taken")]
    KeyNotTaken,
    /// The encrypted copy is not equal to the plain book, which stays as it is.
    #[error("the encrypted copy of {path} is not equal to it")]
    NotSealed {
        /// The plain book.
        path: PathBuf,
    },
    /// A stored row or the file itself does not read back. Contains no stored value.
    #[error("the book is damaged: {table} {key}: {what}")]
    Corrupt {
        /// Which table; `file` for SQLite's own structures.
        table: &'static str,
        /// Document key or row number, empty when there is none.
        key: String,
        /// What does not fit.
        what: String,
    },
    /// The hash chain of the journal does not continue at this row: it was changed or is missing.
    #[error("the journal is broken at row {seq}")]
    JournalBroken {
        /// First row that does not fit its predecessor.
        seq: i64,
    },
    /// The file or its folder may not be written.
    #[error("the book is read-only while {doing}")]
    ReadOnly {
        /// What we were doing.
        doing: &'static str,
    },
    /// No space is left on the disk.
    #[error("the disk is full while {doing}")]
    DiskFull {
        /// What we were doing.
        doing: &'static str,
    },
    /// Another program kept the book locked for longer than five seconds.
    #[error("the book is busy while {doing}")]
    Busy {
        /// What we were doing.
        doing: &'static str,
    },
    /// Another document has this approval number on the same trade date already.
    #[error("{doing}: it is in the book already")]
    Twice {
        /// What we were doing.
        doing: &'static str,
    },
    /// A rule of the file (trigger, check, foreign key) refused the change.
    #[error("{doing}: {rule}")]
    Rule {
        /// What we were doing.
        doing: &'static str,
        /// The rule's own words.
        rule: String,
    },
    /// A question about receipts was asked of an invoice. The caller took one for the other.
    #[error("{key} is not a receipt")]
    OtherKind {
        /// The document's key.
        key: String,
    },
    /// The day's 999,999 keys of one counter are used up, or the counter is not 1 to 99.
    #[error("no document key is left for this day and counter")]
    NoKeyLeft,
    /// Journal content holds a number that is not an integer, and so has no canonical form.
    #[error("journal content must not contain a fraction")]
    Fraction,
    /// SQLite failed in some other way.
    #[error("the book failed while {doing}")]
    Sqlite {
        /// What we were doing.
        doing: &'static str,
        /// SQLite's own words.
        #[source]
        source: rusqlite::Error,
    },
    /// A folder or the list of books could not be read or written.
    #[error("{doing} failed for {path}")]
    File {
        /// What we were doing.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: io::Error,
    },
}

/// Says what we were doing when SQLite failed, and tells the causes apart.
pub(crate) trait Doing<T> {
    /// Turns the failure into a [`BookError`].
    fn doing(self, what: &'static str) -> Result<T, BookError>;
}

impl<T> Doing<T> for Result<T, rusqlite::Error> {
    fn doing(self, what: &'static str) -> Result<T, BookError> {
        self.map_err(|source| BookError::of(what, source))
    }
}

impl BookError {
    /// SQLite's failure as ours.
    #[expect(clippy::wildcard_enum_match_arm, reason = "SQLite's own list of codes, which may grow")]
    pub(crate) fn of(doing: &'static str, source: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = &source else {
            return Self::Sqlite { doing, source };
        };
        let words = || message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            // A book that may not be written cannot even be opened when its log has to be made beside it first.
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Self::ReadOnly { doing }
            }
            ErrorCode::DiskFull => Self::DiskFull { doing },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy { doing },
            ErrorCode::DatabaseCorrupt => Self::Corrupt { table: "file", key: String::new(), what: words() },
            ErrorCode::ConstraintViolation if is_twice(failure.extended_code) => Self::Twice { doing },
            ErrorCode::ConstraintViolation => Self::Rule { doing, rule: words() },
            _ => Self::Sqlite { doing, source },
        }
    }
}

const fn is_twice(extended_code: i32) -> bool {
    matches!(
        extended_code,
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID
    )
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    fn table() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (a TEXT UNIQUE CHECK (length(a) < 9000))").unwrap();
        connection
    }

    fn insert(connection: &Connection, text: &str) -> Result<usize, BookError> {
        connection.execute("INSERT INTO t VALUES (?1)", [text]).doing("writing")
    }

    #[test]
    fn a_read_only_book_says_so() {
        let connection = table();
        connection.pragma_update(None, "query_only", true).unwrap();
        assert!(matches!(insert(&connection, "가"), Err(BookError::ReadOnly { doing: "writing" })));
    }

    #[test]
    fn a_full_disk_says_so() {
        let connection = table();
        connection.pragma_update_and_check(None, "max_page_count", 3, |_| Ok(())).unwrap();
        assert!(matches!(insert(&connection, &"x".repeat(8_000)), Err(BookError::DiskFull { .. })));
    }

    #[test]
    fn a_broken_rule_is_told_from_a_double_and_names_no_value() {
        let connection = table();
        insert(&connection, "01012345678").unwrap();
        let twice = insert(&connection, "01012345678").unwrap_err();
        assert!(matches!(twice, BookError::Twice { .. }));
        let rule = insert(&connection, &"01012345678".repeat(1_000)).unwrap_err();
        assert!(matches!(rule, BookError::Rule { .. }));
        for error in [twice, rule] {
            assert!(!format!("{error} {error:?}").contains("01012345678"));
        }
    }
}
