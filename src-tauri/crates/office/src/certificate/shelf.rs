//! The private folder of the kept certificate's files: one folder per certificate, named after its bytes.
//!
//! A folder gets its name when it is whole, and the book says which of them counts; anything else may be removed at any time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use certificate::{CertificateError, Files, Sealed};
use sha2::{Digest, Sha256};

/// Enough of the digest to tell a handful of certificates apart.
const NAME_BYTES: usize = 8;

#[derive(Debug)]
pub(crate) struct CertificateShelf(PathBuf);

impl CertificateShelf {
    /// Nothing is made before something is kept.
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Puts the files there, and answers the name of their folder.
    pub(super) fn keep(&self, sealed: &Sealed) -> io::Result<String> {
        let files = sealed.named();
        let name = name_of(&files);
        let folder = self.0.join(&name);
        if self.read(&name).is_ok_and(|kept| kept == *sealed) {
            return Ok(name);
        }
        make_private(&self.0)?;
        let unfinished = tempfile::Builder::new().prefix("unfinished-").tempdir_in(&self.0)?;
        make_private(unfinished.path())?;
        for (name, bytes) in files {
            write_private(&unfinished.path().join(name), bytes)?;
        }
        if folder.exists() {
            // Under this name and not these bytes: it was damaged where it lay.
            fs::remove_dir_all(&folder)?;
        }
        fs::rename(unfinished.path(), &folder)?;
        sync_folder(&self.0)?;
        Ok(name)
    }

    /// The files of this folder.
    pub(super) fn read(&self, name: &str) -> Result<Sealed, CertificateError> {
        Sealed::read(&Files::at(&self.0.join(name))?)
    }

    /// Whether files are there.
    pub(super) fn holds(&self, name: &str) -> bool {
        Files::at(&self.0.join(name)).is_ok()
    }

    /// Removes every folder but this one; what cannot be removed stays locked, and is tried again the next time.
    pub(super) fn keep_only(&self, name: Option<&str>) {
        let Some(name) = name else { return self.clear() };
        for entry in fs::read_dir(&self.0).into_iter().flatten().filter_map(Result::ok) {
            if entry.file_name() != name {
                remove(&entry.path());
            }
        }
    }

    /// Removes all of it.
    pub(super) fn clear(&self) {
        if self.0.exists() {
            remove(&self.0);
        }
    }
}

fn name_of(files: &[(&'static str, &[u8])]) -> String {
    let mut digest = Sha256::new();
    for (name, bytes) in files {
        digest.update(name.as_bytes());
        digest.update(bytes.len().to_be_bytes());
        digest.update(bytes);
    }
    digest.finalize().iter().take(NAME_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

fn remove(path: &Path) {
    if let Err(error) = fs::remove_dir_all(path) {
        tracing::warn!(kind = ?error.kind(), "files of a former certificate could not be removed");
    }
}

fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name is safe only once its folder is; elsewhere than on Unix a folder cannot be opened for that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
