//! Answers of the NTS, and what each proves about a document. Never more than the wire proved: an answer that is missing
//! proves nothing, "not there" is for the caller to judge, and "used already" is good news if it is ours.

use chrono::NaiveDateTime;
use domain::{HeldReason, IllegalTransition, Refusal, State};
use nts::{Exchange, FrozenRequest, LookedUp, Reply, Sent, StoredDocument, StoredStatus};

use crate::gate::Gate;
use crate::watch::Watch;

/// What was heard of a document.
pub(crate) enum Heard {
    /// It was sent.
    Sent(Reply<Sent>),
    /// It was asked for; `quiet` says whether absence is proof already.
    LookedUp { reply: Reply<LookedUp>, quiet: bool },
    /// The route has nobody to ask.
    NobodyToAsk,
}

/// An answer on its way into the book.
pub(crate) struct Answer {
    pub request: FrozenRequest,
    pub heard: Heard,
    /// The press that waits for it.
    pub watch: Option<Watch>,
}

impl Answer {
    pub(crate) fn teach(&self, gate: &mut Gate, at: NaiveDateTime) {
        match &self.heard {
            Heard::Sent(reply) => gate.saw_sent(&reply.outcome, at),
            Heard::LookedUp { reply, .. } => gate.saw_looked_up(&reply.outcome, at),
            Heard::NobodyToAsk => {}
        }
    }

    pub(crate) fn exchanges(&self) -> &[Exchange] {
        match &self.heard {
            Heard::Sent(reply) => &reply.exchanges,
            Heard::LookedUp { reply, .. } => &reply.exchanges,
            Heard::NobodyToAsk => &[],
        }
    }

    /// How long the NTS asked to wait.
    pub(crate) fn retry_after_ms(&self) -> Option<u64> {
        match &self.heard {
            Heard::Sent(Reply { outcome: Sent::NotNow(wait), .. })
            | Heard::LookedUp { reply: Reply { outcome: LookedUp::NotNow(wait), .. }, .. } => {
                wait.retry_after_ms
            }
            Heard::Sent(_) | Heard::LookedUp { .. } | Heard::NobodyToAsk => None,
        }
    }

    /// It is not there, and it is too early for that to be proof: asking was no try that failed.
    pub(crate) fn came_too_early(&self) -> bool {
        matches!(
            &self.heard,
            Heard::LookedUp { reply: Reply { outcome: LookedUp::NotThere, .. }, quiet: false }
        )
    }

    /// The NTS's code behind a wait or a stop, for the journal.
    pub(crate) fn code(&self) -> Option<&str> {
        match &self.heard {
            Heard::Sent(Reply { outcome: Sent::NotNow(wait), .. }) => Some(&wait.code),
            Heard::Sent(Reply { outcome: Sent::RouteStopped(stop), .. }) => Some(&stop.code),
            Heard::Sent(_) | Heard::LookedUp { .. } | Heard::NobodyToAsk => None,
        }
    }
}

/// What an answer to a document that is on its way proves about it.
pub(crate) fn after_sending(
    state: State,
    sent: &Sent,
    request: &FrozenRequest,
) -> Result<State, IllegalTransition> {
    match sent {
        Sent::Approved(approval) => state.approve(approval.clone()),
        Sent::Duplicate(stored) => adopt(state, stored, request),
        Sent::Rejected(refusal) => state.reject(refusal.clone()),
        Sent::NotNow(wait) => state.hold(wait.reason),
        Sent::RouteStopped(_) => state.hold(HeldReason::RouteStopped),
        Sent::NotSent(cause) => state.hold(cause.held_reason()),
        Sent::Unknown(_) => state.lose_answer(),
    }
}

/// What an answer proves about a document that was given up for lost before it came.
pub(crate) fn late_answer(
    state: State,
    sent: &Sent,
    request: &FrozenRequest,
) -> Result<State, IllegalTransition> {
    match (&state, sent) {
        (State::Unknown, Sent::Approved(_) | Sent::Duplicate(_)) => after_sending(state, sent, request),
        (
            _,
            Sent::Approved(_)
            | Sent::Duplicate(_)
            | Sent::Rejected(_)
            | Sent::NotNow(_)
            | Sent::RouteStopped(_)
            | Sent::NotSent(_)
            | Sent::Unknown(_),
        ) => Ok(state),
    }
}

/// A stored document that equals ours is ours; one that differs is for a person.
pub(crate) fn adopt(
    state: State,
    stored: &StoredDocument,
    request: &FrozenRequest,
) -> Result<State, IllegalTransition> {
    if let Err(difference) = nts::compare(request, stored) {
        return state.conflict(difference);
    }
    match stored.status {
        StoredStatus::Approved | StoredStatus::Confirmed => state.approve(stored.approval.clone()),
        StoredStatus::Transmitted(sent_at) => state.approve(stored.approval.clone())?.transmit(sent_at),
        // Approved once and refused the day after: the approval number stays with it.
        StoredStatus::Rejected => state.approve(stored.approval.clone())?.refuse_later(Refusal {
            code: stored.result_code.clone(),
            field: None,
            message: String::new(),
        }),
    }
}
