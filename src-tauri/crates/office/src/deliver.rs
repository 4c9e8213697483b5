//! The one place that sends a document and writes down what came of it.
//!
//! A document arrives here already `sending` in the book, together with the exact bytes. Whatever happens to this
//! process from now on, the book says that an answer is owed.

use chrono::NaiveDateTime;
use domain::{DocumentKey, IllegalTransition, Refusal, State};
use nts::{Exchange, FrozenRequest, LookedUp, Route, Sent, StoredDocument, StoredStatus};
use serde_json::json;
use store::{BookError, JournalAct, NewAttempt, Writer};

use crate::{Office, OfficeError};

impl Office {
    /// Sends frozen bytes and commits the answer, the attempts and the journal row in one transaction.
    pub(crate) async fn deliver(
        &self,
        route: &dyn Route,
        request: &FrozenRequest,
    ) -> Result<State, OfficeError> {
        let reply = route.send(request).await;
        self.seen().saw_sent(&reply.outcome);
        self.book_answer(&request.key, route.name(), &reply.exchanges, |state| {
            after_sending(state, &reply.outcome, request)
        })
    }

    /// Moves a document by what an answer proved, and keeps every exchange as an attempt.
    pub(crate) fn book_answer(
        &self,
        key: &DocumentKey,
        route: &str,
        exchanges: &[Exchange],
        step: impl FnOnce(State) -> Result<State, IllegalTransition>,
    ) -> Result<State, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            let id = shelved.document.id;
            let before = shelved.standing.state.name();
            let next = step(shelved.standing.state)
                .map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
            for exchange in exchanges {
                w.record_attempt(id, at, &attempt(route, exchange, next.name()))?;
            }
            if next.name() != before {
                w.set_standing(id, &next, at)?;
                note(w, key, &next, at)?;
            }
            Ok(next)
        })
    }
}

/// The journal's row for a state that a document has just reached.
fn note(w: &mut Writer<'_>, key: &DocumentKey, state: &State, at: NaiveDateTime) -> Result<(), BookError> {
    let (act, facts) = match state {
        State::Approved(approval) => (JournalAct::Approved, json!({ "approval": approval.number.as_str() })),
        State::Rejected(refusal) => (JournalAct::Rejected, json!({ "code": refusal.code })),
        State::Held(reason) => (JournalAct::Held, json!({ "reason": reason.as_str() })),
        State::Unknown => (JournalAct::LostAnswer, json!({})),
        State::Conflict(difference) => (JournalAct::ConflictFound, json!({ "differs": difference })),
        State::Sending => (JournalAct::Sent, json!({ "again": true })),
        State::Ready | State::Confirmed(_) | State::RefusedLater { .. } | State::CheckByHand => {
            (JournalAct::Answered, json!({ "state": state.name() }))
        }
    };
    w.journal(at, act, key.as_str(), &facts)
}

fn attempt(route: &str, exchange: &Exchange, outcome: &str) -> NewAttempt {
    NewAttempt {
        route: route.into(),
        call: exchange.call.into(),
        request: exchange.request.clone(),
        response: exchange.response.clone(),
        http_status: exchange.http_status,
        result_code: exchange.result_code.clone(),
        elapsed_ms: exchange.elapsed_ms,
        outcome: outcome.into(),
    }
}

/// What an answer to a sent document proves about it.
fn after_sending(state: State, sent: &Sent, request: &FrozenRequest) -> Result<State, IllegalTransition> {
    match sent {
        Sent::Approved(approval) => state.approve(approval.clone()),
        Sent::Duplicate(stored) => adopt(state, stored, request),
        Sent::Rejected(refusal) => state.reject(refusal.clone()),
        Sent::NotNow(wait) => state.hold(wait.reason),
        Sent::RouteStopped(_) => state.hold(domain::HeldReason::RouteStopped),
        Sent::NotSent(cause) => state.hold(cause.held_reason()),
        Sent::Unknown(_) => state.lose_answer(),
    }
}

/// What a look-up proves about an unknown document. `quiet` says whether absence is proof already.
pub(crate) fn after_look_up(
    state: State,
    found: &LookedUp,
    request: &FrozenRequest,
    quiet: bool,
) -> Result<State, IllegalTransition> {
    match found {
        LookedUp::Found(stored) => adopt(state, stored, request),
        LookedUp::NotThere if quiet => state.resend(),
        LookedUp::NotThere | LookedUp::NotNow(_) | LookedUp::RouteStopped(_) | LookedUp::NoAnswer(_) => {
            Ok(state)
        }
    }
}

/// A stored document that equals ours is ours; one that differs is for a person.
fn adopt(state: State, stored: &StoredDocument, request: &FrozenRequest) -> Result<State, IllegalTransition> {
    if let Err(difference) = nts::compare(request, stored) {
        return state.conflict(difference);
    }
    match stored.status {
        StoredStatus::Approved | StoredStatus::Confirmed => state.approve(stored.approval.clone()),
        StoredStatus::Rejected => {
            state.reject(Refusal { code: stored.result_code.clone(), field: None, message: String::new() })
        }
    }
}
