//! Opening the file: first look, then decide, and only then write.
//!
//! Until the file has proved to be one of our books, of the right world and not too new, nothing in it is changed, not
//! even by the checkpoint that SQLite makes on closing.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::World;
use super::key::BookKey;
use super::migration::{APPLICATION_ID, Found, MIGRATIONS, apply, look};
use crate::BookError;
use crate::cells::time_text;
use crate::error::Doing;

pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// More than the number of statements in this crate.
const STATEMENTS_KEPT: usize = 128;

/// Whether an absent or blank file may become a new book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Birth {
    /// It may.
    Allowed,
    /// It is missing.
    Refused,
}

/// Opens the connection that writes; afterwards the file is a book of `world` at this program's version.
pub(super) fn open_writer(
    path: &Path,
    key: &BookKey,
    world: World,
    now: NaiveDateTime,
    birth: Birth,
) -> Result<Connection, BookError> {
    if birth == Birth::Refused && !path.exists() {
        return Err(BookError::Missing { path: path.to_owned() });
    }
    let mut connection =
        Connection::open(path).map_err(|error| name_file(path, error, "opening the book"))?;
    set_checkpoint_on_close(&connection, false)?;
    key.unlock(&connection)?;
    take_up(&mut connection, path, world, now, birth)
        .map_err(|error| with_damage(&connection, with_key(key, error)))?;
    Ok(connection)
}

/// Kibibytes of pages that the reader keeps: the upper levels of a large book's indexes, so that a search finds them there.
const READER_CACHE_KIB: i64 = 32 * 1024;

/// Opens the connection that only reads.
pub(super) fn open_reader(path: &Path, key: &BookKey) -> Result<Connection, BookError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).doing("opening the book for reading")?;
    key.unlock(&connection)?;
    settle(&connection)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB).doing("opening the book for reading")?;
    connection.pragma_update(None, "query_only", true).doing("opening the book for reading")?;
    Ok(connection)
}

/// Whether the file is a book of this world under this key that this program understands, or blank. Nothing in it is
/// changed.
pub(super) fn examine(path: &Path, key: &BookKey, world: World) -> Result<(), BookError> {
    if !path.exists() {
        return Err(BookError::Missing { path: path.to_owned() });
    }
    let connection = Connection::open(path).doing("looking at the book")?;
    set_checkpoint_on_close(&connection, false)?;
    key.unlock(&connection)?;
    connection.busy_timeout(BUSY_TIMEOUT).doing("looking at the book")?;
    let examined = match recognise(&connection, path) {
        Ok(Found::Blank) => Ok(()),
        Ok(Found::Current | Found::Older) => check_world(&connection, path, world),
        Err(error) => Err(error),
    };
    examined.map_err(|error| with_damage(&connection, with_key(key, error)))
}

/// A new book in memory.
pub(super) fn open_in_memory(world: World, now: NaiveDateTime) -> Result<Connection, BookError> {
    let mut connection = Connection::open_in_memory().doing("opening a book in memory")?;
    settle(&connection)?;
    grow(&mut connection, world, now)?;
    Ok(connection)
}

fn take_up(
    connection: &mut Connection,
    path: &Path,
    world: World,
    now: NaiveDateTime,
    birth: Birth,
) -> Result<(), BookError> {
    connection.busy_timeout(BUSY_TIMEOUT).doing("opening the book")?;
    let found = recognise(connection, path)?;
    match (found, birth) {
        (Found::Blank, Birth::Refused) => return Err(BookError::Missing { path: path.to_owned() }),
        (Found::Blank, Birth::Allowed) => {}
        (Found::Current | Found::Older, _) => check_world(connection, path, world)?,
    }
    if connection.is_readonly("main").doing("opening the book")? {
        return Err(BookError::ReadOnly { doing: "opening the book" });
    }
    set_checkpoint_on_close(connection, true)?;
    settle(connection)?;
    if found == Found::Current { Ok(()) } else { grow(connection, world, now) }
}

fn recognise(connection: &Connection, path: &Path) -> Result<Found, BookError> {
    let id: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| name_file(path, error, "reading the book's mark"))?;
    let objects: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| name_file(path, error, "reading the book's mark"))?;
    match id {
        0 if objects == 0 => Ok(Found::Blank),
        APPLICATION_ID => look(connection, MIGRATIONS),
        _ => Err(BookError::Foreign { path: path.to_owned() }),
    }
}

fn check_world(connection: &Connection, path: &Path, wanted: World) -> Result<(), BookError> {
    let word: String = connection
        .query_row("SELECT world FROM book", [], |row| row.get(0))
        .doing("reading the book's world")?;
    let Some(file) = World::from_word(&word) else {
        return Err(BookError::Corrupt {
            table: "book",
            key: String::new(),
            what: "world does not read back".to_owned(),
        });
    };
    if file == wanted { Ok(()) } else { Err(BookError::OtherWorld { path: path.to_owned(), file, wanted }) }
}

/// `recursive_triggers` because REPLACE would otherwise delete a row without asking the delete trigger. The plan of a
/// statement is fixed (`QPSG`): otherwise SQLite prepares it anew for each value that might change the plan, which here
/// never does and costs more than running it.
fn settle(connection: &Connection) -> Result<(), BookError> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.busy_timeout(BUSY_TIMEOUT).doing("setting up the book")?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;",
        )
        .doing("setting up the book")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).doing("setting up the book")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).doing("setting up the book")?;
    Ok(())
}

/// Creates or migrates. A table that others point at can only be rebuilt while foreign keys are off, which SQLite does
/// outside a transaction only.
fn grow(connection: &mut Connection, world: World, now: NaiveDateTime) -> Result<(), BookError> {
    guard_references(connection, false)?;
    let grown = grow_at_once(connection, world, now);
    guard_references(connection, true)?;
    grown
}

/// In one transaction: a crash leaves the file as it was.
fn grow_at_once(connection: &mut Connection, world: World, now: NaiveDateTime) -> Result<(), BookError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .doing("bringing the book up to date")?;
    let born = look(&transaction, MIGRATIONS)? == Found::Blank;
    apply(&transaction, MIGRATIONS, now)?;
    if born {
        transaction.pragma_update(None, "application_id", APPLICATION_ID).doing("marking the new book")?;
        transaction
            .execute(
                "INSERT INTO book (one, world, created_at) VALUES (1, ?1, ?2)",
                (world.as_str(), time_text(now)),
            )
            .doing("marking the new book")?;
    }
    transaction.commit().doing("bringing the book up to date")
}

fn guard_references(connection: &Connection, on: bool) -> Result<(), BookError> {
    connection.pragma_update(None, "foreign_keys", on).doing("bringing the book up to date")
}

fn set_checkpoint_on_close(connection: &Connection, on: bool) -> Result<(), BookError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !on).doing("opening the book")?;
    Ok(())
}

fn name_file(path: &Path, error: rusqlite::Error, doing: &'static str) -> BookError {
    if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) {
        BookError::Foreign { path: path.to_owned() }
    } else {
        BookError::of(doing, error)
    }
}

/// SQLCipher's pages; a book ends with a whole one.
const PAGE: u64 = 4096;

/// Nothing but its length tells an encrypted book under a wrong key from a file that is no book.
fn with_key(key: &BookKey, error: BookError) -> BookError {
    let BookError::Foreign { path } = error else {
        return error;
    };
    let whole_pages = path.metadata().is_ok_and(|about| about.len() > 0 && about.len().is_multiple_of(PAGE));
    if key.seals() && whole_pages { BookError::WrongKey { path } } else { BookError::Foreign { path } }
}

/// A damaged file is examined here and not on every start: `quick_check` reads the whole file.
fn with_damage(connection: &Connection, error: BookError) -> BookError {
    let BookError::Corrupt { table: "file", key, what } = error else {
        return error;
    };
    let found: Result<String, _> = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    BookError::Corrupt { table: "file", key, what: found.unwrap_or(what) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn both_connections_are_set_up_and_one_only_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.db");
        let now = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap();
        let key = BookKey::sealed(&[7; 32]);
        let writer = open_writer(&path, &key, World::Practice, now, Birth::Allowed).unwrap();
        let reader = open_reader(&path, &key).unwrap();
        for (connection, query_only) in [(&writer, 0), (&reader, 1)] {
            let pragma =
                |name| -> i64 { connection.pragma_query_value(None, name, |row| row.get(0)).unwrap() };
            let rules = ["foreign_keys", "recursive_triggers"].map(pragma);
            assert_eq!((pragma("synchronous"), rules, pragma("query_only")), (2, [1, 1], query_only));
            assert_eq!(pragma("busy_timeout"), 5_000);
        }
    }
}
