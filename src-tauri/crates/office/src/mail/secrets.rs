//! Where the password of the mail account is kept: not in the book, which is copied, backed up and handed to whoever helps.
//!
//! A port, because the desktop's own key store comes with the certificates (docs/decisions/0011); until then it is a file of
//! its own that only this user may read.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

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
    fn read(&self, name: &str) -> io::Result<Option<String>>;

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// When it could not be removed.
    fn forget(&self, name: &str) -> io::Result<()>;
}

/// A file in a folder that is closed to everybody else.
#[derive(Debug)]
pub struct PrivateFolderSecrets {
    file: PathBuf,
    one_at_a_time: Mutex<()>,
}

impl PrivateFolderSecrets {
    /// Keeps them in `file`; its folder is made when first needed.
    #[must_use]
    pub const fn new(file: PathBuf) -> Self {
        Self { file, one_at_a_time: Mutex::new(()) }
    }

    fn all(&self) -> io::Result<BTreeMap<String, String>> {
        match fs::read(&self.file) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(error),
        }
    }

    /// Whole or not at all: a power cut must not cost the password that worked.
    fn write(&self, all: &BTreeMap<String, String>) -> io::Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        let unfinished = self.file.with_extension("part");
        let mut file = create_private(&unfinished)?;
        file.write_all(&serde_json::to_vec(all)?)?;
        file.sync_all()?;
        drop(file);
        fs::rename(unfinished, &self.file)
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> io::Result<()> {
        let _one = self.one_at_a_time.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.all()?;
        change(&mut all);
        self.write(&all)
    }
}

impl Secrets for PrivateFolderSecrets {
    fn keep(&self, name: &str, secret: &str) -> io::Result<()> {
        self.change(|all| drop(all.insert(name.to_owned(), secret.to_owned())))
    }

    fn read(&self, name: &str) -> io::Result<Option<String>> {
        Ok(self.all()?.remove(name))
    }

    fn forget(&self, name: &str) -> io::Result<()> {
        self.change(|all| drop(all.remove(name)))
    }
}

/// Closed from its first byte on; one left over from a crash is closed as well.
fn create_private(path: &std::path::Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let file = options.mode(0o600).open(path)?;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
}

/// In memory only: for tests and for programs that keep nothing.
#[derive(Default)]
pub struct RememberedSecrets(Mutex<BTreeMap<String, String>>);

impl Secrets for RememberedSecrets {
    fn keep(&self, name: &str, secret: &str) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn read(&self, name: &str) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn forget(&self, name: &str) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_secret_is_there_for_the_next_program_and_a_forgotten_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("practice/secrets.json");
        PrivateFolderSecrets::new(file.clone()).keep("mail", "비밀 pass").unwrap();
        let next = PrivateFolderSecrets::new(file);
        assert_eq!(next.read("mail").unwrap().as_deref(), Some("비밀 pass"));
        assert_eq!(next.read("other").unwrap(), None);
        next.forget("mail").unwrap();
        assert_eq!(next.read("mail").unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_file_not_even_over_a_leftover_of_a_crash() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets.json");
        fs::write(file.with_extension("part"), "left over").unwrap();
        fs::set_permissions(file.with_extension("part"), fs::Permissions::from_mode(0o644)).unwrap();
        PrivateFolderSecrets::new(file.clone()).keep("mail", "secret").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
