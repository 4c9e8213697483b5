//! The shop's clock. Everything in the book is Korean local time (UTC+9, no daylight saving), whatever the PC says.

use chrono::{NaiveDateTime, TimeDelta, Utc};

const KOREA_AHEAD_S: i64 = 9 * 3600;

/// Tells the time; a port, because tests and simulations own theirs.
pub trait Clock: Send + Sync {
    /// Korean local time.
    fn now(&self) -> NaiveDateTime;

    /// Seconds since 1970 in UTC, for signatures.
    fn unix_seconds(&self) -> i64 {
        self.now().and_utc().timestamp() - KOREA_AHEAD_S
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock the others are told to use")]
    fn now(&self) -> NaiveDateTime {
        Utc::now().naive_utc() + TimeDelta::seconds(KOREA_AHEAD_S)
    }
}
