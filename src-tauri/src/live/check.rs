//! The checks before the real book is used: clock, account, certificate, points, in the order in which one can spoil the next.

use nts::{Asked, Certificate, NotSentCause, Points, PopbillRoute, RouteStop, StopReason};
use office::{Clock, SystemClock};

/// LinkHub refuses signatures of another time; how far it lets a clock be off is not documented (providers.md §6.2).
const CLOCK_WARN_S: i64 = 60;
const CLOCK_BAD_S: i64 = 300;
/// 공동인증서: a month is time enough to renew one.
const CERTIFICATE_WARN_DAYS: i64 = 30;
/// Fewer points than a busy morning takes.
const POINTS_WARN: i64 = 1_000;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckKind {
    /// This computer's time.
    Clock,
    /// Name and key.
    Account,
    /// What signs invoices.
    Certificate,
    /// What issuing costs.
    Points,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// As it should be.
    Good,
    /// It works, but somebody should look at it.
    Warn,
    /// It stops going live.
    Bad,
    /// An earlier one has to be good first.
    Skipped,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub kind: CheckKind,
    /// How.
    pub state: CheckState,
    /// Stable name of the reason; none when good.
    pub reason: Option<&'static str>,
    /// Seconds the clock is ahead, days the certificate lasts, points left.
    pub amount: Option<i64>,
    /// The service's words, without identifiers.
    pub detail: Option<String>,
}

/// Whether nothing stops it.
#[must_use]
pub fn may_go_on(checks: &[Check]) -> bool {
    !checks.is_empty()
        && checks.iter().all(|check| matches!(check.state, CheckState::Good | CheckState::Warn))
}

/// All of them.
pub(super) async fn all(route: &PopbillRoute) -> Vec<Check> {
    let clock = clock(route.clock_ahead_s().await.outcome);
    if clock.state == CheckState::Bad {
        let rest = [CheckKind::Account, CheckKind::Certificate, CheckKind::Points];
        return [vec![clock], rest.map(Check::skipped).to_vec()].concat();
    }
    let asked = route.points().await.outcome;
    let account = account(&asked);
    if account.state == CheckState::Bad {
        return vec![
            clock,
            account,
            Check::skipped(CheckKind::Certificate),
            Check::skipped(CheckKind::Points),
        ];
    }
    let certificate = certificate(route.certificate().await.outcome);
    vec![clock, account, certificate, points(asked)]
}

fn clock(asked: Asked<i64>) -> Check {
    let check = Check::of(CheckKind::Clock);
    match Heard::of(asked) {
        Heard::Known(ahead_s) => {
            let (state, reason) = match ahead_s.abs() {
                off if off > CLOCK_BAD_S => (CheckState::Bad, Some("clock")),
                off if off > CLOCK_WARN_S => (CheckState::Warn, Some("clock")),
                _ => (CheckState::Good, None),
            };
            Check { state, reason, amount: Some(ahead_s), ..check }
        }
        Heard::Refused(words) => check.bad("refused", Some(words)),
        Heard::Nothing(reason, words) => check.bad(reason, words),
    }
}

/// Points are asked for under a token: whoever gets an answer has an account, whatever the answer.
fn account(asked: &Asked<Points>) -> Check {
    let check = Check::of(CheckKind::Account);
    match Heard::of(asked.clone()) {
        Heard::Known(_) | Heard::Refused(_) => check,
        Heard::Nothing(reason, words) => check.bad(reason, words),
    }
}

/// Receipts go on without a certificate, so none is a warning.
fn certificate(asked: Asked<Certificate>) -> Check {
    let check = Check::of(CheckKind::Certificate);
    match Heard::of(asked) {
        Heard::Known(certificate) => {
            let left = (certificate.expires_at.date() - SystemClock.now().date()).num_days();
            let (state, reason) = match left {
                ..0 => (CheckState::Warn, Some("expired")),
                0..=CERTIFICATE_WARN_DAYS => (CheckState::Warn, Some("expires_soon")),
                _ => (CheckState::Good, None),
            };
            Check { state, reason, amount: Some(left), ..check }
        }
        Heard::Refused(words) => check.warn("no_certificate", Some(words)),
        Heard::Nothing(reason, words) => check.bad(reason, words),
    }
}

fn points(asked: Asked<Points>) -> Check {
    let check = Check::of(CheckKind::Points);
    match Heard::of(asked) {
        Heard::Known(Points(left)) if left < POINTS_WARN => {
            Check { amount: Some(left), ..check.warn("low", None) }
        }
        Heard::Known(Points(left)) => Check { amount: Some(left), ..check },
        Heard::Refused(words) => check.warn("money", Some(words)),
        Heard::Nothing(reason, words) => check.bad(reason, words),
    }
}

/// An answer as a check looks at it.
enum Heard<T> {
    Known(T),
    /// It says no, in these words.
    Refused(String),
    /// No answer, why, and words that belong to it.
    Nothing(&'static str, Option<String>),
}

impl<T> Heard<T> {
    fn of(asked: Asked<T>) -> Self {
        match asked {
            Asked::Known(known) => Self::Known(known),
            Asked::Refused(refusal) => Self::Refused(refusal.message),
            Asked::NotNow(_) => Self::Nothing("not_now", None),
            Asked::RouteStopped(stop) => Self::Nothing(why_stopped(&stop), Some(stop.message)),
            Asked::NotSent(cause) => Self::Nothing(why_not_sent(&cause), Some(cause.to_string())),
            Asked::NoAnswer(words) => Self::Nothing("no_answer", Some(words)),
        }
    }
}

/// The stable name of what has to be repaired.
pub(super) fn why_stopped(stop: &RouteStop) -> &'static str {
    stop.reason().map_or("no_answer", StopReason::as_str)
}

/// Whether somebody else answered, or nobody.
pub(super) fn why_not_sent(cause: &NotSentCause) -> &'static str {
    if matches!(cause, NotSentCause::Tls(_)) { "not_trusted" } else { "not_reached" }
}

impl Check {
    pub(super) fn of(kind: CheckKind) -> Self {
        Self { kind, state: CheckState::Good, reason: None, amount: None, detail: None }
    }

    pub(super) fn skipped(kind: CheckKind) -> Self {
        Self { state: CheckState::Skipped, ..Self::of(kind) }
    }

    fn warn(self, reason: &'static str, detail: Option<String>) -> Self {
        Self { state: CheckState::Warn, reason: Some(reason), detail, ..self }
    }

    pub(super) fn bad(self, reason: &'static str, detail: Option<String>) -> Self {
        Self { state: CheckState::Bad, reason: Some(reason), detail, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_ten_minutes_off_stops_and_two_minutes_warn() {
        for (ahead, state) in [
            (0, CheckState::Good),
            (60, CheckState::Good),
            (-61, CheckState::Warn),
            (300, CheckState::Warn),
            (600, CheckState::Bad),
            (-600, CheckState::Bad),
        ] {
            assert_eq!(clock(Asked::Known(ahead)).state, state, "{ahead}");
        }
    }

    #[test]
    fn points_that_run_out_warn_and_stop_nothing() {
        let checks = [points(Asked::Known(Points(0))), points(Asked::Known(Points(5_000)))];
        assert_eq!(checks.clone().map(|check| check.state), [CheckState::Warn, CheckState::Good]);
        assert!(may_go_on(&checks));
        assert!(!may_go_on(&[]), "nothing was checked");
        assert!(!may_go_on(&[Check::skipped(CheckKind::Points)]));
    }
}
