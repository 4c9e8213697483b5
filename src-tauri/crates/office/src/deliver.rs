//! The one place that sends a document and writes down what came of it.
//!
//! A document arrives here already `sending` in the book, together with the exact bytes. Whatever happens to this
//! process from now on, the book says that an answer is owed.

use chrono::{NaiveDateTime, TimeDelta};
use domain::{DocumentKey, IllegalTransition, Refusal, State};
use nts::{Exchange, FrozenRequest, LookedUp, Route, Sent, StoredDocument, StoredStatus};
use serde_json::json;
use store::{BookError, DocumentId, JournalAct, NewAttempt, Writer};

use crate::{Office, OfficeError};

/// What became of a document in one transaction.
pub(crate) struct Moved {
    /// Name of the state it had.
    pub before: &'static str,
    /// The state it has.
    pub state: State,
}

/// What an exchange with the NTS brought for one document.
pub(crate) struct Answer<'a> {
    pub route: &'a str,
    pub exchanges: &'a [Exchange],
    /// How long the NTS asked us to wait.
    pub retry_after_ms: Option<u64>,
    /// The NTS's code behind a wait or a stop, for the journal.
    pub code: Option<&'a str>,
}

impl Office {
    /// Sends frozen bytes and commits the answer, the attempts and the journal row in one transaction.
    ///
    /// # Errors
    /// [`OfficeError::AnswerNotBooked`]: bytes may have left, so nothing here may claim that nothing was sent.
    pub(crate) async fn deliver(
        &self,
        route: &dyn Route,
        request: &FrozenRequest,
    ) -> Result<State, OfficeError> {
        let reply = route.send(request).await;
        self.seen().saw_sent(&reply.outcome);
        let answer = Answer {
            route: route.name(),
            exchanges: &reply.exchanges,
            retry_after_ms: retry_after(&reply.outcome),
            code: code(&reply.outcome),
        };
        let booked =
            self.book_answer(&request.key, &answer, |state| after_sending(state, &reply.outcome, request));
        booked.map(|moved| moved.state).map_err(|source| OfficeError::AnswerNotBooked {
            key: request.key.clone(),
            source: Box::new(source),
        })
    }

    /// Moves a document by what an answer proved, keeps every exchange as an attempt, and sets the time of the next try.
    /// A document that somebody else has settled meanwhile stays as it is.
    pub(crate) fn book_answer(
        &self,
        key: &DocumentKey,
        answer: &Answer<'_>,
        step: impl FnOnce(State) -> Result<State, IllegalTransition>,
    ) -> Result<Moved, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            let (id, now) = (shelved.document.id, shelved.standing.state);
            let before = now.name();
            let next = if now.is_open() { step(now.clone()).map_err(illegal(key))? } else { now.clone() };
            let state = if next.name() == before { next } else { reach(w, id, now, next, at)? };
            for exchange in answer.exchanges {
                w.record_attempt(id, at, &attempt(answer.route, exchange, state.name()))?;
            }
            if state.name() != before {
                note(w, key, &state, answer.code, at)?;
            }
            if state.is_open() {
                let tries = shelved.standing.attempts.saturating_add(1);
                w.schedule(id, tries, Some(at + wait_before(tries, answer.retry_after_ms)))?;
            }
            Ok(Moved { before, state })
        })
    }
}

fn illegal(key: &DocumentKey) -> impl FnOnce(IllegalTransition) -> OfficeError {
    let key = key.clone();
    |source| OfficeError::IllegalStep { key, source }
}

/// Writes the new state. An approval number that another document of the day has already is for a person to look at.
fn reach(
    w: &mut Writer<'_>,
    id: DocumentId,
    before: State,
    next: State,
    at: NaiveDateTime,
) -> Result<State, BookError> {
    match w.set_standing(id, &next, at) {
        Ok(()) => Ok(next),
        Err(BookError::Twice { doing }) => {
            let conflict =
                before.conflict("approval_number".into()).map_err(|_| BookError::Twice { doing })?;
            w.set_standing(id, &conflict, at)?;
            Ok(conflict)
        }
        Err(error) => Err(error),
    }
}

/// How long to wait before the next try: what the NTS asked for, else 2 s doubling to 5 min.
fn wait_before(tries: u32, retry_after_ms: Option<u64>) -> TimeDelta {
    const FIRST_MS: u64 = 2_000;
    const LONGEST_MS: u64 = 300_000;
    let doubled = FIRST_MS.saturating_mul(1 << tries.saturating_sub(1).min(16)).min(LONGEST_MS);
    let wait_ms = retry_after_ms.unwrap_or(0).max(doubled);
    TimeDelta::milliseconds(i64::try_from(wait_ms).unwrap_or(i64::MAX))
}

const fn retry_after(sent: &Sent) -> Option<u64> {
    if let Sent::NotNow(wait) = sent { wait.retry_after_ms } else { None }
}

fn code(sent: &Sent) -> Option<&str> {
    match sent {
        Sent::NotNow(wait) => Some(&wait.code),
        Sent::RouteStopped(stop) => Some(&stop.code),
        Sent::Approved(_) | Sent::Duplicate(_) | Sent::Rejected(_) | Sent::NotSent(_) | Sent::Unknown(_) => {
            None
        }
    }
}

/// The journal's row for a state that a document has just reached.
fn note(
    w: &mut Writer<'_>,
    key: &DocumentKey,
    state: &State,
    code: Option<&str>,
    at: NaiveDateTime,
) -> Result<(), BookError> {
    let (act, facts) = match state {
        State::Approved(approval) => (JournalAct::Approved, json!({ "approval": approval.number.as_str() })),
        State::Rejected(refusal) => (JournalAct::Rejected, json!({ "code": refusal.code })),
        State::Held(reason) => (JournalAct::Held, json!({ "reason": reason.as_str(), "code": code })),
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
        // Approved once and refused the day after: the approval number stays with it.
        StoredStatus::Rejected => state.approve(stored.approval.clone())?.refuse_later(Refusal {
            code: stored.result_code.clone(),
            field: None,
            message: String::new(),
        }),
    }
}
