//! How long a wrong PIN makes the next try wait.
//!
//! The number of wrong tries is in the book; the wait itself is measured on the monotonic clock, so that moving the
//! computer's clock shortens nothing. A program that starts again knows how many tries there were but not when, so it
//! begins the wait anew.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use store::{StaffId, StaffMember};
use tokio::time::Instant;

/// Seconds after the first, second, … wrong try in a row; the last one for every further try.
const WAITS_S: [u64; 8] = [0, 0, 0, 5, 15, 60, 300, 900];

/// How long to wait after so many wrong tries in a row.
fn wait_after(wrong_tries: u32) -> Duration {
    let nth = usize::try_from(wrong_tries).unwrap_or(usize::MAX);
    let seconds = match nth.checked_sub(1) {
        None => 0,
        Some(nth) => WAITS_S.get(nth).or(WAITS_S.last()).copied().unwrap_or_default(),
    };
    Duration::from_secs(seconds)
}

/// From when on each person may try again.
#[derive(Debug, Default)]
pub(super) struct Patience(Mutex<HashMap<StaffId, Instant>>);

impl Patience {
    /// What is left of a person's wait. One who is seen for the first time waits from now on.
    pub fn left(&self, member: &StaffMember, now: Instant) -> Duration {
        let mut until = self.until();
        let until = until.entry(member.id).or_insert_with(|| now + wait_after(member.wrong_tries));
        until.saturating_duration_since(now)
    }

    /// Begins the wait that so many wrong tries bring.
    pub fn begin(&self, id: StaffId, wrong_tries: u32, now: Instant) -> Duration {
        let wait = wait_after(wrong_tries);
        self.until().insert(id, now + wait);
        wait
    }

    /// The PIN was right.
    pub fn forget(&self, id: StaffId) {
        self.until().remove(&id);
    }

    fn until(&self) -> MutexGuard<'_, HashMap<StaffId, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod patience_tests {
    use super::*;

    #[test]
    fn three_slips_cost_nothing_and_then_each_costs_more() {
        let waits: Vec<u64> = (0..=10).map(|tries| wait_after(tries).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 5, 15, 60, 300, 900, 900, 900]);
        assert_eq!(wait_after(u32::MAX).as_secs(), 900);
    }
}
