//! Where secrets are: the key of the book, the password of the mail account, the key of the text gateway.
//!
//! One port, [`SecretKeeper`], with two kinds of places behind it: the operating system's own key store
//! ([`OsKeyStore`]: Secret Service, Credential Manager, Keychain) and, where there is none, a [`Vault`]: one encrypted
//! file behind a passphrase, or behind a key file that somebody named. [`Place`] remembers which of them holds the secrets
//! of a data folder and never changes from one to another by itself.
//!
//! Invariants:
//! 1. A secret is never written in plain text, and never shows in `Debug` or in an error.
//! 2. "The key store shows nothing" is never read as "there was never anything": a new key over an encrypted book would
//!    lock the shop out of it.
//! 3. A vault is whole or as it was: whatever fails leaves the old file.
//!
//! Calls may wait for a person (a desktop that asks for the key store's password): never on a thread that must not block.

mod error;
mod os_store;
mod phrase;
mod place;
mod private_file;
mod secret;
mod vault;

pub use error::KeeperError;
pub use os_store::OsKeyStore;
pub use phrase::{PhraseError, RecoveryPhrase};
pub use place::{Brought, Place, PlaceKind};
pub use secret::{Key, Secret};
pub use vault::{Cost, Vault};

/// Keeps secrets by name. Names are ours and no secrets: `practice.book`, `real.mail.password`.
pub trait SecretKeeper: Send + Sync {
    /// The secret of this name; `None` only if it is certain that there is none.
    ///
    /// # Errors
    /// [`KeeperError`] when the place cannot be read, or does not show what it holds.
    fn get(&self, name: &str) -> Result<Option<Secret>, KeeperError>;

    /// Keeps a secret in place of the one with the same name; on the disk when this returns.
    ///
    /// # Errors
    /// [`KeeperError`] when it could not be kept; the old one stays then.
    fn set(&self, name: &str, secret: &Secret) -> Result<(), KeeperError>;

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`KeeperError`] when it could not be removed.
    fn remove(&self, name: &str) -> Result<(), KeeperError>;
}
