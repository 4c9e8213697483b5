//! One at a time, across processes: a lock on a file beside what it guards.

use std::fs::File;
use std::path::Path;

use crate::error::PracticeError;

/// Waits for the lock; held until the returned file is dropped, also when the process dies.
pub(crate) fn lock(path: &Path) -> Result<File, PracticeError> {
    let file = File::create(path).map_err(PracticeError::file(path))?;
    file.lock().map_err(PracticeError::file(path))?;
    Ok(file)
}
