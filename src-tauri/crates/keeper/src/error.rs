//! Why a secret could not be kept or read. No variant carries a secret, nor the words of a library that has seen one.

use std::io;
use std::path::{Path, PathBuf};

/// Why a secret could not be kept or read. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum KeeperError {
    /// The computer has no key store, and nobody has chosen a passphrase or a key file.
    #[error("this computer has no key store; choose a passphrase")]
    NoPlace,
    /// The key store does not answer.
    #[error("the key store does not answer ({0})")]
    NoStore(&'static str),
    /// The key store is locked or does not show what it holds for this data folder.
    #[error("the key store is locked, or does not know this data folder")]
    StoreLocked,
    /// The vault is behind a passphrase, and none was given.
    #[error("the passphrase of the vault is needed")]
    PassphraseNeeded,
    /// The passphrase is not that of the vault.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The passphrase is shorter than [`Secret::SHORTEST_PASSPHRASE`](crate::Secret::SHORTEST_PASSPHRASE) characters.
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// The vault is behind a key file, and none was named.
    #[error("the key file of the vault is needed")]
    KeyFileNeeded,
    /// The key file is not that of the vault.
    #[error("{path} is not the key file of this vault")]
    WrongKeyFile {
        /// The key file.
        path: PathBuf,
    },
    /// The file is not whole: cut off, or changed by somebody or by a failing disk.
    #[error("{path} is damaged: {what}")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What does not fit.
        what: &'static str,
    },
    /// A newer program wrote the file.
    #[error("{path} was written by a newer program")]
    Newer {
        /// Which file.
        path: PathBuf,
    },
    /// The secret is not text, though text was kept under this name.
    #[error("the secret {name} does not read back as text")]
    NotText {
        /// Its name.
        name: String,
    },
    /// The machine gives no random bytes.
    #[error("the machine gives no random bytes")]
    NoRandomness,
    /// The passphrase could not be worked on, mostly for want of memory.
    #[error("there is not enough memory to work on the passphrase")]
    NoMemory,
    /// A file could not be read or written.
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

impl KeeperError {
    /// The file that it is about, if it is about one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::WrongKeyFile { path }
            | Self::Damaged { path, .. }
            | Self::Newer { path }
            | Self::File { path, .. } => Some(path),
            Self::NoPlace
            | Self::NoStore(_)
            | Self::StoreLocked
            | Self::PassphraseNeeded
            | Self::WrongPassphrase
            | Self::ShortPassphrase
            | Self::KeyFileNeeded
            | Self::NotText { .. }
            | Self::NoRandomness
            | Self::NoMemory => None,
        }
    }

    /// For `map_err`: says what we were doing with which file.
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { doing, path, source }
    }

    pub(crate) fn damaged(path: &Path, what: &'static str) -> Self {
        Self::Damaged { path: path.to_owned(), what }
    }
}
