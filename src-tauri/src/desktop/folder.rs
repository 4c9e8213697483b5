//! Folders on the desktop: choosing one, and showing one in the file manager.

use std::io;
use std::path::{Path, PathBuf};

/// Asks for a folder with the desktop's own dialog; `None` when it was dismissed.
pub async fn choose(start: &Path) -> Option<PathBuf> {
    let near = start.ancestors().find(|folder| folder.is_dir());
    let dialog = rfd::AsyncFileDialog::new().set_directory(near.unwrap_or_else(|| Path::new("/")));
    dialog.pick_folder().await.map(|folder| folder.path().to_owned())
}

/// Shows it in the file manager.
///
/// # Errors
/// When it is not there or the desktop has no file manager.
pub fn show(folder: &Path) -> io::Result<()> {
    if folder.is_dir() { open::that_detached(folder) } else { Err(io::ErrorKind::NotFound.into()) }
}
