//! The clock of the practice NTS, in Korean time, which a person can move to see tomorrow today.
//!
//! Two readings on purpose: documents, token lifetimes and the day-after confirmation follow the **moved** clock, while
//! the ±300 s check of a token request and of a signed call follows the **true** one. Otherwise moving the calendar by a day would cut off
//! every client whose own clock is right.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::Deserialize;

/// Where the time comes from: a function that returns the present in Korean time (UTC+9).
pub type Now = Arc<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>;

/// A movable clock on top of [`Now`].
pub(crate) struct PracticeClock {
    now: Now,
    shift_ms: AtomicI64,
}

/// A wish to move the clock: `{"at": "2026-11-23T09:30:00+09:00"}` or `{"advance_s": 3600}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ClockMove {
    /// Set to this moment; it runs on from there.
    At(DateTime<FixedOffset>),
    /// Move by so many seconds, negative for back.
    AdvanceS(i64),
}

impl PracticeClock {
    pub(crate) fn new(now: Now) -> Self {
        Self { now, shift_ms: AtomicI64::new(0) }
    }

    /// The moved time, which documents carry.
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        let true_now = self.true_now();
        let shift = TimeDelta::milliseconds(self.shift_ms.load(Ordering::SeqCst));
        true_now.checked_add_signed(shift).unwrap_or(true_now)
    }

    /// The unmoved time, against which a client's timestamp is judged.
    pub(crate) fn true_now(&self) -> DateTime<FixedOffset> {
        (self.now)()
    }

    /// Moves the clock and returns the new reading.
    pub(crate) fn apply(&self, wish: ClockMove) -> DateTime<FixedOffset> {
        let shift_ms = match wish {
            ClockMove::At(at) => at.signed_duration_since(self.true_now()).num_milliseconds(),
            ClockMove::AdvanceS(seconds) => {
                self.shift_ms.load(Ordering::SeqCst).saturating_add(seconds.saturating_mul(1_000))
            }
        };
        self.shift_ms.store(shift_ms, Ordering::SeqCst);
        self.now()
    }
}
