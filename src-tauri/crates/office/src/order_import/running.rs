//! Imports that are being issued right now by this process: one run for each, which a person can pause.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::ImportId;

use super::look::LookedFile;

/// How far issuing an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportProgress {
    /// Which import.
    pub import: ImportId,
    /// Orders of this run that are seen to: documents or stopped.
    pub done: u32,
    /// Orders there are in this run.
    pub of: u32,
    /// A person has called it to a halt; what has been written still goes out.
    pub pausing: bool,
}

/// The imports of this process that are at work.
#[derive(Debug, Default)]
pub(crate) struct Importing(Mutex<HashMap<ImportId, ImportProgress>>);

/// An import is at work until this is dropped.
pub(super) struct AtWork<'a> {
    importing: &'a Importing,
    import: ImportId,
}

impl Importing {
    /// Begins work on an import; `None` while somebody is at it.
    pub(super) fn begin(&self, import: ImportId) -> Option<AtWork<'_>> {
        let mut running = locked(&self.0);
        if running.contains_key(&import) {
            return None;
        }
        running.insert(import, ImportProgress { import, done: 0, of: 0, pausing: false });
        Some(AtWork { importing: self, import })
    }

    /// How far it has come, while it is at work.
    pub(super) fn progress(&self, import: ImportId) -> Option<ImportProgress> {
        locked(&self.0).get(&import).copied()
    }

    /// Calls it to a halt; false when it is not at work.
    pub(super) fn pause(&self, import: ImportId) -> bool {
        locked(&self.0).get_mut(&import).map(|progress| progress.pausing = true).is_some()
    }
}

impl AtWork<'_> {
    /// Notes how far it has come and answers where it stands.
    pub(super) fn note(&self, done: u32, of: u32) -> ImportProgress {
        let mut running = locked(&self.importing.0);
        let fresh = ImportProgress { import: self.import, done, of, pausing: false };
        let progress = running.entry(self.import).or_insert(fresh);
        *progress = ImportProgress { done, of, ..*progress };
        *progress
    }

    /// Whether a person wants it to halt.
    pub(super) fn is_pausing(&self) -> bool {
        self.importing.progress(self.import).is_some_and(|progress| progress.pausing)
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        locked(&self.importing.0).remove(&self.import);
    }
}

/// The file that was looked at last: its orders are shown in pages before they are taken in.
#[derive(Debug, Default)]
pub(crate) struct LastLooked(Mutex<Option<Arc<LookedFile>>>);

impl LastLooked {
    pub(super) fn put(&self, looked: Arc<LookedFile>) {
        *locked(&self.0) = Some(looked);
    }

    pub(super) fn get(&self) -> Option<Arc<LookedFile>> {
        locked(&self.0).clone()
    }

    pub(super) fn clear(&self) {
        *locked(&self.0) = None;
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
