//! The operating system's own key store.
//!
//! All secrets of one data folder share a random scope, so that two shops of one user never meet. A mark is kept beside
//! them: a locked key store may answer "no entry" (gnome-keyring without anybody to ask does), and only if it shows
//! the mark is "no entry" believed.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use crate::secret::fill;
use crate::{KeeperError, Secret, SecretKeeper};

const SERVICE: &str = "kr.jangbu.desktop";
const MARK: &str = "mark";
const MARKED: &[u8] = b"jangbu";

/// The operating system's key store, as far as it concerns one data folder.
#[derive(Debug)]
pub struct OsKeyStore {
    scope: String,
}

impl OsKeyStore {
    /// Begins in the key store: keeps a mark there and reads it back, since a store that says it is there may still not
    /// keep anything. Then the scope is new and holds nothing.
    ///
    /// # Errors
    /// [`KeeperError::NoStore`] when there is none that works, [`KeeperError::StoreLocked`] when nobody opened it.
    pub fn begin(scope: String) -> Result<Self, KeeperError> {
        if let Err(error) = Entry::store_status() {
            return Err(told(error));
        }
        let store = Self { scope };
        let mark = store.entry(MARK)?;
        mark.set_secret(MARKED).map_err(|error| told(&error))?;
        if store.shows_its_mark()? { Ok(store) } else { Err(KeeperError::StoreLocked) }
    }

    /// The key store as it was begun under this scope. Nothing is asked of it yet.
    #[must_use]
    pub const fn of(scope: String) -> Self {
        Self { scope }
    }

    /// The name under which the secrets of a data folder stand.
    #[must_use]
    pub fn scope(&self) -> &str {
        &self.scope
    }

    fn entry(&self, name: &str) -> Result<Entry, KeeperError> {
        Entry::new(SERVICE, &format!("{}/{name}", self.scope)).map_err(|error| told(&error))
    }

    fn look(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeeperError> {
        match self.entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(told(&error)),
        }
    }

    fn shows_its_mark(&self) -> Result<bool, KeeperError> {
        Ok(self.look(MARK)?.is_some_and(|mark| mark.as_slice() == MARKED))
    }
}

impl SecretKeeper for OsKeyStore {
    fn get(&self, name: &str) -> Result<Option<Secret>, KeeperError> {
        match self.look(name)? {
            Some(bytes) => Ok(Some(Secret::new(bytes.to_vec()))),
            None if self.shows_its_mark()? => Ok(None),
            None => Err(KeeperError::StoreLocked),
        }
    }

    fn set(&self, name: &str, secret: &Secret) -> Result<(), KeeperError> {
        self.entry(name)?.set_secret(secret.expose()).map_err(|error| told(&error))
    }

    fn remove(&self, name: &str) -> Result<(), KeeperError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(told(&error)),
        }
    }
}

/// A random scope for a new data folder.
pub(crate) fn new_scope() -> Result<String, KeeperError> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The kind alone: the library's own words may hold what it read.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library's own list, which may grow")]
const fn told(error: &Error) -> KeeperError {
    match error {
        Error::NoStorageAccess(_) | Error::NoEntry => KeeperError::StoreLocked,
        Error::NoDefaultStore => KeeperError::NoStore("none was found"),
        Error::PlatformFailure(_) => KeeperError::NoStore("it could not be reached"),
        Error::TooLong(..) => KeeperError::NoStore("it takes no entry of this length"),
        _ => KeeperError::NoStore("it refused"),
    }
}
