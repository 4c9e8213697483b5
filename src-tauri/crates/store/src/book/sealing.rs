//! Encrypting a plain book in its place.
//!
//! The encrypted copy grows beside the book, is compared with it row by row, and takes its name in one rename. Whenever
//! the power goes, one whole book stands under the name: the plain one before the rename, the encrypted one after it. What
//! is left of the plain one is overwritten, also at the next start.
//!
//! Overwriting is what a program can do: a disk that writes elsewhere (an SSD, a file system that copies on write) may keep
//! the old blocks until it needs them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use zeroize::Zeroizing;

use super::key::BookKey;
use super::{World, connection};
use crate::BookError;
use crate::error::Doing;

/// The plain book's second name, by which it is overwritten.
const OLD: &str = "plain";
const PLAIN_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Where the work stands. Tests end it after each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The log is in the book and nobody else has it open.
    Alone,
    /// The encrypted copy is there, not yet compared.
    Copied,
    /// It is equal and on the disk.
    Compared,
    /// The plain book has a second name, by which it can be overwritten later.
    Linked,
    /// The encrypted book has the name.
    Renamed,
}

/// What a book's file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookFile {
    /// There is none, or nothing is in it.
    Absent,
    /// A plain SQLite file.
    Plain,
    /// Anything else: an encrypted book, or no book at all; only a key tells.
    Sealed,
}

impl BookFile {
    /// Looks at the file.
    ///
    /// # Errors
    /// [`BookError::File`] when it cannot be read.
    pub fn at(path: &Path) -> Result<Self, BookError> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Absent),
            Err(source) => return Err(failed("reading the book's first bytes", path)(source)),
        };
        let mut head = [0; PLAIN_MAGIC.len()];
        match file.read_exact(&mut head) {
            Ok(()) if head == *PLAIN_MAGIC => Ok(Self::Plain),
            Ok(()) => Ok(Self::Sealed),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                let blank = fs::metadata(path).map(|about| about.len() == 0);
                blank
                    .map(|blank| if blank { Self::Absent } else { Self::Sealed })
                    .map_err(failed("reading the book's first bytes", path))
            }
            Err(source) => Err(failed("reading the book's first bytes", path)(source)),
        }
    }
}

/// Encrypts the book at `path` if it is plain, and clears away what an interrupted run left. `go_on` is asked after each
/// step; the program always goes on.
pub(crate) fn seal(
    path: &Path,
    key: &BookKey,
    world: World,
    go_on: &dyn Fn(Step) -> bool,
) -> Result<(), BookError> {
    if !key.seals() {
        return Ok(());
    }
    if BookFile::at(path)? == BookFile::Plain {
        // What is not ours, or is newer than this program, is not touched.
        connection::examine(path, &BookKey::None, world)?;
        if !put_in_its_place(path, key, go_on)? {
            return Ok(());
        }
    }
    let old = beside(path, OLD);
    if BookFile::at(path)? == BookFile::Sealed && old.exists() {
        overwrite(&old).map_err(failed("overwriting the plain book", &old))?;
    }
    Ok(())
}

fn put_in_its_place(path: &Path, key: &BookKey, go_on: &dyn Fn(Step) -> bool) -> Result<bool, BookError> {
    let (copy, old) = (beside(path, "sealing"), beside(path, OLD));
    remove(&copy)?;
    remove(&old)?;
    if !copy_sealed(path, &copy, key, go_on)? {
        return Ok(false);
    }
    sync(&copy)?;
    if !go_on(Step::Compared) {
        return Ok(false);
    }
    // Where a file can have one name only, the old blocks are freed without being overwritten.
    let _second_name = fs::hard_link(path, &old);
    if !go_on(Step::Linked) {
        return Ok(false);
    }
    fs::rename(&copy, path).map_err(failed("giving the encrypted book its name", path))?;
    sync_folder(path)?;
    Ok(go_on(Step::Renamed))
}

/// An encrypted copy that is equal.
fn copy_sealed(
    path: &Path,
    copy: &Path,
    key: &BookKey,
    go_on: &dyn Fn(Step) -> bool,
) -> Result<bool, BookError> {
    let plain = sole_connection(path)?;
    if !go_on(Step::Alone) {
        return Ok(false);
    }
    let literal = key.literal().ok_or(BookError::KeyNotTaken)?;
    let attach = Zeroizing::new(format!("ATTACH DATABASE ?1 AS sealed KEY \"{}\"", *literal));
    plain.execute(&attach, [copy.to_string_lossy()]).map_err(|_words_hold_the_key| BookError::KeyNotTaken)?;
    copy_all(&plain)?;
    if !go_on(Step::Copied) {
        return Ok(false);
    }
    compare_all(&plain, path)?;
    plain.execute_batch("DETACH DATABASE sealed").doing("comparing the encrypted book")?;
    Ok(true)
}

/// Leaving the log mode works only when no other connection has the book, and from then on none can get it.
fn sole_connection(path: &Path) -> Result<Connection, BookError> {
    let plain = Connection::open(path).doing("opening the book to encrypt it")?;
    plain
        .execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA locking_mode = EXCLUSIVE;")
        .doing("opening the book to encrypt it")?;
    plain.busy_timeout(connection::BUSY_TIMEOUT).doing("opening the book to encrypt it")?;
    let mode: String = plain
        .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
        .doing("having the book alone to encrypt it")?;
    if mode == "delete" {
        Ok(plain)
    } else {
        Err(BookError::Busy { doing: "having the book alone to encrypt it" })
    }
}

/// Also application_id and user_version, which the export leaves out.
fn copy_all(plain: &Connection) -> Result<(), BookError> {
    let doing = "copying the book into an encrypted one";
    plain.execute_batch("BEGIN EXCLUSIVE").doing(doing)?;
    plain.query_row("SELECT sqlcipher_export('sealed')", [], |_row| Ok(())).doing(doing)?;
    for mark in ["application_id", "user_version"] {
        let value: i64 = plain.pragma_query_value(None, mark, |row| row.get(0)).doing(doing)?;
        plain.pragma_update(Some("sealed"), mark, value).doing(doing)?;
    }
    plain.execute_batch("COMMIT").doing(doing)
}

/// Both have the same schema, and each table the same rows.
fn compare_all(plain: &Connection, path: &Path) -> Result<(), BookError> {
    let doing = "comparing the encrypted book";
    let schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'";
    let mut unequal = differs(plain, schema)?;
    let mut tables =
        plain.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").doing(doing)?;
    let names = tables.query_map([], |row| row.get::<_, String>(0)).doing(doing)?;
    for name in names {
        let name = name.doing(doing)?.replace('"', "\"\"");
        unequal = unequal || differs(plain, &format!("SELECT * FROM {{}}.\"{name}\""))?;
    }
    let check: String = plain.query_row("PRAGMA sealed.quick_check(1)", [], |row| row.get(0)).doing(doing)?;
    if unequal || check != "ok" {
        return Err(BookError::NotSealed { path: path.to_owned() });
    }
    Ok(())
}

fn differs(plain: &Connection, select: &str) -> Result<bool, BookError> {
    let side = |name| select.replace("{}", name);
    let (ours, theirs) = (side("main"), side("sealed"));
    let sql = format!(
        "SELECT EXISTS ({ours} EXCEPT {theirs}) OR EXISTS ({theirs} EXCEPT {ours})
             OR (SELECT count(*) FROM ({ours})) <> (SELECT count(*) FROM ({theirs}))"
    );
    plain.query_row(&sql, [], |row| row.get(0)).doing("comparing the encrypted book")
}

fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    let blank = [0; 64 * 1024];
    while left > 0 {
        let part = usize::try_from(left).unwrap_or(blank.len()).min(blank.len());
        file.write_all(blank.get(..part).unwrap_or(&blank))?;
        left -= part as u64;
    }
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)
}

fn remove(path: &Path) -> Result<(), BookError> {
    let journal = beside(path, "journal");
    for path in [path, &journal] {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(failed("clearing away an interrupted encryption", path)(error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

fn sync(path: &Path) -> Result<(), BookError> {
    let synced = OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all());
    synced.map_err(failed("writing the encrypted book", path))?;
    sync_folder(path)
}

fn sync_folder(path: &Path) -> Result<(), BookError> {
    path.parent().map_or(Ok(()), crate::shelf::sync_folder)
}

/// `book.db-sealing`, so that it is named like SQLite's own files beside a book.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-");
    name.push(suffix);
    PathBuf::from(name)
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BookError {
    let path = path.to_owned();
    move |source| BookError::File { doing, path, source }
}

#[cfg(test)]
mod sealing_tests;
