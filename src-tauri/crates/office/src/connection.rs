//! What the foot of the navigation says: how the line to the NTS is, judged by the last answers.

use chrono::NaiveDateTime;
use domain::HeldReason;
use nts::StopReason;

use crate::gate::{Gate, LineSeen};

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
    /// What has to be repaired, where a stopped route said so.
    pub repair: Option<StopReason>,
    /// Documents that may still be issued today.
    pub quota_left: Option<u32>,
}

impl Connection {
    pub(crate) const STARTING: Self =
        Self { state: ConnectionState::Starting, code: None, repair: None, quota_left: None };

    /// What a gate knows, in the window's terms.
    pub(crate) fn seen(gate: &Gate, now: NaiveDateTime) -> Self {
        let (state, code) = match gate.line() {
            LineSeen::Up => (ConnectionState::Connected, None),
            LineSeen::Down { reason, code } => (state_of(reason), code),
        };
        let repair = code.filter(|_| state == ConnectionState::Stopped).and_then(StopReason::of_code);
        Self { state, code: code.map(Into::into), repair, quota_left: gate.quota_left(now) }
    }
}

const fn state_of(reason: HeldReason) -> ConnectionState {
    match reason {
        HeldReason::NoNetwork => ConnectionState::NoNetwork,
        HeldReason::RouteStopped => ConnectionState::Stopped,
        HeldReason::RouteDown
        | HeldReason::Quota
        | HeldReason::TooManyRequests
        | HeldReason::NotYetPossible
        | HeldReason::ByFile => ConnectionState::RouteDown,
    }
}
