//! The open book: one writer, one reader, both SQLite connections to the same file.
//!
//! `journal_mode=WAL` with `synchronous=FULL`: a commit that returned survives a power cut, and a screen reads while a
//! receipt is being written. All writing goes through [`Book::write`], one IMMEDIATE transaction at a time.

mod connection;
mod key;
mod migration;
pub(crate) mod sealing;
mod world;

use std::ops::Deref;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDateTime;
use rusqlite::{Connection, Params, TransactionBehavior};

use crate::BookError;
use crate::cells::Cells;
use crate::error::Doing;
use crate::table::phrase::Wordings;
use crate::table::staff::StaffId;
use connection::Birth;
pub use key::BookKey;
pub use world::World;

/// An open book. Shared between threads; at most one thread writes and one reads at a time.
#[derive(Debug)]
pub struct Book {
    world: World,
    writer: Mutex<Connection>,
    /// `None` in memory, where the writer's connection is the only one that sees the data.
    reader: Option<Mutex<Connection>>,
    /// What searches for words look through; only of what is committed.
    wordings: Mutex<Wordings>,
}

impl Book {
    /// Opens the plain book at `path` and brings it to this program's version; an absent or blank file becomes a new book.
    /// [`Shelf`](crate::Shelf) is the way in that also notices a lost file, and wants to know the key. `now` dates a new
    /// book or a migration.
    ///
    /// # Errors
    /// [`BookError::OtherWorld`], [`BookError::Newer`] and [`BookError::Foreign`] leave the file untouched;
    /// [`BookError::Corrupt`], [`BookError::ReadOnly`], [`BookError::DiskFull`], [`BookError::Busy`] as they say.
    pub fn open(path: &Path, world: World, now: NaiveDateTime) -> Result<Self, BookError> {
        Self::open_with(path, &BookKey::None, world, now, Birth::Allowed)
    }

    /// Opens a plain book that must be there already.
    ///
    /// # Errors
    /// As [`Book::open`], and [`BookError::Missing`] when there is no file or nothing in it.
    pub fn open_existing(path: &Path, world: World, now: NaiveDateTime) -> Result<Self, BookError> {
        Self::open_with(path, &BookKey::None, world, now, Birth::Refused)
    }

    /// As [`Book::open`], with the book's key. A plain book is encrypted in its place first.
    ///
    /// # Errors
    /// As [`Book::open`]; [`BookError::WrongKey`] leaves the file untouched, [`BookError::NotSealed`] the plain book.
    pub fn open_sealed(
        path: &Path,
        key: &BookKey,
        world: World,
        now: NaiveDateTime,
    ) -> Result<Self, BookError> {
        sealing::seal(path, key, world, &|_| true)?;
        Self::open_with(path, key, world, now, Birth::Allowed)
    }

    /// Whether the key opens the book at `path`; nothing in it is changed.
    ///
    /// # Errors
    /// [`BookError::WrongKey`]; as [`Book::open`].
    pub fn try_key(path: &Path, key: &BookKey, world: World) -> Result<(), BookError> {
        connection::examine(path, key, world)
    }

    /// As [`Book::open_sealed`] for a book that must be there already.
    ///
    /// # Errors
    /// As [`Book::open_sealed`], and [`BookError::Missing`].
    pub fn open_existing_sealed(
        path: &Path,
        key: &BookKey,
        world: World,
        now: NaiveDateTime,
    ) -> Result<Self, BookError> {
        sealing::seal(path, key, world, &|_| true)?;
        Self::open_with(path, key, world, now, Birth::Refused)
    }

    fn open_with(
        path: &Path,
        key: &BookKey,
        world: World,
        now: NaiveDateTime,
        birth: Birth,
    ) -> Result<Self, BookError> {
        let writer = connection::open_writer(path, key, world, now, birth)?;
        let reader = connection::open_reader(path, key)?;
        let wordings = Mutex::default();
        Ok(Self { world, writer: Mutex::new(writer), reader: Some(Mutex::new(reader)), wordings })
    }

    /// A new book in memory, for tests and trials; it is gone when dropped.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when SQLite itself fails.
    pub fn in_memory(world: World, now: NaiveDateTime) -> Result<Self, BookError> {
        let writer = connection::open_in_memory(world, now)?;
        Ok(Self { world, writer: Mutex::new(writer), reader: None, wordings: Mutex::default() })
    }

    /// Which world this book belongs to.
    #[must_use]
    pub const fn world(&self) -> World {
        self.world
    }

    /// Reads from one consistent snapshot. Must not be called from inside [`Book::write`] or itself.
    ///
    /// # Errors
    /// Whatever `f` returns; [`BookError::Sqlite`] when the snapshot cannot be taken.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, BookError>) -> Result<T, BookError> {
        let connection = locked(self.reader.as_ref().unwrap_or(&self.writer));
        let snapshot = connection.unchecked_transaction().doing("starting to read")?;
        let value = f(&Reader { connection: &snapshot, wordings: Some(&self.wordings) })?;
        snapshot.finish().doing("ending the reading")?;
        Ok(value)
    }

    /// Writes in one IMMEDIATE transaction: committed and on the disk when this returns `Ok`, undone when `f` fails or
    /// panics. Must not be called from inside itself or [`Book::read`].
    ///
    /// # Errors
    /// Whatever `f` returns; [`BookError::Busy`], [`BookError::DiskFull`] or [`BookError::ReadOnly`] when SQLite cannot
    /// begin or commit.
    pub fn write<T, E: From<BookError>>(
        &self,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = locked(&self.writer);
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .doing("starting to write")?;
        let value = f(&mut Writer { reader: Reader { connection: &transaction, wordings: None }, by: None })?;
        transaction.commit().doing("committing")?;
        Ok(value)
    }
}

// A panicking closure has been rolled back by then: the connection behind a poisoned lock is sound.
fn locked<T>(connection: &Mutex<T>) -> MutexGuard<'_, T> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One consistent view of the book. Its methods stand beside their tables in `table/` and `query/`.
#[derive(Debug)]
pub struct Reader<'a> {
    connection: &'a Connection,
    /// `None` where what is read may yet be undone.
    wordings: Option<&'a Mutex<Wordings>>,
}

/// The one open write transaction. Reads through it see what it has written.
#[derive(Debug)]
pub struct Writer<'a> {
    reader: Reader<'a>,
    /// Who of the staff signs what is journalled.
    pub(crate) by: Option<StaffId>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

/// A statement and why it is run.
pub(crate) struct Ask<'q> {
    /// The table whose rows come back, for error texts.
    pub table: &'static str,
    /// Completes "the book failed while …".
    pub doing: &'static str,
    /// The SQL.
    pub sql: &'q str,
}

impl Reader<'_> {
    /// The wordings that earlier searches have read.
    pub(crate) fn with_wordings<T>(&self, f: impl FnOnce(&mut Wordings) -> T) -> T {
        match self.wordings {
            Some(kept) => f(&mut locked(kept)),
            None => f(&mut Wordings::default()),
        }
    }

    /// All rows of a query.
    pub(crate) fn rows<T>(
        &self,
        ask: &Ask<'_>,
        params: impl Params,
        read: impl Fn(&Cells<'_>) -> Result<T, BookError>,
    ) -> Result<Vec<T>, BookError> {
        let mut all = Vec::new();
        self.each(ask, params, |cells| {
            all.push(read(cells)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first row of a query, if any.
    pub(crate) fn row<T>(
        &self,
        ask: &Ask<'_>,
        params: impl Params,
        read: impl FnOnce(&Cells<'_>) -> Result<T, BookError>,
    ) -> Result<Option<T>, BookError> {
        let mut statement = self.connection.prepare_cached(ask.sql).doing(ask.doing)?;
        let mut rows = statement.query(params).doing(ask.doing)?;
        let row = rows.next().doing(ask.doing)?;
        row.map(|row| read(&Cells::new(ask.table, row))).transpose()
    }

    /// Calls `visit` for every row without keeping them.
    pub(crate) fn each(
        &self,
        ask: &Ask<'_>,
        params: impl Params,
        mut visit: impl FnMut(&Cells<'_>) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        let mut statement = self.connection.prepare_cached(ask.sql).doing(ask.doing)?;
        let mut rows = statement.query(params).doing(ask.doing)?;
        while let Some(row) = rows.next().doing(ask.doing)? {
            visit(&Cells::new(ask.table, row))?;
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// Runs a statement that returns no rows; says how many rows it changed.
    pub(crate) fn run(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl Params,
    ) -> Result<usize, BookError> {
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        statement.execute(params).doing(doing)
    }

    /// The row number that the last insert got.
    pub(crate) fn last_id(&self) -> i64 {
        self.connection.last_insert_rowid()
    }
}
