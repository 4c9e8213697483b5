//! Whether somebody at the counter still waits for an answer. Exactly one side wins: the press that gives up, or the
//! answer that arrives; so a slip is printed by one of them and never by both, and a refusal that nobody saw is noticed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// How long the counter waits for an answer; then it goes on behind.
pub(crate) const COUNTER_WAIT: Duration = Duration::from_secs(3);

/// Shared between a press and what it sends.
#[derive(Debug, Clone)]
pub(crate) struct Watch {
    somebody: Arc<AtomicBool>,
    until: Instant,
}

impl Watch {
    /// Somebody waits, but not longer than a customer would.
    pub(crate) fn begin() -> Self {
        Self::new(true, Instant::now() + COUNTER_WAIT)
    }

    /// Nobody waits: whoever pressed sees a list later, and not this answer.
    pub(crate) fn nobody() -> Self {
        Self::new(false, Instant::now() + COUNTER_WAIT)
    }

    /// The same patience for the next document of the same press.
    pub(crate) fn go_on(&self) -> Self {
        Self::new(true, self.until)
    }

    /// When the patience ends.
    pub(crate) const fn until(&self) -> Instant {
        self.until
    }

    /// Ends the wait, from either side; true for the side that came first.
    pub(crate) fn end(&self) -> bool {
        self.somebody.swap(false, Ordering::AcqRel)
    }

    fn new(somebody: bool, until: Instant) -> Self {
        Self { somebody: Arc::new(AtomicBool::new(somebody)), until }
    }
}
