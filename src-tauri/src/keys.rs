//! The keys of a data folder: where they are, the book's own, and what becomes of the plain files of before.
//!
//! The rule that must not break: a new key for a book is made only when there is no encrypted book yet. A key store that
//! shows nothing over an encrypted book means that the key is missing, and a person has to say how to go on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keeper::{Brought, KeeperError, Key, PhraseError, Place, RecoveryPhrase, Secret, SecretKeeper};
use office::{Clock, OfficeError, SystemClock};
use store::{Book, BookError, BookFile, BookKey, Shelf, World};

use crate::data_dir::DataDir;
use crate::desktop::secrets::{KeeperSlot, KeptSecrets, move_old_file};

/// A passphrase that fits into memory; a file behind the name may be anything.
const MOST_PASSPHRASE_BYTES: u64 = 4096;

/// Why the program could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The place of the keys does not open.
    #[error(transparent)]
    Keys(#[from] KeeperError),
    /// There is an encrypted book, and nobody knows its key.
    #[error("the key of {book} is missing")]
    KeyMissing {
        /// The book.
        book: PathBuf,
    },
    /// The recovery phrase was not understood; nothing was changed.
    #[error("the recovery phrase was not understood")]
    Phrase(#[from] PhraseError),
    /// A passphrase and a key file were both named.
    #[error("name a passphrase file or a key file, not both")]
    Both,
    /// The passphrase file could not be read.
    #[error("cannot read {path}")]
    PassphraseFile {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The book, or what stands on it.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl From<BookError> for StartError {
    fn from(error: BookError) -> Self {
        Self::Office(error.into())
    }
}

/// What a program names to get at the keys. Names of files only: a secret on a command line is read by everybody.
#[derive(Debug, Clone, Default)]
pub struct KeyFiles {
    /// A file with the vault's passphrase.
    pub passphrase: Option<PathBuf>,
    /// The vault's key file.
    pub key: Option<PathBuf>,
}

impl KeyFiles {
    /// What is in the files that were named.
    ///
    /// # Errors
    /// [`StartError::Both`], [`StartError::PassphraseFile`].
    pub fn bring(&self) -> Result<Brought, StartError> {
        let named = |path: &Option<PathBuf>| path.clone().filter(|path| !path.as_os_str().is_empty());
        match (named(&self.passphrase), named(&self.key)) {
            (None, None) => Ok(Brought::Nothing),
            (None, Some(key)) => Ok(Brought::KeyFile(key)),
            (Some(path), None) => Ok(Brought::Passphrase(read_passphrase(&path)?)),
            (Some(_), Some(_)) => Err(StartError::Both),
        }
    }
}

fn read_passphrase(path: &Path) -> Result<Secret, StartError> {
    use io::Read;
    let read = || -> io::Result<Secret> {
        let mut text = String::with_capacity(256);
        fs::File::open(path)?.take(MOST_PASSPHRASE_BYTES).read_to_string(&mut text)?;
        Ok(Secret::from_line(text))
    };
    read().map_err(|source| StartError::PassphraseFile { path: path.to_owned(), source })
}

/// The open keys of a world.
pub struct Keys {
    /// Shared with the office's secrets: a passphrase that is chosen later makes a place for both.
    keeper: KeeperSlot,
    world: World,
    /// The book's key; [`BookKey::None`] only for a practice book on a computer without a place for keys.
    pub book: BookKey,
}

impl Keys {
    /// Opens the place of the keys and takes the book's key out of it; makes one for a book that has none yet. What an older
    /// program kept in a plain file is moved in.
    ///
    /// # Errors
    /// [`StartError::Keys`], [`StartError::KeyMissing`].
    pub fn open(data: &DataDir, world: World, brought: &Brought) -> Result<Self, StartError> {
        let found = Shelf::new(data.root()).look(world)?;
        let missing = || StartError::KeyMissing { book: data.book(world) };
        let keeper: Arc<dyn SecretKeeper> = match Place::of(data.root()).open(brought) {
            Ok(keeper) => Arc::from(keeper),
            Err(KeeperError::NoPlace) if found == BookFile::Sealed => return Err(missing()),
            // Made-up numbers only. Secrets that are typed in are refused until there is a place for them.
            Err(KeeperError::NoPlace) if world == World::Practice => {
                return Ok(Self { keeper: KeeperSlot::default(), world, book: BookKey::None });
            }
            Err(error) => return Err(error.into()),
        };
        Self::in_place(keeper, data, world)
    }

    /// The keys of another world of the same folder, in the place that is open already.
    ///
    /// # Errors
    /// [`StartError::Keys`] where there is no place, [`StartError::KeyMissing`].
    pub fn beside(&self, data: &DataDir, world: World) -> Result<Self, StartError> {
        let keeper = self.keeper.get().ok_or(StartError::Keys(KeeperError::NoPlace))?;
        Self::in_place(keeper, data, world)
    }

    fn in_place(keeper: Arc<dyn SecretKeeper>, data: &DataDir, world: World) -> Result<Self, StartError> {
        let found = Shelf::new(data.root()).look(world)?;
        let name = book_name(world);
        let kept = keeper.get(name)?.and_then(|kept| Key::of(kept.expose()));
        let key = match kept {
            Some(key) => key,
            None if found == BookFile::Sealed => {
                return Err(StartError::KeyMissing { book: data.book(world) });
            }
            None => {
                let key = Key::random()?;
                keeper.set(name, &key.to_secret())?;
                key
            }
        };
        move_old_file(&data.secrets(world), keeper.as_ref(), world)?;
        Ok(Self { keeper: KeeperSlot::of(keeper), world, book: BookKey::sealed(key.expose()) })
    }

    /// Takes the key out of a recovery phrase, makes sure that it opens the book, and keeps it. When the place of the keys does
    /// not open any more, a new one is begun with what was brought; the old one is put aside.
    ///
    /// # Errors
    /// [`StartError::Phrase`]; [`BookError::WrongKey`] for the phrase of another book; nothing was changed then.
    /// [`StartError::Keys`].
    pub fn restore(data: &DataDir, world: World, phrase: &str, brought: &Brought) -> Result<(), StartError> {
        let key = RecoveryPhrase::read(phrase)?;
        Book::try_key(&data.book(world), &BookKey::sealed(key.expose()), world)?;
        let place = Place::of(data.root());
        let keep = |keeper: Box<dyn SecretKeeper>| keeper.set(book_name(world), &key.to_secret());
        match place.open(brought).and_then(keep) {
            Err(error) if stays_shut(&error) => Ok(place.begin_anew(brought).and_then(keep)?),
            Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a vault behind a passphrase for a practice book that was written without a place for keys. Secrets can be kept
    /// from now on; the book is encrypted when it is opened the next time.
    ///
    /// # Errors
    /// [`StartError::Keys`], also when there is a place already: nothing was changed then.
    pub fn choose_passphrase(&self, data: &DataDir, passphrase: Secret) -> Result<(), StartError> {
        let place = Place::of(data.root());
        if place.kind()?.is_none() {
            self.keeper.fill(Arc::from(place.open(&Brought::Passphrase(passphrase))?));
        }
        Ok(())
    }

    /// The recovery phrase of the book, until somebody has noted that it is written down.
    ///
    /// # Errors
    /// [`StartError::Keys`].
    pub fn recovery_phrase(&self) -> Result<Option<RecoveryPhrase>, StartError> {
        let Some(keeper) = self.keeper.get() else { return Ok(None) };
        if keeper.get(noted_name(self.world))?.is_some() {
            return Ok(None);
        }
        let key = keeper.get(book_name(self.world))?.and_then(|kept| Key::of(kept.expose()));
        Ok(key.map(|key| RecoveryPhrase::of(&key)))
    }

    /// The phrase is written down; from now on it is not shown again.
    ///
    /// # Errors
    /// [`StartError::Keys`].
    pub fn note_phrase(&self) -> Result<(), StartError> {
        let at = Secret::from_text(SystemClock.now().to_string());
        self.keeper.get().map_or(Ok(()), |keeper| keeper.set(noted_name(self.world), &at))?;
        Ok(())
    }

    /// Where the office keeps its secrets.
    #[must_use]
    pub fn secrets(&self) -> KeptSecrets {
        KeptSecrets::new(self.keeper.clone(), self.world)
    }
}

/// With the right passphrase, file or key store the place would open: these say that it does not.
const fn stays_shut(error: &KeeperError) -> bool {
    matches!(
        error,
        KeeperError::WrongPassphrase
            | KeeperError::WrongKeyFile { .. }
            | KeeperError::KeyFileNeeded
            | KeeperError::Damaged { .. }
            | KeeperError::StoreLocked
            | KeeperError::NoStore(_)
    )
}

const fn book_name(world: World) -> &'static str {
    match world {
        World::Practice => "practice.book",
        World::Real => "real.book",
    }
}

const fn noted_name(world: World) -> &'static str {
    match world {
        World::Practice => "practice.phrase-noted",
        World::Real => "real.phrase-noted",
    }
}
