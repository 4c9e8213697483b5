//! Whether somebody at the counter still waits for an answer. Exactly one side wins: the press that gives up, or the
//! answer that arrives; so a slip is printed by one of them and never by both, and a refusal that nobody saw is noticed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared between a press and the sending it began.
#[derive(Debug, Clone)]
pub(crate) struct Watch(Arc<AtomicBool>);

impl Watch {
    /// Somebody waits.
    pub(crate) fn begin() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    /// Ends the wait, from either side; true for the side that came first.
    pub(crate) fn end(&self) -> bool {
        self.0.swap(false, Ordering::AcqRel)
    }
}
