//! Where the password of the mail account is kept: not in the book, which is copied, backed up and handed to whoever helps.
//!
//! A port: the program puts the operating system's key store or a vault behind it (docs/decisions/0018).

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

/// Keeps secrets by name.
pub trait Secrets: Send + Sync {
    /// Keeps a secret, in place of the one with the same name.
    ///
    /// # Errors
    /// When it could not be kept; the old one stays then.
    fn keep(&self, name: &str, secret: &str) -> io::Result<()>;

    /// The secret of this name, if there is one.
    ///
    /// # Errors
    /// When the place cannot be read.
    fn read(&self, name: &str) -> io::Result<Option<Zeroizing<String>>>;

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// When it could not be removed.
    fn forget(&self, name: &str) -> io::Result<()>;
}

/// In memory only: for tests and for programs that keep nothing.
#[derive(Default)]
pub struct RememberedSecrets(Mutex<BTreeMap<String, Zeroizing<String>>>);

impl Secrets for RememberedSecrets {
    fn keep(&self, name: &str, secret: &str) -> io::Result<()> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned(), secret.to_owned().into());
        Ok(())
    }

    fn read(&self, name: &str) -> io::Result<Option<Zeroizing<String>>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn forget(&self, name: &str) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}
