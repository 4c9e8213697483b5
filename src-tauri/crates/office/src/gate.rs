//! The gate before a route (관문): whether a document may go out now, decided before a socket opens.
//!
//! Four things can shut it, each with its own end: the line is down (a circuit breaker with probes in the background), the
//! NTS asked for patience (`Retry-After`), the day's quota is used up, the route's pace is kept. The breaker falls on the
//! first sign that costs time, so that the next customer never waits for the same dead line. The gate is a value: it
//! stands in the book beside the documents, is read and written in their transactions, and so survives a restart and
//! holds for every process of the shop.

mod quota;

use chrono::{NaiveDateTime, TimeDelta};
use domain::HeldReason;
use nts::{Capabilities, LookedUp, LostKind, NotNow, QuotaRead, Sent, Transmitted};
use serde::{Deserialize, Serialize};
use store::{BookError, Reader, Writer};

use self::quota::Quota;
use crate::jitter::jittered;

/// Lost answers in a row after which the line counts as down. One that ran into the time limit is enough by itself.
const LOST_IN_A_ROW: u8 = 2;
const FIRST_PROBE_MS: u64 = 1_000;
const LONGEST_PROBE_MS: u64 = 60_000;
/// The wall clock may be set right by this much without anybody having moved it.
pub(crate) const CLOCK_TOLERANCE: TimeDelta = TimeDelta::seconds(2);
/// What `E4002` without `Retry-After` asks for.
const PATIENCE: TimeDelta = TimeDelta::seconds(1);

/// What is known of a route. The default is a line that was never used: it is tried.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Gate {
    line: Line,
    not_before: Option<NaiveDateTime>,
    /// When the next request would be due if requests came at the route's even pace.
    paced_until: Option<NaiveDateTime>,
    quota: Quota,
    /// When this was written down. A clock that is behind it has been set back, also while the program was closed.
    noted_at: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Up { lost_in_a_row: u8 },
    Down { reason: HeldReason, code: Option<String>, tries: u32, probe_at: NaiveDateTime },
}

impl Default for Line {
    fn default() -> Self {
        Self::Up { lost_in_a_row: 0 }
    }
}

/// The gate is shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shut {
    pub reason: HeldReason,
    /// When to try again at the earliest.
    pub until: NaiveDateTime,
}

/// How the line is, for the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineSeen<'a> {
    Up,
    Down { reason: HeldReason, code: Option<&'a str> },
}

impl Gate {
    /// What the book knows of a route. Facts of another program version that cannot be read are as good as none: the NTS
    /// will say again.
    pub(crate) fn of(r: &Reader<'_>, route: &str) -> Result<Self, BookError> {
        let facts = r.route_gate(route)?;
        Ok(facts.and_then(|facts| serde_json::from_str(&facts).ok()).unwrap_or_default())
    }

    /// Writes it down.
    pub(crate) fn save(&self, w: &mut Writer<'_>, route: &str, at: NaiveDateTime) -> Result<(), BookError> {
        let noted = Self { noted_at: Some(at), ..self.clone() };
        w.save_route_gate(route, &serde_json::json!(noted).to_string(), at)
    }

    /// Lets one document through and counts it, or says why not.
    pub(crate) fn admit(&mut self, now: NaiveDateTime, route: &Capabilities) -> Result<(), Shut> {
        self.check_line()?;
        self.admit_anyway(now, route)
    }

    /// Lets one document through that a person wants to go out now, be the line up or down: it is the probe.
    pub(crate) fn admit_anyway(&mut self, now: NaiveDateTime, route: &Capabilities) -> Result<(), Shut> {
        self.quota.check(now)?;
        self.keep_pace(now, route)?;
        self.quota.count();
        Ok(())
    }

    /// Lets a document through once more whose first sending was certainly never taken: it stands in the count already.
    pub(crate) fn admit_again(&mut self, now: NaiveDateTime, route: &Capabilities) -> Result<(), Shut> {
        let mut again = self.clone();
        again.quota.give_back(now);
        again.admit(now, route)?;
        *self = again;
        Ok(())
    }

    /// Lets one question through; questions cost no quota.
    pub(crate) fn admit_question(&mut self, now: NaiveDateTime, route: &Capabilities) -> Result<(), Shut> {
        self.check_line()?;
        self.keep_pace(now, route)
    }

    /// When it opens again by itself, as far as is known; `None` while it is open.
    pub(crate) fn opens_at(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let quota = self.quota.opens_at(now);
        [self.probe_at(), self.not_before, quota].into_iter().flatten().filter(|until| *until > now).max()
    }

    /// Whether the line is down and it is time to see whether it still is.
    pub(crate) fn probe_is_due(&self, now: NaiveDateTime) -> bool {
        matches!(&self.line, Line::Down { probe_at, .. } if *probe_at <= now)
    }

    /// When the line is to be probed; `None` while it is up.
    const fn probe_at(&self) -> Option<NaiveDateTime> {
        match &self.line {
            Line::Up { .. } => None,
            Line::Down { probe_at, .. } => Some(*probe_at),
        }
    }

    /// How the line is.
    pub(crate) fn line(&self) -> LineSeen<'_> {
        match &self.line {
            Line::Up { .. } => LineSeen::Up,
            Line::Down { reason, code, .. } => LineSeen::Down { reason: *reason, code: code.as_deref() },
        }
    }

    /// Documents that may still go out today; `None` until the NTS has said how many.
    pub(crate) fn quota_left(&self, now: NaiveDateTime) -> Option<u32> {
        self.quota.left(now)
    }

    /// Learns from what became of a document.
    pub(crate) fn saw_sent(&mut self, sent: &Sent, now: NaiveDateTime) {
        if !matches!(sent, Sent::Approved(_) | Sent::Unknown(_)) {
            self.quota.give_back(now);
        }
        match sent {
            Sent::Approved(_) | Sent::Duplicate(_) | Sent::Rejected(_) => self.line = Line::default(),
            Sent::NotNow(wait) => self.asked_to_wait(wait, now),
            Sent::RouteStopped(stop) if stop.stops_only_invoices() => self.line = Line::default(),
            Sent::RouteStopped(stop) => self.fall(HeldReason::RouteStopped, Some(&stop.code), None, now),
            Sent::NotSent(cause) => self.fall(cause.held_reason(), None, None, now),
            Sent::Unknown(lost) => self.lost(lost.kind, now),
        }
    }

    /// Learns from the answer to a question.
    pub(crate) fn saw_looked_up(&mut self, found: &LookedUp, now: NaiveDateTime) {
        match found {
            LookedUp::Found(_) | LookedUp::NotThere => self.line = Line::default(),
            LookedUp::NotNow(wait) => self.asked_to_wait(wait, now),
            LookedUp::RouteStopped(stop) if stop.stops_only_invoices() => self.line = Line::default(),
            LookedUp::RouteStopped(stop) => self.fall(HeldReason::RouteStopped, Some(&stop.code), None, now),
            LookedUp::NotSent(cause) => self.fall(cause.held_reason(), None, None, now),
            LookedUp::NoAnswer(_) => self.lost(LostKind::Reset, now),
        }
    }

    /// Learns from the answer to a transmission.
    pub(crate) fn saw_transmitted(&mut self, transmitted: &Transmitted, now: NaiveDateTime) {
        match transmitted {
            Transmitted::Sent(_)
            | Transmitted::Refused(_)
            | Transmitted::NotThere
            | Transmitted::Declined(_) => {
                self.line = Line::default();
            }
            Transmitted::NotNow(wait) => self.asked_to_wait(wait, now),
            Transmitted::RouteStopped(stop) if stop.stops_only_invoices() => self.line = Line::default(),
            Transmitted::RouteStopped(stop) => {
                self.fall(HeldReason::RouteStopped, Some(&stop.code), None, now);
            }
            Transmitted::NotSent(cause) => self.fall(cause.held_reason(), None, None, now),
            Transmitted::NoAnswer(_) => self.lost(LostKind::Reset, now),
        }
    }

    /// Learns from a probe, which asks for the quota.
    pub(crate) fn saw_quota(&mut self, read: &QuotaRead, now: NaiveDateTime) {
        match read {
            QuotaRead::Known(known) => {
                self.line = Line::default();
                self.quota.take_over(known, now);
            }
            QuotaRead::NotCounted => self.line = Line::default(),
            QuotaRead::NotNow(wait) => self.asked_to_wait(wait, now),
            QuotaRead::RouteStopped(stop) => {
                self.fall(HeldReason::RouteStopped, Some(&stop.code), None, now);
            }
            QuotaRead::NotSent(cause) => self.fall(cause.held_reason(), None, None, now),
            QuotaRead::NoAnswer(_) => self.fall(HeldReason::RouteDown, None, None, now),
        }
    }

    /// Forgets what was remembered when the clock was ahead of what it is now.
    pub(crate) fn notice_clock(&mut self, now: NaiveDateTime) {
        if self.noted_at.is_some_and(|noted_at| noted_at > now + CLOCK_TOLERANCE) {
            self.clock_went_back(now);
        }
    }

    /// Somebody moved the clock back: what was remembered as a time of day means nothing any more.
    pub(crate) fn clock_went_back(&mut self, now: NaiveDateTime) {
        (self.not_before, self.paced_until) = (None, None);
        self.quota.forget_times();
        if let Line::Down { probe_at, .. } = &mut self.line {
            *probe_at = now;
        }
    }

    /// A new way to the NTS was opened, or a person asked to try at once.
    pub(crate) fn try_again(&mut self, now: NaiveDateTime) {
        if let Line::Down { probe_at, .. } = &mut self.line {
            *probe_at = now;
        }
    }

    const fn check_line(&self) -> Result<(), Shut> {
        match &self.line {
            Line::Up { .. } => Ok(()),
            Line::Down { reason, probe_at, .. } => Err(Shut { reason: *reason, until: *probe_at }),
        }
    }

    /// The route's even pace with a burst of one second (generic cell rate algorithm).
    fn keep_pace(&mut self, now: NaiveDateTime, route: &Capabilities) -> Result<(), Shut> {
        if let Some(until) = self.not_before.filter(|until| *until > now) {
            return Err(Shut { reason: HeldReason::TooManyRequests, until });
        }
        let apart = TimeDelta::microseconds(1_000_000 / i64::from(route.requests_per_second.max(1)));
        let paced_until = self.paced_until.unwrap_or(now).max(now);
        let ahead = paced_until - now;
        if ahead + apart > TimeDelta::seconds(1) {
            let until = paced_until + apart - TimeDelta::seconds(1);
            return Err(Shut { reason: HeldReason::TooManyRequests, until });
        }
        self.paced_until = Some(paced_until + apart);
        Ok(())
    }

    fn asked_to_wait(&mut self, wait: &NotNow, now: NaiveDateTime) {
        let after = wait.retry_after_ms.map(milliseconds);
        match wait.reason {
            HeldReason::Quota => {
                self.line = Line::default();
                self.quota.spent(wait.resets_at.as_deref(), now);
            }
            HeldReason::TooManyRequests => {
                self.line = Line::default();
                self.not_before = Some(now + after.unwrap_or(PATIENCE));
            }
            HeldReason::NotYetPossible | HeldReason::ByFile => self.line = Line::default(),
            HeldReason::NoNetwork | HeldReason::RouteDown | HeldReason::RouteStopped => {
                self.fall(wait.reason, Some(&wait.code), after, now);
            }
        }
    }

    fn lost(&mut self, kind: LostKind, now: NaiveDateTime) {
        let before = match &self.line {
            Line::Up { lost_in_a_row } => *lost_in_a_row,
            Line::Down { .. } => LOST_IN_A_ROW,
        };
        let lost_in_a_row = before.saturating_add(1);
        if kind == LostKind::Timeout || lost_in_a_row >= LOST_IN_A_ROW {
            self.fall(HeldReason::RouteDown, None, None, now);
        } else {
            self.line = Line::Up { lost_in_a_row };
        }
    }

    /// The line is down; each failed probe makes the next one later, up to a minute.
    fn fall(&mut self, reason: HeldReason, code: Option<&str>, after: Option<TimeDelta>, now: NaiveDateTime) {
        let tries = match &self.line {
            Line::Up { .. } => 0,
            // Several documents that were under way together fail together: that is one sign, not several.
            Line::Down { tries, probe_at, .. } => tries.saturating_add(u32::from(*probe_at <= now)),
        };
        let wait = milliseconds(jittered(FIRST_PROBE_MS, LONGEST_PROBE_MS, tries, &(now, &self.quota)));
        let probe_at = now + after.unwrap_or(wait).max(wait);
        self.line = Line::Down { reason, code: code.map(Into::into), tries, probe_at };
    }
}

fn milliseconds(ms: u64) -> TimeDelta {
    TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(i64::MAX / 2))
}

#[cfg(test)]
mod gate_tests;
