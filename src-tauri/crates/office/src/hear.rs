//! An answer on its way into the book: one transaction with the standing, the attempts, the journal, the gate and whatever
//! follows from it.

use std::hash::Hash;

use chrono::{NaiveDateTime, TimeDelta};
use domain::{Attention, DocumentKey, State};
use nts::{Exchange, LookedUp, Route};
use serde_json::json;
use store::{ActKind, Awaited, BookError, DocumentId, JournalAct, NewAttempt, Writer};

use crate::gate::Gate;
use crate::jitter::jittered;
use crate::proof::{Answer, Heard, adopt, after_sending, late_answer};
use crate::{Office, OfficeError, correction};

const FIRST_WAIT_MS: u64 = 2_000;
const LONGEST_WAIT_MS: u64 = 300_000;

/// What became of a document in one transaction.
pub(crate) struct Moved {
    pub key: DocumentKey,
    /// Name of the state it had.
    pub before: &'static str,
    /// The state it has.
    pub state: State,
    /// Nobody at the counter sees it.
    pub behind: bool,
}

impl Moved {
    pub(crate) fn has_moved(&self) -> bool {
        self.before != self.state.name()
    }
}

impl Office {
    /// Books one answer.
    pub(crate) fn book_answer(&self, route: &dyn Route, answer: &Answer) -> Result<Moved, OfficeError> {
        let moved = self.gated(route, |w, gate, at| self.hear(w, gate, route, answer, at))?;
        self.spread(std::slice::from_ref(&moved));
        Ok(moved)
    }

    /// One write transaction together with the gate of a route, which is written back if it changed.
    pub(crate) fn gated<T>(
        &self,
        route: &dyn Route,
        act: impl FnOnce(&mut Writer<'_>, &mut Gate, NaiveDateTime) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let before = Gate::of(w, route.name())?;
            let mut gate = before.clone();
            gate.notice_clock(at);
            let value = act(w, &mut gate, at)?;
            if gate != before {
                gate.save(w, route.name(), at)?;
            }
            Ok(value)
        })
    }

    /// Takes in an answer: the document moves by what was proved, every exchange becomes an attempt, the time of the next
    /// try is set. A document that somebody else has settled meanwhile stays as it is.
    pub(crate) fn hear(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        answer: &Answer,
        at: NaiveDateTime,
    ) -> Result<Moved, OfficeError> {
        let key = &answer.request.key;
        let awaited = w.awaited(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
        let before = awaited.state.name();
        answer.teach(gate, at);
        let next = self.next_state(&awaited, gate, route, answer, at)?;
        let state = if next.name() == before { next } else { reach(w, &awaited, next, at)? };
        for exchange in answer.exchanges() {
            w.record_attempt(awaited.id, at, &attempt(route.name(), exchange, state.name()))?;
        }
        let behind = answer.watch.as_ref().is_none_or(|watch| !watch.end());
        let moved = Moved { key: key.clone(), before, state, behind };
        if moved.has_moved() {
            note(w, &moved, answer.code(), at)?;
            call_person(w, &awaited, &moved)?;
            self.follow(w, route, &awaited, &moved, at)?;
        }
        if answer.came_too_early() {
            w.schedule(awaited.id, awaited.attempts, Some(at + quiet_period(route)))?;
        } else if moved.state.is_open() && !matches!(moved.state, State::Sending) {
            let wait = wait_before(awaited.attempts, answer.retry_after_ms(), &(key, at));
            w.schedule(awaited.id, awaited.attempts.saturating_add(1), Some(at + wait))?;
        }
        Ok(moved)
    }

    fn next_state(
        &self,
        awaited: &Awaited,
        gate: &mut Gate,
        route: &dyn Route,
        answer: &Answer,
        at: NaiveDateTime,
    ) -> Result<State, OfficeError> {
        let (now, request) = (awaited.state.clone(), &answer.request);
        if !now.is_open() {
            return Ok(now);
        }
        let step = match &answer.heard {
            // Whoever judged this process dead was wrong, and its answer proves something after all or nothing new.
            Heard::Sent(reply) if !matches!(now, State::Sending) => late_answer(now, &reply.outcome, request),
            Heard::Sent(reply) => after_sending(now, &reply.outcome, request),
            // Somebody else has moved it on meanwhile; what was asked before that says nothing new.
            Heard::NobodyToAsk | Heard::LookedUp { .. } if !matches!(now, State::Unknown) => Ok(now),
            Heard::NobodyToAsk => now.cannot_look_up(),
            Heard::LookedUp { reply, quiet } => match &reply.outcome {
                LookedUp::Found(stored) => adopt(now, stored, request),
                LookedUp::NotThere
                    if *quiet
                        && self.is_still_absent(awaited, &request.key, route, at)
                        && gate.admit_again(at, route.capabilities()).is_ok() =>
                {
                    now.resend()
                }
                LookedUp::NotThere
                | LookedUp::NotNow(_)
                | LookedUp::RouteStopped(_)
                | LookedUp::NotSent(_)
                | LookedUp::NoAnswer(_) => Ok(now),
            },
        };
        step.map_err(|source| OfficeError::IllegalStep { key: request.key.clone(), source })
    }

    /// Whether "not there" still proves absence. Two questions may have been in the air at once, here or in a process beside
    /// us; if the other one has sent the document again meanwhile, this answer is older than that sending and says nothing
    /// about it. The book's time guards against the other process, the monotonic one against a clock that was moved.
    fn is_still_absent(
        &self,
        awaited: &Awaited,
        key: &DocumentKey,
        route: &dyn Route,
        at: NaiveDateTime,
    ) -> bool {
        let missing_for = at - awaited.updated_at;
        let went_back = missing_for < TimeDelta::zero();
        self.quiet_in(route, key).is_zero() && (went_back || missing_for >= quiet_period(route))
    }

    /// What an approval brings with it in the same transaction.
    pub(crate) fn follow(
        &self,
        w: &mut Writer<'_>,
        route: &dyn Route,
        awaited: &Awaited,
        moved: &Moved,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        if !moved.state.counts_as_issued() {
            return Ok(());
        }
        match awaited.act {
            ActKind::Issue => self.queue_receipt_text(w, awaited.id, at),
            ActKind::Cancel => {
                correction::follow_cancel(w, route, &self.rules, awaited.id, at)?;
                self.queue_receipt_text(w, awaited.id, at)
            }
            ActKind::Invoice | ActKind::Amend => self.follow_invoice(w, route, awaited, at),
        }
    }

    /// Tells whoever listens, after the commit.
    pub(crate) fn spread(&self, moved: &[Moved]) {
        for one in moved {
            if matches!(one.state, State::Unknown) && one.has_moved() {
                self.under_way.lost(&one.key);
            } else if !one.state.may_have_happened() || one.state.counts_as_issued() {
                self.under_way.settled(&one.key);
            }
            if one.has_moved() {
                self.wake.notify_one();
                self.post.notify_one();
                self.wake_texts();
                self.results_due.notify_one();
                if one.behind {
                    let _nobody_listens = self.news.send(one.key.clone());
                }
            }
        }
    }
}

/// Writes the new state. An approval number that another document of the day has already is for a person to look at.
fn reach(w: &mut Writer<'_>, awaited: &Awaited, next: State, at: NaiveDateTime) -> Result<State, BookError> {
    match w.set_standing(awaited.id, &next, at) {
        Ok(()) => Ok(next),
        Err(BookError::Twice { doing }) => {
            let conflict = awaited
                .state
                .clone()
                .conflict("approval_number".into())
                .map_err(|_| BookError::Twice { doing })?;
            w.set_standing(awaited.id, &conflict, at)?;
            Ok(conflict)
        }
        Err(error) => Err(error),
    }
}

fn quiet_period(route: &dyn Route) -> TimeDelta {
    TimeDelta::milliseconds(i64::try_from(route.capabilities().quiet_period_ms).unwrap_or(i64::MAX / 2))
}

/// `what` differs from shop to shop: keys alone are alike everywhere.
pub(crate) fn wait_before(tries: u32, retry_after_ms: Option<u64>, what: &impl Hash) -> TimeDelta {
    let wait_ms = retry_after_ms.unwrap_or(0).max(jittered(FIRST_WAIT_MS, LONGEST_WAIT_MS, tries, what));
    TimeDelta::milliseconds(i64::try_from(wait_ms).unwrap_or(i64::MAX / 2))
}

/// The journal's row for a state that a document has just reached.
pub(crate) fn note(
    w: &mut Writer<'_>,
    moved: &Moved,
    code: Option<&str>,
    at: NaiveDateTime,
) -> Result<(), BookError> {
    let (act, facts) = match &moved.state {
        State::Approved(approval) => (JournalAct::Approved, json!({ "approval": approval.number.as_str() })),
        State::Confirmed(approval) => {
            (JournalAct::Confirmed, json!({ "approval": approval.number.as_str() }))
        }
        State::Transmitted(transmission) => {
            (JournalAct::Transmitted, json!({ "sent_at": transmission.sent_at.to_string() }))
        }
        State::RefusedLater { refusal, .. } => (JournalAct::RefusedLater, json!({ "code": refusal.code })),
        State::Rejected(refusal) if refusal.is_late() => {
            (JournalAct::Expired, json!({ "code": refusal.code }))
        }
        State::Rejected(refusal) => (JournalAct::Rejected, json!({ "code": refusal.code })),
        State::Held(reason) => (JournalAct::Held, json!({ "reason": reason.as_str(), "code": code })),
        State::Unknown => (JournalAct::LostAnswer, json!({})),
        State::Conflict(difference) => (JournalAct::ConflictFound, json!({ "differs": difference })),
        State::Sending => (JournalAct::Sent, json!({ "again": moved.before == State::Unknown.name() })),
        State::Ready | State::CheckByHand | State::ByFile => {
            (JournalAct::Answered, json!({ "state": moved.state.name() }))
        }
    };
    w.journal(at, act, moved.key.as_str(), &facts)
}

/// Somebody has to look when nobody saw it, or when only a person can go on.
fn call_person(w: &mut Writer<'_>, awaited: &Awaited, moved: &Moved) -> Result<(), BookError> {
    let why = match &moved.state {
        State::Conflict(_) => Attention::Conflict,
        State::CheckByHand => Attention::CheckByHand,
        State::RefusedLater { .. } => Attention::RefusedLater,
        State::Rejected(refusal) if refusal.is_late() => Attention::TooLate,
        State::Rejected(_) if moved.behind || leaves_half_a_pair(w, awaited.id)? => {
            why_rejected(w, awaited.id)?
        }
        State::Rejected(_)
        | State::Ready
        | State::Held(_)
        | State::Sending
        | State::Approved(_)
        | State::Transmitted(_)
        | State::Confirmed(_)
        | State::Unknown
        | State::ByFile => return Ok(()),
    };
    w.call_person(awaited.id, Some(why))
}

/// The press answers with the first document of a pair, so nobody has seen the second.
fn leaves_half_a_pair(w: &Writer<'_>, id: DocumentId) -> Result<bool, BookError> {
    Ok(w.amendment_of(id)?.is_some_and(|pair| pair.second == Some(id)))
}

fn why_rejected(w: &Writer<'_>, id: DocumentId) -> Result<Attention, BookError> {
    let of_correction = w.correction_of(id)?.is_some_and(|c| c.cancel == id || c.reissue == Some(id));
    let of_pair = w.amendment_of(id)?.is_some_and(|pair| pair.second_content.is_some());
    Ok(match (of_correction, of_pair) {
        (true, _) => Attention::CorrectionStopped,
        (false, true) => Attention::AmendmentStopped,
        (false, false) => Attention::RejectedBehind,
    })
}

pub(crate) fn attempt(route: &str, exchange: &Exchange, outcome: &str) -> NewAttempt {
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
