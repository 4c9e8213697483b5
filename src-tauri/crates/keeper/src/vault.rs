//! A vault: the secrets of a data folder in one encrypted file, for computers without a key store.
//!
//! A random key encrypts the content; that key stands in the file as well, encrypted by what Argon2id makes of the
//! passphrase, or by a key file. So a new passphrase costs 32 bytes, and a secret can be kept while the program runs without
//! asking for the passphrase again. The process holds the content's key; a secret is decrypted only while it is read.

mod content;
mod file;
mod lock;

use std::fs::File;
use std::path::{Path, PathBuf};

use content::Content;
use file::VaultFile;
pub use lock::Cost;
use lock::Lock;

use crate::secret::Key;
use crate::{KeeperError, Secret, SecretKeeper, private_file};

/// Far more than the secrets of a shop.
const MOST_BYTES: u64 = 1024 * 1024;

/// An open vault. Several processes may have the same one open.
#[derive(Debug)]
pub struct Vault {
    path: PathBuf,
    key: Key,
}

impl Vault {
    /// Makes a vault behind a passphrase.
    ///
    /// # Errors
    /// [`KeeperError::ShortPassphrase`]; [`KeeperError::File`] with `AlreadyExists` when there is one already.
    pub fn create(path: &Path, passphrase: &Secret, cost: Cost) -> Result<Self, KeeperError> {
        passphrase.check_passphrase()?;
        Self::create_behind(path, &Lock::passphrase(cost)?, passphrase.expose())
    }

    /// Makes a vault behind a key file, which is made as well if it is not there.
    ///
    /// # Errors
    /// As [`Vault::create`], and [`KeeperError::Damaged`] for a key file that is none.
    pub fn create_with_key_file(path: &Path, key_file: &Path) -> Result<Self, KeeperError> {
        let key = lock::read_or_make_key_file(key_file)?;
        Self::create_behind(path, &Lock::KeyFile, key.expose())
    }

    /// Opens a vault with its passphrase.
    ///
    /// # Errors
    /// [`KeeperError::WrongPassphrase`], [`KeeperError::KeyFileNeeded`] for one behind a key file,
    /// [`KeeperError::Damaged`], [`KeeperError::Newer`], [`KeeperError::File`]. Nothing is changed.
    pub fn open(path: &Path, passphrase: &Secret) -> Result<Self, KeeperError> {
        let file = read(path)?;
        match file.lock() {
            Lock::Passphrase { .. } => {
                Self::unlock(path, &file, passphrase.expose(), KeeperError::WrongPassphrase)
            }
            Lock::KeyFile => Err(KeeperError::KeyFileNeeded),
        }
    }

    /// Opens a vault with its key file.
    ///
    /// # Errors
    /// As [`Vault::open`], with [`KeeperError::WrongKeyFile`] and [`KeeperError::PassphraseNeeded`].
    pub fn open_with_key_file(path: &Path, key_file: &Path) -> Result<Self, KeeperError> {
        let file = read(path)?;
        let wrong = KeeperError::WrongKeyFile { path: key_file.to_owned() };
        match file.lock() {
            Lock::Passphrase { .. } => Err(KeeperError::PassphraseNeeded),
            Lock::KeyFile => Self::unlock(path, &file, lock::read_key_file(key_file)?.expose(), wrong),
        }
    }

    /// Puts the vault behind another passphrase, whatever it was behind. What is in it stays.
    ///
    /// # Errors
    /// [`KeeperError::ShortPassphrase`], [`KeeperError::File`]; the old passphrase holds then.
    pub fn change_passphrase(&self, passphrase: &Secret, cost: Cost) -> Result<(), KeeperError> {
        passphrase.check_passphrase()?;
        let _alone = self.alone()?;
        let file = read(&self.path)?;
        let content = file.content(&self.key, &self.path)?;
        let lock = Lock::passphrase(cost)?;
        let file = VaultFile::seal(&lock, passphrase.expose(), &self.key, &content)?;
        private_file::replace(&self.path, &file.bytes())
    }

    /// Whether a vault is behind a passphrase; `None` when there is no vault.
    pub(crate) fn wants_passphrase(path: &Path) -> Result<Option<bool>, KeeperError> {
        let Some(bytes) = private_file::read(path, MOST_BYTES)? else { return Ok(None) };
        Ok(Some(matches!(VaultFile::parse(&bytes, path)?.lock(), Lock::Passphrase { .. })))
    }

    fn create_behind(path: &Path, lock: &Lock, opener: &[u8]) -> Result<Self, KeeperError> {
        let key = Key::random()?;
        let file = VaultFile::seal(lock, opener, &key, &Content::default())?;
        private_file::create(path, &file.bytes())?;
        Ok(Self { path: path.to_owned(), key })
    }

    fn unlock(path: &Path, file: &VaultFile, opener: &[u8], wrong: KeeperError) -> Result<Self, KeeperError> {
        let key = file.unlock(opener)?.ok_or(wrong)?;
        // A file whose lock opens and whose content does not has been put together by somebody.
        file.content(&key, path)?;
        Ok(Self { path: path.to_owned(), key })
    }

    fn change(&self, change: impl FnOnce(&mut Content)) -> Result<(), KeeperError> {
        let _alone = self.alone()?;
        let file = read(&self.path)?;
        let mut content = file.content(&self.key, &self.path)?;
        change(&mut content);
        private_file::replace(&self.path, &file.with_content(&self.key, &content)?.bytes())
    }

    /// Reading, changing and writing are one step, also beside another process.
    fn alone(&self) -> Result<File, KeeperError> {
        private_file::lock(&private_file::beside(&self.path, "lock"))
    }
}

impl SecretKeeper for Vault {
    fn get(&self, name: &str) -> Result<Option<Secret>, KeeperError> {
        Ok(read(&self.path)?.content(&self.key, &self.path)?.take(name))
    }

    fn set(&self, name: &str, secret: &Secret) -> Result<(), KeeperError> {
        self.change(|content| content.put(name, secret.clone()))
    }

    fn remove(&self, name: &str) -> Result<(), KeeperError> {
        self.change(|content| drop(content.take(name)))
    }
}

fn read(path: &Path) -> Result<VaultFile, KeeperError> {
    let bytes = private_file::read(path, MOST_BYTES)?;
    let gone = || KeeperError::damaged(path, "it is gone");
    VaultFile::parse(&bytes.ok_or_else(gone)?, path)
}
