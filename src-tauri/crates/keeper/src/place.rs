//! Which place holds the secrets of a data folder.
//!
//! ```text
//! DIR/keys.json     the secrets are in the operating system's key store, under this scope
//! DIR/vault.jbv     the secrets are in this vault; its header says what it is behind
//! ```
//!
//! A folder with neither has no place yet and gets one: what was named explicitly (a passphrase, a key file), else the
//! operating system's key store. One that has a place keeps it: a key store that is silent today is a reason to say so, never
//! to begin anew somewhere else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::os_store::new_scope;
use crate::vault::Cost;
use crate::{KeeperError, OsKeyStore, Secret, SecretKeeper, Vault, private_file};

const NOTE: &str = "keys.json";
const VAULT: &str = "vault.jbv";
const MOST_NOTE_BYTES: u64 = 4096;

/// What somebody brought along to open the place.
#[derive(Debug, Clone, Default)]
pub enum Brought {
    /// Nothing: the operating system's key store opens by itself.
    #[default]
    Nothing,
    /// The vault's passphrase.
    Passphrase(Secret),
    /// The vault's key file.
    KeyFile(PathBuf),
}

/// What a place is, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// The operating system's key store.
    OsKeyStore,
    /// A vault behind a passphrase.
    Passphrase,
    /// A vault behind a key file.
    KeyFile,
}

/// The place of a data folder's secrets.
#[derive(Debug, Clone)]
pub struct Place {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    os_key_store: String,
}

impl Place {
    /// The place of this data folder, which need not exist yet.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What the place is; `None` while there is none.
    ///
    /// # Errors
    /// [`KeeperError::Damaged`], [`KeeperError::Newer`], [`KeeperError::File`].
    pub fn kind(&self) -> Result<Option<PlaceKind>, KeeperError> {
        match Vault::wants_passphrase(&self.vault())? {
            Some(true) => Ok(Some(PlaceKind::Passphrase)),
            Some(false) => Ok(Some(PlaceKind::KeyFile)),
            None => Ok(self.note()?.map(|_| PlaceKind::OsKeyStore)),
        }
    }

    /// Opens the place; a folder without one gets one.
    ///
    /// # Errors
    /// [`KeeperError::NoPlace`] when there is no key store and nothing was brought; [`KeeperError::PassphraseNeeded`] and
    /// [`KeeperError::KeyFileNeeded`] when the vault needs what was not brought; whatever opening says.
    pub fn open(&self, brought: &Brought) -> Result<Box<dyn SecretKeeper>, KeeperError> {
        match self.kind()? {
            None => self.begin_alone(brought),
            Some(PlaceKind::OsKeyStore) => {
                let note =
                    self.note()?.ok_or_else(|| KeeperError::damaged(&self.note_path(), "it is gone"))?;
                Ok(Box::new(OsKeyStore::of(note.os_key_store)))
            }
            Some(PlaceKind::Passphrase | PlaceKind::KeyFile) => Ok(Box::new(self.open_vault(brought)?)),
        }
    }

    /// Puts the vault behind another passphrase. A folder in the key store has no vault to do that with.
    ///
    /// # Errors
    /// As [`Place::open`] and [`Vault::change_passphrase`]; [`KeeperError::NoPlace`] when there is no vault.
    pub fn change_passphrase(&self, brought: &Brought, passphrase: &Secret) -> Result<(), KeeperError> {
        if !self.vault().exists() {
            return Err(KeeperError::NoPlace);
        }
        self.open_vault(brought)?.change_passphrase(passphrase, Cost::STANDARD)
    }

    /// Leaves a place that nobody can open any more and begins a new one. The old one is put aside, not removed; what
    /// it held is lost unless somebody remembers how it opens.
    ///
    /// # Errors
    /// As [`Place::open`] of a folder without a place; the old place stays then.
    pub fn begin_anew(&self, brought: &Brought) -> Result<Box<dyn SecretKeeper>, KeeperError> {
        let aside = [self.vault(), self.note_path()].map(|path| (free_name(&path), path));
        for (old, path) in &aside {
            rename(path, old)?;
        }
        self.begin(brought).inspect_err(|_| {
            for (old, path) in &aside {
                // Nothing more can be done about a folder that takes no names.
                let _back = rename(old, path);
            }
        })
    }

    /// Two programs that start in a new folder at once must end up with one place.
    fn begin_alone(&self, brought: &Brought) -> Result<Box<dyn SecretKeeper>, KeeperError> {
        let _alone = private_file::lock(&private_file::beside(&self.note_path(), "lock"))?;
        if self.kind()?.is_some() { self.open(brought) } else { self.begin(brought) }
    }

    fn begin(&self, brought: &Brought) -> Result<Box<dyn SecretKeeper>, KeeperError> {
        match brought {
            Brought::Passphrase(passphrase) => {
                Ok(Box::new(Vault::create(&self.vault(), passphrase, Cost::STANDARD)?))
            }
            Brought::KeyFile(path) => Ok(Box::new(Vault::create_with_key_file(&self.vault(), path)?)),
            Brought::Nothing => Ok(Box::new(self.begin_in_key_store()?)),
        }
    }

    fn begin_in_key_store(&self) -> Result<OsKeyStore, KeeperError> {
        let store = OsKeyStore::begin(new_scope()?).map_err(|_silent| KeeperError::NoPlace)?;
        let note = Note { os_key_store: store.scope().to_owned() };
        let text = serde_json::to_vec(&note)
            .map_err(|error| KeeperError::file("writing", &self.note_path())(error.into()))?;
        private_file::create(&self.note_path(), &text)?;
        Ok(store)
    }

    fn open_vault(&self, brought: &Brought) -> Result<Vault, KeeperError> {
        let path = self.vault();
        match brought {
            Brought::Passphrase(passphrase) => Vault::open(&path, passphrase),
            Brought::KeyFile(key_file) => Vault::open_with_key_file(&path, key_file),
            Brought::Nothing if Vault::wants_passphrase(&path)? == Some(false) => {
                Err(KeeperError::KeyFileNeeded)
            }
            Brought::Nothing => Err(KeeperError::PassphraseNeeded),
        }
    }

    fn note(&self) -> Result<Option<Note>, KeeperError> {
        let path = self.note_path();
        let Some(bytes) = private_file::read(&path, MOST_NOTE_BYTES)? else { return Ok(None) };
        let note = serde_json::from_slice(&bytes);
        note.map(Some).map_err(|_| KeeperError::damaged(&path, "it does not read back"))
    }

    fn vault(&self) -> PathBuf {
        self.folder.join(VAULT)
    }

    fn note_path(&self) -> PathBuf {
        self.folder.join(NOTE)
    }
}

/// Where nothing is yet: what was put aside earlier stays too.
fn free_name(path: &Path) -> PathBuf {
    let mut name = private_file::beside(path, "old");
    while name.exists() {
        name = private_file::beside(&name, "old");
    }
    name
}

fn rename(from: &Path, to: &Path) -> Result<(), KeeperError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(KeeperError::file("putting aside", from)(error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
