//! What this process knows of texts that is not in the book: the way to the practice server, and since when answers are missing.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notice::TextGateway;
use store::NoticeId;
use tokio::sync::Notify;
use tokio::time::Instant;

/// The running side of texts.
pub(crate) struct Texts {
    /// Wakes the rounds from their pause.
    pub(super) wake: Notify,
    /// One round at a time.
    pub(super) round: tokio::sync::Mutex<()>,
    practice: Mutex<Option<TextGateway>>,
    began: Instant,
    lost_at: Mutex<HashMap<NoticeId, Instant>>,
}

impl Texts {
    pub(crate) fn new() -> Self {
        Self {
            wake: Notify::new(),
            round: tokio::sync::Mutex::default(),
            practice: Mutex::default(),
            began: Instant::now(),
            lost_at: Mutex::default(),
        }
    }

    pub(super) fn practise_with(&self, gateway: TextGateway) {
        *locked(&self.practice) = Some(gateway);
    }

    pub(super) fn practice(&self) -> Option<TextGateway> {
        locked(&self.practice).clone()
    }

    /// Notes that the answer to a text has just been lost.
    pub(super) fn lost(&self, id: NoticeId) {
        locked(&self.lost_at).insert(id, Instant::now());
    }

    /// Forgets a text that is no longer in doubt.
    pub(super) fn settled(&self, id: NoticeId) {
        locked(&self.lost_at).remove(&id);
    }

    /// Whether the answer has been missing for so long that "not there" is proof. The monotonic clock counts, which nobody can
    /// move; what was lost before this process began counts from its beginning.
    pub(super) fn is_quiet(&self, id: NoticeId, quiet: Duration) -> bool {
        let lost_at = locked(&self.lost_at).get(&id).copied().unwrap_or(self.began);
        lost_at.elapsed() >= quiet
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
