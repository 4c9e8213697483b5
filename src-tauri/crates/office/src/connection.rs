//! What the foot of the navigation says: how the line to the NTS is, judged by the last answers.

use domain::HeldReason;
use nts::{LookedUp, NotNow, QuotaRead, Sent};

/// How the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionState {
    /// The route is being opened.
    Starting,
    /// The last call was answered.
    Connected,
    /// Nothing left this machine.
    NoNetwork,
    /// The NTS did not answer as it should.
    RouteDown,
    /// The route refuses us until something is renewed.
    Stopped,
}

/// The line to the NTS as last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// How the line is.
    pub state: ConnectionState,
    /// The NTS's result code behind it.
    pub code: Option<String>,
    /// Documents that may still be issued today.
    pub quota_left: Option<u32>,
}

impl Connection {
    pub(crate) const STARTING: Self = Self { state: ConnectionState::Starting, code: None, quota_left: None };

    pub(crate) fn saw_sent(&mut self, sent: &Sent) {
        match sent {
            Sent::Approved(_) | Sent::Duplicate(_) | Sent::Rejected(_) => self.answered(),
            Sent::NotNow(wait) => self.busy(wait),
            Sent::RouteStopped(stop) => self.set(ConnectionState::Stopped, Some(&stop.code)),
            Sent::NotSent(_) => self.set(ConnectionState::NoNetwork, None),
            Sent::Unknown(_) => self.set(ConnectionState::RouteDown, None),
        }
        if matches!(sent, Sent::Approved(_)) {
            self.quota_left = self.quota_left.map(|left| left.saturating_sub(1));
        }
    }

    pub(crate) fn saw_look_up(&mut self, found: &LookedUp) {
        match found {
            LookedUp::Found(_) | LookedUp::NotThere => self.answered(),
            LookedUp::NotNow(wait) => self.busy(wait),
            LookedUp::RouteStopped(stop) => self.set(ConnectionState::Stopped, Some(&stop.code)),
            LookedUp::NoAnswer(_) => self.set(ConnectionState::RouteDown, None),
        }
    }

    pub(crate) fn saw_quota(&mut self, read: &QuotaRead) {
        match read {
            QuotaRead::Known(quota) => {
                self.answered();
                let left = quota.daily_limit.saturating_sub(quota.used);
                self.quota_left = Some(u32::try_from(left).unwrap_or(u32::MAX));
            }
            QuotaRead::NoAnswer(_) => self.set(ConnectionState::RouteDown, None),
        }
    }

    fn answered(&mut self) {
        self.set(ConnectionState::Connected, None);
    }

    /// The NTS answers, it only asks us to wait; maintenance is the one wait that means it is down.
    fn busy(&mut self, wait: &NotNow) {
        let state = match wait.reason {
            HeldReason::Quota | HeldReason::TooManyRequests | HeldReason::NotYetPossible => {
                ConnectionState::Connected
            }
            HeldReason::NoNetwork | HeldReason::RouteDown | HeldReason::RouteStopped => {
                ConnectionState::RouteDown
            }
        };
        self.set(state, Some(&wait.code));
        if wait.reason == HeldReason::Quota {
            self.quota_left = Some(0);
        }
    }

    fn set(&mut self, state: ConnectionState, code: Option<&str>) {
        self.state = state;
        self.code = code.map(Into::into);
    }
}
