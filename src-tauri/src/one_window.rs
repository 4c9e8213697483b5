//! One window per book: whoever opens a second one brings the first to the front instead.
//!
//! A lock on a file says that a window has the book; the system lets go of it when the process ends, however it ends.
//! Beside it stands a socket of this user alone, at which a second start knocks. Where there are no such sockets (Windows) the
//! second start only says that the book is open.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::data_dir::DataDir;
use store::World;

/// The right to be the window of a book, for as long as it lives.
pub struct OneWindow {
    _lock: File,
    #[cfg(unix)]
    door: std::path::PathBuf,
}

impl OneWindow {
    /// Takes the book for this process's window; `None` when another window has it.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn take(data: &DataDir, world: World) -> io::Result<Option<Self>> {
        let path = data.window_lock(world);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let lock = File::options().create(true).truncate(false).write(true).open(&path)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self {
                _lock: lock,
                #[cfg(unix)]
                door: path.with_extension("sock"),
            })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Calls `show` whenever another start knocks, from a thread of its own. Without a door nobody can knock.
    ///
    /// # Errors
    /// When the door cannot be opened, as with a folder whose path is too long for a socket.
    #[cfg(unix)]
    pub fn answer(&self, show: impl Fn() + Send + 'static) -> io::Result<()> {
        use std::io::Write;
        // What a process that is gone left behind: nobody else has the lock.
        let _nothing_left_behind = fs::remove_file(&self.door);
        let door = std::os::unix::net::UnixListener::bind(&self.door)?;
        std::thread::Builder::new().name("door".into()).spawn(move || {
            for mut visitor in door.incoming().flatten() {
                show();
                let _visitor_gone = visitor.write_all(SHOWN);
            }
        })?;
        Ok(())
    }

    /// As on Unix; here there is no door.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn answer(&self, _show: impl Fn() + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
const SHOWN: &[u8] = b"shown";

/// Asks the window that has the book to come to the front; answers whether it did.
#[must_use]
pub fn knock(data: &DataDir, world: World) -> bool {
    knock_at(&data.window_lock(world).with_extension("sock"))
}

#[cfg(unix)]
fn knock_at(door: &Path) -> bool {
    use std::io::Read;
    let mut answer = Vec::new();
    let knocked = std::os::unix::net::UnixStream::connect(door).and_then(|mut door| {
        door.set_read_timeout(Some(std::time::Duration::from_secs(5)))?;
        door.read_to_end(&mut answer)
    });
    knocked.is_ok() && answer == SHOWN
}

#[cfg(not(unix))]
fn knock_at(_door: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn a_book_has_one_window_and_a_second_start_knocks_at_it() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::choose(Some(folder.path().into())).unwrap();
        assert!(!knock(&data, World::Practice), "nobody is there");
        let first = OneWindow::take(&data, World::Practice).unwrap().unwrap();
        assert!(OneWindow::take(&data, World::Practice).unwrap().is_none());
        assert!(OneWindow::take(&data, World::Real).unwrap().is_some(), "another book has its own");
        let shown = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&shown);
        first.answer(move || _ = seen.fetch_add(1, Ordering::SeqCst)).unwrap();
        assert!(knock(&data, World::Practice) && knock(&data, World::Practice));
        assert_eq!(shown.load(Ordering::SeqCst), 2);
        drop(first);
        assert!(OneWindow::take(&data, World::Practice).unwrap().is_some(), "it is free again");
    }
}
