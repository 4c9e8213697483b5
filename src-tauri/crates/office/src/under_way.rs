//! What this process has in the air, and since when an answer is missing. Both are about the running process and not about
//! the shop, so they are not in the book; both use the monotonic clock, which nobody can move.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::DocumentKey;
use tokio::time::{Duration, Instant};

/// Documents with a living sender, and documents whose answer was lost.
#[derive(Debug)]
pub(crate) struct UnderWay {
    began: Instant,
    sending: Mutex<HashSet<DocumentKey>>,
    lost_at: Mutex<HashMap<DocumentKey, Instant>>,
}

/// A document is on its way until this is dropped.
#[derive(Debug)]
pub(crate) struct OnItsWay<'a> {
    under_way: &'a UnderWay,
    key: DocumentKey,
}

impl UnderWay {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), sending: Mutex::default(), lost_at: Mutex::default() }
    }

    /// Notes a living sender.
    pub(crate) fn enter(&self, key: &DocumentKey) -> OnItsWay<'_> {
        locked(&self.sending).insert(key.clone());
        OnItsWay { under_way: self, key: key.clone() }
    }

    /// Whether this process is sending the document right now.
    pub(crate) fn is_sending(&self, key: &DocumentKey) -> bool {
        locked(&self.sending).contains(key)
    }

    /// Notes that the answer to a document has just been lost.
    pub(crate) fn lost(&self, key: &DocumentKey) {
        locked(&self.lost_at).insert(key.clone(), Instant::now());
    }

    /// Forgets a document that is settled.
    pub(crate) fn settled(&self, key: &DocumentKey) {
        locked(&self.lost_at).remove(key);
    }

    /// How much longer the answer must be missing until "not found" is proof; zero once it is. What was lost before this
    /// process began counts from its beginning: the wall clock between the two cannot be trusted.
    pub(crate) fn quiet_in(&self, key: &DocumentKey, quiet: Duration) -> Duration {
        let lost_at = locked(&self.lost_at).get(key).copied().unwrap_or(self.began);
        quiet.saturating_sub(lost_at.elapsed())
    }
}

impl Drop for OnItsWay<'_> {
    fn drop(&mut self) {
        locked(&self.under_way.sending).remove(&self.key);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
