//! The shelf (장부 보관함): where the two books of a shop stand, and which of them have ever been there.
//!
//! `books.json` remembers that a book was created. A book that is on the list and not on the disk has been lost (a moved
//! folder, a failing disk, a careless clean-up) and must not be replaced by an empty one in which nothing was ever
//! issued. The entry is written before the file (`creating`) and completed after it (`created`), so that a crash in
//! between neither locks the shop out nor hides a loss.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::book::sealing::BookFile;
use crate::{Book, BookError, BookKey, World};

const LIST: &str = "books.json";

/// A data folder and its books.
#[derive(Debug, Clone)]
pub struct Shelf {
    data_dir: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    books: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    world: World,
    state: Progress,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Progress {
    Creating,
    Created,
}

impl Shelf {
    /// The shelf in this folder, which need not exist yet.
    #[must_use]
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into() }
    }

    /// Where a world's book stands: `<data>/practice/book.db`, `<data>/real/book.db`.
    #[must_use]
    pub fn book_path(&self, world: World) -> PathBuf {
        self.data_dir.join(world.as_str()).join("book.db")
    }

    /// Opens a plain practice book; creates it the first time.
    ///
    /// # Errors
    /// As [`Shelf::open_with`].
    pub fn open(&self, world: World, now: NaiveDateTime) -> Result<Book, BookError> {
        self.open_with(world, &BookKey::None, now)
    }

    /// What a world's file is by its first bytes; nothing is opened.
    ///
    /// # Errors
    /// [`BookError::File`].
    pub fn look(&self, world: World) -> Result<BookFile, BookError> {
        BookFile::at(&self.book_path(world))
    }

    /// Opens a world's book; creates it the first time. A plain one is encrypted first if there is a key.
    ///
    /// # Errors
    /// [`BookError::Missing`] when the book has been there and is gone; [`BookError::NoKey`] for a real book without one; as
    /// [`Book::open_sealed`]; [`BookError::File`] when folder or list cannot be read or written, [`BookError::Corrupt`]
    /// when the list does not read back.
    pub fn open_with(&self, world: World, key: &BookKey, now: NaiveDateTime) -> Result<Book, BookError> {
        let path = self.book_path(world);
        if world == World::Real && !key.seals() {
            return Err(BookError::NoKey { path });
        }
        // One at a time: a second program must not open the plain book while the first one encrypts it.
        let _alone = key.seals().then(|| self.lock()).transpose()?;
        let mut list = self.read_list()?;
        if list.progress(world) == Some(Progress::Created) {
            return Book::open_existing_sealed(&path, key, world, now);
        }
        if list.progress(world).is_none() && !path.exists() && has_entries(path.parent()) {
            return Err(BookError::Missing { path });
        }
        list.set(world, Progress::Creating);
        self.write_list(&list)?;
        make_folder(&path)?;
        let book = Book::open_sealed(&path, key, world, now)?;
        path.parent().map_or(Ok(()), sync_folder)?;
        list.set(world, Progress::Created);
        self.write_list(&list)?;
        Ok(book)
    }

    fn lock(&self) -> Result<File, BookError> {
        let path = self.data_dir.join("books.lock");
        let lock = || -> io::Result<File> {
            fs::create_dir_all(&self.data_dir)?;
            let lock = File::options().create(true).truncate(false).write(true).open(&path)?;
            lock.lock()?;
            Ok(lock)
        };
        lock().map_err(|source| BookError::File { doing: "locking the books", path: path.clone(), source })
    }

    fn read_list(&self) -> Result<List, BookError> {
        let path = self.data_dir.join(LIST);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(List::default()),
            Err(source) => return Err(BookError::File { doing: "reading the list of books", path, source }),
        };
        serde_json::from_slice(&text).map_err(|error| BookError::Corrupt {
            table: LIST,
            key: String::new(),
            what: format!("line {} does not read back", error.line()),
        })
    }

    /// Whole or not at all: a new file is synced, then renamed over the old one.
    fn write_list(&self, list: &List) -> Result<(), BookError> {
        let path = self.data_dir.join(LIST);
        let unfinished = self.data_dir.join("books.json.new");
        let write = || -> io::Result<()> {
            fs::create_dir_all(&self.data_dir)?;
            let mut file = File::create(&unfinished)?;
            file.write_all(&serde_json::to_vec_pretty(list)?)?;
            file.sync_all()?;
            fs::rename(&unfinished, &path)
        };
        write().map_err(|source| BookError::File {
            doing: "writing the list of books",
            path: path.clone(),
            source,
        })?;
        sync_folder(&self.data_dir)
    }
}

/// A world's folder that holds something, though the list has never heard of its book: list and book were lost together.
fn has_entries(folder: Option<&Path>) -> bool {
    folder.and_then(|folder| fs::read_dir(folder).ok()).is_some_and(|mut entries| entries.next().is_some())
}

impl List {
    fn progress(&self, world: World) -> Option<Progress> {
        self.books.iter().find(|entry| entry.world == world).map(|entry| entry.state)
    }

    fn set(&mut self, world: World, state: Progress) {
        self.books.retain(|entry| entry.world != world);
        self.books.push(Entry { world, state });
    }
}

fn make_folder(book: &Path) -> Result<(), BookError> {
    let folder = book.parent().unwrap_or(book);
    fs::create_dir_all(folder).map_err(|source| BookError::File {
        doing: "making the book's folder",
        path: folder.to_owned(),
        source,
    })
}

/// A new name in a folder survives a power cut only when the folder is synced too; Windows does it by itself.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), BookError> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| BookError::File {
        doing: "syncing a folder",
        path: folder.to_owned(),
        source,
    })
}
