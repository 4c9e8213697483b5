//! The key of the book.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Where the key of the book is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// In the operating system's key store.
    OsKeyStore,
    /// In the vault behind a passphrase.
    Passphrase,
    /// In the vault behind a key file.
    KeyFile,
    /// Nowhere: a practice book that is not encrypted.
    None,
}

/// What is to be known about the key.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
pub struct KeyStatus {
    /// Where it is.
    pub place: KeyPlace,
    /// Whether the open book is encrypted.
    pub encrypted: bool,
    /// Whether the recovery phrase can still be shown.
    pub phrase_due: bool,
}
