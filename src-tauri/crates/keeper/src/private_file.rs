//! A file that only this user may read, written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::KeeperError;

/// Writes the file anew: a new one is synced, then renamed over the old one.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), KeeperError> {
    let unfinished = beside(path, "part");
    write_whole(path, &unfinished, bytes).map_err(KeeperError::file("writing", path))
}

/// Writes a file that must not be there yet.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), KeeperError> {
    if path.exists() {
        return Err(KeeperError::file("writing", path)(io::ErrorKind::AlreadyExists.into()));
    }
    replace(path, bytes)
}

/// A lock that this process alone has until the file is dropped.
pub(crate) fn lock(path: &Path) -> Result<File, KeeperError> {
    let lock = || -> io::Result<File> {
        make_folder(path)?;
        let lock = File::options().create(true).truncate(false).write(true).open(path)?;
        lock.lock()?;
        Ok(lock)
    };
    lock().map_err(KeeperError::file("locking", path))
}

/// The bytes of a file, wiped when dropped; `None` when there is no such file.
pub(crate) fn read(path: &Path, most: u64) -> Result<Option<Zeroizing<Vec<u8>>>, KeeperError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(KeeperError::file("reading", path)(error)),
    };
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(most + 1).read_to_end(&mut bytes).map_err(KeeperError::file("reading", path))?;
    if bytes.len() as u64 > most {
        return Err(KeeperError::damaged(path, "it is too large"));
    }
    Ok(Some(bytes))
}

/// `name.ext.suffix` in the same folder.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn write_whole(path: &Path, unfinished: &Path, bytes: &[u8]) -> io::Result<()> {
    make_folder(path)?;
    let mut file = private().create(true).truncate(true).open(unfinished)?;
    close_to_others(&file)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(unfinished, path)?;
    sync_folder(path)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// One left over from a crash may have had another mode.
fn close_to_others(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    let _ = file;
    Ok(())
}

fn make_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// A new name in a folder survives a power cut only when the folder is synced too; Windows does it by itself.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !cfg!(windows) && !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}
