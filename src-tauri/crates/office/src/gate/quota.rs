//! The day's quota (일일 한도): counted before sending, and set right by the NTS's own count.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::HeldReason;
use nts::Quota as NtsQuota;
use serde::{Deserialize, Serialize};

use super::Shut;

/// What was used today. The default knows of no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Quota {
    day: NaiveDate,
    used: u32,
    limit: Option<u32>,
    /// The NTS said that it is used up until then.
    spent_until: Option<NaiveDateTime>,
}

impl Quota {
    /// Whether one more document may go out; a new day begins at zero.
    pub(super) fn check(&mut self, now: NaiveDateTime) -> Result<(), Shut> {
        if self.day != now.date() {
            (self.day, self.used) = (now.date(), 0);
        }
        match self.opens_at(now) {
            Some(until) => Err(Shut { reason: HeldReason::Quota, until }),
            None => Ok(()),
        }
    }

    /// One more has gone out.
    pub(super) fn count(&mut self) {
        self.used = self.used.saturating_add(1);
    }

    /// What was certainly not taken costs nothing; else a few refusals would use up a small quota.
    pub(super) fn give_back(&mut self, now: NaiveDateTime) {
        if self.day == now.date() {
            self.used = self.used.saturating_sub(1);
        }
    }

    /// The NTS says that it is used up, and until when (RFC 3339).
    pub(super) fn spent(&mut self, resets_at: Option<&str>, now: NaiveDateTime) {
        let until = resets_at.and_then(korean_time);
        self.spent_until = Some(until.unwrap_or_else(|| midnight_after(now)));
    }

    /// The NTS's own count.
    pub(super) fn take_over(&mut self, known: &NtsQuota, now: NaiveDateTime) {
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        *self = Self {
            day: now.date(),
            used: count(known.used),
            limit: Some(count(known.daily_limit)),
            spent_until: None,
        };
    }

    /// Documents that may still go out today; `None` until the NTS has said how many.
    pub(super) fn left(&self, now: NaiveDateTime) -> Option<u32> {
        if self.told(now).is_some() {
            return Some(0);
        }
        let used = if self.day == now.date() { self.used } else { 0 };
        self.limit.map(|limit| limit.saturating_sub(used))
    }

    /// When documents may go out again; `None` while they may.
    pub(super) fn opens_at(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let is_spent = self.left(now) == Some(0);
        is_spent.then(|| self.told(now).unwrap_or_else(|| midnight_after(now)))
    }

    /// The clock was moved: a time of day that was told means nothing any more.
    pub(super) fn forget_times(&mut self) {
        self.spent_until = None;
    }

    fn told(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        self.spent_until.filter(|until| *until > now)
    }
}

fn midnight_after(now: NaiveDateTime) -> NaiveDateTime {
    let tomorrow = now.date().checked_add_days(Days::new(1)).unwrap_or(now.date());
    NaiveDateTime::new(tomorrow, NaiveTime::MIN)
}

/// The NTS's own time of day in Korean local time.
fn korean_time(text: &str) -> Option<NaiveDateTime> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(at.naive_utc() + TimeDelta::hours(9))
}
